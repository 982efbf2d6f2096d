"""How well ties are read: found with the right actors, dated rightly, not asserted where nobody does.

A tie is compared as it is derived from the evidence of one text: one interval, whatever number of sentences
tell of it. What is annotated as denied, planned or hypothetical is no tie to be found; it is there to be left
unasserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from actorgraph.dates import Partial
from actorgraph.evaluation.actors import Described, Match, same
from actorgraph.evaluation.gold import GoldRecord, GoldTie
from actorgraph.evaluation.report import ErrorCase, TieReport, TieScore
from actorgraph.model import Status

_STATED: frozenset[Status] = frozenset({"asserted", "claimed"})


@dataclass(frozen=True, slots=True)
class AnnotatedTie:
    """A gold tie whose actors are described."""

    tie: GoldTie
    source: Described
    target: Described

    @property
    def stated(self) -> bool:
        """Whether the text says, or somebody in it, that the tie holds or held."""
        return self.tie.status in _STATED

    @property
    def wanted(self) -> bool:
        """Whether it is missed where it was not read."""
        return self.stated and not self.tie.optional

    @property
    def bounds(self) -> tuple[Partial | None, Partial | None]:
        """Start and end; None where the text gives none."""
        return self.tie.start, self.tie.end


@dataclass(frozen=True, slots=True)
class ReadTie:
    """A tie as it was derived; `words` shows it to people, `rules` are what read it."""

    source: Described
    target: Described
    type: str
    symmetric: bool
    status: Status
    start: Partial | None
    end: Partial | None
    confidence: float
    words: str = ""
    rules: str = ""

    @property
    def stated(self) -> bool:
        """Whether it was read as a fact, or as somebody's word for one."""
        return self.status in _STATED


