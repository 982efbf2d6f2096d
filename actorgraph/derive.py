"""Relations out of evidence.

Invariant: a pure function of the evidence of one group. No clock, no order of loading, nothing kept between
calls; both stores call it in the transaction that writes the evidence, so equal evidence gives equal rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from actorgraph.dates import Partial
from actorgraph.episodes import FACTUAL, Bounds, episodes, is_factual, reading_order, standing_of, status_of
from actorgraph.model import Evidence, Relation, Status, make_key, normalise
from actorgraph.ontology import EVENTS


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
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(item.group, []).append(item)
    relations: list[Derived] = []
    for group in sorted(groups):
        members = groups[group]
        if len(members) > 1:
            members.sort(key=reading_order)
        if members[0].kind == "event":
            relations.append(_event(members, articles, group))
        else:
            for one in episodes(members):
                id_ = relation_id(group, one.mode, one.number)
                relations.append(_summary(one.items, articles, group, id_, one.mode, one.bounds))
    return relations


def _event(items: Sequence[Evidence], articles: Mapping[str, Report], group: str) -> Derived:
    first = items[0]
    bounds = Bounds(first.when, first.until or first.when) if first.when else Bounds()
    return _summary(items, articles, group, relation_id(group), _mode(items), bounds)


def _summary(
    items: Sequence[Evidence],
    articles: Mapping[str, Report],
    group: str,
    id_: str,
    mode: str | None,
    bounds: Bounds,
) -> Derived:
    status = status_of(items)
    backing = [item for item in items if standing_of(item) == status]
    # A sentence that says it outright goes before one that takes it for granted.
    lead = max(backing, key=lambda item: (item.status == status, item.confidence))
    parts = independent(items, articles)
    seen = _days_seen(items, status, bounds.end)
    reported = sorted(item.reported for item in items if item.reported)
    scale = EVENTS.get(lead.type)
    first = items[0]
    source, target = first.source, first.target
    if first.symmetric:
        source, target = sorted((source, target))
    relation = Relation(
        id=id_,
        group=group,
        kind=first.kind,
        type=first.type,
        mode=mode,
        source=source,
        target=target,
        symmetric=first.symmetric,
        start=bounds.start.earliest if bounds.start else None,
        start_precision=bounds.start.precision if bounds.start else None,
        end=bounds.end.latest if bounds.end else None,
        end_precision=bounds.end.precision if bounds.end and not bounds.by_then else None,
        status=status,
        asserter=None if status == "asserted" else lead.speaker,
        disputed=_is_disputed(items, status),
        quad=scale.quad if scale else None,
        score=scale.score(mode) if scale else None,
        confidence=_confidence(parts if len(backing) == len(items) else independent(backing, articles)),
        # How many rows of a data set stand in place of one article says nothing; each of them is a report.
        reports=len({(item.article, item.begin if item.dataset else None) for item in items}),
        sources=len(parts),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        quote=lead.sentence,
        opened_by=bounds.opened_by,
        closed_by=bounds.closed_by,
        dataset=first.dataset,
        code=first.code,
    )
    return relation, tuple(items)


def _is_disputed(items: Sequence[Evidence], status: Status) -> bool:
    """Whether one side states and another denies that it was so, or, for a tie, that it has ended."""
    if status not in FACTUAL:
        return False
    ended = any(item.bearing == "closes" and is_factual(item) for item in items)
    return any(item.status == "denied" and (ended or item.bearing != "closes") for item in items)


def _days_seen(items: Sequence[Evidence], status: Status, end: Partial | None) -> list[dt.date]:
    """The days, in order, on which the relation was there by the evidence that gives it its status.

    What did not happen was not seen: where somebody states a relation, plans and denials of it do not count.
    """
    backing = FACTUAL if status in FACTUAL else (status,)
    days: set[dt.date] = set()
    for item in items:
        # A tie was not seen on the day that it ended, but when somebody spoke of its end as yet to come.
        when = item.when if item.bearing != "closes" else None
        if standing_of(item) not in backing or (item.bearing == "closes" and is_factual(item)):
            continue
        if when:
            days.update((when.earliest, item.until.latest) if item.until else (when.earliest,))
        elif item.reported:
            days.add(item.reported)
    return sorted(day for day in days if end is None or day <= end.latest)


def _mode(items: Sequence[Evidence]) -> str | None:
    """The mode most often reported; of equals the first by name, so that order does not count."""
    modes = sorted(item.mode for item in items if item.mode)
    return max(modes, key=modes.count, default=None)


def independent(items: Sequence[Evidence], articles: Mapping[str, Report]) -> list[list[Evidence]]:
    """Parts of the evidence that do not depend on each other, in the order of their first reports.

    Two reports depend on each other when they are of one publisher, copies of one text, or carry the very
    same sentence. An outlet that is not named is not taken for another unnamed one.
    """
    if len(items) == 1:  # most relations have one report, and marking it is the dearest part of derivation
        return [list(items)]
    above: dict[str, str] = {}

    def root(mark: str) -> str:
        above.setdefault(mark, mark)
        while above[mark] != mark:
            above[mark] = above[above[mark]]
            mark = above[mark]
        return mark

    for item in items:
        for mark in _marks(item, articles[item.article]):
            above[root(mark)] = root(f"article {item.article}")
    parts: dict[str, list[Evidence]] = {}
    for item in items:
        parts.setdefault(root(f"article {item.article}"), []).append(item)
    return list(parts.values())


def _marks(item: Evidence, report: Report) -> Iterator[str]:
    """What makes two reports that share it one source."""
    yield f"wire {report.wire}"
    if sentence := normalise(item.sentence):
        yield f"sentence {sentence}"
    if publisher := normalise(report.publisher):
        yield f"publisher {publisher}"


def _confidence(parts: Iterable[Iterable[Evidence]]) -> float:
    """One minus the chance that every independent part is wrong, each as sure as its surest report."""
    doubt = 1.0
    for part in parts:
        doubt *= 1.0 - max(item.confidence for item in part)
    return round(min(1.0 - doubt, 0.99), 4)
