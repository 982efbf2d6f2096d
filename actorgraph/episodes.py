"""The episodes of a tie out of its evidence: when it began, ended, and began again.

Invariant: pure functions of the evidence, whatever its order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actorgraph.dates import Partial
from actorgraph.model import Evidence, Status

_RANK: dict[Status, int] = {"asserted": 0, "claimed": 1, "planned": 2, "hypothetical": 3, "denied": 4}
FACTUAL: tuple[Status, ...] = ("asserted", "claimed")
_FINENESS = {"day": 0, "month": 1, "year": 2}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval of a relation, and the events that opened and closed it.

    Where `by_then`, nobody says when it ended: `end` is the day of the first report that it had.
    """

    start: Partial | None = None
    end: Partial | None = None
    by_then: bool = False
    opened_by: str | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One interval of one kind of a tie, and its evidence in the order of its reports.

    Episodes are told apart by their number. Their dates would not do: they become known, or better known,
    with every article.
    """

    mode: str | None
    number: int
    items: tuple[Evidence, ...]
    bounds: Bounds


def reading_order(item: Evidence) -> tuple[dt.date, str, int, str]:
    """The order of reports: by report date (unknown last), article, and place in the article."""
    return (item.reported or dt.date.max, item.article, item.begin, item.id)


def is_factual(item: Evidence) -> bool:
    """Whether it is said to be so, by the outlet or by somebody it quotes."""
    return item.status in FACTUAL


def standing_of(item: Evidence) -> Status:
    """The status that the evidence gives to the relation itself.

    Who plans, imagines or denies the end of a tie takes for granted that it holds.
    """
    if item.bearing == "closes" and not is_factual(item):
        return "claimed" if item.speaker else "asserted"
    return item.status


def status_of(items: Iterable[Evidence]) -> Status:
    """The status of what rests on this evidence: the firmest that any of it gives."""
    return min((standing_of(item) for item in items), key=_RANK.__getitem__)


def episodes(items: Iterable[Evidence]) -> Iterator[Episode]:
    """Every episode of every kind (mode) of the tie that the evidence, all of one group, is about."""
    items = sorted(items, key=reading_order)
    closings = [item for item in items if item.bearing == "closes"]
    holding = [item for item in items if item.bearing != "closes"]
    # Reports that name no kind mean the one kind that others name; where those name several, none of them.
    # Kinds that are only planned or denied say nothing of a tie that is there.
    stated = [item for item in holding if is_factual(item)]
    modes = {item.mode for item in stated or holding if item.mode}
    assumed = modes.pop() if len(modes) == 1 else None
    by_mode: dict[str | None, list[Evidence]] = {}
    for item in holding:
        by_mode.setdefault(item.mode or assumed, []).append(item)
    for item in closings:
        if item.mode:
            by_mode.setdefault(item.mode, [])
    if not by_mode:
        by_mode = {None: []}
    for mode in sorted(by_mode, key=lambda name: name or ""):
        # A closing that names no kind ends every kind; one that names its kind ends no other.
        ends = [item for item in closings if item.mode in (None, mode)]
        yield from _episodes(by_mode[mode], ends, mode)


def _episodes(
    holding: Sequence[Evidence], closings: Sequence[Evidence], mode: str | None
) -> Iterator[Episode]:
    """Split the evidence of one tie at its closings: what was reported before one ended with it."""
    ends = _ends(holding, [item for item in closings if is_factual(item)])
    for number, part in enumerate(_parts(holding, closings, ends)):
        closing = ends[number] if number < len(ends) else []
        members = sorted([*part, *closing], key=reading_order)
        if not members:
            continue
        start, opened_by = _bound(_openings(part, status_of(members)))
        end, closed_by = _bound(closing)
        by_then = end is not None and end not in {item.when for item in closing}
        yield Episode(mode, number, tuple(members), Bounds(start, end, by_then, opened_by, closed_by))


def _openings(part: Iterable[Evidence], status: Status) -> list[Evidence]:
    """The evidence that dates the start: of what is stated no plan, of what is planned the plan."""
    wanted = FACTUAL if status in FACTUAL else (status,)
    confirmed = [item for item in part if item.bearing == "confirms" and item.status in wanted]
    held = [item.reported for item in confirmed if item.reported]
    # What was reported to hold before cannot have begun later: such an opening only confirms it.
    return [
        item
        for item in part
        if item.bearing == "opens" and item.when and item.status in wanted
        if not held or item.when.earliest <= min(held)
    ]


def _parts(
    holding: Sequence[Evidence], closings: Sequence[Evidence], ends: Sequence[Sequence[Evidence]]
) -> list[list[Evidence]]:
    """The evidence of each episode without its closings; `closings` that are not factual end nothing."""
    bounds = [_bound(end)[0] for end in ends]
    parts: list[list[Evidence]] = [[] for _ in range(len(ends) + 1)]
    late: list[Evidence] = []
    for item in (*holding, *(closing for closing in closings if not is_factual(closing))):
        (late if item.bearing == "opens" and not item.when else parts[_place(item, bounds)]).append(item)
    for item in late:
        # "Has imposed", without a date and after the end, tells of the old tie unless another is known.
        number = _place(item, bounds)
        parts[number if parts[number] or not number else number - 1].append(item)
    return parts


def _point(item: Evidence) -> Partial | None:
    """The date that places the evidence in time: the event's, else the report's."""
    if item.when and (item.bearing != "closes" or is_factual(item)):
        return item.when
    return Partial(item.reported) if item.reported else None


def _ends(holding: Sequence[Evidence], closings: Sequence[Evidence]) -> list[list[Evidence]]:
    """Closings put together by the end that they report, in order of time.

    Two closings report one end unless the tie is said to have begun, or to hold, between them.
    """
    alive = [
        point.earliest
        for item in holding
        if is_factual(item) and (item.when or item.bearing != "opens") and (point := _point(item))
    ]
    dated = sorted(
        ((point, item) for item in closings if (point := _point(item))), key=lambda pair: pair[0].earliest
    )
    ends: list[list[Evidence]] = []
    latest = dt.date.min
    for point, item in dated:
        if ends and not any(latest < day <= point.earliest for day in alive):
            ends[-1].append(item)
        else:
            ends.append([item])
        latest = max(latest, point.latest)
    undated = [item for item in closings if not _point(item)]
    if undated:
        ends = [*ends[:-1], [*(ends[-1] if ends else []), *undated]]
    return ends


def _place(item: Evidence, bounds: Sequence[Partial | None]) -> int:
    """The number of the episode that the evidence belongs to: the first that had not ended by then."""
    point = _point(item)
    if point is None:
        return 0
    for number, bound in enumerate(bounds):
        if bound is None or point.earliest <= bound.latest:
            return number
    return len(bounds)


def _bound(items: Sequence[Evidence]) -> tuple[Partial | None, str | None]:
    """The date that the evidence gives for one bound of a tie, and the event that set it.

    The earliest counts, in the finest of the precisions that agree with it: 2 October beats October. A date
    that is told beats that of a report.
    """
    dated = [(point, item) for item in items if (point := _point(item))]
    if not dated:
        return None, next((item.event for item in items if item.event), None)
    earliest, _ = min(dated, key=lambda pair: (pair[0].earliest, pair[0].latest))
    agreeing = [pair for pair in dated if pair[0].earliest <= earliest.latest]
    agreeing.sort(
        key=lambda pair: (pair[1].when is None, _FINENESS[pair[0].precision], pair[0].day, pair[1].id)
    )
    point = agreeing[0][0]
    return point, next((item.event for _, item in agreeing if item.event), None)
