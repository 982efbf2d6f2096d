"""Which read events are which annotated ones, text by text.

Four levels, each asking for everything that the one before it does: the unordered pair of actors, its
direction, the quad class, the merged type. In mode `judged` what was read between actors that nobody
annotated is left out where a text has one annotated pair only; in mode `all` it counts as wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from actorgraph.dates import Partial
from actorgraph.evaluation.actors import Described, Match, same
from actorgraph.evaluation.gold import QUADS, GoldRelation
from actorgraph.model import Status

Level = Literal["pair", "directed", "quad", "root"]
LEVELS: tuple[Level, ...] = get_args(Level)
Mode = Literal["judged", "all"]
MODES: tuple[Mode, ...] = get_args(Mode)
Pair = tuple[Described, Described]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A gold relation whose actors are described; both ends are there."""

    relation: GoldRelation
    source: Described
    target: Described

    @property
    def apart(self) -> bool:
        """Whether both ends lie in one country."""
        return bool(self.source.countries & self.target.countries)


@dataclass(frozen=True, slots=True)
class Event:
    """An event that was read; `type` is merged. `words` shows it to people, `rule` is what read it."""

    source: Described
    target: Described
    ends: tuple[str, str]
    type: str
    confidence: float
    status: Status = "asserted"
    speaker: Described | None = None
    when: Partial | None = None
    symmetric: bool = False
    words: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """What came of one text at one level. Indices are those of its events and gold relations.

    `surplus` events fit a gold relation that another event has taken: they are neither right nor wrong.
    """

    hits: tuple[tuple[int, int], ...] = ()
    surplus: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int]:
        """Hits, events read, relations annotated."""
        return len(self.hits), len(self.hits) + len(self.wrong), len(self.hits) + len(self.missed)


@dataclass(frozen=True)
class Sheet:
    """One text: what was annotated, what was read, and what is not to be scored.

    `halves` are the actors of gold relations without a target.
    """

    gold: Sequence[Annotated]
    events: Sequence[Event]
    halves: Sequence[Described] = ()
    ignored: Sequence[Pair] = ()
    negative: Sequence[Pair] = ()
    partial: bool = False
    match: Match = "lenient"

    @cached_property
    def forward(self) -> list[list[bool]]:
        """By gold relation and event: whether both have the same source and the same target."""
        return [[self._meets(gold, one.source, one.target) for one in self.events] for gold in self.gold]

    @cached_property
    def backward(self) -> list[list[bool]]:
        """By gold relation and event: whether the source of one is the target of the other."""
        return [[self._meets(gold, one.target, one.source) for one in self.events] for gold in self.gold]

    def directed(self, gold: int, event: int) -> bool:
        """Whether both have the same actors in the same direction, or in any where the gold has none."""
        turned = self.gold[gold].relation.symmetric
        return self.forward[gold][event] or (self.backward[gold][event] and turned)

    def touches(self, event: int, among: Iterable[int] | None = None) -> bool:
        """Whether the event's actors are those of a gold relation, whichever way round."""
        places = range(len(self.gold)) if among is None else among
        return any(self.forward[g][event] or self.backward[g][event] for g in places)

    def fits(self, gold: int, event: int, level: Level) -> bool:
        """Whether the event is right about the gold relation at this level."""
        if level == "pair":
            return self.forward[gold][event] or self.backward[gold][event]
        if not self.directed(gold, event):
            return False
        if level == "quad":
            return QUADS[self.events[event].type] in self.gold[gold].relation.quads
        return level == "directed" or self.events[event].type in self.gold[gold].relation.types

    def scored(self, mode: Mode) -> list[int]:
        """The events that count as right or wrong in this mode."""
        return [n for n in range(len(self.events)) if self.touches(n) or not self._is_ignored(n, mode)]

    def matched(self, level: Level, mode: Mode) -> Matched:
        """The best one-to-one assignment of events to gold relations, repeated ones taken once."""
        gold = [n for n, one in enumerate(self.gold) if _has(one.relation, level)]
        others = [n for n in range(len(self.gold)) if n not in gold]
        if others and not gold:
            return Matched()  # nothing is known of this text at this level
        events = [n for n in self.scored(mode) if self.touches(n, gold) or not self.touches(n, others)]
        rows = _grouped(gold, lambda n: self._gold_key(n, level))
        columns = _grouped(events, lambda n: self._event_key(n, level))

        def fitting(row: int, column: int) -> tuple[int, int] | None:
            pairs = ((g, e) for g in rows[row] for e in columns[column] if self.fits(g, e, level))
            return max(pairs, key=lambda pair: self.events[pair[1]].confidence, default=None)

        table = [[fitting(row, column) for column in range(len(columns))] for row in range(len(rows))]
        assigned = assignment([[cell is not None for cell in row] for row in table], len(columns))
        hits = tuple(cell for column, row in assigned.items() if (cell := table[row][column]))
        spare = [column for column in range(len(columns)) if column not in assigned]
        surplus = tuple(columns[c][0] for c in spare if any(row[c] for row in table))
        wrong = tuple(columns[c][0] for c in spare if not any(row[c] for row in table))
        taken = set(assigned.values())
        missed = tuple(rows[row][0] for row in range(len(rows)) if row not in taken)
        return Matched(hits, surplus, wrong, missed)

    def _meets(self, gold: Annotated, source: Described, target: Described) -> bool:
        apart = gold.apart
        return same(gold.source, source, self.match, apart) and same(gold.target, target, self.match, apart)

    def _is_ignored(self, event: int, mode: Mode) -> bool:
        one = self.events[event]
        if any(same(half, one.source, self.match) for half in self.halves):
            return True
        if self._is_between(one, self.ignored):
            return True
        return mode == "judged" and self.partial and not self._is_between(one, self.negative)

    def _is_between(self, event: Event, pairs: Sequence[Pair]) -> bool:
        ways = ((event.source, event.target), (event.target, event.source))
        return any(
            same(first, a, self.match) and same(second, b, self.match)
            for first, second in pairs
            for a, b in ways
        )

    def _gold_key(self, number: int, level: Level) -> Hashable:
        relation = self.gold[number].relation
        assert relation.target is not None, "relations without a target are no part of a sheet"
        ends = [(actor.code, actor.name.casefold()) for actor in (relation.source, relation.target)]
        if level == "pair" or relation.symmetric:
            ends.sort()
        what = relation.type if level == "root" else relation.quads if level == "quad" else ""
        return (*ends, what)

    def _event_key(self, number: int, level: Level) -> Hashable:
        event = self.events[number]
        ends = sorted(event.ends) if level == "pair" or event.symmetric else event.ends
        what = event.type if level == "root" else QUADS[event.type] if level == "quad" else ""
        return (*ends, what)


def assignment(fits: Sequence[Sequence[bool]], columns: int) -> dict[int, int]:
    """Column -> row of a largest one-to-one assignment of rows to columns that fit (augmenting paths)."""
    row_of: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in range(columns):
            if fits[row][column] and column not in seen:
                seen.add(column)
                if column not in row_of or place(row_of[column], seen):
                    row_of[column] = row
                    return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return row_of


def _has(relation: GoldRelation, level: Level) -> bool:
    return bool(relation.quads if level == "quad" else relation.type if level == "root" else True)


def _grouped(numbers: Iterable[int], key: Callable[[int], Hashable]) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for number in numbers:
        groups.setdefault(key(number), []).append(number)
    return list(groups.values())
