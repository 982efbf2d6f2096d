"""Relations out of evidence.

Invariant: a pure function of the evidence of one group. No clock, no order of loading, nothing kept between
calls; both stores call it in the transaction that writes the evidence, so equal evidence gives equal rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from actorgraph.dates import Partial
from actorgraph.model import Evidence, Relation, Status, make_key, normalise
from actorgraph.ontology import EVENTS

_RANK: dict[Status, int] = {"asserted": 0, "claimed": 1, "planned": 2, "hypothetical": 3, "denied": 4}
_FINENESS = {"day": 0, "month": 1, "year": 2}


class Report(Protocol):
    """What derivation needs to know of an article: who published it, and which text it is."""

    @property
    def publisher(self) -> str:
        """The outlet."""
        ...

    @property
    def wire(self) -> str:
        """The same for every copy of one text."""
        ...


def relation_id(group: str, *episode: object) -> str:
    """The id of the relation of an event's group, or of one episode of a tie's."""
    return make_key("relation", group, *episode)


Derived = tuple[Relation, tuple[Evidence, ...]]
"""A relation and the evidence that it rests on, in the order of its reports."""


def derive(evidence: Iterable[Evidence], articles: Mapping[str, Report]) -> list[Derived]:
    """The relations that rest on `evidence`, which may span groups; `articles` maps article id to report.

    One piece of evidence can stand behind several relations: sanctions of every kind end with one lifting.
    """
    key = lambda item: item.group  # noqa: E731 (sorted and groupby must use the very same key)
    relations: list[Derived] = []
    for _, members in groupby(sorted(evidence, key=key), key=key):
        ordered = sorted(members, key=_reading_order)
        if ordered[0].kind == "event":
            relations.append(_event(ordered, articles))
        else:
            relations.extend(_ties(ordered, articles))
    return relations


def _reading_order(item: Evidence) -> tuple[dt.date, str, int, str]:
    return (item.reported or dt.date.max, item.article, item.begin, item.id)


def _event(items: Sequence[Evidence], articles: Mapping[str, Report]) -> Derived:
    first = items[0]
    when, until = first.when, first.until or first.when
    return _summary(
        items,
        articles,
        relation_id(first.group),
        _mode(items),
        Bounds(when, until),
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval of a relation, and the events that opened and closed it."""

    start: Partial | None = None
    end: Partial | None = None
    opened_by: str | None = None
    closed_by: str | None = None


def _summary(
    items: Sequence[Evidence], articles: Mapping[str, Report], id_: str, mode: str | None, bounds: Bounds
) -> Derived:
    status = min((item.status for item in items), key=_RANK.__getitem__)
    backing = [item for item in items if item.status == status]
    lead = max(backing, key=lambda item: item.confidence)
    seen = sorted(day for item in items if item.bearing != "closes" and (day := _seen(item)))
    reported = sorted(item.reported for item in items if item.reported)
    scale = EVENTS.get(lead.type)
    first = items[0]
    relation = Relation(
        id=id_,
        group=first.group,
        kind=first.kind,
        type=first.type,
        mode=mode,
        source=first.source,
        target=first.target,
        symmetric=first.symmetric,
        start=bounds.start.earliest if bounds.start else None,
        start_precision=bounds.start.precision if bounds.start else None,
        end=bounds.end.latest if bounds.end else None,
        end_precision=bounds.end.precision if bounds.end else None,
        status=status,
        asserter=None if status == "asserted" else lead.speaker,
        disputed=status in ("asserted", "claimed") and any(item.status == "denied" for item in items),
        quad=scale.quad if scale else None,
        score=scale.score(mode) if scale else None,
        confidence=_confidence(backing, articles),
        reports=len({item.article for item in items}),
        sources=len(independent(items, articles)),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        quote=lead.sentence,
        opened_by=bounds.opened_by,
        closed_by=bounds.closed_by,
    )
    return relation, tuple(items)


def _seen(item: Evidence) -> dt.date | None:
    """A day at which the relation was there, by this evidence."""
    if item.bearing == "confirms":
        return item.reported or (item.when.earliest if item.when else None)
    return item.when.earliest if item.when else item.reported


def _mode(items: Sequence[Evidence]) -> str | None:
    """The mode most often reported; of equals the first by name, so that order does not count."""
    modes = sorted(item.mode for item in items if item.mode)
    return max(modes, key=modes.count, default=None)


