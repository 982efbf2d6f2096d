"""How sure a report is: the chance that its actors, its direction and its type are right.

The chance of the type is a logistic regression on traits of the report, that of the actors one on how surely
their words were resolved, both fitted to annotated sentences by `scripts/calibrate.py`, which writes
`confidence/weights.tsv`. docs/evaluation.md shows how well it holds on sentences that were set aside.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from actorgraph.extract.lexicon import Frame
from actorgraph.extract.tables import table
from actorgraph.model import Status

ANY = "any report"
ACTORS = "actors"
"""How surely both are resolved, from 0 to 1."""
_BARE = {"verb": "a verb alone", "noun": "a noun alone", "adj": "an adjective alone"}


def traits(frame: Frame, type_: str, status: Status) -> tuple[str, ...]:
    """What bears on whether a report has the right type: how much its row asks for, its type and status."""
    found = [ANY, f"type {type_}"]
    if frame.conditions or frame.extra:
        found.append("words beside the trigger")
    else:
        found.append(_BARE[frame.pos])
    if status != "asserted":
        found.append(f"status {status}")
    if type_ != frame.type:
        found.append("type by a rule")  # what is announced, threatened or refused
    return tuple(found)


def chance(frame: Frame, type_: str, status: Status, actors: float) -> float:
    """From 0 to 1, to three places; `actors` is the product of how surely source and target are resolved."""
    return round(chance_of_type(traits(frame, type_, status)) * chance_of_actors(actors), 3)


def chance_of_type(marks: Iterable[str]) -> float:
    """The chance that the type is right of a report with these traits, if its actors are."""
    weights = load_weights()
    return _logistic(sum(weights.get(mark, 0.0) for mark in marks))


def chance_of_actors(actors: float) -> float:
    """The chance that both actors are right, measured against two that the text names outright: between
    those, too, stands what nobody annotated."""
    base, slope = _actors()
    return _logistic(base + slope * actors) / _logistic(base + slope)


def resolved(chance: float) -> float:
    """What `chance_of_actors` gives this chance for, within 0 and 1."""
    base, slope = _actors()
    share = min(max(chance * _logistic(base + slope), 1e-6), 1 - 1e-6)
    return min(max((math.log(share / (1 - share)) - base) / slope, 0.0), 1.0)


def _actors() -> tuple[float, float]:
    weights = load_weights()
    return weights[f"{ACTORS}, {ANY}"], weights[ACTORS]


@cache
def load_weights() -> dict[str, float]:
    """Trait -> weight. Raises `BadLexicon` for a table that breaks the format."""
    weights: dict[str, float] = {}
    for row in table("confidence", "weights.tsv", ("trait", "weight")):
        try:
            weights[row["trait"]] = float(row["weight"])
        except ValueError:
            raise row.fail("weight", "a number is expected") from None
    return weights


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
