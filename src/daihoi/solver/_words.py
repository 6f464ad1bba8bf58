"""The rules of a conflict in words: what is asked, and how many of the pool can give it."""

from daihoi.core.messages import N_, Message
from daihoi.core.personnel.demands import Feature
from daihoi.core.personnel.kinds import ORGAN_NAMES, POST_NAMES, Organ, Post
from daihoi.core.personnel.posts import PostNames
from daihoi.core.rules import Compare
from daihoi.solver._model import RuleName
from daihoi.solver.answer import Rule, RuleKind
from daihoi.solver.question import Asked, Candidate, Office, Question

_COMPARED = {
    Compare.AT_LEAST: N_("{body}, {what}: at least {value}; {able} people of the pool can count"),
    Compare.AT_MOST: N_("{body}, {what}: at most {value}; {able} people of the pool can count"),
    Compare.MORE_THAN: N_("{body}, {what}: more than {value}; {able} people of the pool can count"),
    Compare.LESS_THAN: N_("{body}, {what}: fewer than {value}; {able} people of the pool can count"),
    Compare.EQUAL: N_("{body}, {what}: exactly {value}; {able} people of the pool can count"),
}


def rule(question: Question, name: RuleName) -> Rule:
    """The rule of that name in the model."""
    kind, key, person = name
    said = ":".join(part for part in (kind.value, key, person) if part)
    if kind is RuleKind.DEMAND:
        each = next(one for one in question.asked if one.demand.key == key)
        able = len(_able(question, each))
        return Rule(said, kind, _demand(question, each, able), able, each.demand, grounds=each.demand.grounds)
    if kind is RuleKind.SIZE:
        given = next(one for one in question.given if one.key == key)
        return Rule(said, kind, given.message, 0, grounds=given.grounds)
    if kind in (RuleKind.SEATS, RuleKind.SURPLUS):
        return _size(question, kind, Organ(key), said)
    if kind in (RuleKind.OFFICE, RuleKind.ALONG):
        return _office(question, kind, next(one for one in question.offices if one.post.value == key), said)
    meant = POST_NAMES[Post(key)] if key in POST_NAMES else ORGAN_NAMES[Organ(key)]
    return Rule(said, kind, Message(N_("{place}: a person is decided on already"), {"place": Message(meant)}), 1,
                person=person)  # fmt: skip


def _demand(question: Question, each: Asked, able: int) -> Message:
    demand = each.demand
    places = {"body": Message(ORGAN_NAMES[demand.organ]), "what": demand.name, "able": able}
    if demand.of is None:
        return Message(_COMPARED[demand.compare], {**places, "value": demand.value})
    share = demand.value * 100
    text = f"{share.numerator} %" if share.denominator == 1 else f"{demand.value.numerator}/{demand.value.denominator}"
    return Message(_COMPARED[demand.compare], {**places, "value": text})


def _able(question: Question, each: Asked) -> list[Candidate]:
    """Those of the pool whom the demand can count."""
    demand = each.demand
    has = demand.who
    return [
        one
        for one in question.pool
        if demand.organ in one.organs
        and each.counted[one.key]
        and has.posts <= one.posts
        and (not has.any_post or has.any_post & one.posts)
        and not {Feature.MEANT, Feature.SURPLUS} <= has.features
    ]


def _size(question: Question, kind: RuleKind, organ: Organ, said: str) -> Rule:
    body = next(one for one in question.bodies if one.organ is organ)
    able = sum(organ in one.organs for one in question.pool)
    places = {"body": Message(ORGAN_NAMES[organ]), "seats": body.seats, "surplus": body.surplus[0], "able": able}
    if kind is RuleKind.SURPLUS:
        text = N_("{body}: {seats} seats and a surplus of at least {surplus}; {able} people of the pool may stand")
    elif able < body.seats:
        text = N_("{body}: {seats} seats, but only {able} people of the pool may stand")
    else:
        text = N_("{body}: {seats} seats; {able} people of the pool may stand")
    return Rule(said, kind, Message(text, places), able)


def _office(question: Question, kind: RuleKind, office: Office, said: str) -> Rule:
    able = sum(office.post in one.posts and office.organ in one.organs for one in question.pool)
    places: dict[str, object] = {"post": Message(POST_NAMES[office.post]), "able": able, "least": office.least}
    if kind is RuleKind.OFFICE:
        text = N_("{post}: held by at least {least} of the {body}; {able} people of the pool may be meant for it")
        return Rule(said, kind, Message(text, {**places, "body": Message(ORGAN_NAMES[office.organ])}), able)
    text = N_("{post}: held together with {posts}; {able} people of the pool may be meant for it")
    return Rule(said, kind, Message(text, {**places, "posts": PostNames(office.along)}), able)
