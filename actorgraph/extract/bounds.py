"""Since when and until when a tie held, by the words that bound it: `since the war of 1967`, `until his death
in 2004`, `from 2010`.

What the time grammar reads as one expression (`since 1990`, `from 1975 to 1999`) counts, too, where it hangs
on the predicate.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from actorgraph.dates import Partial
from actorgraph.extract.syntax import is_verb
from actorgraph.extract.when import TimeExpression, When, find, resolve

_SINCE = frozenset({"since", "from"})
_UNTIL = frozenset({"until", "till", "to"})
_CLAUSES = frozenset({"since", "until", "till"})
_STEPS = 10
_CARRIED = frozenset({"attr", "prep", "pobj", "dobj", "acomp", "oprd", "conj", "xcomp"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Start and end of what a predicate says; None where its words give none."""

    start: Partial | None = None
    end: Partial | None = None


class TieBounds:
    """Finds the bounds of predicates in one paragraph. `anchor` is the day that relative dates count from."""

    def __init__(self, doc: Doc, anchor: dt.date | None) -> None:
        self._anchor = anchor
        self._found: list[tuple[TimeExpression, Token]] = []
        for expression in find(doc.text):
            span = doc.char_span(expression.begin, expression.end, alignment_mode="expand")
            if span is not None and expression.role != "age":
                self._found.append((expression, span.root))

    def of(self, predicate: Token) -> Bounds:
        """The bounds that hang on the predicate or on what carries it: `was a member until 1990`."""
        carriers = _carriers(predicate)
        start: Partial | None = None
        end: Partial | None = None
        for expression, root in self._found:
            if root.sent.start != predicate.sent.start:
                continue
            way = _way(root, carriers)
            when = resolve(expression, self._anchor, "past") if way is not None else None
            if when is None:
                continue
            first, last = _bounds(when, way or "")
            start, end = start or first, end or last
        return Bounds(start, end)

    def point(self, predicate: Token) -> Partial | None:
        """The date at which the predicate happened, where one hangs on it that bounds nothing."""
        for expression, root in self._found:
            if _way(root, {predicate.i}) == "":
                when = resolve(expression, self._anchor, "past")
                if when is not None and when.extent == "at":
                    return when.start
        return None


def _bounds(when: When, way: str) -> tuple[Partial | None, Partial | None]:
    if when.extent == "throughout":
        return when.start, when.end
    point = when.start or when.end
    if way in _SINCE:
        return point, None
    if way in _UNTIL:
        return None, when.end or point
    return None, None


def _carriers(predicate: Token) -> set[int]:
    """The predicate and the verbs that it shares its time with."""
    carriers = {predicate.i}
    token = predicate
    while (
        token.head is not token and token.dep_ in _CARRIED and not (is_verb(token) and token.dep_ != "xcomp")
    ):
        token = token.head
        carriers.add(token.i)
    return carriers


def _way(token: Token, carriers: set[int]) -> str | None:
    """The word between a time expression and the predicate that makes it a bound; empty where it hangs on the
    predicate directly, None where it belongs to something else."""
    way = ""
    direct = True
    for _ in range(_STEPS):
        if token.i in carriers:
            return way if way or direct else None
        if token.head is token:
            return None
        if token.dep_ in ("prep", "mark") and token.lower_ in _SINCE | _UNTIL:
            way = token.lower_
        elif is_verb(token):
            marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "prep") and c.lower_ in _CLAUSES]
            if not marks or token.dep_ not in ("advcl", "pcomp"):
                return None
            way = marks[0]
        elif (
            token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("npadvmod",) and token.ent_type_ != "DATE"
        ):
            direct = False  # `the war of 1967` is no time of its own
        token = token.head
    return None
