"""The cast of one article: who its names mean.

First every name of the article is looked at, then any of them is resolved: a surname in the title may be
introduced in full in the third paragraph. Spelling variants fold together within one article only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from spacy.tokens import Doc

from actorgraph.extract.gazetteer import Candidate, Gazetteer
from actorgraph.extract.names import Named
from actorgraph.extract.words import FEMALE, KIND_WORDS, MALE, TITLES
from actorgraph.model import Actor, ActorKind, actor_kind, normalise

_FUZZY_MIN = 6
"""Shorter surnames differ by one letter without being the same."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor that words of the text stand for, why, and how sure that is (0 to 1)."""

    actor: str
    text: str
    reason: str
    confidence: float
    begin: int
    """Token index of the head of the words."""


class Cast:
    """Actors of one article by name. `day` is the date of publication, which offices depend on."""

    def __init__(self, gazetteer: Gazetteer, day: dt.date | None) -> None:
        self.gazetteer = gazetteer
        self.day = day
        self.actors: dict[str, Actor] = {}
        self.named: Counter[str] = Counter()
        """How often the article names each actor, its headline and first paragraph counting more."""
        self.gender: dict[str, str] = {}
        self._people: dict[str, list[str]] = defaultdict(list)
        """Normalised surname -> persons of this article, those introduced with a full name first."""
        self._written: dict[str, set[str]] = defaultdict(set)
        self._places: Counter[str] = Counter()
        """Normalised name -> how much oftener the article uses it for a place than for somebody."""

    def introduce(self, names: list[Named], doc: Doc, weight: int = 1) -> None:
        """Take note of the names of one paragraph. `weight` counts the title and the first lines higher."""
        for entity in doc.ents:
            here = entity.label_ in ("GPE", "LOC", "FAC")
            self._places[normalise(entity.text)] += 2 if here else -1
        for named in names:
            meanings = {candidate.actor for candidate in named.candidates}
            if meanings and (len(meanings) == 1 or meanings <= self.gazetteer.countries.keys()):
                self.named[named.candidates[0].actor] += weight
            if named.label != "gazetteer" and named.label != "person":
                continue
            words = _name_words(named.text)
            if named.label == "person" and len(words) > 1:
                self._introduce_person(words, doc, named)
            elif person := self._known_person(named):
                self._remember(person, normalise(words[-1]) if words else "", named, doc)

    def _known_person(self, named: Named) -> str | None:
        people = [c.actor for c in named.candidates if self._kind(c.actor) == "person"]
        return self._best_holder(people) if people else None

    def _kind(self, actor: str) -> ActorKind | None:
        known = self.gazetteer.actors.get(actor)
        return known.kind if known else None

    def _introduce_person(self, words: list[str], doc: Doc, named: Named) -> None:
        surname = normalise(words[-1])
        person = self._same_person(words)
        if person is None:
            name = " ".join(words)
            slug = re.sub(r"\W+", "-", normalise(name))
            person = self.actors.setdefault(slug, Actor(slug, name, "person", "", "", (name,))).id
        self._remember(person, surname, named, doc)

    def _same_person(self, words: list[str]) -> str | None:
        """The known office holder with this surname, if the first name agrees."""
        surname, first = normalise(words[-1]), normalise(words[0])
        pools = [self._people.get(surname, []), self.gazetteer.surnames.get(surname, [])]
        for variant in list(self._people):
            if _variants(variant, surname):
                pools.append(self._people[variant])
        for pool in pools:
            agreeing = [person for person in pool if self._first_name_agrees(person, first)]
            if agreeing:
                return self._best_holder(agreeing)
        return None

    def _first_name_agrees(self, person: str, first: str) -> bool:
        actor = self.actors.get(person) or self.gazetteer.actors[person]
        given = {normalise(alias.split()[0]) for alias in (actor.name, *actor.aliases) if " " in alias}
        return any(first == name or (len(first) > 3 and OSA.distance(first, name) <= 1) for name in given)

    def _best_holder(self, people: list[str], written: str = "") -> str:
        """Of several people, who held office on the article's date, in a country that it names, is known by
        the name as it is `written`, or came into office last."""

        def rank(person: str) -> tuple[bool, int, bool, dt.date, int]:
            terms = self.gazetteer.terms.get(person, [])
            in_office = self.day is not None and any(term.holds(self.day) for term in terms)
            here = max((self.named[term.country] for term in terms), default=0)
            latest = max((term.start.earliest for term in terms if term.start), default=dt.date.min)
            known = written in self.gazetteer.actors[person].aliases if written else False
            return (in_office, here, known, latest, -len(person))

        return max(people, key=rank)

    def _remember(self, person: str, surname: str, named: Named, doc: Doc) -> None:
        if surname and person not in self._people[surname]:
            self._people[surname].append(person)
        self._written[person].add(" ".join(_name_words(named.text)) or named.text)
        before = doc[named.start - 1].lower_.rstrip(".") if named.start else ""
        if before in FEMALE:
            self.gender[person] = "f"
        elif before in MALE:
            self.gender.setdefault(person, "m")
        country = self.gazetteer.actors[person].country if person in self.gazetteer.actors else ""
        if country:
            self.named[country] += 1

    @property
    def focus(self) -> str | None:
        """The country that the article is about: the one it names most. None where two are named equally."""
        countries = Counter({a: n for a, n in self.named.items() if a in self.gazetteer.countries})
        ranked = countries.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def person(self, named: Named) -> tuple[str, str, float] | None:
        """Actor id, reason and confidence of a span that names a person."""
        words = _name_words(named.text)
        if not words:
            return None
        surname = normalise(words[-1])
        if len(words) > 1:
            person = self._same_person(words)
            known = person is not None and person in self.gazetteer.actors
            return (person, "name" if known else "introduced", 1.0 if known else 0.9) if person else None
        if people := self._people.get(surname):
            return people[0], "surname in the article", 0.95
        for variant, people in self._people.items():
            if people and _variants(variant, surname):
                return people[0], "spelling variant in the article", 0.85
        return self._surname_alone(surname, named.text)

    def _surname_alone(self, surname: str, text: str) -> tuple[str, str, float] | None:
        people = self.gazetteer.surnames.get(surname, [])
        if people:
            in_office = [
                p for p in people if self.day and any(t.holds(self.day) for t in self.gazetteer.terms[p])
            ]
            if len(in_office) == 1:
                return in_office[0], "surname of an office holder on that date", 0.9
            return self._best_holder(in_office or people, text), "surname of an office holder", 0.7
        if self._places[normalise(text)] > 0:
            return None
        slug = re.sub(r"\W+", "-", surname)
        self.actors.setdefault(slug, Actor(slug, text, "person", "", "", (text,)))
        return slug, "surname alone", 0.6

    def organisation(self, named: Named, country: str = "") -> tuple[str, str, float] | None:
        """Actor id, reason and confidence of an organisation that no table knows; None for a place."""
        if self._places[normalise(named.text)] > 0:
            return None
        slug = re.sub(r"\W+", "-", normalise(named.text)) or "unnamed"
        words = set(slug.split("-"))
        kind = next((kind for kind, marks in KIND_WORDS.items() if words & marks), "ngo")
        self.actors.setdefault(slug, Actor(slug, named.text, actor_kind(kind), "", country, (named.text,)))
        return slug, "named in the article", 0.8

    def leader(self, country: str) -> str | None:
        """Who led the country on the day of the article: of those named in it, else of those in office."""
        if self.day is None:
            return None
        for office in ("supreme leader", "president", "king", "prime minister", "chancellor", "emir"):
            holder = self.gazetteer.holder(country, office, self.day)
            if holder and any(holder in people for people in self._people.values()):
                return holder
        return self.gazetteer.holder(country, "president", self.day)

    def choose(self, candidates: tuple[Candidate, ...]) -> Candidate:
        """Of several meanings of a name, the one whose actor still exists and is named elsewhere too."""

        def rank(candidate: Candidate) -> tuple[bool, int, bool]:
            country = self.gazetteer.countries.get(candidate.actor)
            exists = not (country and country.end and self.day and country.end.latest < self.day)
            return (exists, self.named[candidate.actor], candidate.form == "name")

        people = [c.actor for c in candidates if self._kind(c.actor) == "person"]
        if people and len(people) == len(candidates):
            return Candidate(self._best_holder(people), "name")
        return max(candidates, key=rank)

    def member(self, country: str, label: str, sector: str, kind: ActorKind) -> str:
        """The id of a part of a country, `police` of BLR; the actor is added to the cast."""
        id_ = f"{country}-{re.sub(r'[^a-z0-9]+', '-', label.lower()).strip('-')}"
        if id_ not in self.actors:
            place = self.gazetteer.countries[country]
            name = f"{place.adjective} {label}"
            plain = f"{label} of {self.gazetteer.actors[country].name}"
            self.actors[id_] = Actor(id_, name, kind, sector, country, (name, plain))
        return id_

    def district(self, country: str, place: str) -> str:
        """The id of the people of a place in a country, `Darfur` of SDN; the actor is added to the cast."""
        id_ = f"{country}-{re.sub(r'[^a-z0-9]+', '-', place.lower()).strip('-')}"
        self.actors.setdefault(id_, Actor(id_, place, "people", "CVL", country, (place,)))
        return id_

    def crowd(self, label: str, sector: str, kind: ActorKind) -> str:
        """The id of people of no known country: `gunmen`."""
        id_ = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
        self.actors.setdefault(id_, Actor(id_, label, kind, sector, "", (label,)))
        return id_

    def actor(self, id_: str) -> Actor:
        """The actor with the names that this article writes for it."""
        actor = self.actors.get(id_) or self.gazetteer.actors[id_]
        aliases = tuple(sorted({*actor.aliases, actor.name, *self._written.get(id_, ())}))
        return Actor(actor.id, actor.name, actor.kind, actor.sector, actor.country, aliases, actor.codes)


def _name_words(text: str) -> list[str]:
    """The words of a personal name, without titles, possessive and punctuation."""
    words = [word.strip('.,;:"“”()') for word in re.sub(r"['’]s?$", "", text).split()]
    while len(words) > 1 and words[0].lower().rstrip(".") in TITLES:
        words = words[1:]
    return [word for word in words if word]


def _variants(first: str, second: str) -> bool:
    """Whether two surnames are spellings of one: long, begun alike, two letters apart at most."""
    if min(len(first), len(second)) < _FUZZY_MIN or first[:2] != second[:2]:
        return False
    return OSA.distance(first, second) <= (1 if min(len(first), len(second)) < 8 else 2)
