"""Why a phrase was taken for an actor, in the words that users read and that other rules ask for."""

from __future__ import annotations

from actorgraph.extract.words import LOCATIONS

PLACE = "place in the country"
NO_COUNTRY = "no country given"

_GUESSED = "guessed: "
_NEAREST = "nearest in the clause: "
_WHOSE = "whose "
_RUN_AS_A_WHOLE = frozenset(
    {"company", "firm", "bank", "airline", "carrier", "newspaper", "broadcaster", "operator", "stake"}
)


def guessed(how: str) -> str:
    """Nothing names the actor; it was taken from what surrounds the words."""
    return _GUESSED + how


def nearest(reason: str) -> str:
    """No slot of a row names the actor: it is the nearest below the trigger; `reason` is what names it."""
    return _NEAREST + reason


def whose(thing: str) -> str:
    """The phrase is a thing, and stands for whom it belongs to."""
    return f"{_WHOSE}{thing} it is"


def is_guess(reason: str) -> bool:
    """Whether no slot named the actor: enough for an event that is marked as unsure, not for a tie."""
    return reason.startswith((_GUESSED, _NEAREST))


def is_location(reason: str) -> bool:
    """Whether only a part of the country was named, or a time of it."""
    return reason.startswith(_WHOSE) and reason.split()[1] in LOCATIONS


def is_part_owner(reason: str) -> bool:
    """Whether only a part of the actor was named: who owns the Durra gas field does not own Durra, and who
    owns Durra's airline does."""
    return reason.startswith(_WHOSE) and reason.split()[1] not in _RUN_AS_A_WHOLE
