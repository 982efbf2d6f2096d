"""How a relation is put in words for people: its type, when it happened or holds, and who says so."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from actorgraph.dates import Partial, Precision
from actorgraph.model import Relation

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def type_words(type_: str, mode: str | None = None) -> str:
    """`HAS_SANCTIONS_ON` and `travel` as `has sanctions on (travel)`."""
    words = type_.replace("_", " ").lower()
    return f"{words} ({mode.replace('_', ' ')})" if mode else words


def when_words(relation: Relation) -> str:
    """The dates of a relation: `2020-08-15`, `2020-08`, `since 1999-12-08`, `2017 to 2021-01-05`.

    A tie without a known start `holds, last reported` on a day; one whose end nobody dates `ended by` that of
    the report. An event without a date is only `reported`.
    """
    start = _partial(relation.start, relation.start_precision)
    end = _partial(relation.end, relation.end_precision)
    if relation.kind == "event":
        if not start:
            return _reported("—", relation)
        same = not end or end.iso == start.iso
        return start.iso if same else f"{start.iso} to {end.iso if end else ''}"
    if end and not relation.end_precision:
        return f"since {start.iso}, ended by {end.iso}" if start else f"ended by {end.iso}"
    if start and end:
        return f"{start.iso} to {end.iso}"
    if start:
        return f"since {start.iso} …"
    if end:
        return f"until {end.iso}"
    if relation.status in ("asserted", "claimed"):
        return f"holds, last reported {relation.last_seen}" if relation.last_seen else "holds, date unknown"
    return _reported("—", relation)


def status_words(relation: Relation) -> str:
    """`asserted`, `claimed by Alexander Lukashenko`, `planned, says the Kremlin`; and whether disputed."""
    words: str = relation.status
    if relation.asserter:
        joint = " by " if relation.status in ("claimed", "denied") else ", says "
        words += joint + relation.asserter
    return f"{words}, disputed" if relation.disputed else words


def counted(count: int, noun: str) -> str:
    """`1 article`, `2 articles`, `10,000 articles`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def one_line(text: str) -> str:
    """Text as one line without control characters or marks that turn the reading direction round.

    What an article says goes to a terminal, and an escape sequence in it must not reach that.
    """
    return " ".join(_BIDI.sub("", _CONTROL.sub(" ", text)).split())


def display_width(text: str) -> int:
    """Columns that the text takes in a terminal: wide characters count two, combining ones none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def shorten(text: str, width: int, mark: str = "…") -> str:
    """The text cut at a word to at most `width` columns, with `mark` where something is missing."""
    if display_width(text) <= width:
        return text
    space = max(width - len(mark), 0)
    cut = text[:space]
    while display_width(cut) > space:
        cut = cut[:-1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > space // 2 else cut).rstrip(" ,;:") + mark


def _partial(day: dt.date | None, precision: Precision | None) -> Partial | None:
    return Partial(day, precision or "day") if day else None


def _reported(words: str, relation: Relation) -> str:
    return f"{words} reported {relation.last_reported}" if relation.last_reported else words
