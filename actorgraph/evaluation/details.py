"""What stands behind the scores: confused types, dates, statuses, reliability and the worst errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actorgraph.dates import Partial
from actorgraph.evaluation.actors import Described, same
from actorgraph.evaluation.gold import GoldRecord, GoldRelation
from actorgraph.evaluation.matching import MODES, Matched, Mode, Sheet
from actorgraph.evaluation.report import NOTHING, Bin, Confusion, Dates, ErrorCase, Statuses
from actorgraph.evaluation.scores import wilson

BINS = 10
_ORDER = {"day": 3, "month": 2, "year": 1}


def confusion(sheets: Sequence[Sheet], roots: Sequence[Matched]) -> tuple[Confusion, ...]:
    """Types annotated against types read, the commonest first.

    A missed relation counts as what was read of its actors in its direction, by the surest such event, or as
    nothing; a wrong event that belongs to no relation in that way stands against nothing.
    """
    cells: Counter[tuple[str, str]] = Counter()
    for sheet, root in zip(sheets, roots, strict=True):
        told: set[int] = set()
        for gold, _ in root.hits:
            cells[sheet.gold[gold].relation.type, sheet.gold[gold].relation.type] += 1
        for gold in root.missed:
            near = [event for event in root.wrong if sheet.directed(gold, event) and event not in told]
            best = max(near, key=lambda event: sheet.events[event].confidence, default=None)
            if best is not None:
                told.add(best)
            read = NOTHING if best is None else sheet.events[best].type
            cells[sheet.gold[gold].relation.type, read] += 1
        for event in root.wrong:
            if event not in told:
                cells[NOTHING, sheet.events[event].type] += 1
    return _cells(cells)


def dates(sheets: Sequence[Sheet]) -> Dates:
    """How the dates of matched relations compare, those of the right type first."""
    grades: list[int] = []
    dated = 0
    for sheet in sheets:
        for gold, annotated in enumerate(sheet.gold):
            relation = annotated.relation
            events = [n for n in range(len(sheet.events)) if sheet.directed(gold, n)]
            if relation.when is None or not events:
                continue
            right = [n for n in events if sheet.events[n].type in relation.types] or events
            grades.append(max(nearness(relation.when, sheet.events[n].when) for n in right))
            dated += any(sheet.events[n].when for n in right)
    exact, month, year = (sum(grade >= least for grade in grades) for least in (3, 2, 1))
    return Dates(len(grades), exact, month, year, dated)


def nearness(gold: Partial, read: Partial | None) -> int:
    """3: the same to the precision of `gold`; 2: the same month; 1: the same year; 0: neither, or no date."""
    if read is None:
        return 0
    if read.iso[: len(gold.iso)] == gold.iso:
        return 3
    common = min(_ORDER[gold.precision], _ORDER[read.precision], 2)
    if common == 2 and gold.iso[:7] == read.iso[:7]:
        return 2
    return 1 if gold.iso[:4] == read.iso[:4] else 0


def statuses(sheets: Sequence[Sheet], speakers: Sequence[Sequence[Described | None]]) -> Statuses:
    """Statuses of relations matched with their type; `speakers` are those annotated, by text and relation."""
    cells: Counter[tuple[str, str]] = Counter()
    right = said = said_right = 0
    for sheet, spoken in zip(sheets, speakers, strict=True):
        for gold, annotated in enumerate(sheet.gold):
            relation = annotated.relation
            events = [one for n, one in enumerate(sheet.events) if sheet.fits(gold, n, "root")]
            if relation.status is None or not events:
                continue
            best = max(events, key=lambda one: (_is_status(relation, one.status), one.confidence))
            right += _is_status(relation, best.status)
            cells[relation.status, best.status] += 1
            if (speaker := spoken[gold]) is not None:
                said += 1
                said_right += any(one.speaker is not None and same(speaker, one.speaker) for one in events)
    asserted = {True: 0, False: 0}
    for (gold_status, read), count in cells.items():
        if gold_status != "asserted":
            asserted[_same_status(gold_status, read)] += count
    marked_right, marked = asserted[True], sum(asserted.values())
    return Statuses(sum(cells.values()), right, marked, marked_right, said, said_right, _cells(cells))


def _is_status(relation: GoldRelation, read: str) -> bool:
    return relation.status is not None and _same_status(relation.status, read)


def _same_status(gold: str, read: str) -> bool:
    # Many annotations have one word for what has not happened: a plan is hypothetical in them.
    return gold == read or (gold == "hypothetical" and read == "planned")


def reliability(sheets: Sequence[Sheet]) -> tuple[tuple[Bin, ...], dict[Mode, float]]:
    """Events by confidence with how many of them are right, and the expected calibration error by mode.

    An event that fits a relation which another event has taken is right. The error is the mean distance of
    confidence and share of right types, weighted by events. Where not everything is annotated, mode `judged`
    knows only events between annotated actors, and mode `all` takes for wrong what nobody annotated: the
    true share lies between.
    """
    found = {mode: _binned(sheets, mode) for mode in MODES}
    errors: dict[Mode, float] = {}
    for mode, bins in found.items():
        total = sum(map(len, bins))
        sums = (abs(sum(one.confidence - one.root for one in events)) for events in bins)
        errors[mode] = sum(sums) / total if total else 0.0
    made = []
    for number, (judged, every) in enumerate(zip(found["judged"], found["all"], strict=True)):
        if every:
            made.append(
                Bin(
                    number / BINS,
                    (number + 1) / BINS,
                    len(judged),
                    sum(one.confidence for one in every) / len(every),
                    wilson(sum(one.directed for one in judged), len(judged)),
                    wilson(sum(one.root for one in judged), len(judged)),
                    len(every),
                    wilson(sum(one.root for one in every), len(every)),
                )
            )
    return tuple(made), errors


class _Judged(NamedTuple):
    confidence: float
    directed: bool
    root: bool


def _binned(sheets: Sequence[Sheet], mode: Mode) -> list[list[_Judged]]:
    bins: list[list[_Judged]] = [[] for _ in range(BINS)]
    for sheet in sheets:
        matched = sheet.matched("root", mode)
        right = {event for _, event in matched.hits} | set(matched.surplus)
        for event in sorted(right | set(matched.wrong)):
            confidence = sheet.events[event].confidence
            directed = any(sheet.directed(gold, event) for gold in range(len(sheet.gold)))
            place = min(int(confidence * BINS), BINS - 1)
            bins[place].append(_Judged(confidence, directed, event in right))
    return bins


def worst(
    records: Sequence[GoldRecord], sheets: Sequence[Sheet], roots: Sequence[Matched], count: int
) -> tuple[ErrorCase, ...]:
    """The texts that went most wrong: each missed relation weighs 1, each wrong event its confidence."""
    cases = []
    for record, sheet, root in zip(records, sheets, roots, strict=True):
        weight = len(root.missed) + sum(sheet.events[event].confidence for event in root.wrong)
        if weight:
            missed = tuple(_told(sheet.gold[gold].relation) for gold in root.missed)
            wrong = tuple(
                f"{sheet.events[n].words} ({sheet.events[n].confidence:.2f}) by {sheet.events[n].rule}"
                for n in root.wrong
            )
            cases.append(ErrorCase(record.id, record.text, round(weight, 3), missed, wrong))
    return tuple(sorted(cases, key=lambda case: (-case.weight, case.id))[:count])


def _told(relation: GoldRelation) -> str:
    target = relation.target.name or relation.target.code if relation.target else ""
    words = f"{relation.source.name or relation.source.code} {relation.type} {target}"
    return f'{words}: "{relation.sentence}"' if relation.sentence else words


def _cells(cells: Counter[tuple[str, str]]) -> tuple[Confusion, ...]:
    def order() -> Iterator[tuple[tuple[str, str], int]]:
        yield from sorted(cells.items(), key=lambda item: (-item[1], item[0]))

    return tuple(Confusion(gold, read, count) for (gold, read), count in order())
