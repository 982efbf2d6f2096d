"""Which actors a tie can hold between: a country is not in exile, a person is nobody's military ally."""

from __future__ import annotations

from actorgraph.model import Actor

_STATES = frozenset({"country", "government", "igo", "armed group"})
_BODIES = _STATES | {"party", "company", "ngo", "media"}
_ANY = _BODIES | {"person", "people"}
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "ALLIED_WITH": (_STATES, _STATES),
    "TREATY_WITH": (_STATES, _STATES),
    "HAS_SANCTIONS_ON": (_STATES, _ANY),
    "IN_EXILE_IN": (frozenset({"person", "government", "party"}), frozenset({"country"})),
    "HOLDS_OFFICE": (frozenset({"person"}), _BODIES),
    "MEMBER_OF": (frozenset({"country", "person", "party"}), frozenset({"igo", "party", "armed group"})),
    "LEADS": (frozenset({"person"}), _BODIES - {"country"}),
    "OPPOSES": (frozenset({"person", "party", "people", "armed group"}), _BODIES | {"person"}),
    "AT_WAR_WITH": (_STATES, _STATES),
    "BACKS": (_ANY, _ANY),
    "OCCUPIES": (_STATES, frozenset({"country"})),
    "RECOGNISES": (_STATES, frozenset({"country", "government", "armed group", "party", "person"})),
    "CLAIMS_TERRITORY": (_STATES, frozenset({"country"})),
    "RIVAL_OF": (_ANY, _ANY),
    "MEDIATES": (_ANY, _ANY),
    "HAS_RELATIONS_WITH": (_STATES, _STATES),
    "OWNS": (_ANY, frozenset({"company", "media"})),
    "SUCCEEDS": (_ANY, _ANY),
}


def can_hold(tie: str, source: Actor, target: Actor) -> bool:
    """Whether actors of these kinds can be the ends of the tie."""
    sources, targets = _ENDS[tie]
    return source.kind in sources and target.kind in targets
