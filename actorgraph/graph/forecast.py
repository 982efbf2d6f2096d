"""Who does what to whom next, by what recurs: the baseline that any other forecast has to beat.

Reference: Gastinger et al. 2024, "History repeats itself: a baseline for temporal knowledge graph
forecasting". A fact is (source, type, target) at a step of time. Each is asked twice: for its target, and for
its source (as the inverse type), so that a query is always (subject, relation, ?).

- strict: psi(s, r, o, t) = sum of d(t - k) over the earlier steps k with the fact, divided by the sum of d
  over all earlier steps, with d(n) = 2^(-lambda n): what happened often and lately happens again;
- relaxed: xi(r, o, t) = the share of o among all objects of r before t: who it usually happens to;
- combined: alpha psi + (1 - alpha) xi.

Lambda and alpha are chosen for every relation by their mean reciprocal rank on the days before those that are
forecast. Only what happened before a step is known when it is forecast.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.graph.edges import EVENT, Array, EdgeTable

LAMBDAS = (0.0, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.5, 0.9, 1.0001)
ALPHAS = (0.0, 0.00001, 0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 1.0)


def exact(table: EdgeTable) -> Array:
    """Which rows are events that are known by their day."""
    known: Array = (table.kind == EVENT) & (table.first != NO_DAY) & (table.first == table.last)
    return known


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Facts of one time each, both ways: int64 columns of one length, ordered by time, none twice.

    `relation` is 2 type for a fact and 2 type + 1 for its inverse. `when` counts steps.
    """

    subject: Array
    relation: Array
    object: Array
    when: Array
    actors: int
    relations: int

    def __len__(self) -> int:
        return len(self.subject)

    @classmethod
    def of(cls, source: Array, type_: Array, target: Array, when: Array, actors: int, types: int) -> Facts:
        """The facts of these columns and their inverses."""
        one_way = np.column_stack([source, 2 * type_, target, when]).astype(np.int64)
        back = np.column_stack([target, 2 * type_ + 1, source, when]).astype(np.int64)
        rows = np.unique(np.concatenate([one_way, back])[:, [3, 1, 0, 2]], axis=0)
        return cls(rows[:, 2], rows[:, 1], rows[:, 3], rows[:, 0], actors, 2 * types)

    @classmethod
    def of_table(cls, table: EdgeTable) -> Facts:
        """The events of a table that are known by their day; a step is a day."""
        rows = table.where(exact(table))
        return cls.of(rows.source, rows.type, rows.target, rows.first, len(table.actors), len(table.types))


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """The lambda and the alpha of every relation."""

    lambdas: Array
    alphas: Array

    @classmethod
    def strict(cls, lambdas: Array) -> Settings:
        """With these lambdas, what recurs alone counts."""
        return cls(lambdas, np.ones(len(lambdas)))


