"""Ties out of what fired: between which actors, of which kind, since when and until when.

A country is not in exile and a person is nobody's military ally. Where states hold a tie, those who act for a
state stand for it: the president who signs a treaty binds his country.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from actorgraph.extract.bounds import TieBounds
from actorgraph.extract.cast import Cast
from actorgraph.extract.dating import Calendar
from actorgraph.extract.hits import Hit
from actorgraph.extract.lexicon import TieEffect
from actorgraph.extract.phases import opened_noun, phases
from actorgraph.extract.reasons import NO_COUNTRY, PLACE, is_guess, is_part_owner
from actorgraph.extract.standing import Stance
from actorgraph.extract.story import Dated
from actorgraph.extract.syntax import is_verb, prepositional
from actorgraph.extract.words import TITLES
from actorgraph.model import Actor, Evidence
from actorgraph.ontology import TIES

_STATES = frozenset({"country", "igo", "armed group"})
_BODIES = _STATES | {"government", "party", "company", "ngo", "media"}
_ANY = _BODIES | {"person", "people"}
_SANCTIONING = frozenset({"country", "government", "igo"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "ALLIED_WITH": (_STATES, _STATES),
    "TREATY_WITH": (_STATES, _STATES),
    "HAS_SANCTIONS_ON": (_SANCTIONING, _ANY),
    "IN_EXILE_IN": (frozenset({"person", "government", "party"}), frozenset({"country"})),
    "HOLDS_OFFICE": (frozenset({"person"}), _BODIES),
    "MEMBER_OF": (frozenset({"country", "person", "party"}), frozenset({"igo", "party", "armed group"})),
    "LEADS": (frozenset({"person"}), _BODIES - {"country"}),
    "OPPOSES": (frozenset({"person", "party", "people", "armed group", "ngo"}), _BODIES | {"person"}),
    "AT_WAR_WITH": (_STATES | {"government"}, _STATES | {"government"}),
    "BACKS": (_ANY, _ANY),
    "OCCUPIES": (_STATES | {"government"}, frozenset({"country"})),
    "RECOGNISES": (_STATES, frozenset({"country", "government", "armed group", "party", "person", "igo"})),
    "CLAIMS_TERRITORY": (_STATES, frozenset({"country"})),
    "RIVAL_OF": (_ANY, _ANY),
    "MEDIATES": (_ANY, _ANY),
    "HAS_RELATIONS_WITH": (_STATES, _STATES),
    "OWNS": (_ANY, frozenset({"company", "media", "ngo"})),
    "SUCCEEDS": (_ANY, _ANY),
}
# Which ends are states' own: who acts for a state there stands for it.
_OF_STATES: dict[str, tuple[bool, bool]] = {
    "ALLIED_WITH": (True, True),
    "TREATY_WITH": (True, True),
    "HAS_SANCTIONS_ON": (True, False),
    "AT_WAR_WITH": (True, True),
    "OCCUPIES": (True, True),
    "RECOGNISES": (True, False),
    "CLAIMS_TERRITORY": (True, True),
    "HAS_RELATIONS_WITH": (True, True),
}
_PURSUING = frozenset({"fight", "battle", "struggle", "campaign", "work", "try", "attempt", "strive"})
_FIGURES = frozenset({"word", "nerve", "wit", "idea"})


def can_hold(tie: str, source: Actor, target: Actor) -> bool:
    """Whether actors of these kinds can be the ends of the tie."""
    sources, targets = _ENDS[tie]
    if tie == "SUCCEEDS" and (source.kind == "person") != (target.kind == "person"):
        return False
    return source.kind in sources and target.kind in targets


def kind_of(tie: str, mode: str | None, source: Actor, target: Actor) -> str | None:
    """The kind that the ends of a tie tell where its words do not."""
    if tie == "AT_WAR_WITH" and mode in (None, "interstate"):
        if source.kind == target.kind == "country":
            return "interstate"
        home = {source.id, source.country} & {target.id, target.country} - {""}
        return "civil" if home else None
    if tie == "RECOGNISES" and mode is None:
        return "state" if target.kind == "country" else "government"
    return mode


class TieReader:
    """Turns the tie effects of one paragraph's hits into evidence."""

    def __init__(self, cast: Cast, stance: Stance, calendar: Calendar) -> None:
        self._cast = cast
        self._stance = stance
        self._calendar = calendar
        self._bounds: TieBounds | None = None

    def of(
        self, hit: Hit, effect: TieEffect, report: Evidence, event: str | None, dated: Dated
    ) -> Iterator[Evidence]:
        """The evidence that a report of a hit gives for one tie; none where its ends cannot hold it."""
        # Relations are broken with somebody whom the sentence names.
        breaks = effect.type == "HAS_RELATIONS_WITH" and effect.bearing == "closes"
        if report.kind == "event" and is_guess(report.target_reason) and not breaks:
            return
        if effect.type == "OWNS" and is_part_owner(report.target_reason):
            return
        if report.target_reason == NO_COUNTRY and any(n.text in report.target_text for n in hit.nouns):
            return  # `sending tanks across the border`: what was sent backs nobody
        if _is_purpose(hit.trigger) or _is_figure(hit.trigger):
            return
        effect = self._over_a_country(effect, report)
        tied = self._between(effect, report)
        if tied is None:
            return
        source, target = self._cast.actor(tied.source), self._cast.actor(tied.target)
        mode = effect.mode or (_office(hit) if effect.type == "HOLDS_OFFICE" else None)
        tied = replace(
            tied,
            kind="tie",
            type=effect.type,
            mode=kind_of(effect.type, mode, source, target),
            bearing=effect.bearing,
            symmetric=TIES[effect.type].symmetric,
            until=None,
            event=event,
        )
        yield from self._dated(hit, tied, dated)

    def _over_a_country(self, effect: TieEffect, report: Evidence) -> TieEffect:
        """Who leads a country holds an office, whatever it is called; a footballer leads it otherwise."""
        ruled = self._cast.actor(report.target).kind == "country"
        if effect.type == "LEADS" and ruled and report.source in self._cast.gazetteer.terms:
            return replace(effect, type="HOLDS_OFFICE", mode="leader")
        return effect

    def _between(self, effect: TieEffect, report: Evidence) -> Evidence | None:
        """The report with the ends of the tie: turned where the row says so, and lifted to states."""
        ends = [
            (report.source, report.source_text, report.source_reason),
            (report.target, report.target_text, report.target_reason),
        ]
        if effect.turned:
            ends.reverse()
        lifts = _OF_STATES.get(effect.type, (False, False))
        homes = [self._state_of(end[0]) for end in ends]
        countries = {self._cast.actor(end[0]).country or end[0] for end in ends}
        if effect.type == "AT_WAR_WITH" and len(countries) < 2:
            homes = ["", ""]  # an army and the rebels of its country are two
        if effect.type == "HOLDS_OFFICE" and self._cast.actor(ends[1][0]).kind == "person":
            lifts = (False, True)  # `his secretary of state`
        for n, (lift, home) in enumerate(zip(lifts, homes, strict=True)):
            if lift and home and home != ends[n][0]:
                ends[n] = (home, ends[n][1], f"state of: {ends[n][2]}")
        (source, *of_source), (target, *of_target) = ends
        if source == target or not can_hold(effect.type, self._cast.actor(source), self._cast.actor(target)):
            return None
        if effect.type == "MEMBER_OF" and self._cast.actor(target).country == source:
            return None
        if effect.type == "OCCUPIES" and self._is_inside(source, target, of_target[1]):
            return None
        return replace(
            report,
            source=source,
            target=target,
            source_text=of_source[0],
            target_text=of_target[0],
            source_reason=of_source[1],
            target_reason=of_target[1],
        )

    def _is_inside(self, source: str, country: str, reason: str) -> bool:
        """Whether somebody took a town of their own country, or a town without the country around it."""
        actor = self._cast.actor(source)
        return actor.country == country or (actor.kind != "country" and PLACE in reason)

    def _state_of(self, id_: str) -> str:
        """The state that somebody acts for: office holders, governments and their parts."""
        actor = self._cast.actor(id_)
        if actor.kind == "government":
            return actor.country
        if actor.kind != "person":
            return ""
        terms = self._cast.gazetteer.terms.get(id_, ())
        day = self._cast.day
        current = [term.country for term in terms if day and term.holds(day)]
        return next(iter(current or [term.country for term in terms]), "")

    def _dated(self, hit: Hit, tied: Evidence, dated: Dated) -> Iterator[Evidence]:
        """The tie with what opens and closes it."""
        if hit.frame.pos == "noun" and hit.frame.source != ("subj",):
            changes = list(self._changes(hit.trigger, tied))
            if changes:
                if dated.holds and tied.bearing == "confirms":  # `in force since 1977, was lifted in 1994`
                    yield replace(tied, bearing="opens")
                yield from changes
                return
        if tied.bearing != "confirms":
            yield tied
            if dated.holds and dated.until and tied.bearing == "opens":
                yield replace(tied, bearing="closes", when=dated.until)
            yield from self._ended(hit, tied)
            return
        bounds = self._bounds_in(hit.trigger.doc).of(hit.trigger)
        start = bounds.start or (dated.when if dated.holds else None)
        end = bounds.end or (dated.until if dated.holds else None)
        if end and tied.reported and end.latest > tied.reported:
            end = None  # `holds office until 2030`: nobody knows yet
        if start:
            yield replace(tied, bearing="opens", when=start)
        if end:
            yield replace(tied, bearing="closes", when=end)
        if not start and not end:
            yield tied

    def _ended(self, hit: Hit, tied: Evidence) -> Iterator[Evidence]:
        """`the sanctions that it imposed in 1964 were lifted in 1994`: what became of what was opened."""
        noun = opened_noun(hit.trigger) if tied.bearing == "opens" else None
        if noun is not None:
            yield from (one for one in self._changes(noun, tied) if one.bearing == "closes")

    def _bounds_in(self, doc: Doc) -> TieBounds:
        if self._bounds is None:
            self._bounds = TieBounds(doc, self._cast.day)
        return self._bounds

    def _changes(self, noun: Token, tied: Evidence) -> Iterator[Evidence]:
        for phase in phases(noun):
            standing = self._stance.of(phase.word)
            if standing.status not in ("asserted", "claimed", "denied"):
                continue
            dated = self._calendar.of(phase.word, standing.via)
            # `in force since 1977, was lifted in 1994`: the first of the two dates is the embargo's
            when = self._bounds_in(phase.word.doc).point(phase.word) if dated.holds else dated.when
            yield replace(
                tied,
                bearing=phase.bearing,
                status=standing.status,
                when=when,
                date_basis=dated.basis,
                date_text=dated.text,
            )


def _is_purpose(token: Token) -> bool:
    """Whether it is only what something is done for: `fought to topple Assad`, `talks to end the war`."""
    while not is_verb(token) and token.dep_ in ("dobj", "pobj", "prep", "attr", "oprd"):
        token = token.head
    if not is_verb(token) or not any(child.tag_ == "TO" for child in token.children):
        return False
    return token.dep_ == "advcl" or (token.dep_ == "xcomp" and token.head.lemma_ in _PURSUING)


def _is_figure(noun: Token) -> bool:
    """A war of words kills nobody."""
    return noun.lemma_ == "war" and any(of.lemma_ in _FIGURES for of in prepositional(noun, "of"))


def _office(hit: Hit) -> str | None:
    """The office as the text names it: `prime minister`."""
    noun = hit.trigger if hit.frame.pos == "noun" else next((n for n in hit.nouns if n.pos_ == "NOUN"), None)
    if noun is None:
        return None
    if noun.i > 1 and noun.nbor(-1).text == "-":  # the tokenizer takes `secretary-general` apart
        return noun.doc[noun.i - 2 : noun.i + 1].text.lower()
    before = [c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod")]
    return " ".join([*(word for word in before if word in TITLES), noun.lemma_.lower()])
