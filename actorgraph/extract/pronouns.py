"""Who was spoken of last: pronouns and `the president` by rules.

No coreference model is used. The rules: a person pronoun under a verb of saying is its speaker; else the
subject of the clause before, else the person named last, when gender and number allow. `it` is an institution
or a country, `we` inside a quotation the speaker's country, `I` the speaker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Token

from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.syntax import SUBJECTS, antecedent, children, subjects

_PERSONAL = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_FIRST = frozenset({"i", "me", "my", "myself"})
_PLURAL_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
_THINGS = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_ISSUERS = frozenset({"country", "government", "igo", "ngo", "party"})
_PARTIES = frozenset({"country", "government", "igo", "party", "armed group"})
_PAIRS: dict[str, frozenset[str]] = {
    "two": _PARTIES | {"person"},
    "sides": _PARTIES,
    "parties": _PARTIES,
    "countries": frozenset({"country"}),
    "states": frozenset({"country"}),
    "nations": frozenset({"country"}),
    "neighbours": frozenset({"country"}),
    "neighbors": frozenset({"country"}),
    "governments": frozenset({"country"}),
    "leaders": frozenset({"person"}),
    "men": frozenset({"person"}),
}
"""What `the two ...` can mean."""
_MEMORY = 12
"""How many mentions back a pronoun may reach."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor that was named, whether as a subject, and where: paragraph, sentence start and token."""

    resolved: Resolved
    subject: bool
    plural: bool
    place: tuple[int, int, int]
    group: int
    """Token index of the first of the words it is coordinated with: `Britain and Canada` are one group."""


