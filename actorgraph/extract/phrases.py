"""From the head of a noun phrase to the actors that the phrase stands for.

`Resolver` works through one article paragraph by paragraph, since a pronoun or `the president` means somebody
named before. Each answer carries its reason and how sure it is.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from actorgraph.extract.belonging import is_otherwise_named, owners
from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.gazetteer import Sector
from actorgraph.extract.names import Named
from actorgraph.extract.nouns import MAX_SPAN, by_form, holder_of, is_indefinite, phrase_words
from actorgraph.extract.pronouns import Salience
from actorgraph.extract.reasons import NO_COUNTRY
from actorgraph.extract.syntax import antecedent, children, prepositional, with_conjuncts
from actorgraph.extract.words import (
    DEFINITE,
    EQUIPMENT,
    FOREIGN,
    GATHERINGS,
    GOVERNMENT,
    LEADER,
    OFFICES,
    QUALITIES,
    SENT,
    SPEAKS_FOR,
    TRANSPARENT,
)

_OWNERS = ("of", "in", "from", "for", "by")


class Resolver:
    """Resolves the phrases of one paragraph, `doc`; the cast and the salience are the whole article's."""

    def __init__(self, doc: Doc, names: list[Named], cast: Cast, salience: Salience) -> None:
        self.doc = doc
        self.cast = cast
        self.salience = salience
        self.names = names
        self._named = {i: named for named in names for i in range(named.start, named.end)}
        self._cache: dict[int, list[Resolved]] = {}
        self._owning: set[int] = set()

    def actors(self, token: Token, *, owner: bool = True) -> list[Resolved]:
        """The actors that the phrase headed by `token` stands for; empty when it names none.

        With `owner`, a thing stands for whose it is: `Iran's nuclear facilities` for Iran.
        """
        token = antecedent(token)
        if token.i not in self._cache:
            self._cache[token.i] = []  # a phrase that leads back to itself names nobody
            self._cache[token.i] = self._resolve(token)
        found = self._cache[token.i]
        return found if found or not owner else self.owners(token)

    def is_in_name(self, token: Token) -> bool:
        """Whether a noun is a word of a longer name."""
        named = self._named.get(token.i)
        return named is not None and token.pos_ in ("NOUN", "PROPN") and named.end - named.start > 2

    def note_all(self) -> None:
        """Tell the salience of everybody whom the paragraph names, in order."""
        for token in self.doc:
            named = self._named.get(token.i)
            if (named is not None and named.root == token.i) or token.lower_ in self.cast.gazetteer.sectors:
                for resolved in self.actors(token, owner=False):
                    self.salience.note(resolved, token)

    def _resolve(self, token: Token) -> list[Resolved]:
        named = self._named.get(token.i)
        if named is not None:
            resolved = self._name(named, token)
            return [resolved] if resolved else []
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self.salience.pronoun(token)
        if token.lower_ in TRANSPARENT or token.pos_ == "NUM":
            inner = [r for t in prepositional(token, "of") for r in self.actors(t)]
            if inner or token.pos_ == "NUM":
                return inner or self.salience.pair(token)
        if apposed := self._apposed(token):
            return apposed
        if token.dep_ == "appos" and (introduced := self._named.get(token.head.i)) is not None:
            resolved = self._name(introduced, token.head)
            if resolved is not None and self._is_person(resolved):
                return [resolved]
        return self.salience.pair(token) or self._sector(token) or self._examples(token)

    def _apposed(self, token: Token) -> list[Resolved]:
        """`the dictator, Lukashenko`; `its neighbours, Colombia and Brazil`: the names behind the noun."""
        found: list[Resolved] = []
        for child in with_conjuncts(children(token, "appos")):
            named = self._named.get(child.i)
            if named is not None and (resolved := self._name(named, child)):
                found.append(resolved)
        return found

    def _examples(self, token: Token) -> list[Resolved]:
        """`ten countries, including Poland`; `fifty states, among them Germany`: those that are named."""
        if token.tag_ != "NNS":
            return []
        named = [t for c in children(token, "prep") if c.lower_ == "including" for t in children(c, "pobj")]
        after = self.doc[token.i + 1 : token.i + 4]
        if [t.lower_ for t in after] == [",", "among", "them"]:
            named += [t for t in children(after[1], "pobj", "appos") if t.i > after[2].i]
            named += children(after[2], "appos")
        return [r for t in with_conjuncts(named) for r in self.actors(t, owner=False)]

    def _is_person(self, resolved: Resolved) -> bool:
        return self.cast.actor(resolved.actor).kind == "person"

    def _name(self, named: Named, token: Token) -> Resolved | None:
        if named.label == "gazetteer":
            choice = self.cast.choose(named.candidates)
            return by_form(self.cast, choice, named, token)
        if named.label == "person":
            person = self.cast.person(named)
            return Resolved(person[0], named.text, person[1], person[2], token.i) if person else None
        if named.label == "organisation":
            group = self.cast.organisation(named)
            return Resolved(group[0], named.text, group[1], group[2], token.i) if group else None
        return None

    def _sector(self, token: Token) -> list[Resolved]:
        """`Belarusian riot police`, `the president of France`, `the opposition`."""
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return []
        words = phrase_words(token)
        for length in range(min(MAX_SPAN, len(words)), 0, -1):
            phrase = " ".join(words[-length:])
            if phrase in OFFICES or phrase in self.cast.gazetteer.sectors or phrase in SPEAKS_FOR:
                return self._part(token, phrase)
        lemma = token.lemma_.lower()
        if lemma in self.cast.gazetteer.sectors or lemma in LEADER:
            return self._part(token, lemma)
        definite = any(c.lower_ in ("the", "that", "this") for c in children(token, "det"))
        if definite and (meant := self.salience.definite(token, DEFINITE.get(lemma, ()))):
            return [meant]
        if lemma in GATHERINGS and token.pos_ == "NOUN":
            return self._part(token, GATHERINGS[lemma])
        return []

    def _part(self, token: Token, phrase: str) -> list[Resolved]:
        text = self.doc[max(token.left_edge.i, token.i - 5) : token.i + 1].text
        sector = self.cast.gazetteer.sectors.get(phrase)
        places = self._places(token)
        if not places:
            if token.lower_ == "statement":
                return []  # whose it is, is not said
            if sector and sector.sector == "MIL" and (token.lower_ in EQUIPMENT or is_otherwise_named(token)):
                return []
            if token.lower_ in EQUIPMENT:  # `a ship operated by Greenpeace` is theirs
                return [] if self.owners(token) else self._placeless(token, sector, text)
            if any(c.lower_ in FOREIGN and c.lower_ not in phrase.split() for c in token.children):
                return self._placeless(token, sector, text)
            if sector and (sector.label in SENT or (sector.person and is_indefinite(token))):
                return self._placeless(token, sector, text)
            if phrase in OFFICES and self._is_foreign_beside(token):
                return []
            if (known := self._known_as(token, phrase)) is not None:
                return [Resolved(known, text, "the one named before", 0.8, token.i)]
            places = self.assumed_place(token)
            if sector and sector.person and sector.state:
                # `leaders warned Ankara`: whose, the sentence does not say
                places = [replace(place, confidence=place.confidence * 0.6) for place in places]
        if not places:
            return self._placeless(token, sector, text)
        return [r for place in places if (r := self._member(place, token, phrase, sector, text))]

    def _placeless(self, token: Token, sector: Sector | None, text: str) -> list[Resolved]:
        """`gunmen`, `outside forces`: somebody, though the text does not say of which country."""
        if sector is None or token.lower_ in LEADER:
            return []  # a leader of nobody knows what is nobody
        words = [
            c.lower_ for c in token.lefts if c.dep_ in ("amod", "compound") and c.i >= token.i - MAX_SPAN
        ]
        before = [word for word in words if word in FOREIGN and word not in sector.label.split()]
        label = " ".join([*before, sector.label])
        return [Resolved(self.cast.crowd(label, sector.sector, sector.kind), text, NO_COUNTRY, 0.6, token.i)]

    def _is_foreign_beside(self, token: Token) -> bool:
        """`The Prime Minister and President Macron met`: he is no minister of France."""
        return any(
            other.i != token.i and (named := self._named.get(other.i)) is not None and named.root == other.i
            for other in token.conjuncts
        )

    def _known_as(self, token: Token, phrase: str) -> str | None:
        """`the president` for the president named before."""
        if phrase not in OFFICES or token.tag_ not in ("NN", "NNP"):
            return None
        return self.salience.office(OFFICES[phrase])

    def _member(
        self, place: Resolved, token: Token, phrase: str, sector: Sector | None, text: str
    ) -> Resolved | None:
        confidence = place.confidence * 0.95
        actor = self.cast.actor(place.actor)
        if holder := holder_of(self.cast, place.actor, token, phrase):
            return Resolved(holder[0], text, f"{holder[1]} on that date", confidence * 0.95, token.i)
        if phrase in GOVERNMENT or phrase in SPEAKS_FOR or phrase in OFFICES:
            return Resolved(place.actor, text, f"{phrase} of {actor.name}", confidence, token.i)
        if sector is None:
            return None
        if actor.kind == "country":
            if sector.label in GOVERNMENT or (sector.person and sector.state and sector.sector == "GOV"):
                return Resolved(place.actor, text, f"{phrase} of {actor.name}", confidence, token.i)
            member = self.cast.member(place.actor, sector.label, sector.sector, sector.kind)
            return Resolved(member, text, f"{sector.label} of {actor.name}", confidence, token.i)
        if actor.kind == "person" and sector.person and place.begin > token.i:
            return place  # `Minister for Europe Jane Doe`
        if actor.kind == "person":
            crowd = self.cast.crowd(f"{sector.label} of {actor.name}", sector.sector, sector.kind)
            return Resolved(crowd, text, f"{phrase} of {actor.name}", confidence, token.i)
        return Resolved(place.actor, text, f"{phrase} of {actor.name}", confidence, token.i)

    def _places(self, token: Token) -> list[Resolved]:
        """The countries or organisations that the phrase says it belongs to, or that it is about."""
        found: list[Resolved] = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod", "appos") and child.i < token.i:
                found.extend(self.qualifiers(child))
        for prep in _OWNERS:
            if not found and not (prep == "by" and self._is_person_noun(token)):
                for place in prepositional(token, prep):
                    found.extend(r for r in self.actors(place, owner=False))
        return found

    def _is_person_noun(self, token: Token) -> bool:
        """`the arrest of three priests by police`, who are not priests of the police."""
        sector = self.cast.gazetteer.sectors.get(token.lower_)
        return sector is not None and sector.kind in ("person", "people")

    def qualifiers(self, child: Token) -> list[Resolved]:
        """What one modifier names: `Belarusian`, `Russian and Belarusian`, `the EU's`, `Kremlin`."""
        found: list[Resolved] = []
        for token in (
            child,
            *child.conjuncts,
            *(c for c in child.children if c.dep_ in ("compound", "amod")),
        ):
            named = self._named.get(token.i)
            if named is None:
                continue
            if named.label == "gazetteer":
                choice = self.cast.choose(named.candidates)
                reason = "adjective for the country" if choice.form == "adjective" else "name"
                resolved = Resolved(choice.actor, named.text, reason, 0.95, token.i)
            else:
                other = self._name(named, token)
                if other is None:
                    continue
                resolved = other
            if all(resolved.actor != one.actor for one in found):
                found.append(resolved)
        if not found and child.dep_ in ("poss", "compound") and child.lower_ not in QUALITIES:
            found = list(self.actors(child, owner=False))
        return found

    def assumed_place(self, token: Token) -> list[Resolved]:
        """The country that an unqualified `police` is taken for: named in the sentence, else in focus."""
        nearby = self.countries_of(token)
        if len(nearby) == 1:
            return [Resolved(nearby.pop(), token.text, "country of the sentence", 0.5, token.i)]
        focus = self.cast.focus
        return [Resolved(focus, token.text, "country in focus", 0.65, token.i)] if focus else []

    def countries_of(self, token: Token) -> set[str]:
        """The countries that the sentence of the token names."""
        chosen = (
            self.cast.choose(named.candidates).actor
            for named in self.names
            if named.label == "gazetteer" and self.doc[named.root].sent == token.sent
        )
        return {actor for actor in chosen if actor in self.cast.gazetteer.countries}

    def owners(self, token: Token) -> list[Resolved]:
        """Whose thing it is: `Iranian oil exports`, `the Kremlin's decision`, `a decision of the Council`."""
        if token.i in self._owning:
            return []  # `a plan that its makers`: whose it is leads back to itself
        self._owning.add(token.i)
        try:
            return owners(self, token)
        finally:
            self._owning.discard(token.i)
