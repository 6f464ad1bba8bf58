"""May this be elected here, and now? Asked before an election is opened, and shown on it from then on.

Source: rulebook C-002, C-003, E-108, E-111–E-116.
"""

from collections.abc import Collection, Iterable

from daihoi.core.elections.kinds import Body, Post
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_, Finding, Message, Severity

_INSPECTION = frozenset({Post.INSPECTION_COMMITTEE, Post.INSPECTION_CHAIR})


def check_opening(setting: Setting, *, members: int | None, released: Collection[Post]) -> tuple[Finding, ...]:
    """What stands against the election as such. `members`: official members summoned to a member congress, None where
    they are not known; `released`: posts of the same congress whose result is released."""
    checks = (_appointed(setting), _inspection(setting), _small_cell(setting, members), _direct(setting))
    return (*(finding for found in checks for finding in found), *_order(setting, released))


def _appointed(setting: Setting) -> Iterable[Finding]:
    """A congress of two or three contents does not elect everything."""
    if setting.post in {Post.DELEGATES, Post.ALTERNATES} and setting.rule("election.delegation_appointed"):
        text = N_("A congress of two contents elects no delegates; they are appointed: {source}.")
        yield setting.finding("election.delegation_appointed", "E-108", "delegates_appointed", text)
    if setting.post is Post.COMMITTEE and setting.contents in {2, 3}:
        rules = [rule for rule in setting.pack.all("congress.contents") if rule.value == setting.contents]
        if rules:
            grounds = rules[0].grounds
            text = N_("A congress of {contents} contents elects no committee: {source}.")
            message = Message(text, {"contents": setting.contents, "source": grounds})
            yield Finding(grounds.severity, "committee_not_elected", message, rule=grounds.id)


def _inspection(setting: Setting) -> Iterable[Finding]:
    if setting.post not in _INSPECTION:
        return
    if setting.pack.all("election.inspection_from") and setting.rule("election.inspection_from") is None:
        grounds = setting.pack.all("election.inspection_from")[0].grounds
        text = N_("Cells and sections have no inspection committee: {source}.")
        yield Finding(grounds.severity, "no_inspection_here", Message(text, {"source": grounds}), rule=grounds.id)
    if setting.rule("election.inspection_appointed") is not None:
        text = N_(
            "Where an organisation is new or merged, the level above appoints the inspection committee: {source}."
        )
        yield setting.finding("election.inspection_appointed", "E-113", "inspection_appointed", text)


def _small_cell(setting: Setting, members: int | None) -> Iterable[Finding]:
    """E-116: a cell with few members elects no committee."""
    rule = setting.rule("election.cell_committee_from")
    if setting.post is not Post.COMMITTEE or rule is None or members is None:
        return
    if not rule.compare.holds(members, rule.number):
        text = N_(
            "With {members} members, fewer than {limit}, a cell elects only a secretary and a deputy, no committee: "
            "{source}."
        )
        params = {"members": members, "limit": rule.number}
        yield setting.finding("election.cell_committee_from", "E-116", "cell_too_small", text, **params)


def _direct(setting: Setting) -> Iterable[Finding]:
    """E-114: what a direct election of the secretary needs; a note, since no text says who may call it (E-115)."""
    small = setting.rule("election.cell_committee_from") is not None
    if setting.post is Post.SECRETARY and setting.body is not Body.CONFERENCE and not small:
        grounds = setting.grounds("election.direct_secretary", "E-114")
        text = N_("The congress elects the secretary directly. Record under which approval: {source}.")
        yield Finding(Severity.NOTE, "direct_secretary", Message(text, {"source": grounds}), rule=grounds.id)


def _order(setting: Setting, released: Collection[Post]) -> Iterable[Finding]:
    """E-112: the order of elections of the first meeting; only what was inferred, so it never stops."""
    order = [Post(word) for word in setting.words("election.first_meeting_order") if word in list(Post)]
    if setting.body is not Body.CONFERENCE or setting.post not in order:
        return
    earlier = [post for post in order[: order.index(setting.post)] if post not in released]
    if earlier:
        text = N_("In the first meeting this comes after others whose result is not released yet: {source}.")
        yield setting.finding("election.first_meeting_order", "E-112", "order_of_elections", text)
