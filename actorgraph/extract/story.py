"""The day that a story has reached, and how it goes on from paragraph to paragraph."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from actorgraph.dates import Partial
from actorgraph.extract.syntax import children
from actorgraph.extract.when import TimeExpression, resolve
from actorgraph.extract.when.periods import partial
from actorgraph.extract.words import GOING_ON
from actorgraph.model import DateBasis

_FRESH = 7
"""Days before the report that its story may be about: an older day is history."""
LEAD = 2
"""Paragraphs that say what day an article is about."""
_RECENT = 3
"""Days before the report on which the answers to the news of its lead are given."""
_DATELINE = re.compile(r"\s*[A-Z][A-Z .,'’/()-]+[,:]?\s+(?=[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z][a-z]{2})")
_AFTER_DATELINE = re.compile(r"\s*(?:\([^()]{1,40}\))?\s*[-–—:]")
_BEFORE_HEADING = re.compile(r"[\s•*·–—-]*")
_AFTER_HEADING = re.compile(r"\s*(?::|\s[-–—])\s+(?=[^\Wa-z\d_]|[\"“‘])")
_AFTER_TITLE = re.compile(r"\s*[:–—-]?\s*")
_ON = frozenset({"also", "then", "afterwards"})


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a predicate: a point (`when`), a span (`when` to `until`), or an open interval.

    `holds` says that the expression gives how long something held (`since 2014`), not when it happened;
    `told`, that it is the expression of an earlier sentence.
    """

    when: Partial | None = None
    until: Partial | None = None
    basis: DateBasis = "unknown"
    text: str | None = None
    holds: bool = False
    told: bool = False

    @property
    def point(self) -> Partial | None:
        """The day, month or year that it is or lies in, where it is one."""
        if self.when is None or self.until is None or self.holds:
            return None if self.holds else self.when
        for precision in ("month", "year"):
            if partial(self.when.day, precision) == partial(self.until.day, precision):
                return partial(self.when.day, precision)
        return None

    @property
    def day(self) -> dt.date | None:
        """The day, where it is one."""
        is_day = self.when and self.when.precision == "day" and not self.until and not self.holds
        return self.when.day if self.when and is_day else None


def exact(published: Partial | None) -> dt.date | None:
    """The day to count from, None where only the month or year of the report is known."""
    return published.day if published and published.precision == "day" else None


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression: the words that it dates, and what was spoken of before it."""

    expression: TimeExpression
    root: Token
    dates: frozenset[int]
    antecedent: Partial | None
    history: Partial | None = None
    """What the sentence before told of, where that is long past."""


@dataclass(frozen=True, slots=True)
class Told:
    """The day that the story has reached. A loose one holds for what is said, not for what is done."""

    dated: Dated = Dated()
    loose: bool = False


def told_before(dated: Dated) -> Told:
    """What is told after a sentence that is dated so."""
    return Told(replace(dated, basis="relative", text=f"{dated.text} (told before)", told=True))


@dataclass(frozen=True, slots=True)
class Past:
    """What a paragraph hands on to the next: where the story stands, the day that the article is about, the
    number of paragraphs, the day that the text counts from, the day, month or year last spoken of, and the
    date of a title that stands above the next."""

    told: Told
    story: Dated
    paragraphs: int
    anchor: dt.date | None
    spoken: Partial | None = None
    heading: Dated | None = None


def is_fresh(anchor: dt.date | None, day: dt.date | None, reach: int = _FRESH) -> bool:
    """Whether a story that is told on day `anchor` may be about `day`, at most `reach` days before."""
    return day is not None and (anchor is None or 0 <= (anchor - day).days <= reach)


def handed_on(past: Past | None, doc: Doc) -> Told:
    """The day that a paragraph takes over: the last told, to all that goes on with it, else to what is said;
    where the last is none or history, that of the lead, to what is said."""
    if past is None:
        return Told()
    day, story = past.told.dated.day, past.story
    if goes_on(doc):
        return past.told
    if day and is_fresh(past.anchor, day) and (story.day is None or day >= story.day):
        return replace(past.told, loose=True)
    return Told(story, loose=True) if is_fresh(past.anchor, story.day, _RECENT) else Told()


def told_of(anchor: dt.date | None, point: Partial | None) -> Partial | None:
    """The point, where a story told on day `anchor` that speaks of it looks back: it is no news."""
    return point if point and anchor and (anchor - point.latest).days > _FRESH else None


def goes_on(doc: Doc) -> bool:
    """Whether a paragraph goes on with the one before: `They ...`, `The vote ...`, `... also ...`."""
    first = doc[0]
    if first.tag_ in ("PRP", "PRP$"):
        return True
    if first.lower_ in ("the", "both", "this", "these") and first.head.lower_ in GOING_ON:
        return first.head.pos_ == "NOUN" and first.head.dep_ in ("nsubj", "nsubjpass")
    root = next(iter(doc.sents)).root
    return any(child.lower_ in _ON for child in children(root, "advmod"))


def is_heading(text: str, first: TimeExpression) -> bool:
    """Whether the expression heads an entry of a chronology: `6 May 1998: Troops cross the border.`"""
    lead = _BEFORE_HEADING.match(text)
    return bool(lead and lead.end() == first.begin and _AFTER_HEADING.match(text, first.end))


def is_title(text: str, first: TimeExpression) -> bool:
    """Whether a paragraph is nothing but the expression, the title of what stands below it."""
    lead = _BEFORE_HEADING.match(text)
    return bool(lead and lead.end() == first.begin and _AFTER_TITLE.fullmatch(text, first.end))


def dateline(text: str, first: TimeExpression, anchor: dt.date | None) -> dt.date | None:
    """The day of `MINSK, Aug 14 (Agency) -`, from which the text counts; None where there is no such line."""
    place = _DATELINE.match(text)
    if not place or place.end() != first.begin or not _AFTER_DATELINE.match(text, first.end):
        return None
    when = resolve(first, anchor, "past")
    if when is None or when.start is None or when.end or when.start.precision != "day":
        return None
    return when.start.day if anchor is None or (anchor - when.start.day).days <= _FRESH else None
