"""Under which rules an election stands: the pinned pack, asked for this organisation, post and body."""

from dataclasses import dataclass
from fractions import Fraction

from daihoi.core.elections.kinds import Body, Post
from daihoi.core.messages import N_, Finding, Message
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.rules import Certainty, Compare, Force, Grounds, Rule, RulePack


@dataclass(frozen=True)
class Setting:
    """An election's rules. `contents` and `case` are the congress's, None where they are not known."""

    pack: RulePack
    post: Post
    body: Body
    kind: Kind
    unit: Unit = Unit.OTHER
    contents: int | None = None
    case: str | None = None

    @property
    def level(self) -> Level:
        return self.kind.level

    def rule(self, key: str) -> Rule | None:
        """The most specific rule under the key, or None where the pinned rules give none."""
        return self.pack.find(key, kind=self.kind, unit=self.unit, contents=self.contents, case=self.case)

    def word(self, key: str) -> str:
        """The value of a rule in words; "" where there is none."""
        rule = self.rule(key)
        return str(rule.value) if rule is not None else ""

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(self.word(key).split())

    def grounds(self, key: str, id: str) -> Grounds:
        """Why the rule may be believed. Rules pinned before it was written give nothing: then people are asked."""
        rule = self.rule(key)
        if rule is not None:
            return rule.grounds
        return Grounds(id, (), N_("no text in the rules of this congress"), Certainty.UNVERIFIED, Force.HARD)

    def finding(self, key: str, id: str, code: str, text: str, **params: object) -> Finding:
        """What breaks a rule: it stops, warns or asks as the rule's force and certainty say."""
        grounds = self.grounds(key, id)
        return Finding(grounds.severity, code, Message(text, {**params, "source": grounds}), rule=grounds.id)

    def asks(self, key: str, id: str) -> bool:
        """Is the rule one that never decides by itself?"""
        return self.grounds(key, id).certainty is Certainty.UNVERIFIED

    def share_kept(self, key: str, part: int, whole: int) -> bool:
        """Does `part` of `whole` keep a rule that is a share? Integers only (E-086); True where there is no rule."""
        rule = self.rule(key)
        if rule is None:
            return True
        value = Fraction(rule.number)
        return rule.compare.holds(Fraction(part * value.denominator), Fraction(value.numerator * whole))


def more_than_half(votes: int, base: int) -> bool:
    """Strictly more than half, by integers (E-086): `2·votes > base`."""
    return 2 * votes > base


def majority_rule(setting: Setting) -> Rule | None:
    """The rule on the majority, where it is the strict half that `more_than_half` tests; None for any other, and for
    one that no text confirms."""
    rule = setting.rule("election.majority")
    if rule is None or rule.grounds.certainty is Certainty.UNVERIFIED:
        return None
    return rule if rule.value == Fraction(1, 2) and rule.compare is Compare.MORE_THAN else None
