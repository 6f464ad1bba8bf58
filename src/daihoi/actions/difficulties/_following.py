"""What a change of the tree does to difficulties that are not answered yet: none is left where nobody sees it.

One whose organisation was merged goes on as its successor's; one that lies at an organisation that ended, or that no
longer stands above, goes to the one that took over, else to the nearest above that has not passed it up before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from daihoi.actions._gate import follow
from daihoi.actions.difficulties._rows import lay
from daihoi.core.difficulties import DifficultyState, Step, lies_next
from daihoi.core.organisations import paths
from daihoi.data.models import Change, Difficulty, DifficultyStep, Succession
from daihoi.queries import clock
from daihoi.queries.difficulties._places import Placed, places

UNANSWERED = (DifficultyState.OPEN, DifficultyState.JOINED)


@follow(
    "organisations.moved",
    "organisations.merged",
    "organisations.split",
    "organisations.ended",
    "organisations.imported",
    "organisations.undone",
)
def follow_tree(organisation: int, detail: Mapping[str, object]) -> None:
    """Bring every difficulty that waits to an organisation that exists and stands above the one that raised it."""
    rows = list(Difficulty.objects.filter(state__in=UNANSWERED).defer("grams").order_by("pk"))
    if not rows:
        return
    raisers = {row.pk: row.organisation_id for row in rows} | _raisers()
    known = _Known({pk for row in rows for pk in (row.organisation_id, row.at_id, raisers[row.pk])})
    moving = [row for row in rows if _target(row, raisers[row.pk], known) != (row.organisation_id, row.at_id)]
    passed = _passed([row.pk for row in moving])
    change = int(str(detail.get("change") or 0))
    by = Change.objects.filter(pk=change).values_list("made_by_name", flat=True).first() or ""
    for row in moving:
        raiser, at = _target(row, raisers[row.pk], known, passed[row.pk])
        if raiser != row.organisation_id:
            _step(row, row.organisation_id, by)
            row.organisation_id = raiser
        if at != row.at_id:
            _step(row, row.at_id, by)
            lay(row, at, clock.today())
        row.save(update_fields=["organisation", "at", "lies_since", "due_on"])
    _part_strays(moving, by)


class _Known:
    """Organisations by id as they are now, with who took over from those that ended."""

    def __init__(self, pks: Iterable[int]) -> None:
        self.all: dict[int, Placed] = {}
        self.heirs: dict[int, list[int]] = defaultdict(list)
        self._learn(set(pks))

    def _learn(self, pks: set[int]) -> None:
        """These, those above them, and their successors, until nothing new is named."""
        while pks:
            listed = sorted(pks)
            for first in range(0, len(listed), 500):
                self.all |= places(listed[first : first + 500])
            ended = [pk for pk in listed if pk in self.all and not self.all[pk].alive]
            for old, new in Succession.objects.filter(predecessor_id__in=ended).values_list(
                "predecessor_id", "successor_id"
            ):
                self.heirs[old].append(new)
            named = {pk for old in ended for pk in self.heirs[old]}
            named |= {above for pk in listed if pk in self.all for above in paths.ids(self.all[pk].path)}
            pks = named - self.all.keys()

    def living(self, pk: int) -> int | None:
        """The organisation itself, or the one that alone took over from it; None where it ended without or with
        several."""
        seen: set[int] = set()
        while pk not in seen:
            seen.add(pk)
            if self.all[pk].alive:
                return pk
            if len(set(self.heirs[pk])) != 1:
                return None
            pk = self.heirs[pk][0]
        return None


def _raisers() -> dict[int, int]:
    """Who raised each difficulty that waits: by its first step, whatever became of the organisation since."""
    rows = DifficultyStep.objects.filter(step=Step.RAISED, difficulty__state__in=UNANSWERED)
    return dict(rows.values_list("difficulty_id", "at_id"))


def _target(row: Difficulty, first: int, known: _Known, passed: frozenset[int] = frozenset()) -> tuple[int, int]:
    """(whose it is, where it lies) as the tree stands now. `first`: who raised it; an undone merger gives it back."""
    raiser = known.living(first) or row.organisation_id
    above = [pk for pk in reversed(paths.ids(known.all[raiser].path)[:-1]) if known.all[pk].alive]
    if row.at_id in above or (not above and row.at_id == raiser):
        return raiser, row.at_id
    heir = known.living(row.at_id)
    if heir in above:
        return raiser, heir
    return raiser, lies_next(above, passed) or raiser


def _passed(pks: list[int]) -> dict[int, frozenset[int]]:
    """Who passed each of these up."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = DifficultyStep.objects.filter(difficulty_id__in=pks, step=Step.PASSED_UP)
    for pk, at in rows.values_list("difficulty_id", "at_id"):
        found[pk].add(at)
    return defaultdict(frozenset, {pk: frozenset(ats) for pk, ats in found.items()})


def _step(row: Difficulty, at: int, by: str) -> None:
    DifficultyStep.objects.create(
        difficulty=row,
        step=Step.FOLLOWED,
        at_id=at,
        made_on=clock.today(),
        made_at=clock.now(),
        by_name=by,
    )


def _part_strays(rows: list[Difficulty], by: str) -> None:
    """Part those that no longer lie where the one lies to which they were joined."""
    touched = {row.pk for row in rows}
    joined = Difficulty.objects.filter(state=DifficultyState.JOINED).select_related("joined_to").defer("grams")
    for row in joined:
        main = row.joined_to
        if main is not None and main.at_id != row.at_id and ({row.pk, main.pk} & touched):
            row.state, row.joined_to = DifficultyState.OPEN, None
            row.save(update_fields=["state", "joined_to"])
            DifficultyStep.objects.create(
                difficulty=row,
                step=Step.PARTED,
                at_id=row.at_id,
                made_on=clock.today(),
                made_at=clock.now(),
                by_name=by,
            )
