"""Where an expression may start, found without trying any rule: most sentences are done with here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from actorgraph.extract.when import words

_UNITS = """
minute hour day night week fortnight month year decade generation century weekend morning afternoon
evening
"""
_SINGLE = """
centuries eve noon midnight today tonight yesterday tomorrow overnight christmas halloween boxing
valentine patrick armistice bastille aged now
"""
_OPENERS = """
a an the that this last past next coming upcoming recent late early mid end start earlier later since
until till for from between before after by as up in within at over more less fewer nearly almost about
around some roughly half few several many q h new st international every each age his her their my our
your ever starting beginning effective prior no well just on only barely hours through previous following
to dawn dusk midday shortly days weeks months years decades
"""
_REACH = 60  # from the first word of an expression to its first digit or time word, generously

_NAMED = {*words.MONTHS, *words.SHORT_MONTHS, *words.WEEKDAY_NAMES, *words.WEEKDAYS, "Tues", "Thur", "Thurs"}
_NAMED |= {f"{name}s" for name in words.WEEKDAY_NAMES}
_TIME = {
    *_UNITS.split(),
    *(f"{unit}s" for unit in _UNITS.split()),
    *_SINGLE.split(),
    *words.SEASONS,
    *words.DECADES,
}
_START = {*_OPENERS.split(), *words.NUMBERS, *_TIME}
_TIME_WORDS = frozenset(_NAMED | _TIME | {word.capitalize() for word in _TIME})
_START_WORDS = frozenset(_NAMED | _START | {word.capitalize() for word in _START})
_WORD = re.compile(r"(?<![\w.,$€£#/])(?:['’]?\d|[^\W\d_]+)|\d")
_INSIDE_NUMBER = re.compile(r"[\w.,$€£#/]")


def starts(text: str) -> Iterator[int]:
    """Offsets of the words that may begin an expression, in order, each with a digit or time word near."""
    found = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    triggers = [at for at, word in found if word in _TIME_WORDS or word[-1].isdigit()]
    if not triggers:
        return
    for at, word in found:
        trigger = bisect_left(triggers, at)
        if trigger == len(triggers):
            return
        if triggers[trigger] > at + _REACH:
            continue
        if word in _START_WORDS or (word[-1].isdigit() and not _INSIDE_NUMBER.match(text[at - 1 : at])):
            yield at
