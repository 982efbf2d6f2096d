"""Whom a text means where it names nobody: guesses from the cast, each marked by its reason."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.reasons import guessed

_NO_OFFICE = frozenset({"office", "power", "rule", "reign", "tenure", "year", "post"})
"""Words of a row that say that an office is held, and none that says which."""


def guess_target(resolver: Resolver, token: Token, sources: Sequence[Resolved]) -> list[Resolved]:
    """Whom an act without a named target was aimed at: the one other country of the sentence, else the
    country in focus."""
    cast = resolver.cast
    homes = {cast.actor(source.actor).country for source in sources} | {s.actor for s in sources}
    others = resolver.countries_of(token) - homes
    if len(others) == 1:
        return [Resolved(others.pop(), token.text, guessed("country of the sentence"), 0.5, token.i)]
    focus = cast.focus
    if others or focus is None or focus in homes:
        return []
    return [Resolved(focus, token.text, guessed("country in focus"), 0.55, token.i)]


def home(cast: Cast, sources: Sequence[Resolved]) -> list[Resolved]:
    """The country of a person: the one whose opposition an opposition leader leads."""
    return [
        Resolved(country, source.text, "country of the person", 0.8, source.begin)
        for source in sources
        if (country := cast.actor(source.actor).country)
    ]


def seat(cast: Cast, sources: Sequence[Resolved], nouns: Sequence[Token]) -> list[Resolved]:
    """Where somebody holds the office that `nouns` name (any office, if they name none): for known people, by
    the table of offices, on the day of the article before all."""
    named = {noun.lemma_.lower() for noun in nouns if noun.pos_ in ("NOUN", "PROPN")} - _NO_OFFICE
    found: list[Resolved] = []
    for source in sources:
        terms = [
            term
            for term in cast.gazetteer.terms.get(source.actor, ())
            if not named or named & set(term.office.split())
        ]
        current = [term for term in terms if cast.day and term.holds(cast.day)] or terms
        if current:
            country = current[-1].country
            found.append(Resolved(country, source.text, "where the office is held", 0.8, source.begin))
    return found


def rulers(cast: Cast, sources: Sequence[Resolved]) -> list[Resolved]:
    """The state that people of a country turn against when they protest and no target is named."""
    found: list[Resolved] = []
    for source in sources:
        actor = cast.actor(source.actor)
        if actor.kind == "people" and actor.country:
            found.append(Resolved(actor.country, source.text, guessed("own government"), 0.6, source.begin))
    return found
