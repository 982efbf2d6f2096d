"""When it happened: the time expression that belongs to a predicate, read in its tense.

An expression belongs to the verb that governs it. Where the predicate has none, the verb of saying above it
lends its own (`claimed on Saturday that ...`), then the clause it is coordinated with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from actorgraph.dates import Partial
from actorgraph.extract.syntax import children, is_verb
from actorgraph.extract.when import Direction, TimeExpression, find, resolve
from actorgraph.model import DateBasis


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a predicate: a point (`when`), a span (`when` to `until`), or an open interval.

    `holds` says that the expression gives how long something held (`since 2014`), not when it happened.
    """

    when: Partial | None = None
    until: Partial | None = None
    basis: DateBasis = "unknown"
    text: str | None = None
    holds: bool = False


class Calendar:
    """The time expressions of one paragraph, by the verb that governs each."""

    def __init__(self, doc: Doc, anchor: dt.date | None, before: Calendar | None = None) -> None:
        """`before` is the paragraph before: `They called on ...` goes on with its day."""
        self._anchor = anchor
        self._doc = doc
        goes_on = len(doc) > 0 and doc[0].tag_ in ("PRP", "PRP$")
        self._before = before.last() if before and goes_on else Dated()
        self._expressions: list[tuple[TimeExpression, Token]] = []
        for expression in find(doc.text):
            span = doc.char_span(expression.begin, expression.end, alignment_mode="expand")
            if span is not None and expression.role != "age":
                self._expressions.append((expression, span.root))

    def of(self, predicate: Token, via: Token | None = None) -> Dated:
        """The date of what `predicate` says; `via` is the verb of saying above it."""
        for verb in self._verbs(predicate, via):
            own = [pair for pair in self._expressions if _governor(pair[1], predicate) == verb.i]
            for expression, _ in own:
                dated = self._resolve(expression, verb if is_verb(verb) else _verb_above(verb))
                if dated is not None:
                    return dated
        return self._told(predicate)

    def _told(self, predicate: Token) -> Dated:
        """The date that the story has reached: that of its own sentence's main clause, else the last day told
        of in the paragraph. It holds for what is told in the simple past, not for what lies before it (`had
        met`), for plans, or for a relative clause."""
        clause = _verb_above(predicate)
        if not _is_told(clause):
            return Dated()
        for sentence in reversed([s for s in predicate.doc.sents if s.start <= predicate.sent.start]):
            root = sentence.root
            own = [pair for pair in self._expressions if _governor(pair[1], root) == root.i]
            days = [
                d for e, _ in own if (d := self._resolve(e, root)) and d.when and not d.holds and not d.until
            ]
            if days and days[0].when and days[0].when.precision == "day":
                return replace(days[0], basis="relative", text=f"{days[0].text} (told before)")
            if own:
                return Dated()
        return self._before

    def last(self) -> Dated:
        """The day that the story has reached at the end of the paragraph."""
        told = [self._told(sentence.root) for sentence in self._doc.sents]
        return next((dated for dated in reversed(told) if dated.when), Dated())

    def _verbs(self, predicate: Token, via: Token | None) -> Iterator[Token]:
        yield predicate
        token = predicate
        for _ in range(6):
            head = token.head
            if head == token or (token.dep_ in ("relcl", "ccomp") and is_verb(token)):
                break
            if token.dep_ == "advcl" and is_verb(token) and children(token, "nsubj", "nsubjpass", "mark"):
                break  # `met on Monday to discuss it` is one day, `as the army advanced` another's
            if token.dep_ == "conj" and head.i > token.i:
                break
            token = head
            yield token
        if via is not None:
            yield via

    def _resolve(self, expression: TimeExpression, verb: Token) -> Dated | None:
        when = resolve(expression, self._anchor, direction(verb))
        if when is None or when.start is None:
            return None  # `by 2030` bounds an event on one side: that is no date of it
        holds = when.extent == "throughout"
        return Dated(when.start, when.end, when.basis, expression.text, holds)


def direction(verb: Token) -> Direction:
    """Whether the verb looks back or ahead."""
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    if any(word.tag_ == "MD" and word.lower_ in ("will", "'ll", "’ll", "shall", "would") for word in words):
        return "future"
    if any(word.tag_ == "VBD" or (word.lower_ in ("has", "have") and word.dep_ == "aux") for word in words):
        return "past"
    head = verb.head
    if verb.dep_ in ("xcomp", "acl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return "future"
    if verb.dep_ in ("xcomp", "conj", "advcl", "acl", "pcomp") and head != verb and is_verb(head):
        return direction(head)
    return "past" if verb.tag_ == "VBN" else "unknown"


def _is_told(verb: Token) -> bool:
    """Whether the verb and all verbs above it are in the simple past, in main clauses or reported ones."""
    for _ in range(8):
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        simple = verb.tag_ == "VBD" or (
            verb.tag_ == "VBN" and any(c.lower_ in ("was", "were") for c in verb.children)
        )
        if verb.dep_ in ("xcomp", "pcomp") or (
            verb.dep_ == "conj" and not auxiliaries and verb.tag_ != "VBD"
        ):
            simple = not auxiliaries & {"have", "has", "had", "will", "would"}
        if not simple or auxiliaries & {"have", "has", "had", "will", "would"}:
            return False
        if verb.dep_ not in ("xcomp", "conj", "pcomp", "ccomp"):
            return verb.dep_ == "ROOT"
        verb = _verb_above(verb.head)
    return False


def _governor(token: Token, predicate: Token) -> int:
    """The index of the verb that a time expression belongs to, or of `predicate` where it hangs on that."""
    for _ in range(8):
        if token.i == predicate.i:
            return predicate.i
        if token.head == token or (is_verb(token) and token.dep_ not in ("amod", "compound")):
            return token.i
        token = token.head
    return token.i


def _verb_above(token: Token) -> Token:
    while token.head != token and not is_verb(token):
        token = token.head
    return token
