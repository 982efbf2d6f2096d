"""A row of the lexicon, or a rule, that fired at a word, and the groups of types that the rules ask for."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.lexicon import Frame

HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
HARM = HOSTILE - {"MOBILIZE"}
"""Troops are offered as help, too."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fired at `trigger` with the actors of its slots; `used` are the tokens it accounts for."""

    frame: Frame
    trigger: Token
    sources: tuple[Resolved, ...]
    targets: tuple[Resolved, ...]
    used: frozenset[int]
    symmetric: bool = False
    light: Token | None = None
    nouns: tuple[Token, ...] = ()
