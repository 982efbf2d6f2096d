"""Calendar dates that keep the precision they were reported with.

Invariant: `Partial.day` is always the *first* day of what is meant, whatever the precision; `latest` gives
the last. Two partial dates are equal only if day and precision are.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal, get_args

from actorgraph.errors import BadDate

Precision = Literal["day", "month", "year"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

_LENGTHS: dict[Precision, int] = {"day": 10, "month": 7, "year": 4}
_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Partial:
    """A day, month or year: `day` is its first day, `precision` says how much of it is known."""

    day: dt.date
    precision: Precision = "day"

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        return self.day

    @property
    def latest(self) -> dt.date:
        """The last day it can mean."""
        if self.precision == "day":
            return self.day
        if self.precision == "month":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day.replace(month=12, day=31)

    @property
    def iso(self) -> str:
        """`2020`, `2020-08` or `2020-08-15`, by its precision."""
        return self.day.isoformat()[: _LENGTHS[self.precision]]

    def __str__(self) -> str:
        return self.iso


def parse_partial(text: str) -> Partial:
    """Read `2020`, `2020-08` or `2020-08-15`; raise `BadDate` naming the value otherwise."""
    match = _PATTERN.fullmatch(text.strip())
    if match:
        year, month, day = match.groups()
        try:
            first = dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            match = None
        else:
            return Partial(first, "day" if day else "month" if month else "year")
    raise BadDate(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD, for instance 2020-08-15")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `since` to `until`, both included; None leaves that side open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def overlaps(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether the interval `first..last` (None: open) shares a day with the window."""
        if self.since and last and last < self.since:
            return False
        return not (self.until and first and first > self.until)

    @property
    def is_open(self) -> bool:
        """Whether the window excludes nothing."""
        return self.since is None and self.until is None

    def __str__(self) -> str:
        """`2014-03-01 to 2014-03-31`, `from 2014-03-01`, `until 2014-03-31`, `any time`."""
        if self.since and self.until:
            return f"{self.since} to {self.until}"
        if self.since:
            return f"from {self.since}"
        return f"until {self.until}" if self.until else "any time"

    def _repr_html_(self) -> str:
        return f"<span>{self}</span>"


def window(since: str | None = None, until: str | None = None, on: str | None = None) -> Window:
    """The window that the options `--since`, `--until` and `--on` name.

    `since` counts from its first day, `until` to its last, `on` is both at once. Raises `BadDate` for
    an unreadable date, for `on` beside another, and for a window that ends before it starts.
    """
    if on is not None:
        if since is not None or until is not None:
            raise BadDate("--on cannot stand beside --since or --until: it is both at once")
        since = until = on
    first = parse_partial(since).earliest if since else None
    last = parse_partial(until).latest if until else None
    if first and last and last < first:
        raise BadDate(f"the window ends ({until}) before it starts ({since})")
    return Window(first, last)
