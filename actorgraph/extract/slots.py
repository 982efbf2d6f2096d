"""Who stands in the slots of a frame: the subjects, objects, prepositions and possessors of a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from actorgraph.extract.authorship import authors
from actorgraph.extract.cast import Resolved
from actorgraph.extract.lexicon import Frame, Lexicon
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.reasons import PLACE, guessed, is_location
from actorgraph.extract.syntax import (
    agents,
    children,
    complements,
    is_passive,
    is_verb,
    patients,
    prepositional,
    recipients,
    subjects,
    with_conjuncts,
)
from actorgraph.extract.words import COMING, DOCUMENTS, FIGHTS, JOURNEYS, MEETINGS, OFFICIAL, PLACED

_PREPOSITION_DEPTH = 3
"""How many nouns may stand between a trigger and a preposition that the parser hung on them."""


class Slots:
    """Who stands in a slot of one trigger."""

    def __init__(
        self,
        resolver: Resolver,
        token: Token,
        nouns: Sequence[Token],
        light: Token | None,
        lexicon: Lexicon,
        frame: Frame | None = None,
    ) -> None:
        self._frame = frame
        self._resolver = resolver
        self._token = token
        self._nouns = nouns
        self._light = light
        self._lexicon = lexicon

    def source(self, slot: str, frame: Frame) -> list[Resolved]:
        """Actors of a source slot; `agent` is the default of a noun."""
        if slot == "agent":
            found = self._noun_agent(frame)
        else:
            found = self._subject() if slot == "subj" else self.target(slot)
        if frame.kind == "tie":
            return found
        # `the area of Basra which` was shelled, `Near Basra,` somebody shot: a place does nothing to anybody
        return [one for one in found if not is_location(one.reason) and not self._is_whereabouts(one)]

    def _is_whereabouts(self, one: Resolved) -> bool:
        """`Near Basra, two strikes destroyed a depot`: nothing that Basra did."""
        first = self._token.doc[one.begin].left_edge
        before = self._token.doc[max(first.i - 1, 0)]
        return one.reason == PLACE and not PLACED.isdisjoint((first.lower_, before.lower_))

    def subjects(self) -> list[Resolved]:
        """Grammatical subjects, those of a passive included."""
        return self._all(subjects(self._token)) if is_verb(self._token) else []

    def _subject(self) -> list[Resolved]:
        token = self._token
        if not is_verb(token) or token.dep_ == "amod":
            return self._denoted()
        described = token.dep_ == "acl" and token.tag_ == "VBG"  # `issued a statement accusing Iran`
        if described and token.head.lemma_ in DOCUMENTS and (found := self._all(authors(token.head))):
            return found
        if found := self._all(agents(token)):
            return found
        if described:
            return self._all(authors(token.head))
        return (self._opponents() or self._officials()) if is_passive(token) else []

    def _opponents(self) -> list[Resolved]:
        """`were killed in clashes with rebels`: where nobody is named who did it, those they fought."""
        if self._frame is None or self._frame.type != "ASSAULT":
            return []
        fights = [n for prep in ("in", "during") for n in prepositional(self._token, prep)]
        fights = [n for n in fights if n.lemma_.lower() in FIGHTS]
        return self._all(t for n in fights for t in prepositional(n, "with") or _nested(n, "with"))

    def _officials(self) -> list[Resolved]:
        """`was arrested in Iran`: where nobody is named who did it, the authorities of the place."""
        if self._token.lemma_ not in OFFICIAL or self._frame is None or self._frame.kind == "tie":
            return []
        return [
            replace(place, reason=guessed(f"{self._token.lower_} there"), confidence=0.5)
            for noun in prepositional(self._token, "in")
            for place in self._resolver.actors(noun, owner=False)
            if place.actor == self._resolver.cast.actor(place.actor).country
        ]

    def _denoted(self) -> list[Resolved]:
        """Whom a noun or adjective is said of: `X is a member`, `opposition leader X`."""
        token = self._token
        if token.dep_ in ("attr", "acomp", "oprd") and is_verb(token.head):
            return self._all(subjects(token.head))
        if token.dep_ == "appos":
            # `Greece and Turkey, both members`: said of the whole group
            whole = token.tag_ in ("NNS", "NNPS")
            return self._all(with_conjuncts([token.head]) if whole else [token.head])
        if token.dep_ in ("compound", "amod") and token.head != token:
            return self._resolver.actors(token.head)
        if appositions := children(token, "appos"):
            return self._all(appositions)
        if token.dep_ == "pobj" and token.head.lower_ == "as" and is_verb(token.head.head):
            verb = token.head.head
            return self._all(agents(verb) or subjects(verb))
        return []

    def _noun_agent(self, frame: Frame) -> list[Resolved]:
        """Who does what a noun names: `Russia's attack`, `an attack by Russia`, `launched an attack`."""
        token = self._token
        for owner in children(token, "poss"):
            if found := self._all([owner]):
                return found
        if found := self._all(prepositional(token, "by") or _by_behind(token)):
            return found
        if found := self._qualified(token):
            return found
        if self._light is not None:
            role = self._lexicon.light.get(self._light.lemma_, "subject")
            if role == "subject":
                return self._all(agents(self._light))
        if token.dep_ == "nsubj" and token.head.lemma_ in COMING:  # `the plea came from the bishops`
            return self._all(prepositional(token.head, "from"))
        if "of" not in frame.target and (found := self._all(prepositional(token, "of"))):
            return found
        return self._all(prepositional(token, "from")) if "from" not in frame.target else []

    def owners(self, nouns: Iterable[Token]) -> list[Resolved]:
        """Whose the nouns are, by the words before them: `UN sanctions`, `Britain's embargo`."""
        return [
            replace(r, confidence=r.confidence * 0.8)
            for noun in nouns
            for r in (self._all(children(noun, "poss")) or self._qualified(noun))
        ]

    def _qualified(self, noun: Token) -> list[Resolved]:
        """`Russian attack`, `police raid`: who stands before the noun."""
        return [r for r in self._resolver.owners(noun) if r.begin < noun.i]

    def target(self, slot: str) -> list[Resolved]:
        """Actors of a target slot."""
        token = self._token
        if slot == "-":
            return []
        if slot == "obj":
            return self._object()
        if slot == "poss" and token.dep_ == "amod" and is_verb(token):
            return self._all(children(token, "npadvmod", "compound", "nmod", "advmod"))  # `Iran-backed`
        if slot == "poss":
            extra = self._frame.extra if self._frame else ()
            nouns = self._nouns or patients(token) or [token]
            if not is_verb(token):  # `the American secretary of state`: American is before the secretary
                nouns = list(dict.fromkeys((token, *nouns)))
            if token.dep_ in ("compound", "amod") and (owners := children(token.head, "poss")):
                return self._all(owners)  # `its rival Iran`
            return [
                resolved
                for noun in nouns
                for resolved in self._resolver.owners(noun)
                # In `opposition leader` the word before the noun is part of what it says, not its owner.
                if token.doc[resolved.begin].lower_ not in extra
            ]
        if slot == "comp":
            return self._all(s for verb in complements(token) for s in subjects(verb))
        if slot == "subj":
            return self._subject()
        if slot == "parties":
            return self._parties()
        found: list[Token] = []
        things = [*self._nouns, *(patients(token) if is_verb(token) else [token])]
        for place in (token, *self._nouns, *([self._light] if self._light else []), *things):
            found.extend(t for t in prepositional(place, slot) if t not in found)
        for thing in things:  # `dropped the charges filed against her`
            for participle in children(thing, "acl"):
                if participle.tag_ == "VBN":
                    found.extend(t for t in prepositional(participle, slot) if t not in found)
        if not found:
            found = _nested(self._light or token, slot)
        if not found and slot == "by" and not is_verb(token):
            found = _by_behind(token)
        return self._all(found)

    def _parties(self) -> list[Resolved]:
        """Who has what somebody else arranged: `in a deal brokered by Oman, Iran and Iraq agreed`."""
        token = self._token
        if token.dep_ not in ("acl", "pobj"):
            return []
        noun = token.head
        verb = next((one for one in noun.ancestors if is_verb(one)), token)
        found = self._all(subjects(verb)) if verb is not token else []
        return found if len(found) > 1 else []

    def _object(self) -> list[Resolved]:
        token = self._token
        if not is_verb(token):
            return []
        # Who visits or hosts meets persons and states, not their things: `hosts an American base`.
        owner = not (self._frame and self._frame.type == "CONSULT" and not self._frame.conditions)
        given = list(self._nouns)
        if self._frame and self._frame.type == "AID":  # `sent tents, doctors and food`: all of them are sent
            given += [t for noun in self._nouns if noun in patients(token) for t in noun.conjuncts]
        for place in (recipients(token), [p for p in patients(token) if p not in given], self._nouns):
            if found := self._all(place, owner=owner):
                return found
        return []

    def _all(self, tokens: Iterable[Token], *, owner: bool = True) -> list[Resolved]:
        found: list[Resolved] = []
        for token in tokens:
            for resolved in self._resolver.actors(token, owner=owner):
                if all(resolved.actor != one.actor for one in found):
                    found.append(resolved)
        return found


def light_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that lends its subject to an event noun: `launched an attack`, `went on strike`."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "oprd", "attr") and is_verb(head) and head.lemma_ in lexicon.light:
        return head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        governor = noun.head.head
        if noun.head.lower_ == "for" and is_verb(governor) and governor.lemma_ in JOURNEYS:
            return governor
        if (
            is_verb(governor)
            and governor.lemma_ in lexicon.light
            and noun.head.lower_ in ("in", "on", "into", "under")
        ):
            return governor
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return light_verb(noun.head, lexicon)
    return None


def meeting_clause(noun: Token) -> Token | None:
    """The verb whose subject meets: `in a call with Putin, Macron urged ...`, `after talks with Iran`."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("in", "during", "at", "after", "following"):
        return None
    if noun.lemma_.lower() not in MEETINGS or not is_verb(prep.head):
        return None
    return prep.head


def _by_behind(noun: Token) -> list[Token]:
    """`the arrest on Sunday of a priest by police`: the `by` of an event, hung on what stands between."""
    level = [noun]
    for _ in range(_PREPOSITION_DEPTH):
        level = [obj for n in level for prep in children(n, "prep") for obj in children(prep, "pobj")]
        if found := [obj for n in level for obj in prepositional(n, "by")]:
            return found
    return []


def _nested(token: Token, prep: str) -> list[Token]:
    """Objects of `prep` that the parser hung on a noun between: `talks in Geneva with Iran`."""
    found: list[Token] = []
    level = [token]
    for _ in range(_PREPOSITION_DEPTH):
        level = [
            child
            for parent in level
            for child in parent.children
            if child.dep_ in ("prep", "pobj", "dobj")
            and child.i > token.i
            and (child.lower_ not in ("between", "of") or parent.ent_type_ == "DATE")
        ]
        for child in level:
            if child.dep_ == "prep" and child.lower_ == prep:
                found.extend(children(child, "pobj"))
    return found