@dataclass(frozen=True, slots=True)
class Scores:
    """How good forecasts were: mean reciprocal rank and the shares within the first 1, 3 and 10, 0 to 1."""

    mrr: float
    hits_1: float
    hits_3: float
    hits_10: float
    queries: int

    @classmethod
    def of(cls, ranks: Array) -> Scores:
        """Of the ranks of the right answers; of none, nan."""
        if not len(ranks):
            nothing = float("nan")
            return cls(nothing, nothing, nothing, nothing, 0)
        first, third, tenth = (float((ranks <= most).mean()) for most in (1, 3, 10))
        return cls(float((1 / ranks).mean()), first, third, tenth, len(ranks))


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Each triple (subject, relation, object) once, ordered, and each pair of a relation and an object."""

    facts: Facts
    triple_of: Array
    heads: Array
    objects: Array
    relation: Array
    pair_of: Array
    pair_relation: Array

    @classmethod
    def of(cls, facts: Facts) -> _Index:
        heads = facts.subject * facts.relations + facts.relation
        triples, triple_of = np.unique(heads * facts.actors + facts.object, return_inverse=True)
        heads, objects = np.divmod(triples, facts.actors)
        relation = heads % facts.relations
        pairs, pair_of = np.unique(relation * facts.actors + objects, return_inverse=True)
        return cls(facts, triple_of, heads, objects, relation, pair_of, pairs // facts.actors)


class _History:
    """What is known before step `now`.

    `recent` has the decayed count of each triple and `norms` what each relation divides it by, `usual` the
    count of each pair and `totals` that of each relation.
    """

    def __init__(self, index: _Index, lambdas: Array, now: int) -> None:
        facts = index.facts
        self.index, self.lambdas, self.now = index, lambdas, now
        past = facts.when < now
        relation, ago = facts.relation[past], now - facts.when[past]
        triple = index.triple_of[past]
        weights = np.exp2(-lambdas[relation] * ago)
        self.recent = np.bincount(triple, weights, len(index.heads)).astype(float)
        self.usual = np.bincount(index.pair_of[triple], minlength=len(index.pair_relation)).astype(float)
        self.totals = np.bincount(relation, minlength=facts.relations).astype(float)
        steps = np.arange(1, int(ago.max(initial=0)) + 1)
        self.norms = np.exp2(-np.outer(lambdas, steps)).sum(axis=1)

    def advance(self, rows: Array, until: int) -> None:
        """Take in the facts of the step, and stand at step `until`."""
        index = self.index
        triples = index.triple_of[rows]
        self.recent[triples] += 1  # a triple is there once a step
        self.usual += np.bincount(index.pair_of[triples], minlength=len(self.usual))
        self.totals += np.bincount(index.relation[triples], minlength=len(self.totals))
        # A step without facts is a step, too.
        for _ in range(until - self.now):
            self.norms = (self.norms + 1) * np.exp2(-self.lambdas)
        self.recent *= np.exp2(-self.lambdas * (until - self.now))[index.relation]
        self.now = until


def ranks(facts: Facts, since: int, until: int, settings: Settings) -> tuple[Array, Array]:
    """(rank of the right answer, relation) of every query of the steps since..until, both included.

    Time-aware filtered: other right answers of the same subject, relation and step do not count. Of equal
    scores the rank is the mean, and that of an actor never met ties with all others of score 0.
    """
    return _ranks(_Index.of(facts), since, until, settings)


def _ranks(index: _Index, since: int, until: int, settings: Settings) -> tuple[Array, Array]:
    facts = index.facts
    first, stop = np.searchsorted(facts.when, [since, until + 1])
    if first == stop:
        return np.empty(0), np.empty(0, dtype=np.int64)
    steps, starts = np.unique(facts.when[first:stop], return_index=True)
    bounds = [*(first + starts).tolist(), int(stop)]
    history = _History(index, settings.lambdas, int(steps[0]))
    found = []
    for place in range(len(steps)):
        rows = np.arange(bounds[place], bounds[place + 1])
        found.append(_ranks_at(history, rows, settings.alphas))
        if place + 1 < len(steps):
            history.advance(rows, int(steps[place + 1]))
    return np.concatenate(found), facts.relation[first:stop]


def _ranks_at(history: _History, rows: Array, alphas: Array) -> Array:
    index = history.index
    relation, right = index.facts.relation[rows], index.triple_of[rows]
    alpha = alphas[relation]
    # In units of (1 - alpha)/total: the score of an object is what it has recurred, plus how often r met it.
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = alpha / (1 - alpha) * np.maximum(history.totals[relation], 1) / history.norms[relation]
    only_strict = alpha >= 1
    factor = np.where(only_strict, 1.0, np.nan_to_num(factor))
    usual = np.where(only_strict, 0.0, 1.0)
    score = factor * history.recent[right] + usual * history.usual[index.pair_of[right]]

    greater, equal = _usual_rank(history, relation, score, only_strict)
    # Objects that have recurred for the subject were counted by how usual they are alone.
    query, triple = _expand(index, rows)
    seen = history.recent[triple] > 0
    query, triple = query[seen], triple[seen]
    plain = usual[query] * history.usual[index.pair_of[triple]]
    full = factor[query] * history.recent[triple] + plain
    size = len(rows)
    greater += np.bincount(query, (full > score[query]).astype(float) - (plain > score[query]), size)
    equal += np.bincount(query, (full == score[query]).astype(float) - (plain == score[query]), size)
    # Other right answers of the step do not count; the answer itself is no tie.
    query, triple = _siblings(index, rows)
    other = factor[query] * history.recent[triple] + usual[query] * history.usual[index.pair_of[triple]]
    greater -= np.bincount(query, other > score[query], size)
    equal -= np.bincount(query, other == score[query], size)
    result: Array = 1 + greater + equal / 2
    return result


def _usual_rank(history: _History, relation: Array, score: Array, only_strict: Array) -> tuple[Array, Array]:
    """How many actors score more than `score`, and equally, by how usual they are for the relation."""
    listed = history.index.pair_relation
    order = np.lexsort((history.usual, listed))
    relations, counts = listed[order], history.usual[order]
    width = float(counts.max(initial=0)) + 2
    keys = relations * width + counts
    last = np.searchsorted(relations, relation, "right")
    capped = np.minimum(score, width - 1)
    above = np.searchsorted(keys, relation * width + capped, "right")
    below = np.searchsorted(keys, relation * width + capped, "left")
    first = np.searchsorted(relations, relation, "left")
    greater = (last - above).astype(float)
    equal = (above - below).astype(float)
    # Actors that were never an object of the relation, and are not listed, score 0.
    unlisted = history.index.facts.actors - (last - first)
    equal += np.where(score == 0, unlisted, 0)
    greater[only_strict] = 0
    equal[only_strict] = np.where(score[only_strict] == 0, history.index.facts.actors, 0)
    return greater, equal


def _expand(index: _Index, rows: Array) -> tuple[Array, Array]:
    """(query, triple) for every triple of the subject and relation of each query."""
    facts = index.facts
    heads = facts.subject[rows] * facts.relations + facts.relation[rows]
    first = np.searchsorted(index.heads, heads, "left")
    count = np.searchsorted(index.heads, heads, "right") - first
    query = np.repeat(np.arange(len(rows)), count)
    offset = np.arange(len(query)) - np.repeat(np.cumsum(count) - count, count)
    return query, first[query] + offset


def _siblings(index: _Index, rows: Array) -> tuple[Array, Array]:
    """(query, triple) for every right answer of the subject and relation of each query, itself included."""
    facts = index.facts
    heads = facts.subject[rows] * facts.relations + facts.relation[rows]
    order = np.argsort(heads, kind="stable")
    ordered = heads[order]
    first = np.searchsorted(ordered, heads, "left")
    count = np.searchsorted(ordered, heads, "right") - first
    query = np.repeat(np.arange(len(rows)), count)
    offset = np.arange(len(query)) - np.repeat(np.cumsum(count) - count, count)
    return query, index.triple_of[rows[order[first[query] + offset]]]


def choose(facts: Facts, since: int, until: int) -> Settings:
    """For each relation the lambda, then the alpha, of the best mean reciprocal rank on since..until.

    A relation without facts there takes what is best over all.
    """
    index = _Index.of(facts)
    every = np.ones(facts.relations)
    strict = [Settings.strict(every * value) for value in LAMBDAS]
    lambdas = _best(index, since, until, LAMBDAS, strict)
    combined = [Settings(lambdas, every * value) for value in ALPHAS]
    return Settings(lambdas, _best(index, since, until, ALPHAS, combined))


def _best(
    index: _Index, since: int, until: int, values: tuple[float, ...], settings: list[Settings]
) -> Array:
    relations = index.facts.relations
    sums = np.zeros((len(values), relations))
    for place, tried in enumerate(settings):
        found, of = _ranks(index, since, until, tried)
        sums[place] = np.bincount(of, 1 / found, relations)
    best = np.argmax(sums, axis=0)
    best[sums.max(axis=0) == 0] = int(np.argmax(sums.sum(axis=1)))
    chosen: Array = np.array(values)[best]
    return chosen


@dataclass(frozen=True, slots=True)
class Expected:
    """One forecast: who does what to whom, its score, how often it happened before and at which step last."""

    source: int
    type: int
    target: int
    score: float
    times: int
    last: int


def expect(facts: Facts, settings: Settings, step: int, actor: int, limit: int) -> list[Expected]:
    """What `actor` is most likely part of at `step`, either as source or as target, the likeliest first.

    The score is that of the combined baseline times the share of the relation in all that the actor was part
    of: the baseline ranks the answers to one question, the share weighs the questions. Only what happened
    before is expected. Of equals, what happened last, then what happened more often.
    """
    index = _Index.of(facts)
    history = _History(index, settings.lambdas, step)
    rows = np.flatnonzero((facts.subject == actor) & (facts.when < step))
    triples, times = np.unique(index.triple_of[rows], return_counts=True)
    relation = index.relation[triples]
    last = np.zeros(len(index.heads), dtype=np.int64)
    last[index.triple_of[rows]] = facts.when[rows]  # rows are ordered by time
    asked = np.bincount(facts.relation[rows], minlength=facts.relations)
    alpha = settings.alphas[relation]
    recurred = history.recent[triples] / np.maximum(history.norms[relation], 1e-300)
    usual = history.usual[index.pair_of[triples]] / np.maximum(history.totals[relation], 1)
    score = (alpha * recurred + (1 - alpha) * usual) * asked[relation] / max(int(asked.sum()), 1)
    order = np.lexsort((index.objects[triples], relation, -times, -last[triples], -score))[:limit]
    result = []
    for place in order.tolist():
        number, inverse = divmod(int(relation[place]), 2)
        other = int(index.objects[triples[place]])
        ends = (other, actor) if inverse else (actor, other)
        result.append(
            Expected(
                ends[0], number, ends[1], float(score[place]), int(times[place]), int(last[triples[place]])
            )
        )
    return result