def independent(items: Sequence[Evidence], articles: Mapping[str, Report]) -> list[list[Evidence]]:
    """Parts of the evidence that do not depend on each other.

    Two reports depend on each other when they are of one publisher, copies of one text, or carry the very
    same sentence. An outlet that is not named is not taken for another unnamed one.
    """
    parts: list[tuple[set[str], list[Evidence]]] = []
    for item in items:
        report = articles[item.article]
        marks = {f"wire {report.wire}", f"sentence {normalise(item.sentence)}", f"article {item.article}"}
        if report.publisher:
            marks.add(f"publisher {normalise(report.publisher)}")
        members = [item]
        apart = []
        for other_marks, other_members in parts:
            if marks & other_marks:
                marks |= other_marks
                members = other_members + members
            else:
                apart.append((other_marks, other_members))
        parts = [*apart, (marks, members)]
    return [members for _, members in parts]


def _confidence(items: Sequence[Evidence], articles: Mapping[str, Report]) -> float:
    """One minus the chance that every independent part is wrong, each as sure as its surest report."""
    doubt = 1.0
    for part in independent(items, articles):
        doubt *= 1.0 - max(item.confidence for item in part)
    return round(min(1.0 - doubt, 0.99), 4)


def _ties(items: Sequence[Evidence], articles: Mapping[str, Report]) -> list[Derived]:
    """One relation for each mode and episode of a tie."""
    modes = {item.mode for item in items if item.mode and item.bearing != "closes"}
    # Reports that name no kind mean the one kind that others name; where those name several, none of them.
    assumed = modes.pop() if len(modes) == 1 else None
    closings = [item for item in items if item.bearing == "closes"]
    by_mode: dict[str | None, list[Evidence]] = {}
    for item in items:
        if item.bearing != "closes":
            by_mode.setdefault(item.mode or assumed, []).append(item)
    if not by_mode:
        by_mode = {closing.mode: [] for closing in closings}
    relations: list[Derived] = []
    for mode in sorted(by_mode, key=lambda name: name or ""):
        # A closing that names no kind ends every kind; one that names its kind ends no other.
        ends = [item for item in closings if item.mode in (None, mode)]
        relations.extend(_episodes(by_mode[mode], ends, articles, mode))
    return relations


def _episodes(
    holding: Sequence[Evidence],
    closings: Sequence[Evidence],
    articles: Mapping[str, Report],
    mode: str | None,
) -> Iterable[Derived]:
    """Split the evidence of one tie at its closings: what was reported before one ended with it."""
    ends = _ends(holding, [item for item in closings if _is_factual(item)])
    parts: list[list[Evidence]] = [[] for _ in range(len(ends) + 1)]
    for item in holding:
        parts[_place(item, ends)].append(item)
    for item in closings:
        if not _is_factual(item):
            parts[_place(item, ends)].append(item)
    for number, part in enumerate(parts):
        closing = ends[number] if number < len(ends) else []
        members = sorted([*part, *closing], key=_reading_order)
        if not members:
            continue
        start, opened_by = _bound([i for i in part if i.bearing == "opens" and i.when and _is_factual(i)])
        end, closed_by = _bound(closing)
        previous = _bound(ends[number - 1])[0] if number else None
        id_ = relation_id(members[0].group, mode, previous)
        yield _summary(members, articles, id_, mode, Bounds(start, end, opened_by, closed_by))


def _is_factual(item: Evidence) -> bool:
    return item.status in ("asserted", "claimed")


def _point(item: Evidence) -> Partial | None:
    """The date that places the evidence in time: the event's, else the report's."""
    return item.when or (Partial(item.reported) if item.reported else None)


def _ends(holding: Sequence[Evidence], closings: Sequence[Evidence]) -> list[list[Evidence]]:
    """Closings put together by the end that they report, in order of time.

    Two closings report one end unless the tie is said to have begun, or to hold, between them.
    """
    alive = [point.earliest for item in holding if _is_factual(item) and (point := _point(item))]
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


def _place(item: Evidence, ends: Sequence[Sequence[Evidence]]) -> int:
    """The number of the episode that the evidence belongs to: the first that had not ended by then."""
    point = _point(item)
    if point is None:
        return 0
    for number, end in enumerate(ends):
        bound, _ = _bound(end)
        if bound is None or point.earliest <= bound.latest:
            return number
    return len(ends)


def _bound(items: Sequence[Evidence]) -> tuple[Partial | None, str | None]:
    """The date that the evidence gives for one bound of a tie, and the event that set it.

    The earliest counts, in the finest of the precisions that agree with it: 2 October beats October.
    """
    dated = [(point, item) for item in items if (point := _point(item))]
    if not dated:
        return None, next((item.event for item in items if item.event), None)
    earliest, _ = min(dated, key=lambda pair: (pair[0].earliest, pair[0].latest))
    agreeing = [pair for pair in dated if pair[0].earliest <= earliest.latest]
    point, item = min(agreeing, key=lambda pair: (_FINENESS[pair[0].precision], pair[0].day, pair[1].id))
    return point, item.event
