"""What is done by saying it, with no word for it: demands, promises, refusals, threats in what is said."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.conditions import Conditions
from actorgraph.extract.hits import HOSTILE, Hit
from actorgraph.extract.lexicon import Frame, Lexicon
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.refusals import is_future, is_refusal, is_without
from actorgraph.extract.syntax import (
    agents,
    children,
    direct_objects,
    is_passive,
    is_verb,
    prepositional,
    subjects,
    with_conjuncts,
)
from actorgraph.extract.words import TELLING

DEMAND = Frame(
    "event", "REQUEST", None, "must", (), "verb", (), (), (), (), "", "", "rule: said that they must"
)
_DUTY = frozenset({"must", "should", "ought"})
_BINDING = frozenset({"hold", "prepare", "commit", "oblige", "stop", "require", "force", "bind"})
_FIRST = frozenset({"i", "we"})


class Sayings:
    """Reads the verbs of one paragraph for what saying them does."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver, conditions: Conditions) -> None:
        self._lexicon = lexicon
        self._resolver = resolver
        self._conditions = conditions

    def at(self, token: Token) -> Hit | None:
        """The hit at a verb; None where it says nothing of the kind."""
        if not is_verb(token):
            return None
        return self._demand(token) or self._command(token) or self._told(token) or self._said_no(token)

    def _demand(self, token: Token) -> Hit | None:
        """`Russia said that Sudan must return the helicopter`: a demand of Russia's on Sudan."""
        speech = token.head
        if token.dep_ != "ccomp" or not self._is_speech(speech) or not _is_obliged(token):
            return None
        sources = self._all(_speakers(speech, token))
        bound = is_passive(token) and token.lemma_ in _BINDING  # `must be held to account`
        obliged = [t for t in (subjects if bound else agents)(token) if t.lower_ not in _FIRST]
        addressed = any(t.lower_ == "you" for t in obliged)  # `You must go, he told the rebels`
        if sources and (targets := self._told_to(speech, sources) if addressed else self._all(obliged)):
            return Hit(DEMAND, token, tuple(sources), tuple(targets), frozenset())
        return None

    def _command(self, token: Token) -> Hit | None:
        """`Leave the city, the army told the villagers`: a demand in the words of who makes it."""
        orders = [c for c in children(token, "advcl", "ccomp") if _is_imperative(c)]
        if not orders or token.lemma_ not in TELLING or is_passive(token):
            return None
        sources = self._all(subjects(token))
        if targets := self._told_to(token, sources):
            return Hit(DEMAND, orders[0], tuple(sources), tuple(targets), frozenset({token.i}))
        return None

    def _told(self, token: Token) -> Hit | None:
        """`Rome told the UN that it would send troops`: a promise, a refusal or a threat to the UN."""
        if token.lemma_ not in TELLING or is_passive(token):
            return None
        sources = self._all(subjects(token))
        targets = self._told_to(token, sources)
        tellers = {r.actor for r in sources}
        countries = {self._resolver.cast.actor(r.actor).country for r in sources}
        if not sources or not targets:
            return None
        if any(is_without(c) for c in token.children if c.i < token.i):  # `No truce, he told them`
            frame = replace(DEMAND, type="REJECT", lemma=token.lemma_, where="rule: told them no")
            return Hit(frame, token, tuple(sources), tuple(targets), frozenset({token.i}))
        for verb in children(token, "ccomp"):
            doers = {r.actor for r in self._all(agents(verb))}
            refused = is_refusal(verb, own=True)
            type_ = "REJECT" if refused else "THREATEN" if self._is_hostile_act(verb) else "AGREE"
            # Whose country will do something foretells more often than they promise.
            answerable = tellers if type_ == "AGREE" else tellers | countries
            if doers <= answerable and (refused or is_future(verb)):
                frame = replace(DEMAND, type=type_, lemma=token.lemma_, where="rule: told what it would do")
                return Hit(frame, token, tuple(sources), tuple(targets), frozenset({token.i}))
        return None

    def _said_no(self, token: Token) -> Hit | None:
        """`said no to a request by China`."""
        if token.lemma_ != "say" or not any(c.lower_ == "no" for c in children(token, "intj", "dobj")):
            return None
        sources = self._all(subjects(token))
        if targets := self._all(prepositional(token, "to")):
            frame = replace(DEMAND, type="REJECT", lemma="say", where="rule: said no to")
            return Hit(frame, token, tuple(sources), tuple(targets), frozenset({token.i}))
        return None

    def _told_to(self, token: Token, tellers: list[Resolved]) -> list[Resolved]:
        """Who is told, media left out."""
        told = self._all(direct_objects(token))
        taken = {r.actor for r in tellers}
        sector = {r.actor: self._resolver.cast.actor(r.actor).sector for r in told}
        return [r for r in told if r.actor not in taken and sector[r.actor] != "MED"]

    def _is_speech(self, verb: Token) -> bool:
        rows = self._lexicon.verbs.get(verb.lemma_, ())
        spoken = ("verb", verb.lemma_) in self._lexicon.speech or verb.lemma_ == "remind"
        return spoken or any(row.type == "REQUEST" for row in rows)

    def _is_hostile_act(self, verb: Token) -> bool:
        """Whether the verb means conflict, whoever it is aimed at."""
        best = next(iter(self._conditions.matches(verb)), None)
        return best is not None and best.frame.type in HOSTILE | {"PROTEST", "THREATEN"}

    def _all(self, tokens: list[Token]) -> list[Resolved]:
        return [r for t in tokens for r in self._resolver.actors(t)]


def _is_obliged(verb: Token) -> bool:
    """`must leave`, `needs to leave`; not `must have left`."""
    helpers = children(verb, "aux")
    if any(c.lower_ in _DUTY for c in helpers):
        return not any(c.lower_ == "have" for c in helpers)
    return verb.lemma_ in ("need", "have", "ought") and bool(children(verb, "xcomp"))


def _is_imperative(verb: Token) -> bool:
    """`Leave the city`; `do not enter`."""
    if verb.tag_ != "VB" or children(verb, "nsubj", "nsubjpass", "mark") or verb.i > verb.head.i:
        return False
    return all(c.lower_ == "do" for c in children(verb, "aux", "auxpass"))


def _speakers(speech: Token, content: Token) -> list[Token]:
    """Who says it; behind `..., insisted Peru's president` the parser takes the speaker for an object."""
    found = agents(speech)
    if not found and not is_passive(speech) and content.i < speech.i:
        found = with_conjuncts(c for c in children(speech, "dobj") if c.i > speech.i)
    return found
