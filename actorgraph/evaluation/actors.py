"""When two names mean one actor: what each is resolved to, and what is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Match = Literal["lenient", "strict"]


@dataclass(frozen=True, slots=True)
class Described:
    """An actor in the terms that both sides have: the annotation and the extractor.

    `names` are the words of each of its names without titles and articles, in order. `state` is True for
    states and what belongs to them, False for people and groups that do not, None where nothing tells.
    """

    ids: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    names: tuple[tuple[str, ...], ...] = ()
    state: bool | None = field(default=None)


def same(gold: Described, read: Described, match: Match = "lenient", apart: bool = False) -> bool:
    """Whether both are one actor.

    They are where they resolve to one id, share a name, or lie in one country. `apart` says that both ends of
    the annotated relation lie in that country: then a state is not taken for those it stands against. Strict
    matching asks the same everywhere, and that names be equal.
    """
    if gold.ids & read.ids:
        return True
    opposed = gold.state is not None and read.state is not None and gold.state != read.state
    elsewhere = bool(gold.countries and read.countries and not gold.countries & read.countries)
    for first in gold.names:
        for second in read.names:
            if first and first == second and not elsewhere:
                return True
            if match == "lenient" and not elsewhere and not (apart and opposed) and _within(first, second):
                return True
    if gold.countries & read.countries:
        if match == "strict":
            return (gold.state is not False) == (read.state is not False)
        return not (apart and opposed)
    if match == "lenient" and not gold.countries and not read.countries and not gold.ids:
        return any(first[-1:] == second[-1:] != () for first in gold.names for second in read.names)
    return False


def _within(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether all words of one name stand in the other: `Petrov` in `Ivan Petrov`."""
    return bool(first and second) and (set(first) <= set(second) or set(second) <= set(first))
