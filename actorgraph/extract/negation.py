"""The words at a verb that say it is not so, is not so yet, or is only said to be so."""

from __future__ import annotations

from spacy.tokens import Token

from actorgraph.extract.refusals import is_negation
from actorgraph.extract.syntax import children, is_infinitive

_HEARSAY = frozenset({"allege", "believe", "claim", "report", "rumor", "rumour", "say", "suspect", "think"})


def negates(child: Token) -> bool:
    """`not`, `no longer`, `nor did it`; `no troops attacked`, `neither Russia nor Turkey attacked`."""
    if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in ("no", "neither")):
        return True
    if child.dep_ in ("nsubj", "nsubjpass"):
        return child.lower_ in ("nobody", "nothing", "none", "neither") or any(
            c.lower_ in ("no", "neither", "none") and c.dep_ in ("det", "preconj", "neg")
            for c in child.children
        )
    if child.lower_ in ("nor", "neither") and child.dep_ in ("cc", "preconj", "advmod"):
        return child.i < child.head.i
    return is_negation(child)


def is_outstanding(verb: Token) -> bool:
    """`has yet to condemn it`, `is yet to be recognised`."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.lemma_ not in ("have", "be") or not is_infinitive(verb):
        return False
    return any(c.lower_ == "yet" and c.i < verb.i for c in children(head, "advmod"))


def is_hearsay(child: Token) -> bool:
    """The parenthesis in `The army, it is alleged, shelled the town.`"""
    if child.dep_ != "parataxis" or child.lemma_ not in _HEARSAY:
        return False
    return any(subject.lower_ == "it" for subject in children(child, "nsubjpass"))
