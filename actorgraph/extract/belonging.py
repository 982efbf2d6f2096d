"""Whose a thing is that a noun phrase names, and which words of the phrase say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from actorgraph.extract.authorship import makers
from actorgraph.extract.cast import Resolved
from actorgraph.extract.reasons import whose
from actorgraph.extract.syntax import children, prepositional
from actorgraph.extract.words import KIN, NATIONAL, PEERS, VIOLENCE, WATERS

if TYPE_CHECKING:
    from actorgraph.extract.phrases import Resolver


def owners(resolver: Resolver, token: Token) -> list[Resolved]:
    """Whose the thing is that `token` heads, by the words before it, behind it, or by the article's focus."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.lower_ in KIN or token.lower_ in WATERS:
        return []
    found: list[Resolved] = []
    for child in token.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < token.i:
            found.extend(
                resolver.qualifiers(child) or (resolver.actors(child) if child.dep_ == "poss" else [])
            )
    if not found:
        # `attacks in Lebanon`, `counterparts in Vienna`: where that was is not whose they are
        apart = token.lower_ in VIOLENCE or token.lower_ in PEERS
        for prep in ("by", "of", "from") if apart else ("by", "of", "from", "in"):
            found = found or [r for t in prepositional(token, prep) for r in resolver.actors(t)]
    found = found or [r for t in makers(token) for r in resolver.actors(t)]
    if not found and token.lower_ in NATIONAL:
        return resolver.assumed_place(token)
    return [Resolved(r.actor, r.text, whose(token.lower_), r.confidence * 0.7, r.begin) for r in found]


def is_otherwise_named(token: Token) -> bool:
    """`Coalition forces`: a name that no table knows says whose they are, not the country in focus."""
    return token.text.islower() and any(
        child.pos_ in ("NOUN", "PROPN") and child.is_title and not child.is_sent_start
        for child in children(token, "compound", "poss", "amod", "nmod")
    )
