"""The figures of one evaluation as values, and as the JSON object that docs/evaluation.md describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from actorgraph.evaluation.matching import Level, Mode

NOTHING = "-"
"""In the confusion table: nothing was read, or nothing annotated."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 with the bounds of its interval, 95 % unless the page says otherwise."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of `hits` right ones among `read` events and `gold` relations."""

    hits: int
    read: int
    gold: int
    precision: Share
    recall: Share
    f1: Share


@dataclass(frozen=True, slots=True)
class LevelScore:
    """The score at one level in one mode; `group` is empty for all records together."""

    group: str
    mode: Mode
    level: Level
    score: Score


@dataclass(frozen=True, slots=True)
class TypeScore:
    """The score of one merged type, at level `root` in mode `judged`."""

    type: str
    score: Score


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often relations annotated as one type were read as another; `-` where there was none."""

    gold: str
    read: str
    count: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Matched relations with an annotated date: how many dates are right to its precision, and how nearly."""

    matched: int = 0
    exact: int = 0
    same_month: int = 0
    same_year: int = 0
    dated: int = 0


@dataclass(frozen=True, slots=True)
class Statuses:
    """Matched relations with an annotated status, and how many statuses and speakers are right.

    `marked` are those that are not plainly asserted. `table` counts annotated against read status.
    """

    matched: int = 0
    right: int = 0
    marked: int = 0
    marked_right: int = 0
    speakers: int = 0
    speakers_right: int = 0
    table: tuple[Confusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of a confidence from `low` up to, but without, `high`: how many, how sure, how often right.

    `events`, `directed` (actors and direction right) and `root` (type right too) are of mode `judged`; `read`
    and `read_root` of mode `all`, as is the mean `confidence`.
    """

    low: float
    high: float
    events: int
    confidence: float
    directed: Share
    root: Share
    read: int
    read_root: Share


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """A text that was read wrongly: what was missed, what was wrong, by which rules. `weight` orders them."""

    id: str
    text: str
    weight: float
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieScore:
    """Counts on the ties of one group of texts, or of one type.

    `found` of `annotated` stated ties were read, among `read` ones that are right or wrong. `dates_right` of
    the `dates` that the text gives for bounds of found ties are right; `dates_added` are bounds that were
    read where it gives none. Of the `unstated` ties, which the text denies, plans or imagines, `asserted`
    were read as facts or claims and `kept` with their own status alone. `invented` counts the wrong ties of
    texts that state none at all.
    """

    name: str
    found: int
    annotated: int
    read: int
    dates_right: int
    dates: int
    dates_added: int
    unstated: int
    asserted: int
    kept: int
    invented: int


@dataclass(frozen=True, slots=True)
class TieReport:
    """How ties were read in `texts` texts, `without` of which state none."""

    texts: int
    without: int
    groups: tuple[TieScore, ...]
    types: tuple[TieScore, ...]
    errors: tuple[ErrorCase, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that `actorgraph evaluate` tells."""

    gold: str
    extractor: str
    match: str
    min_confidence: float
    resamples: int
    seed: int
    records: int
    relations: int
    events: int
    levels: tuple[LevelScore, ...]
    types: tuple[TypeScore, ...]
    confusion: tuple[Confusion, ...]
    dates: Dates
    statuses: Statuses
    reliability: tuple[Bin, ...]
    calibration_error: Mapping[Mode, float]
    errors: tuple[ErrorCase, ...]
    ties: TieReport | None = None

    @property
    def tells_events(self) -> bool:
        """Whether there is anything to tell of events; a file may annotate ties alone."""
        return bool(self.relations or self.events or self.ties is None)

    def record(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return asdict(self)


def confusion_rows(confusion: Sequence[Confusion]) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """The confusion table as columns (types read) and rows (type annotated, counts); `-` is last in both."""

    def ordered(names: set[str]) -> list[str]:
        return sorted(names, key=lambda name: (name == NOTHING, name))

    columns = ordered({cell.read for cell in confusion})
    counts = {(cell.gold, cell.read): cell.count for cell in confusion}
    rows = ordered({cell.gold for cell in confusion})
    return columns, [(row, [counts.get((row, column), 0) for column in columns]) for row in rows]
