"""The date of a proposal: the model points at the words, the grammar of time expressions reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from actorgraph.dates import Partial
from actorgraph.extract.llm import quotes
from actorgraph.extract.syntax import is_verb
from actorgraph.extract.tense import direction
from actorgraph.extract.when import find, resolve
from actorgraph.model import DateBasis


@dataclass(frozen=True, slots=True)
class Told:
    """A day or a span of days, as `actorgraph.extract.story.Dated` has it."""

    when: Partial | None = None
    until: Partial | None = None
    basis: DateBasis = "unknown"
    text: str | None = None
    holds: bool = False


def told(words: str | None, doc: Doc, quote: Span, sentences: Span, day: dt.date | None) -> Told:
    """What the words mean in an article of that day: in the quotation, or else in its sentences.

    Nothing where they do not stand there, or where the grammar does not read them as a date.
    """
    if not words:
        return Told()
    for within in (quote, sentences):
        for begin, end in quotes.find_all(words, within.text):
            place = within.start_char + begin, within.start_char + end
            found = _read(doc, place, day)
            if found.when is not None:
                return found
    return Told()


def _read(doc: Doc, place: tuple[int, int], day: dt.date | None) -> Told:
    for expression in find(doc.text):
        span = doc.char_span(expression.begin, expression.end, alignment_mode="expand")
        if span is None or expression.end <= place[0] or expression.begin >= place[1]:
            continue
        when = resolve(expression, day, direction(_verb(span.root)))
        if when is not None and when.start is not None:
            return Told(when.start, when.end, when.basis, expression.text, when.extent == "throughout")
    return Told()


def _verb(token: Token) -> Token:
    while token.head != token and not is_verb(token):
        token = token.head
    return token
