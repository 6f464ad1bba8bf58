"""Words that rules on personnel may have as their value: asked when rules are loaded, before anything rests on them."""

from collections.abc import Collection, Iterable, Mapping

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import Group, Post
from daihoi.core.personnel.process import Base
from daihoi.core.personnel.retirement import RetirementTables
from daihoi.core.rules import Rule
from daihoi.core.rules.reader import refuse

_WORDS: Mapping[str, Collection[str]] = {
    "standing.posts_one": tuple(Post),
    "standing.posts_some": tuple(Post),
    "standing.council_chair_is": tuple(Post),
    "personnel.groups": tuple(Group),
    "personnel.key_cadres_base": tuple(Base),
}


def refuse_unknown_words(rules: Iterable[Rule], tables: RetirementTables, where: str) -> None:
    """Pass where every rule names what is known. Raises `PackError` with the file (`where`) and the rule otherwise."""
    known = {**_WORDS, "age.retirement_table": tuple(tables.tables)}
    for rule in rules:
        for word in str(rule.value).split() if rule.key in known else ():
            if word not in known[rule.key]:
                text = N_('{where}: the rule "{key}" ({id}) names "{word}", which is not known. Known are: {names}.')
                names = ", ".join(known[rule.key])
                raise refuse(text, where=where, key=rule.key, id=rule.id, word=word, names=names)
