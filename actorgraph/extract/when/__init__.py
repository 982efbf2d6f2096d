"""English time expressions in news: where they stand, and which days they mean.

`find` reads a string and knows nothing of dates; `resolve` turns what it found into a `When`, given the day
that the text counts from and whether its verb looks back or ahead. No statistical model takes part.

How spans are put, in a `When`:

* `at`: a day, month or year, in `start`; `end` is None. `in August 2020`, `on Saturday`, `six years ago`.
* `within`: once, some time in `start..end`, both included; an absent side is unbounded. `the 1990s` is
  1990..1999, `last weekend` Saturday to Sunday, `winter 2019` December 2019 to February 2020, `the first half
  of 2020` January to June, `over the past three weeks` from 21 days before the anchor to the anchor, `between
  2014 and 2016` both years, `by 2030` up to its end, `after 2014` from its start, `before May` up to April.
* `throughout`: all the time from `start` to `end`; an absent side is open. `since 2017` starts with 2017,
  `until May` ends with May, `from March to May` has both, `for 26 years` starts 26 years before the anchor
  at the precision of the unit (weeks are days), or with the anchor when the direction is the future; `after
  26 years` also ends with the anchor.

Weeks run from Monday to Sunday. `early`, `mid` and `late` are the thirds of a year, month or decade.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from actorgraph.dates import Partial
from actorgraph.extract.when import words
from actorgraph.extract.when.composed import Distance
from actorgraph.extract.when.grammar import Role, readings
from actorgraph.extract.when.meanings import Meaning, fixed, is_yearless
from actorgraph.extract.when.periods import Context, Direction, Extent, moved

__all__ = ["Direction", "TimeExpression", "When", "away", "find", "resolve"]

_AMOUNT = re.compile(rf"(?:\b{words.QUANTITY}|\b(?P<plural>minutes|hours)){words.S}$", re.IGNORECASE)
_REACH = 40  # characters that an amount of time takes at most


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression as it stands in the text, not yet anchored: `text` is `begin:end` of the string.

    The span holds the words that make its role (`since`, `until`, `for`, `between`, `by`, `after`), not a
    mere `on`, `in` or `during`. Role `age` marks what is no date: ages, recurrences, adjectives of length,
    and yardsticks (`the first since 1991`); it never resolves.
    """

    begin: int
    end: int
    text: str
    role: Role
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class When:
    """Days with the precision they were told with; see the module for `extent`. At least one bound is set."""

    start: Partial | None
    end: Partial | None
    basis: Literal["explicit", "relative"]
    extent: Extent = "at"


def find(text: str) -> list[TimeExpression]:
    """All time expressions of `text`, in order, not overlapping, each as long as it can be read."""
    return [
        TimeExpression(begin, reading.end, text[begin : reading.end], reading.role, reading.meaning)
        for begin, reading in readings(text)
    ]


def resolve(
    expression: TimeExpression,
    anchor: dt.date | None,
    direction: Direction,
    *,
    antecedent: Partial | None = None,
    history: Partial | None = None,
) -> When | None:
    """The days that `expression` means in a text of day `anchor`.

    `direction` is that of the verb. `antecedent` is what was spoken of before: `that week`, `two days later`
    and `the following Friday` count from it. `history` is what the sentence before told of, where that
    is long past: a date without a year is the next such after it. None when no day follows: an age, a missing
    anchor or antecedent, a length of time in the past (`in three days`), or days outside the calendar.
    """
    if history and anchor and direction != "future" and is_yearless(expression.meaning):
        anchor, direction = min(anchor, moved(history.earliest, 1, "year") - dt.timedelta(days=1)), "past"
    try:
        explicit = expression.meaning.span(Context())
        span = explicit or expression.meaning.span(Context(anchor, direction, antecedent))
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return None
    if span is None or not (span.first or span.last):
        return None
    if span.first and span.last and span.last.latest < span.first.earliest:
        return None
    end = None if span.extent == "at" else span.last
    extent = "at" if span.extent == "within" and span.first == span.last else span.extent
    return When(span.first, None if extent == "at" else end, "explicit" if explicit else "relative", extent)


def away(text: str, day: dt.date, way: Literal["after", "before"]) -> tuple[str, When] | None:
    """The amount of time that `text` ends with, and the day that it puts before (`after`) or behind `day`.

    `a day`, with `after` and the day of what followed: the day before. Hours are taken for the same day. None
    where the text ends with no amount, or a vague one (`several days`).
    """
    match = _AMOUNT.search(text, max(0, len(text) - _REACH))
    if match is None:
        return None
    if match["plural"]:
        return match[0], When(Partial(day), None, "relative")
    if (match["fuzz"] or "").lower().strip() not in ("", "just", "only", "barely"):
        return None
    amount, _ = words.quantity(match)
    if amount.high != amount.low:
        return None
    span = Distance(amount, -1 if way == "after" else 1, base=fixed(day)).span(Context())
    return (match[0], When(span.first, None, "relative")) if span and span.first == span.last else None
