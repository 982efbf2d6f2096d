"""Which frames of the lexicon fire in a parsed paragraph, and who stands in their slots.

`Matcher.hits` is a pure generator over one Doc. For each trigger the frame that asks for most and finds its
actors wins; a noun that a verb frame has used up does not fire again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.conditions import Conditions, Match
from actorgraph.extract.guesses import guess_target, home, rulers, seat
from actorgraph.extract.hits import HARM, Hit
from actorgraph.extract.lexicon import Frame, Lexicon
from actorgraph.extract.nearby import aimed_at, described, nearest_below, others
from actorgraph.extract.phases import bounding_verb
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.refusals import is_ruled_out
from actorgraph.extract.sayings import Sayings
from actorgraph.extract.slots import Slots, light_verb, meeting_clause
from actorgraph.extract.syntax import (
    agents,
    complements,
    direct_objects,
    is_passive,
    is_verb,
)
from actorgraph.extract.words import COUNTERING
from actorgraph.ontology import EVENTS, is_symmetric

_TAKES_COMPLEMENT = frozenset({"AGREE", "REJECT", "THREATEN", "CONCEDE", "AID", "SUPPORT"})
_TRIGGERS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
_RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_AIMED = frozenset({"SANCTION"})
"""Types that need a target and are often reported without one: `prepared to impose sanctions`."""
_MUTUAL = frozenset({"AGREE", "COOPERATE"})
_ATTITUDES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_WHOSE = frozenset({"RETREAT", "CONCEDE"})
"""Types of which the doer is whose the thing is, where none is named: `UN sanctions were lifted`."""


@dataclass(slots=True)
class _Ends:
    """Who does it to whom, as far as it has been found."""

    sources: list[Resolved] = field(default_factory=list)
    targets: list[Resolved] = field(default_factory=list)
    symmetric: bool = False

    def share(self) -> None:
        """All of them do it to each other."""
        self.targets, self.symmetric = self.sources, True


class Matcher:
    """Finds hits in one paragraph."""

    def __init__(self, doc: Doc, lexicon: Lexicon, resolver: Resolver) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._resolver = resolver
        self._cache: dict[int, list[Hit]] = {}
        self._conditions = Conditions(lexicon, resolver)
        self._sayings = Sayings(lexicon, resolver, self._conditions)

    def hits(self) -> Iterator[Hit]:
        """Every hit of the paragraph, in the order of the triggers; one event and one tie frame a trigger."""
        found = [hit for token in self._doc if token.pos_ in _TRIGGERS for hit in self.at(token)]
        used = {
            i
            for hit in found
            # `condemned the arrest of X`: the arrest happened all the same.
            if hit.frame.pos == "verb" and hit.frame.type not in _ATTITUDES and hit.sources and hit.targets
            for i in hit.used
            if i != hit.trigger.i
        }
        tied = {
            (hit.trigger.i, tie.type)
            for hit in found
            if hit.frame.kind == "event" and hit.sources and hit.targets
            for tie in hit.frame.ties
        }
        for hit in found:
            if hit.frame.kind == "tie" and (hit.trigger.i, hit.frame.type) in tied:
                continue  # the event at the same word opens or closes this very tie
            if hit.frame.pos == "verb" or hit.trigger.i not in used:
                yield hit

    def at(self, token: Token) -> list[Hit]:
        """The hits at one trigger."""
        if token.i not in self._cache:
            self._cache[token.i] = []  # a complement that leads back to its own verb ends here
            self._cache[token.i] = list(self._find(token))
        return self._cache[token.i]

    def _find(self, token: Token) -> Iterator[Hit]:
        if said := self._sayings.at(token):
            yield said
            return
        if self._resolver.is_in_name(token):
            return  # `Combined Joint Task Force` is a name, and reports no joint force
        matches = self._conditions.matches(token)
        for kind in ("event", "tie"):
            best: Hit | None = None
            for match in (m for m in matches if m.frame.kind == kind):
                hit = self._fill(match, token)
                if hit.sources and hit.targets:
                    best = hit
                    break
                # A frame with conditions that hold is what the words mean, even if nobody is named.
                if best is None and (match.rank > 0 or is_ruled_out(token)):
                    best = hit
                elif best is not None and match.rank < best.frame.specificity:
                    break
            if best is not None:
                yield best

    def _fill(self, match: Match, token: Token) -> Hit:
        frame = match.frame
        light = self._light(frame, token)
        slots = Slots(self._resolver, token, match.nouns, light, self._lexicon, frame)
        if frame.type == "AGREE" and self._is_hostile(token):
            return Hit(frame, token, (), (), frozenset({token.i}))  # to agree on sanctions is to plan them
        ends = _Ends()
        self._fill_named(ends, slots, match, token)
        self._fill_shared(ends, match, token)
        if not ends.targets:
            ends.targets = self._unnamed(ends.sources, match, token, light)
        if frame.type == "THREATEN" and self._is_anothers(token, ends):
            return Hit(frame, token, (), (), frozenset({token.i}))
        used = frozenset({token.i, *(noun.i for noun in match.nouns)})
        return Hit(
            frame, token, tuple(ends.sources), tuple(ends.targets), used, ends.symmetric, light, match.nouns
        )

    def _light(self, frame: Frame, token: Token) -> Token | None:
        """The verb that a noun has its subject from."""
        if frame.pos != "noun":
            return None
        light = light_verb(token, self._lexicon)
        if light is None and frame.type == "CONSULT":
            return meeting_clause(token)
        if light is None and frame.kind == "tie":
            return bounding_verb(token)  # `fighting broke out between`
        return light

    def _fill_named(self, ends: _Ends, slots: Slots, match: Match, token: Token) -> None:
        """The actors that stand in the slots of the row."""
        frame = match.frame
        for slot in frame.source or (("agent",) if frame.pos == "noun" else ("subj",)):
            if found := slots.source(slot, frame):
                ends.sources = found
                break
        if "subj" in frame.target and set(agents(token)) & set(match.nouns):
            ends.sources = []  # `France and Britain are bound by a pact`: its condition, nobody's act
        for slot in frame.target:
            if slot == "between" or (slot == "subj" and "between" not in frame.source and not frame.source):
                continue
            if found := aimed_at(self._resolver.cast, slots.target(slot), ends.sources, frame.type):
                ends.targets, ends.symmetric = found, slot == "with" and _is_mutual(frame)
                break
        mutual = frame.type == "REJECT" and "subj" in frame.target and not frame.source
        if not ends.targets and mutual and len(ends.sources) > 1:
            ends.share()  # `Serbia and Kosovo failed to agree on the border`
        if not ends.targets and frame.type in _TAKES_COMPLEMENT:
            ends.targets = self._complement_targets(token, ends.sources)
        if not ends.targets and "between" in frame.target and (pair := slots.target("between")):
            if ends.sources:
                ends.targets = others(pair, ends.sources)
            elif len(pair) > 1 and frame.type != "MEDIATES":  # who mediates is none of the two
                ends.sources, ends.targets, ends.symmetric = pair[:1], pair[1:], True
        undone = frame.type in _WHOSE and is_verb(token) and is_passive(token)
        if undone and ends.targets and not ends.sources:
            # `UN sanctions on Iran were lifted`: where nobody is named who did it, whose they were.
            ends.sources = others(slots.owners(match.nouns), ends.targets)
        if not ends.sources and "subj" in frame.target and not frame.source:
            # `France and Britain were linked by a pact`
            ends.sources = slots.subjects()

    def _fill_shared(self, ends: _Ends, match: Match, token: Token) -> None:
        """`France and Iran met`: each with every other, where the row says it of them."""
        frame = match.frame
        reciprocal = (
            frame.type in _RECIPROCAL
            # `troops and militias attacked` side by side, and clash with each other
            or (frame.type == "ASSAULT" and not {"with", "between"}.isdisjoint(frame.target))
            or (frame.kind == "tie" and is_symmetric(frame.type))
            or "subj" in frame.target
        )
        # `Iraq and Oman hosted talks` is not said of each other: the verb has an object of its own.
        if frame.mode == "visit" or frame.type != "CONSULT":
            reciprocal = reciprocal and all(noun in match.nouns for noun in direct_objects(token))
        said_of_them = not frame.source or (frame.pos == "noun" and frame.source == ("subj",))
        if not ends.targets and reciprocal and len(ends.sources) > 1 and said_of_them:
            ends.share()

    def _unnamed(
        self, sources: Sequence[Resolved], match: Match, token: Token, light: Token | None
    ) -> list[Resolved]:
        """Whom it was aimed at, where no slot names anybody."""
        frame, found = match.frame, list[Resolved]()
        if sources and frame.type in _AIMED and (frame.conditions or frame.pos == "noun"):
            found = guess_target(self._resolver, token, sources)
        if not found and sources and frame.kind == "event" and "-" not in frame.target:
            found = nearest_below(self._resolver, light or token, sources, match)
        if not found and sources and frame.kind == "event" and "-" not in frame.target:
            found = described(self._resolver, token, sources, match)
        if not found and frame.type == "OPPOSES":
            found = home(self._resolver.cast, sources)
        if not found and frame.type == "HOLDS_OFFICE" and not _belongs_behind(token):
            found = seat(self._resolver.cast, sources, [token, *match.nouns])
        if not found and frame.type == "PROTEST":
            found = rulers(self._resolver.cast, sources)
        return found

    def _is_anothers(self, token: Token, ends: _Ends) -> bool:
        """`NATO warned that Russia could invade Georgia` threatens nobody: somebody else would do it."""
        cast = self._resolver.cast
        known = [cast.actor(r.actor) for r in (*ends.sources, *ends.targets)]
        own = {id_ for actor in known for id_ in (actor.id, actor.country)} - {""}
        is_person = any(actor.kind == "person" for actor in known)
        for verb in complements(token):
            doers = [cast.actor(r.actor) for t in agents(verb) for r in self._resolver.actors(t)]
            doers = [doer for doer in doers if not (is_person and doer.kind == "igo")]  # may speak for it
            if doers and not any({doer.id, doer.country} & own for doer in doers):
                return True
        return False

    def _is_hostile(self, token: Token) -> bool:
        """Whether what the trigger governs is an act of conflict."""
        return any(hit.frame.type in HARM for verb in complements(token) for hit in self.at(verb))

    def _complement_targets(self, token: Token, sources: Sequence[Resolved]) -> list[Resolved]:
        """The target of what was agreed, refused or threatened: `agreed to provide Belarus with aid`."""
        for verb in complements(token):
            if verb.lemma_ in COUNTERING:
                continue
            for hit in self.at(verb):
                if found := others(hit.targets, sources):
                    return found
            slots = Slots(self._resolver, verb, (), None, self._lexicon)
            for slot in ("obj", "to", "with", "on", "against", "from", "for"):
                if found := aimed_at(self._resolver.cast, slots.target(slot), sources, "AGREE"):
                    return [replace(t, confidence=t.confidence * 0.8) for t in found]
        return []


def _belongs_behind(token: Token) -> bool:
    """Whether an `of` behind the word says whose office it is."""
    return any(t.lower_ == "of" and t.i > token.i for t in token.subtree)


def _is_mutual(frame: Frame) -> bool:
    """Whether what one does `with` another has no side. To break with somebody is one's own act."""
    if frame.type in _MUTUAL:
        return True
    return "subj" in frame.target and (frame.kind == "tie" or EVENTS[frame.type].quad <= 2)
