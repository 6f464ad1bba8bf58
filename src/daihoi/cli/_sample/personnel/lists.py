"""Lists of a scheme drawn by quota: women, ages and newcomers as the rules want them, or with one flaw or another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from daihoi.actions.personnel import MeantFor, Numbers
from daihoi.actions.personnel.taking_over import TakenPerson
from daihoi.cli._sample.personnel.people import Crowd, Wanted
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import Arrangement, Departure, DossierState
from daihoi.core.personnel.members import DepartureFacts


class Flaw(StrEnum):
    """What is not right with a list. The first three stop it, the rest warns."""

    NO_SURPLUS = "no_surplus"
    TOO_MANY = "too_many"
    TOO_OLD = "too_old"
    FEW_WOMEN = "few_women"
    FEW_NEW = "few_new"


@dataclass(frozen=True)
class Shape:
    """How large the bodies of an organisation are. `level`: 0 a cell, 1 grass roots, 2 above them, 3 the province;
    `surplus`: names beyond the places; `more`: people in the pool who are on no list; `leaving`: who stand no more."""

    level: int
    committee: int
    before: int
    surplus: int
    standing: int = 0
    standing_before: int = 0
    standing_surplus: int = 0
    inspection: int = 0
    delegation: int = 0
    more: int = 0
    leaving: int = 0
    new: int | None = None  # for the first time, of the committee; None: a third

    @property
    def numbers(self) -> dict[Organ, Numbers]:
        found = {Organ.COMMITTEE: Numbers(self.committee, before=self.before)}
        if self.standing:
            found[Organ.STANDING] = Numbers(self.standing, before=self.standing_before or self.standing)
        if self.inspection:
            found[Organ.INSPECTION] = Numbers(self.inspection, before=self.inspection)
        if self.delegation:
            found[Organ.DELEGATION] = Numbers(self.delegation)
        return found


# Years of birth by band: under 40, from 40 to 50, older; the last also by the age to stand first or again.
_YOUNG, _MIDDLE = (1981, 1990), (1971, 1979)
_OLD = {
    (Standing.FIRST_TIME, Sex.MAN): (1966, 1969),
    (Standing.FIRST_TIME, Sex.WOMAN): (1971, 1972),
    (Standing.RESTANDING, Sex.MAN): (1964, 1969),
    (Standing.RESTANDING, Sex.WOMAN): (1968, 1969),
}
_LEAVING = (1961, 1962)
_POSTS = {
    0: ("Bí thư chi bộ", "Phó Bí thư chi bộ", "Chi ủy viên", "Đảng viên"),
    1: ("Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Đảng ủy viên", "Công chức"),
    2: ("Bí thư", "Phó Bí thư", "Cấp ủy viên", "Trưởng phòng"),
    3: ("Bí thư", "Phó Bí thư", "Tỉnh ủy viên", "Phó Giám đốc sở"),
}
_LED = {
    0: (frozenset({Post.SECRETARY}), frozenset({Post.DEPUTY})),
    1: (
        frozenset({Post.SECRETARY, Post.COUNCIL_CHAIR}),
        frozenset({Post.STANDING_DEPUTY}),
        frozenset({Post.DEPUTY, Post.PEOPLE_CHAIR}),
    ),
}
_ITEMS = ("application", "cv", "assets", "health", "assessment")


@dataclass
class Drawing:
    """One list being drawn."""

    crowd: Crowd
    shape: Shape
    home: str
    flaws: frozenset[Flaw] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)  # by place on the list, for those named elsewhere
    sexes: Mapping[int, Sex] = field(default_factory=dict)
    local: int = 85

    def people(self) -> list[TakenPerson]:
        """Those on the list first, the secretary at their head and the surplus last; the pool; those who leave."""
        shape, numbers = self.shape, self.crowd.numbers
        surplus = self._surplus()
        women, new = self._women(), self._new()
        found = []
        for at in range(shape.committee + surplus):
            extra = at >= shape.committee
            sex = self.sexes.get(at) or (Sex.WOMAN if at in women or (extra and numbers.below(3) == 0) else Sex.MAN)
            first = at in new or extra
            standing = Standing.FIRST_TIME if first else Standing.RESTANDING
            facts = self.crowd.draw(self._wanted(at, sex, standing), self.names.get(at, ""))
            meant = MeantFor(standing, self._organs(at), self._posts(at), "Quyết định quy hoạch (mẫu)")
            found.append(TakenPerson(facts, meant, True, meant.organs if extra else frozenset(), self._dossier()))
        if Flaw.TOO_OLD in self.flaws:
            last = shape.committee - 1
            # Born two years too early to stand for the first time.
            found[last] = replace(found[last], facts=replace(found[last].facts, born_year=1963))
            assert found[last].meant is not None
            meant = replace(found[last].meant, standing=Standing.FIRST_TIME)
            found[last] = replace(found[last], meant=meant)
        found += [self._for_inspection() for _ in range(max(shape.inspection - 3, 0))]
        found += [self._in_pool() for _ in range(shape.more)]
        found += [self._leaving(at) for at in range(shape.leaving)]
        return found

    def _surplus(self) -> int:
        if Flaw.NO_SURPLUS in self.flaws:
            return 0
        if Flaw.TOO_MANY in self.flaws:
            return self.shape.committee * 3 // 10 + 2
        return self.shape.surplus

    def _women(self) -> frozenset[int]:
        """Every so-many-th, one of them in the standing committee; a list with that flaw has one alone."""
        size = self.shape.committee
        if size < 6:
            return frozenset({size - 1} if self.crowd.numbers.below(4) else ())
        if Flaw.FEW_WOMEN in self.flaws:
            return frozenset({size - 1})
        wanted = -(-size * 3 // 20) + self.crowd.numbers.below(3)
        step = max((size - 3) // wanted, 1)
        return frozenset(3 + step * at for at in range(wanted) if 3 + step * at < size)

    def _new(self) -> frozenset[int]:
        """The last of those meant to be elected, as many as are asked for."""
        size = self.shape.committee
        wanted = self.shape.new if self.shape.new is not None else -(-size // 3)
        if Flaw.FEW_NEW in self.flaws:
            wanted = size // 5
        return frozenset(range(size - wanted, size))

    def _wanted(self, at: int, sex: Sex, standing: Standing) -> Wanted:
        shape, titles = self.shape, _POSTS[self.shape.level]
        led = 0 if at == 0 else 1 if at < 3 and shape.level else 2
        title = titles[3] if standing is Standing.FIRST_TIME else titles[led]
        local = 50 if at == 0 and shape.level >= 2 else self.local
        return Wanted(sex, self._born(at, sex, standing), shape.level, title, self.home, local)

    def _born(self, at: int, sex: Sex, standing: Standing) -> tuple[int, int]:
        """Of twenty, three under 40 and eight from 40 to 50, about so in the standing committee as well."""
        if self.shape.level == 0:
            return (1965, 1990)
        band = (at * 7 + 5) % 20
        if band < 3:
            return _YOUNG
        return _MIDDLE if band < 11 else _OLD[standing, sex]

    def _organs(self, at: int) -> frozenset[Organ]:
        shape = self.shape
        found = {Organ.COMMITTEE}
        # The surplus names of the standing committee are surplus names of the committee.
        ahead = at - shape.committee
        if at < shape.standing or 0 <= ahead < (shape.standing_surplus if shape.standing else 0):
            found.add(Organ.STANDING)
        if shape.inspection and 3 <= at < 6:
            found.add(Organ.INSPECTION)
        if at < shape.delegation:
            found.add(Organ.DELEGATION)
        return frozenset(found)

    def _posts(self, at: int) -> frozenset[Post]:
        led = _LED[min(self.shape.level, 1)]
        if at < len(led) and (at == 0 or self.shape.committee > 3 or self.shape.level == 0):
            return led[at]
        if self.shape.inspection and 3 <= at < 6:
            return frozenset({Post.INSPECTION_CHAIR if at == 3 else Post.INSPECTION_DEPUTY})
        return frozenset()

    def _for_inspection(self) -> TakenPerson:
        sex = Sex.WOMAN if self.crowd.numbers.below(3) == 0 else Sex.MAN
        wanted = Wanted(sex, _MIDDLE, self.shape.level, "Ủy viên Ủy ban Kiểm tra", self.home, self.local)
        meant = MeantFor(Standing.RESTANDING, frozenset({Organ.INSPECTION}), frozenset(), "Quyết định quy hoạch (mẫu)")
        return TakenPerson(self.crowd.draw(wanted), meant, True, dossier=self._dossier())

    def _in_pool(self) -> TakenPerson:
        numbers = self.crowd.numbers
        sex = Sex.WOMAN if numbers.below(5) < 2 else Sex.MAN
        born = (_YOUNG, _MIDDLE, _OLD[Standing.FIRST_TIME, sex])[min(numbers.below(4), 2)]
        facts = self.crowd.draw(Wanted(sex, born, self.shape.level, _POSTS[self.shape.level][3], self.home, self.local))
        organs = frozenset({Organ.COMMITTEE, *([Organ.STANDING] if self.shape.standing and sex is Sex.WOMAN else [])})
        meant = MeantFor(Standing.FIRST_TIME, organs, frozenset(), "Quyết định quy hoạch (mẫu)")
        return TakenPerson(facts, meant, dossier=self._dossier() if numbers.below(3) == 0 else {})

    def _leaving(self, at: int) -> TakenPerson:
        """Somebody who stands no more, with what became of it so far."""
        numbers = self.crowd.numbers
        wanted = Wanted(Sex.MAN, _LEAVING, self.shape.level, _POSTS[self.shape.level][2], self.home)
        why = Departure.AGE if at % 4 < 2 else Departure.ARRANGEMENT if at % 4 == 2 else Departure.WISH
        state = list(Arrangement)[numbers.below(4)]
        decided = state in {Arrangement.DECIDED, Arrangement.SETTLED}
        leaves = DepartureFacts(
            why,
            state,
            "" if state is Arrangement.OPEN else "Nghỉ công tác chờ đủ tuổi nghỉ hưu (mẫu)" if why is Departure.AGE
            else "Bố trí công tác khác (mẫu)",
            Arrangement.PROPOSED if decided and numbers.below(2) else state,
            "Quyết định mẫu" if decided else "",
            date(2020, 7, 1) if decided else None,
        )  # fmt: skip
        return TakenPerson(self.crowd.draw(wanted), leaves=leaves)

    def _dossier(self) -> dict[str, tuple[DossierState, date | None]]:
        """Items where the rules ask for them: most are there, some are not, a few were sent back."""
        if self.shape.level < 2:
            return {}
        found: dict[str, tuple[DossierState, date | None]] = {}
        for item in _ITEMS:
            chance = self.crowd.numbers.below(20)
            state = (
                DossierState.CONFIRMED if chance < 11 else DossierState.RECEIVED if chance < 16
                else DossierState.RETURNED if chance == 16 else DossierState.MISSING
            )  # fmt: skip
            if state is not DossierState.MISSING:
                found[item] = (state, date(2020, 4, 1 + self.crowd.numbers.below(28)))
        return found


def on_list(people: Sequence[TakenPerson]) -> list[int]:
    """Places of those who are on the chosen list."""
    return [at for at, one in enumerate(people) if one.listed]