@dataclass(slots=True)
class Salience:
    """What was named so far in the article, latest last, and who is speaking."""

    cast: Cast
    mentions: list[Mention] = field(default_factory=list)
    paragraph: int = 0
    speakers: dict[int, Resolved] = field(default_factory=dict)
    """Token index -> who speaks there, for the tokens of the current paragraph's quotations."""

    def note(self, resolved: Resolved, token: Token) -> None:
        """Record that `token` named an actor."""
        first = token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        top = token
        while top.dep_ in ("compound", "poss", "conj", "appos") and top.head is not top:
            top = top.head
        subject = top.dep_ in SUBJECTS
        plural = token.tag_ in ("NNS", "NNPS") or bool(token.conjuncts)
        place = (self.paragraph, token.sent.start, token.i)
        self.mentions.append(Mention(resolved, subject, plural, place, first.i))

    def office(self, office: str) -> str | None:
        """The last person named who holds or held the office."""
        for mention in reversed(self.mentions[-4 * _MEMORY :]):
            terms = self.cast.gazetteer.terms.get(mention.resolved.actor, ())
            if any(term.office == office for term in terms):
                return mention.resolved.actor
        return None

    def definite(self, token: Token, kinds: tuple[str, ...]) -> Resolved | None:
        """The actor of one of `kinds` named last before `the bloc` or `the kingdom`."""
        here = (self.paragraph, token.sent.start)
        others = _subjects_beside(token)
        before = [
            m
            for m in self.mentions
            if m.place < (*here, token.i) and not (m.place[:2] == here and m.place[2] in others)
        ]
        fitting = [m.resolved.actor for m in before[-2 * _MEMORY :] if self._kind(m) in kinds]
        if "country" in kinds and self.cast.focus in fitting:
            fitting.append(self.cast.focus)  # `the kingdom` of an article is the country that it is about
        if fitting:
            return Resolved(fitting[-1], token.text, f"the {token.lower_} named before", 0.75, token.i)
        return None

    def pair(self, token: Token) -> list[Resolved]:
        """`the two`, `both sides`, `the two countries`: the two whom the last sentence before names."""
        two = token.lower_ == "two" or any(
            (c.lower_ == "two" and c.dep_ == "nummod") or (c.lower_ == "both" and c.dep_ == "det")
            for c in token.children
        )
        definite = token.lower_ == "two" or any(c.lower_ in ("the", "both") for c in token.children)
        kinds = _PAIRS.get(token.lower_)
        if not (two and definite and kinds) or token.dep_ not in (*SUBJECTS, "pobj"):
            return []
        places = [m.place[:2] for m in self.mentions if m.place[:2] < (self.paragraph, token.sent.start)]
        before = [m for m in self.mentions if places and m.place[:2] == places[-1] and self._kind(m) in kinds]
        actors = dict.fromkeys(m.resolved.actor for m in before)
        if len(actors) != 2:
            return []
        return [
            Resolved(one, token.text, f"the two {token.lower_} named before", 0.7, token.i) for one in actors
        ]

    def pronoun(self, token: Token) -> list[Resolved]:
        """Who a pronoun stands for; empty when the rules do not tell."""
        word = token.lower_
        if word in _PERSONAL:
            return self._person(token, _PERSONAL[word])
        if word in _FIRST and token.i in self.speakers:
            speaker = self.speakers[token.i]
            return [Resolved(speaker.actor, token.text, "speaker of the quotation", 0.9, token.i)]
        if word in _PLURAL_FIRST and token.i in self.speakers:
            return self._side(token)
        if word in _PLURAL_FIRST:
            return self._issuer(token)
        if word in _THINGS and (first := self._first_of_pair(token)):
            return [Resolved(first.actor, token.text, f"{word} of the same pair", 0.8, token.i)]
        if word in _THINGS and self._is_of_a_thing(token):
            return []
        if word in _THINGS:
            return self._latest(token, lambda m: self._kind(m) not in ("person", "people") and not m.plural)
        if word in _THEY:
            return self._latest(token, lambda m: m.plural or self._kind(m) in ("people", "armed group"))
        return []

    def _is_of_a_thing(self, token: Token) -> bool:
        """`The report is grim: it details ...`: the subject before, in the same sentence, is no actor."""
        before = [
            antecedent(t)
            for t in token.doc[token.sent.start : token.i]
            if t.dep_ in ("nsubj", "nsubjpass") and t not in token.ancestors
        ]
        before = [t for t in before if t.pos_ in ("NOUN", "PROPN")]
        here = (self.paragraph, token.sent.start)
        named = {m.place[2] for m in self.mentions if m.place[:2] == here}
        if before:
            head = before[-1]
            return named.isdisjoint(t.i for t in (head, *children(head, "compound", "appos")))
        return self._opens_on_a_thing(token)

    def _opens_on_a_thing(self, token: Token) -> bool:
        """`The meeting opens today. It will ...`: the subject of the sentence before is no actor."""
        if token.dep_ not in SUBJECTS or token.head.dep_ != "ROOT" or token.sent.start == 0:
            return False
        last = token.doc[token.sent.start - 1].sent
        subject = next((t for t in last.root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.pos_ != "NOUN":
            return False
        return all(m.place != (self.paragraph, last.start, subject.i) for m in self.mentions)

    def _first_of_pair(self, token: Token) -> Resolved | None:
        """`Saudi Arabia and its rival`: its is the first of the two, though both together are plural."""
        owned = token.head
        if token.dep_ != "poss" or owned.dep_ != "conj":
            return None
        here = (self.paragraph, token.sent.start, owned.head.i)
        return next((m.resolved for m in self.mentions if m.place == here), None)

    def _kind(self, mention: Mention) -> str:
        return self.cast.actor(mention.resolved.actor).kind

    def _side(self, token: Token) -> list[Resolved]:
        """`we` of an official is the country or institution spoken for."""
        speaker = self.speakers[token.i]
        actor = self.cast.actor(speaker.actor)
        if actor.kind == "person" and actor.country and speaker.actor in self.cast.gazetteer.terms:
            return [Resolved(actor.country, token.text, "we of an office holder", 0.7, token.i)]
        if actor.kind == "person" and token.tag_ == "PRP$":
            return []  # `our allies` are not those of the colonel who says so
        return [Resolved(speaker.actor, token.text, "speaker of the quotation", 0.7, token.i)]

    def _issuer(self, token: Token) -> list[Resolved]:
        """`we` outside a quotation: the institution that a statement opens with and speaks for."""
        opening = next((m for m in self.mentions if m.subject), None)
        if opening is None or opening.place[:2] != (0, 0) or self._kind(opening) not in _ISSUERS:
            return []
        if self.cast.actor(opening.resolved.actor).sector == "MIL":
            return []  # who opens a report on strikes does not issue it
        if opening.place > (self.paragraph, token.sent.start, token.i):
            return []  # `We condemn what Daesh has done`: not they
        return [Resolved(opening.resolved.actor, token.text, "we of a statement", 0.65, token.i)]

    def _person(self, token: Token, gender: str) -> list[Resolved]:
        here = (self.paragraph, token.sent.start)

        speaker = self.speakers.get(token.i)
        others = _subjects_beside(token)

        def fits(mention: Mention) -> bool:
            if mention.place[:2] == here and mention.place[2] in others:
                return False  # in `Merkel visited him` he is not Merkel
            if speaker is not None and mention.resolved.actor == speaker.actor:
                return False  # a speaker does not say `he` of himself
            known = self.cast.gender.get(mention.resolved.actor)
            return self._kind(mention) == "person" and known in (None, gender)

        before = [m for m in self.mentions if m.place < (*here, token.i)][-_MEMORY:]
        candidates = [m for m in before if fits(m)]
        if not candidates:
            return []
        same = [m for m in candidates if m.place[:2] == here]
        leading = [m for m in candidates if m.subject]
        # The subject of the same sentence, the speaker above all; then the subject of the one before.
        chosen = next((m for m in same if m.subject), None) or (leading or candidates)[-1]
        self.cast.gender.setdefault(chosen.resolved.actor, gender)
        return [Resolved(chosen.resolved.actor, token.text, f"{token.lower_} of the article", 0.75, token.i)]

    def _latest(self, token: Token, fits: Callable[[Mention], bool]) -> list[Resolved]:
        here = (self.paragraph, token.sent.start)
        before = [m for m in self.mentions if m.place < (*here, token.i)][-_MEMORY:]
        others = _subjects_beside(token)
        candidates = [m for m in before if fits(m) and not (m.place[:2] == here and m.place[2] in others)]
        if not candidates:
            return []
        leading = [m for m in candidates if m.subject]
        chosen = (leading or candidates)[-1]
        if not chosen.subject and chosen.place[0] != self.paragraph:
            return []
        same = [m for m in candidates if m.place[:2] == chosen.place[:2] and m.group == chosen.group]
        actors = dict.fromkeys(m.resolved.actor for m in (same if chosen.plural else [chosen]))
        return [
            Resolved(actor, token.text, f"{token.lower_} of the article", 0.65, token.i) for actor in actors
        ]


def _subjects_beside(token: Token) -> frozenset[int]:
    """Token indices of the subjects of the verb whose object the pronoun is: it cannot mean them."""
    if token.dep_ not in ("dobj", "dative", "pobj"):
        return frozenset()
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return frozenset(t.i for subject in subjects(verb) for t in (subject, *subject.subtree))