@dataclass(frozen=True)
class TieSheet:
    """One text: the ties that were annotated, and those that were read."""

    gold: Sequence[AnnotatedTie]
    read: Sequence[ReadTie]
    match: Match = "lenient"

    def fits(self, gold: int, read: int) -> bool:
        """Whether both are a tie of one type between the same actors, in its direction if it has one."""
        annotated, tie = self.gold[gold], self.read[read]
        if tie.type not in annotated.tie.types:
            return False
        if self._meets(annotated, tie.source, tie.target):
            return True
        return tie.symmetric and self._meets(annotated, tie.target, tie.source)

    def _meets(self, gold: AnnotatedTie, source: Described, target: Described) -> bool:
        apart = bool(gold.source.countries & gold.target.countries)
        return same(gold.source, source, self.match, apart) and same(gold.target, target, self.match, apart)

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Stated gold tie -> the stated tie that was read for it, one to one, the best dated first."""
        candidates = [
            (not annotated.wanted, -len(right_bounds(annotated, self.read[n])), g, n)
            for g, annotated in enumerate(self.gold)
            for n in self.stated
            if annotated.stated and self.fits(g, n)
        ]
        found: dict[int, int] = {}
        for _, _, gold, read in sorted(candidates):
            if gold not in found and read not in found.values():
                found[gold] = read
        return found

    @property
    def stated(self) -> list[int]:
        """The ties that were read as facts or claims."""
        return [n for n, tie in enumerate(self.read) if tie.stated]

    @property
    def hits(self) -> dict[int, int]:
        """Those of the pairs whose gold tie had to be found."""
        return {gold: read for gold, read in self.pairs.items() if self.gold[gold].wanted}

    @property
    def missed(self) -> list[int]:
        """Gold ties that had to be found and were not."""
        return [n for n, gold in enumerate(self.gold) if gold.wanted and n not in self.pairs]

    @property
    def wrong(self) -> list[int]:
        """Ties read as facts or claims that fit no tie which the text states."""
        stated = [n for n, gold in enumerate(self.gold) if gold.stated]
        return [read for read in self.stated if not any(self.fits(gold, read) for gold in stated)]

    @property
    def unstated(self) -> list[int]:
        """Gold ties that the text denies, plans or imagines."""
        return [n for n, gold in enumerate(self.gold) if not gold.stated]

    def readings(self, gold: int) -> list[ReadTie]:
        """What was read of a gold tie, whatever its status."""
        return [tie for n, tie in enumerate(self.read) if self.fits(gold, n)]


def right_bounds(gold: AnnotatedTie, read: ReadTie) -> list[Partial]:
    """The annotated bounds that were read to the precision of the annotation."""
    pairs = zip(gold.bounds, (read.start, read.end), strict=True)
    return [wanted for wanted, got in pairs if wanted and got and got.iso.startswith(wanted.iso)]


def tie_report(records: Sequence[GoldRecord], sheets: Sequence[TieSheet], errors: int) -> TieReport | None:
    """All figures on ties; `records` are those with annotated ties, in the order of `sheets`."""
    if not sheets:
        return None
    pairs = list(zip((record.group for record in records), sheets, strict=True))
    groups = sorted({group for group, _ in pairs})
    named = [("all", list(sheets))]
    if len(groups) > 1:
        named += [(name, [sheet for group, sheet in pairs if group == name]) for name in groups]
    types = sorted({tie.tie.type for sheet in sheets for tie in sheet.gold} | set(_wrong_types(sheets)))
    return TieReport(
        texts=len(sheets),
        without=sum(not any(gold.stated for gold in sheet.gold) for sheet in sheets),
        groups=tuple(_score(name, chosen) for name, chosen in named),
        types=tuple(_score(type_, sheets, type_) for type_ in types),
        errors=_errors(records, sheets, errors),
    )


def _wrong_types(sheets: Iterable[TieSheet]) -> Iterator[str]:
    for sheet in sheets:
        yield from (sheet.read[n].type for n in sheet.wrong)


def _score(name: str, sheets: Sequence[TieSheet], type_: str | None = None) -> TieScore:
    found = missed = wrong = invented = dated = bounds = added = unstated = asserted = kept = 0
    for sheet in sheets:
        of_type = [type_ in (None, gold.tie.type) for gold in sheet.gold]
        hits = {gold: read for gold, read in sheet.hits.items() if of_type[gold]}
        found += len(hits)
        missed += sum(of_type[gold] for gold in sheet.missed)
        mistaken = [n for n in sheet.wrong if type_ in (None, sheet.read[n].type)]
        wrong += len(mistaken)
        if not any(gold.stated for gold in sheet.gold):
            invented += len(mistaken)
        for gold, read in hits.items():
            wanted = sheet.gold[gold].bounds
            got = sheet.read[read].start, sheet.read[read].end
            dated += len(right_bounds(sheet.gold[gold], sheet.read[read]))
            bounds += sum(bound is not None for bound in wanted)
            added += sum(one is None and other is not None for one, other in zip(wanted, got, strict=True))
        for gold in (n for n in sheet.unstated if of_type[n]):
            statuses = {tie.status for tie in sheet.readings(gold)}
            unstated += 1
            asserted += bool(statuses & _STATED)
            kept += statuses == {sheet.gold[gold].tie.status}
    return TieScore(
        name, found, found + missed, found + wrong, dated, bounds, added, unstated, asserted, kept, invented
    )


def _errors(records: Sequence[GoldRecord], sheets: Sequence[TieSheet], count: int) -> tuple[ErrorCase, ...]:
    """The texts that went most wrong: a missed or wrong tie weighs 1, a wrong date a half."""
    cases = []
    for record, sheet in zip(records, sheets, strict=True):
        missed = [_told(sheet.gold[n].tie) for n in sheet.missed]
        wrong = [f"{_dated(sheet.read[n])} by {sheet.read[n].rules}" for n in sheet.wrong]
        late = [
            f"{_dated(sheet.read[read])}, not {_told(sheet.gold[gold].tie)}"
            for gold, read in sheet.hits.items()
            if len(right_bounds(sheet.gold[gold], sheet.read[read])) < sum(map(bool, sheet.gold[gold].bounds))
        ]
        if weight := len(missed) + len(wrong) + len(late) / 2:
            cases.append(ErrorCase(record.id, record.text, weight, tuple(missed), (*wrong, *late)))
    return tuple(sorted(cases, key=lambda case: (-case.weight, case.id))[:count])


def _told(tie: GoldTie) -> str:
    words = f"{tie.source.name or tie.source.code} {tie.type} {tie.target.name or tie.target.code}"
    return f"{words}, {tie.status}{_interval(tie.start, tie.end)}"


def _dated(tie: ReadTie) -> str:
    return f"{tie.words}, {tie.status}{_interval(tie.start, tie.end)} ({tie.confidence:.2f})"


def _interval(start: Partial | None, end: Partial | None) -> str:
    return f", {start or ''}..{end or ''}" if start or end else ""
