"""Publication dates as people and programs write them. The day is the one written, in its own time zone."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_tz

from actorgraph.dates import Partial, parse_partial
from actorgraph.errors import BadDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:\s*(?:[,|•·-]|\bat\b)?\s*\d{1,2}[:.]\d{2}.{0,30})?"
_WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}}){_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
    )
]
_ISO = re.compile(r"(?P<day>\d{4}-?\d{2}-?\d{2})(?P<time>[Tt ]\s*\d{2}.*)?")
_CLOCK = re.compile(r"\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_SLASHED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.*")


def read_date(text: str) -> Partial:
    """Read `2020`, `2020-08`, `2020-08-15`, ISO and RFC 2822 times, `15 August 2020`, `August 15, 2020`.

    Raises `BadDate` naming the value, also for `08/09/2020`, where day and month cannot be told apart.
    """
    text = " ".join(text.split())
    for reading in (_iso, _year_first, _written):
        found = reading(text)
        if found:
            return found
    if _SLASHED.fullmatch(text):
        raise BadDate(f"{text!r} does not say which number is the month: write YYYY-MM-DD")
    # parsedate_tz would take a lone number pair for a time; a mail date always names its month.
    mail = parsedate_tz(text) if re.search(r"[A-Za-z]{3}", text) else None
    if mail:
        found = _partial(mail[0], mail[1], mail[2])
        if found:
            return found
    return parse_partial(text)


def _iso(text: str) -> Partial | None:
    match = _ISO.fullmatch(text)
    if not match or (match["time"] and not _CLOCK.fullmatch(match["time"][1:].strip())):
        return None
    digits = match["day"].replace("-", "")
    return _partial(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _year_first(text: str) -> Partial | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _partial(*(int(part) for part in match.groups())) if match else None


def _written(text: str) -> Partial | None:
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text)
        if match:
            parts = match.groupdict()
            return _partial(int(parts["year"]), _MONTHS[parts["month"].lower()], int(parts.get("day") or 0))
    return None


def _partial(year: int, month: int, day: int) -> Partial | None:
    """The date, by month where `day` is 0; None if the calendar has no such day."""
    try:
        return Partial(dt.date(year, month, day or 1), "day" if day else "month")
    except ValueError:
        return None
