"""Fit the confidence of reports to annotated sentences and write `confidence/weights.tsv`.

    python scripts/calibrate.py gold.jsonl

`gold.jsonl` is as for `actorgraph evaluate`. Texts whose id's SHA-256 is divisible by 3 stand aside: no rule
was written on them, so they decide the level of the chances; the others decide the weights. A weight stays
small unless many reports bear it out: a penalty of half its square, times `PENALTY`, holds it to zero.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from actorgraph.assessment import Names, Settings, sheet
from actorgraph.evaluation.gold import GoldRecord, merged, read_gold
from actorgraph.extract import load
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.extract.lexicon import frames
from actorgraph.extract.sayings import DEMAND
from actorgraph.extract.sureness import ACTORS, ANY, chance_of_type, resolved, traits
from actorgraph.model import Article, Reading

PENALTY = 10.0
TABLE = Path("actorgraph/extract/confidence/weights.tsv")


@dataclass(frozen=True, slots=True)
class Seen:
    """A report: its traits, how surely its actors are resolved, and what was right of it."""

    aside: bool
    traits: tuple[str, ...]
    actors: float
    pair: bool
    type: bool


Matrix = NDArray[np.float64]


def main(gold: str) -> None:
    """Read the annotated texts, fit, write the table."""
    with Path(gold).open(encoding="utf-8") as lines:
        seen = list(_seen(list(read_gold(lines, gold))))
    judged = [one for one in seen if one.pair]  # what nobody annotated tells nothing of types
    names = [ANY, *sorted({trait for one in judged for trait in one.traits} - {ANY})]
    weights = dict(zip(names, _fit(judged, names), strict=True))
    base, slope = _fit_actors(seen)
    weights |= {f"{ACTORS}, {ANY}": base, ACTORS: slope}
    used = Counter(trait for one in judged for trait in one.traits)
    rows = [f"{name}\t{weight:.3f}\t{used.get(name, len(seen))}" for name, weight in weights.items()]
    comments = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    TABLE.write_text("\n".join([*comments, "trait\tweight\treports", *rows, ""]), encoding="utf-8")
    print(f"{len(seen)} reports, {len(judged)} between annotated actors; wrote {TABLE}")


def _seen(records: Sequence[GoldRecord]) -> Iterator[Seen]:
    rows = {frame.name: frame for frame in frames()}
    names = Names(load_gazetteer())
    articles = [
        Article(one.text, published=one.published, publisher=one.id, record=one.id) for one in records
    ]
    for record, reading in zip(records, load().read(articles), strict=True):
        if not isinstance(reading, Reading):
            raise reading
        aside = int(hashlib.sha256(record.id.encode()).hexdigest(), 16) % 3 == 0
        made = sheet(record, reading, names, Settings())
        matched = made.matched("root", "judged")
        right = {event for _, event in matched.hits} | set(matched.surplus)
        items = [one for one in reading.evidence if one.kind == "event" and merged(one.type)]
        for number in made.scored("all"):
            item = items[number]
            frame = rows.get(item.rule, DEMAND)
            marks = traits(frame, item.type, item.status)
            actors = resolved(item.confidence / chance_of_type(marks))
            yield Seen(aside, marks, actors, made.touches(number), number in right)


def _fit(seen: Sequence[Seen], names: Sequence[str]) -> list[float]:
    """The weights by the texts that do not stand aside, then the level by those that do."""

    def table(some: Sequence[Seen]) -> tuple[Matrix, Matrix]:
        x = np.array([[float(name in one.traits) for name in names] for one in some])
        return x, np.array([float(one.type) for one in some])

    others, aside = ([one for one in seen if one.aside is want] for want in (False, True))
    x, y = table(others)
    start = np.zeros(len(names))
    weights = minimize(lambda w: _loss(x @ w, y) + PENALTY / 2 * float(w[1:] @ w[1:]), start).x
    if aside:
        x, y = table(aside)
        level = minimize(lambda shift: _loss(x @ weights + shift[0], y), np.zeros(1)).x[0]
        weights[0] += level
    return [float(weight) for weight in weights]


def _fit_actors(seen: Sequence[Seen]) -> tuple[float, float]:
    """Base and slope of the chance that a pair is an annotated one, by how surely it is resolved."""
    x = np.array([one.actors for one in seen])
    y = np.array([float(one.pair) for one in seen])
    base, slope = minimize(lambda w: _loss(w[0] + w[1] * x, y), np.zeros(2)).x
    return float(base), float(slope)


def _loss(values: Matrix, y: Matrix) -> float:
    """Minus the logarithm of the chance of all that was seen."""
    return float(np.sum(np.logaddexp(0.0, values) - y * values))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
