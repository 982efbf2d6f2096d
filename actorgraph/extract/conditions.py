"""Which rows of the lexicon hold at a word: its lemma, its particle, and what it governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from actorgraph.extract.lexicon import Frame, Lexicon, Phrase
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.syntax import (
    agents,
    children,
    is_bare,
    is_passive,
    is_purpose,
    is_verb,
    patients,
    prepositional,
)
from actorgraph.extract.words import ENABLING, MONEY, TELLING, TRANSPARENT


@dataclass(frozen=True, slots=True)
class Match:
    """A frame whose conditions hold: the nouns that met them, and how closely they did."""

    frame: Frame
    nouns: tuple[Token, ...]
    rank: int


class Conditions:
    """Tries rows at the words of one paragraph."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver) -> None:
        self._lexicon = lexicon
        self._resolver = resolver
        self._below: dict[tuple[int, str], list[Token]] = {}
        self._particle: dict[int, frozenset[str]] = {}
        self._words = {word for token in resolver.doc for word in (token.lower_, token.lemma_.lower())}

    def matches(self, token: Token) -> list[Match]:
        """The rows that hold at the token, those that ask for most first."""
        found = [
            match
            for frame in self.frames(token)
            if not any(map(self._words.isdisjoint, frame.needed)) and (match := self.match(frame, token))
        ]
        return sorted(found, key=lambda match: -match.rank)

    def frames(self, token: Token) -> Sequence[Frame]:
        """The rows whose trigger the token is."""
        lemma = token.lemma_.lower()
        if is_verb(token) and token.dep_ not in ("aux", "auxpass"):
            verbs = self._lexicon.verbs
            frames = verbs.get(lemma, ())
            if token.dep_ in ("amod", "acomp", "oprd"):
                adjectives = self._lexicon.adjectives
                qualifying = adjectives.get(token.lower_) or adjectives.get(lemma) or ()
                return qualifying if token.dep_ == "amod" else (*qualifying, *frames)
            return frames
        if token.pos_ in ("NOUN", "PROPN"):
            return self._lexicon.nouns.get(lemma) or self._lexicon.nouns.get(token.lower_, ())
        if token.pos_ == "ADJ":
            return self._lexicon.adjectives.get(token.lower_) or self._lexicon.adjectives.get(lemma, ())
        return ()

    def match(self, frame: Frame, token: Token) -> Match | None:
        """The row with the nouns that meet its conditions at the token; None where one does not hold."""
        if not all(self._has_word(frame, token, word) for word in frame.extra):
            return None
        particles = self._particles(token) if frame.pos == "verb" else frozenset()
        if particles and not particles & _particles_of(frame, token):
            return None  # `call off` is not `call`, `giving up ... in response` is not `give in`
        if token.lemma_ in ENABLING and is_purpose(token):
            return None  # `opened its border to let aid in`: opening it is the act
        if frame.type == "CONSULT" and children(token, "oprd", "ccomp"):
            return None  # `called him a criminal` is no telephone call
        nouns: list[Token] = []
        closeness = 0
        for condition in frame.conditions:
            best: tuple[int, Token] | None = None
            for phrase in condition:
                for noun in self._governed(token, phrase.prep):
                    fit = self._fit(phrase, noun)
                    if fit is not None and (best is None or fit > best[0]):
                        best = (fit, noun)
            if best is None:
                return None
            closeness += best[0]
            nouns.append(best[1])
        return Match(frame, tuple(nouns), 10 * frame.specificity + closeness)

    def _particles(self, token: Token) -> frozenset[str]:
        if token.i not in self._particle:
            self._particle[token.i] = frozenset(c.lower_ for c in children(token, "prt"))
        return self._particle[token.i]

    def _fit(self, phrase: Phrase, noun: Token) -> int | None:
        """How closely a noun meets a phrase: None not at all, else one for its head and each modifier."""
        if phrase.head is None:
            return 0
        if phrase.head == "verb":
            return 1 if is_verb(noun) else None
        if phrase.head == "infinitive":
            return 2 if is_bare(noun) else None
        if phrase.head == "@money":
            return 1 if noun.ent_type_ == "MONEY" or noun.lower_ in MONEY else None
        if phrase.head in ("@actor", "@people"):
            found = self._resolver.actors(noun, owner=False)
            kinds = {self._resolver.cast.actor(r.actor).kind for r in found}
            return 1 if kinds and (phrase.head == "@actor" or kinds & {"person", "people"}) else None
        if phrase.head not in (noun.lemma_.lower(), noun.lower_):
            return None
        before = {w for c in noun.children if c.i < noun.i for w in (c.lemma_.lower(), c.lower_)}
        return 1 + len(phrase.modifiers) if set(phrase.modifiers) <= before else None

    def _has_word(self, frame: Frame, token: Token, word: str) -> bool:
        if frame.pos == "noun":
            return any(
                child.i < token.i and word in (child.lower_, child.lemma_.lower())
                for child in token.children
                if child.dep_ in ("amod", "compound", "nmod", "poss", "punct")
            )
        return any(
            child.lower_ == word
            for child in token.children
            # `In a move ..., Paris called home`: that is not `call in`.
            if not (child.dep_ in ("prt", "prep") and child.i < token.i)
            and (
                child.dep_ in ("prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "nsubj", "ccomp")
                or (child.dep_ == "advcl" and child.pos_ == "ADJ")  # `set free a captive`
            )
        )

    def _governed(self, token: Token, prep: str) -> list[Token]:
        """What a condition can mean: objects, objects of a preposition, or an infinitive (`to:verb`)."""
        key = (token.i, prep)
        if key not in self._below:  # the forty frames of `make` all ask for its object
            self._below[key] = self._look_below(token, prep)
        return self._below[key]

    def _look_below(self, token: Token, prep: str) -> list[Token]:
        if prep == "subj":  # `troops entered Lebanon`, where ministers visit it
            return agents(token)
        if not is_verb(token):
            found = prepositional(token, prep) if prep else []
            if prep == "to":  # `ready to contribute troops`, `a threat to leave`
                found += [c for c in children(token, "xcomp", "acl", "ccomp") if is_verb(c)]
            return found
        if not prep:
            extra = [t for c in children(token, "oprd", "attr", "acomp") for t in (c, *c.conjuncts)]
            return [*_counted(patients(token)), *extra]
        found = [*prepositional(token, prep)]
        for noun in patients(token):
            found.extend(prepositional(noun, prep))
        if prep == "as":  # `described it as legitimate`: the parser sees a clause of its own
            found.extend(c for c in token.children if any(g.lower_ == "as" for g in c.children))
            found.extend(
                c for n in patients(token) for c in n.children if any(g.lower_ == "as" for g in c.children)
            )
        if prep == "to":
            found.extend(
                c
                for c in token.children
                if c.dep_ in ("xcomp", "ccomp", "advcl")
                and is_verb(c)
                # `told her that it would stay` tells nobody to stay
                and not (token.lemma_ in TELLING and children(c, "nsubj") and not is_bare(c))
            )
        return found


def _counted(nouns: list[Token]) -> list[Token]:
    """The nouns, and what is counted or measured: `dozens of houses` are houses."""
    return [t for n in nouns for t in (n, *(prepositional(n, "of") if n.lower_ in TRANSPARENT else ()))]


def _particles_of(frame: Frame, token: Token) -> set[str]:
    """The particles that the row allows: its own, and behind a passive its prepositions (`was shot at`)."""
    allowed = set(frame.extra)
    if is_passive(token):
        allowed |= {phrase.prep for condition in frame.conditions for phrase in condition}
    return allowed
