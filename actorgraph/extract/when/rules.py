"""The table of patterns that the grammar is made of.

A rule is a pattern and what turns its match into a meaning; None refuses the match. Rules marked `bare` are
tried only where the words before license them, since a lone `May` or `2014` may be a name or a count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actorgraph.extract.when.meanings import Meaning, Which
from actorgraph.extract.when.words import S

RELATIVE_YEAR = rf"(?:{S}(?:of{S})?(?P<rel>last|this|next){S}year\b(?!-))"
YEARS = {"last": -1, "this": 0, "next": 1}
WHICH: dict[str, Which] = {
    "last": "last",
    "past": "last",
    "this past": "last",
    "this": "this",
    "next": "next",
    "coming": "coming",
    "this coming": "coming",
    "upcoming": "coming",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and the meaning of its matches."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Meaning | None]
    bare: bool = False


Build = Callable[[re.Match[str]], Meaning | None]


class Rules:
    """Rules in the order in which they were entered."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def reads(self, pattern: str, bare: bool = False) -> Callable[[Build], Build]:
        """Enter the decorated function as what turns a match of `pattern` (case ignored) into its meaning."""

        def enter(build: Build) -> Build:
            self._rules.append(Rule(re.compile(pattern, re.IGNORECASE), build, bare))
            return build

        return enter
