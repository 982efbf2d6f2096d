"""What a verb does to the tie that its noun names: `ended its occupation of`, `the embargo was lifted`.

The table `lexicon/ties_phases.tsv` has the words that open or close whatever tie a noun stands for, so that
the rows of a tie need not repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from actorgraph.extract.syntax import RELATIVES, children, is_passive, is_verb
from actorgraph.extract.tables import table
from actorgraph.model import Bearing

Role = Literal["subject", "object", "of"]
_ROLES: tuple[Role, ...] = ("subject", "object", "of")
_SIGNS: dict[str, Bearing] = {"+": "opens", "-": "closes"}
_MEASURES = frozenset({"day", "week", "month", "year", "decade", "century", "round", "state"})
_DECLARING = frozenset({"declare", "announce", "proclaim", "bring", "come", "put", "mark", "signal", "spell"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 6
_PARTICLES = frozenset({"apart", "back"})


@dataclass(frozen=True, slots=True)
class Phase:
    """A word that opens or closes the tie; its date is that of the bound, its standing that of the change."""

    word: Token
    bearing: Bearing


@cache
def phase_words() -> dict[tuple[str, Role], Bearing]:
    """Verb with its particle, or noun, and the part that the tie's noun plays in it -> what that does.

    Raises `BadLexicon` naming file, line and value.
    """
    words: dict[tuple[str, Role], Bearing] = {}
    for row in table("lexicon", "ties_phases.tsv", ("word", "role", "sign", "example")):
        role = next((one for one in _ROLES if one == row["role"]), None)
        if role is None:
            raise row.fail("role", f"it is one of {', '.join(_ROLES)}")
        if row["sign"] not in _SIGNS:
            raise row.fail("sign", "it is + or -")
        for word in row.list("word", "/"):
            words[word, role] = _SIGNS[row["sign"]]
    return words


def phases(noun: Token) -> list[Phase]:
    """What becomes of the tie that `noun` names, in the clauses that say something of it."""
    return list(dict.fromkeys((*_above(noun), *_below(noun))))


def bounding_verb(noun: Token) -> Token | None:
    """The verb by which the noun's tie begins or ends of itself: `fighting broke out between`."""
    if noun.dep_ != "nsubj" or not is_verb(noun.head):
        return None
    return next((phase.word for phase in _verbs(noun.head, "subject")), None)


def opened_noun(verb: Token) -> Token | None:
    """The noun that a clause says was opened: `sanctions imposed by`, `the embargo that it imposed`."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ != "relcl" or any(c.lower_ in RELATIVES for c in children(verb, "nsubj")):
        return None
    return verb.head if verb.head.pos_ == "NOUN" else None


def _above(noun: Token) -> Iterator[Phase]:
    token = noun
    for _ in range(_STEPS):
        head = token.head
        if token.dep_ in _SUBJECTS and is_verb(head):
            yield from _verbs(head, "object" if is_passive(head) else "subject")
        elif token.dep_ == "dobj" and is_verb(head):
            yield from _verbs(head, "object")
        elif token.dep_ == "pobj" and head.lower_ in ("of", "to", "in") and head.head.pos_ == "NOUN":
            if bearing := phase_words().get((head.head.lemma_.lower(), "of")):
                if _is_told(head.head):
                    yield Phase(head.head, bearing)
                return
            if head.head.lemma_ in _MEASURES:  # `ended eight years of exile`, `a state of war`
                token = head.head
                continue
        return


def _is_told(noun: Token) -> bool:
    """`the end of the war` was one; `an end to the war` is mostly wished for, unless somebody declares it."""
    if not any(child.lower_ in ("a", "an") for child in children(noun, "det")):
        return True
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.lemma_.lower() in _DECLARING


def _below(noun: Token) -> Iterator[Phase]:
    """`sanctions imposed in 1990`, `an embargo that was lifted in 1994`."""
    for clause in children(noun, "acl", "relcl"):
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            yield from _verbs(clause, "object")
        elif any(c.dep_ in _SUBJECTS and c.lower_ in RELATIVES for c in clause.children):
            yield from _verbs(clause, "object" if is_passive(clause) else "subject")


def _verbs(verb: Token, role: Role) -> Iterator[Phase]:
    """The verb, and what is coordinated with it without a subject or object of its own."""
    for one in (verb, *(c for c in verb.conjuncts if is_verb(c) and c.i > verb.i)):
        if one is not verb and ((role == "object" and not is_passive(one)) or children(one, *_SUBJECTS)):
            continue
        particles = [
            c.lower_ for c in children(one, "prt", "advmod") if c.dep_ == "prt" or c.lower_ in _PARTICLES
        ]
        name = " ".join([one.lemma_.lower(), *particles])
        if bearing := phase_words().get((name, role)):
            yield Phase(one, bearing)
