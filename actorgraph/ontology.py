"""The event types of PLOVER and the ties that hold between actors.

Types, quad classes, modes and scores are those of the PLOVER codebook, draft 2.0 (Open Event Data Alliance),
with three corrections where the draft contradicts itself: ACCUSE scores -3 as all its modes do, not +3;
SANCTION is material conflict (quad 4) as its own section has it; vandalism has no score of its own and takes
the type's. COMMENT and APPEAL are no types of PLOVER, which leaves them out: they stand for the statements
and appeals (01 and 02) of data sets coded in CAMEO, score nothing, and are never read in an article. Ties are
this project's: what an event opens, a later one may close, and it holds in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Quad = Literal[1, 2, 3, 4]
QUAD_NAMES: dict[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: quad class, base score (-10 to 10) and the scores of its modes."""

    name: str
    quad: Quad
    base: float
    modes: MappingProxyType[str, float] = field(default_factory=lambda: MappingProxyType({}))
    symmetric: bool = False

    def score(self, mode: str | None) -> float:
        """The score of `mode`, or of the type itself where the mode has none."""
        return self.modes.get(mode or "", self.base)


@dataclass(frozen=True, slots=True)
class TieType:
    """A tie: directed or not, the kinds (modes) it comes in, and how it reads in a sentence."""

    name: str
    directed: bool
    modes: tuple[str, ...] = ()

    @property
    def symmetric(self) -> bool:
        """Whether source and target may change places."""
        return not self.directed


def _event(name: str, quad: Quad, base: float, symmetric: bool = False, /, **modes: float) -> EventType:
    # A keyword argument is written with underscores, and `yield` with one behind it.
    named = {mode.rstrip("_").replace("_", "-"): score for mode, score in modes.items()}
    return EventType(name, quad, base, MappingProxyType(named), symmetric)


_EVENTS = (
    _event("AGREE", 1, 2.5),
    _event("CONSULT", 1, 2.5, True, visit=4.0, third_party=1.0, multilateral=4.0, phone=1.5),
    _event("SUPPORT", 1, 5.0),
    _event("CONCEDE", 1, 4.5),
    _event("COOPERATE", 2, 9.5),
    _event("AID", 2, 10.0),
    _event("RETREAT", 2, 6.5, withdraw=8.0, release=6.5, disarm=10.0, ceasefire=7.5, access=6.5, resign=4.5),
    _event("REQUEST", 3, 0.0, assist=0.5, change=-1.0, yield_=-1.0, meet=0.0),
    _event("ACCUSE", 3, -3.0, disapprove=-2.0, investigate=-3.5, allege=-3.5),
    _event("REJECT", 3, -2.0, assist=-1.5, change=-2.0, yield_=-2.0, meet=-2.0),
    _event(
        "THREATEN", 3, -3.5,
        restrict=-3.0, arrest=-3.5, relations=-3.5, expel=-3.5, territory=-4.0, violence=-3.5,
    ),
    _event(
        "PROTEST", 4, -5.0,
        demo=-5.0, riot=-7.0, strike=-5.0, hunger=-4.5, boycott=-4.5, obstruct=-4.5, vandalize=-5.0,
    ),
    _event("SANCTION", 4, -6.0, convict=-6.0, expel=-5.5, withdraw=-6.0, discontinue=-6.0),
    _event("MOBILIZE", 4, -5.5, troops=-6.5, weapons=-6.5, police=-5.5, militia=-6.0),
    _event(
        "COERCE", 4, -7.0,
        seize=-7.0, restrict=-7.0, censor=-6.5, curfew=-6.5, martial_law=-7.5, arrest=-7.0, deport=-7.0,
        withhold=-7.0, misinformation=-6.5, cyber=-7.0,
    ),
    _event(
        "ASSAULT", 4, -9.0,
        abduct=-8.5, beat=-7.5, torture=-8.5, sexual=-8.5, targeted=-9.5, destroy=-8.5, primitive=-8.0,
        firearms=-9.0, explosives=-9.0, suicide_attack=-9.5, aerial=-9.5, drone=-9.5, heavy_weapons=-9.5,
        crowd_control=-7.5, unconventional=-10.0,
    ),
    _event("COMMENT", 1, 0.0),
    _event("APPEAL", 1, 0.0),
)  # fmt: skip
EVENTS: dict[str, EventType] = {event.name: event for event in _EVENTS}

_SANCTION_KINDS = ("trade", "arms", "military", "financial", "travel", "other")
TIES: dict[str, TieType] = {
    tie.name: tie
    for tie in (
        TieType("ALLIED_WITH", False, ("defence", "neutrality", "non-aggression", "consultation", "union")),
        TieType("TREATY_WITH", False),
        TieType("HAS_SANCTIONS_ON", True, _SANCTION_KINDS),
        TieType("IN_EXILE_IN", True, ("asylum", "exile", "refuge")),
        TieType("HOLDS_OFFICE", True),
        TieType("MEMBER_OF", True, ("full", "observer", "candidate")),
        TieType("LEADS", True),
        TieType("OPPOSES", True),
        TieType("AT_WAR_WITH", False, ("interstate", "civil", "proxy")),
        TieType("BACKS", True, ("political", "military", "financial")),
        TieType("OCCUPIES", True),
        TieType("RECOGNISES", True, ("state", "government", "election")),
        TieType("CLAIMS_TERRITORY", True),
        TieType("RIVAL_OF", False),
        TieType("MEDIATES", True),
        TieType("HAS_RELATIONS_WITH", False, ("embassy", "chargé", "none")),
        TieType("OWNS", True),
        TieType("SUCCEEDS", True),
    )
}

OPEN_MODES = frozenset({"TREATY_WITH", "HOLDS_OFFICE"})
"""Ties whose mode is free text: the subject of the treaty, the office held."""


def is_symmetric(type_: str) -> bool:
    """Whether relations of this event or tie type have no direction. Raises KeyError for an unknown type."""
    if type_ in EVENTS:
        return EVENTS[type_].symmetric
    return TIES[type_].symmetric


def known_mode(type_: str, mode: str | None) -> bool:
    """Whether `mode` may stand with this type; None may always."""
    if not mode or type_ in OPEN_MODES:
        return True
    return mode in (EVENTS[type_].modes if type_ in EVENTS else TIES[type_].modes)
