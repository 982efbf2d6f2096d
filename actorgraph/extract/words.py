"""The closed word lists of `words.toml`, as sets."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("actorgraph.extract") / "words.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """One list, as the set of its words. Raises KeyError for a list that is not there."""
    return frozenset(_LISTS[name].split())


TITLES = words("titles")
FEMALE = words("female")
MALE = words("male")
OBJECT_CONTROL = words("object_control")
TRANSPARENT = words("transparent")
ACCUSING = words("accusing")
QUALITIES = words("qualities")
JOURNEYS = words("journeys")
MONEY = words("money")
SENT = words("sent")
CALENDAR = words("calendar")
KIN = words("kin")
NATIONAL = words("national")
LEADER = words("leader")
DEFINITE: dict[str, tuple[str, ...]] = {noun: tuple(kinds) for noun, kinds in _LISTS["definite"].items()}
GATHERINGS: dict[str, str] = dict(_LISTS["gatherings"])
ENABLING = words("enabling")
CONSENTING = words("consenting")
HESITATING = words("hesitating")
WILLING = words("willing")
INTENTIONS = words("intentions")
OFFICIAL = words("official")
MEETINGS = words("meetings")
DOCUMENTS = words("documents")
FIGHTS = words("fights")
FINDING = words("finding")
TELLING = words("telling")
COMING = words("coming")
WATERS = words("waters")
PLACED = words("placed")
LOCATIONS = words("locations")
COMMON = words("common")
VIOLENCE = words("violence")
EQUIPMENT = words("equipment")
CAMPAIGNS = words("campaigns")
COUNTERING = words("countering")
PEERS = words("peers")
FORMER = words("former")
OCCURRING = words("occurring")
ATTITUDES = words("attitudes")
STRIKING = words("striking")
ASIDE = words("aside")
PERIODS = words("periods")
PUBLISHED = words("published")
AFTER = words("after")
GOING_ON = words("going_on")
FOREIGN = words("foreign")
SPEAKS_FOR = words("speaks_for")
GOVERNMENT = frozenset(_LISTS["government"]["words"].split())
KIND_WORDS: dict[str, frozenset[str]] = {k: frozenset(v.split()) for k, v in _LISTS["kinds"].items()}
OFFICES: dict[str, str] = dict(_LISTS["offices"])
"""Title as written -> office as the gazetteer names it."""
