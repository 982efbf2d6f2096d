"""Which frames of the lexicon fire in a parsed paragraph, and who stands in their slots.

`Matcher.hits` is a pure generator over one Doc. For each trigger the frame that asks for most and finds its
actors wins; a noun that a verb frame has used up does not fire again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.lexicon import Frame, Lexicon, Phrase
from actorgraph.extract.phases import bounding_verb
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.slots import Slots, light_verb, meeting_clause
from actorgraph.extract.syntax import (
    agents,
    children,
    complements,
    direct_objects,
    is_bare,
    is_passive,
    is_purpose,
    is_verb,
    patients,
    prepositional,
    subjects,
)
from actorgraph.extract.words import ENABLING, MONEY, TELLING, WATERS
from actorgraph.ontology import EVENTS, is_symmetric

_TAKES_COMPLEMENT = frozenset({"AGREE", "REJECT", "THREATEN", "CONCEDE", "AID", "SUPPORT"})
_RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT"})
_AIMED = frozenset({"SANCTION"})
"""Types that need a target and are often reported without one: `prepared to impose sanctions`."""
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
DEMAND = Frame(
    "event", "REQUEST", None, "must", (), "verb", (), (), (), (), "", "", "rule: said that they must"
)
_MUTUAL = frozenset({"AGREE", "COOPERATE"})
_ATTITUDES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_NO_OFFICE = frozenset({"office", "power", "rule", "reign", "tenure", "year", "post"})
_REACH = 6
_WHOSE = frozenset({"RETREAT", "CONCEDE"})
"""Types of which the doer is whose the thing is, where none is named: `UN sanctions were lifted`."""
_AGAINST = frozenset({"PROTEST", "MOBILIZE", "COERCE"})
"""Types whose target a clause of purpose often names: `blocked the road to press the government`."""
FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "conj", "parataxis", "appos", "acl"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fired at `trigger` with the actors of its slots; `used` are the tokens it accounts for."""

    frame: Frame
    trigger: Token
    sources: tuple[Resolved, ...]
    targets: tuple[Resolved, ...]
    used: frozenset[int]
    symmetric: bool = False
    light: Token | None = None
    nouns: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """A frame whose conditions hold: the nouns that met them, and how closely they did."""

    frame: Frame
    nouns: tuple[Token, ...]
    rank: int


class Matcher:
    """Finds hits in one paragraph."""

    def __init__(self, doc: Doc, lexicon: Lexicon, resolver: Resolver) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._resolver = resolver
        self._cache: dict[int, list[Hit]] = {}
        self._below: dict[tuple[int, str], list[Token]] = {}
        self._particle: dict[int, frozenset[str]] = {}

    def hits(self) -> Iterator[Hit]:
        """Every hit of the paragraph, in the order of the triggers; one event and one tie frame a trigger."""
        found = [hit for token in self._doc for hit in self.at(token)]
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

    def _demand(self, token: Token) -> Iterator[Hit]:
        """`Russia said that Sudan must return the helicopter`: a demand of Russia's on Sudan."""
        if token.dep_ != "ccomp":
            return
        said = ("verb", token.head.lemma_) in self._lexicon.speech or any(
            frame.type == "REQUEST" for frame in self._lexicon.verbs.get(token.head.lemma_, ())
        )
        if not said:
            return
        modals = [c for c in token.children if c.dep_ == "aux" and c.lower_ in ("must", "should", "ought")]
        if not modals and not (token.lemma_ in ("need", "have") and children(token, "xcomp")):
            return
        sources = [r for t in subjects(token.head) for r in self._resolver.actors(t)]
        targets = [r for t in subjects(token) for r in self._resolver.actors(t)]
        if sources and targets:
            yield Hit(DEMAND, token, tuple(sources), tuple(targets), frozenset())

    def _told(self, token: Token) -> Iterator[Hit]:
        """`Rome told the UN that it would send troops`: a promise, a refusal or a threat to the UN."""
        if token.lemma_ not in TELLING or is_passive(token):
            return
        sources = [r for t in subjects(token) for r in self._resolver.actors(t)]
        kinds = {r.actor: self._resolver.cast.actor(r.actor).sector for r in sources}
        targets = [
            r
            for t in direct_objects(token)
            for r in self._resolver.actors(t)
            if r.actor not in kinds and self._resolver.cast.actor(r.actor).sector != "MED"
        ]
        for verb in children(token, "ccomp"):
            ahead = any(
                c.lower_ in ("will", "would", "'ll", "’ll", "shall", "wo") for c in children(verb, "aux")
            )
            own = {r.actor for t in agents(verb) for r in self._resolver.actors(t)} <= set(kinds)
            if ahead and own and sources and targets:
                hostile = self._is_hostile_act(verb)
                type_ = "REJECT" if children(verb, "neg") else "THREATEN" if hostile else "AGREE"
                frame = replace(DEMAND, type=type_, lemma=token.lemma_, where="rule: told what it would do")
                yield Hit(frame, token, tuple(sources), tuple(targets), frozenset({token.i}))
                return

    def _is_hostile_act(self, verb: Token) -> bool:
        """Whether the verb means conflict, whoever it is aimed at."""
        matches = [match for frame in self._frames(verb) if (match := self._match(frame, verb))]
        best = max(matches, key=lambda match: match.rank, default=None)
        return best is not None and best.frame.type in HOSTILE | {"PROTEST", "THREATEN"}

    def _find(self, token: Token) -> Iterator[Hit]:
        if demand := next(self._demand(token), None):
            yield demand
            return
        if told := next(self._told(token), None):
            yield told
            return
        matches = [match for frame in self._frames(token) if (match := self._match(frame, token))]
        matches.sort(key=lambda match: -match.rank)
        for kind in ("event", "tie"):
            best: Hit | None = None
            for match in (m for m in matches if m.frame.kind == kind):
                hit = self._fill(match, token)
                if hit.sources and hit.targets:
                    best = hit
                    break
                # A frame with conditions that hold is what the words mean, even if nobody is named.
                if best is None and match.rank > 0:
                    best = hit
                elif best is not None and match.rank < best.frame.specificity:
                    break
            if best is not None:
                yield best

    def _frames(self, token: Token) -> Sequence[Frame]:
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

    def _match(self, frame: Frame, token: Token) -> _Match | None:
        if not all(self._has_word(frame, token, word) for word in frame.extra):
            return None
        if frame.pos == "verb" and (particles := self._particles(token)) and not particles & set(frame.extra):
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
        return _Match(frame, tuple(nouns), 10 * frame.specificity + closeness)

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
            and child.dep_ in ("prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "nsubj", "ccomp")
        )

    def _governed(self, token: Token, prep: str) -> list[Token]:
        """What a condition can mean: objects, objects of a preposition, or an infinitive (`to:verb`)."""
        key = (token.i, prep)
        if key not in self._below:  # the forty frames of `make` all ask for its object
            self._below[key] = self._look_below(token, prep)
        return self._below[key]

    def _look_below(self, token: Token, prep: str) -> list[Token]:
        if not is_verb(token):
            found = prepositional(token, prep) if prep else []
            if prep == "to":  # `ready to contribute troops`, `a threat to leave`
                found += [c for c in children(token, "xcomp", "acl", "ccomp") if is_verb(c)]
            return found
        if not prep:
            extra = [t for c in children(token, "oprd", "attr", "acomp") for t in (c, *c.conjuncts)]
            return [*patients(token), *extra]
        found = [*prepositional(token, prep)]
        for noun in patients(token):
            found.extend(prepositional(noun, prep))
        if prep == "as":  # `described it as legitimate`: the parser sees a clause of its own
            found.extend(c for c in token.children if any(g.lower_ == "as" for g in c.children))
            found.extend(
                c for n in patients(token) for c in n.children if any(g.lower_ == "as" for g in c.children)
            )
        if prep == "to":
            found.extend(c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(c))
        return found

    def _fill(self, match: _Match, token: Token) -> Hit:
        frame = match.frame
        light = light_verb(token, self._lexicon) if frame.pos == "noun" else None
        if light is None and frame.pos == "noun" and frame.type == "CONSULT":
            light = meeting_clause(token)
        if light is None and frame.kind == "tie" and frame.pos == "noun":
            light = bounding_verb(token)  # `fighting broke out between`
        slots = Slots(self._resolver, token, match.nouns, light, self._lexicon, frame)
        if frame.type == "AGREE" and self._is_hostile(token):
            return Hit(frame, token, (), (), frozenset({token.i}))  # to agree on sanctions is to plan them
        symmetric = False
        sources: list[Resolved] = []
        targets: list[Resolved] = []
        for slot in frame.source or (("agent",) if frame.pos == "noun" else ("subj",)):
            sources = slots.source(slot, frame)
            if sources:
                break
        if "subj" in frame.target and set(agents(token)) & set(match.nouns):
            sources = []  # `France and Britain are bound by a pact`: it is the pact's condition, nobody's act
        for slot in frame.target:
            if slot == "between" or (slot == "subj" and "between" not in frame.source and not frame.source):
                continue
            targets = [t for t in slots.target(slot) if all(t.actor != s.actor for s in sources)]
            if targets:
                symmetric = slot == "with" and _is_mutual(frame)
                break
        if not targets and frame.type == "REJECT" and "subj" in frame.target and len(sources) > 1:
            targets, symmetric = sources, True  # `Serbia and Kosovo failed to agree on the border`
        if not targets and frame.type in _TAKES_COMPLEMENT:
            targets = self._complement_targets(token, sources)
        if not targets and "between" in frame.target and (pair := slots.target("between")):
            if sources:
                targets = [t for t in pair if all(t.actor != s.actor for s in sources)]
            elif len(pair) > 1 and frame.type != "MEDIATES":  # who mediates is none of the two
                sources, targets, symmetric = pair[:1], pair[1:], True
        if not sources and targets and frame.type in _WHOSE and is_verb(token) and is_passive(token):
            # `UN sanctions on Iran were lifted`: where nobody is named who did it, whose they were.
            sources = [r for r in slots.owners(match.nouns) if all(r.actor != t.actor for t in targets)]
        if not sources and "subj" in frame.target:  # `France and Britain were linked by a pact`
            sources = slots.subjects()
        reciprocal = (
            frame.type in _RECIPROCAL
            or (frame.kind == "tie" and is_symmetric(frame.type))
            or "subj" in frame.target
        )
        # `Iraq and Oman hosted talks` is not said of each other: the verb has an object of its own.
        if frame.mode == "visit" or frame.type != "CONSULT":
            reciprocal = reciprocal and all(noun in match.nouns for noun in direct_objects(token))
        said_of_them = not frame.source or (frame.pos == "noun" and frame.source == ("subj",))
        if not targets and reciprocal and len(sources) > 1 and said_of_them:
            targets, symmetric = sources, True  # each with every other
        if not targets and sources and frame.type in _AIMED and (frame.conditions or frame.pos == "noun"):
            targets = self._resolver.guess_target(token, sources)
        if not targets and sources and frame.kind == "event" and "-" not in frame.target:
            targets = self._nearest(light or token, sources, match)
        if not targets and frame.type == "OPPOSES":
            targets = self._resolver.home(sources)
        elsewhere = any(t.lower_ == "of" and t.i > token.i for t in token.subtree)
        if not targets and frame.type == "HOLDS_OFFICE" and not elsewhere:
            offices = [
                n for n in (token, *match.nouns) if n.pos_ in ("NOUN", "PROPN") and n.lemma_ not in _NO_OFFICE
            ]
            targets = self._resolver.seat(sources, offices)
        if not targets and frame.type == "PROTEST":
            targets = self._resolver.rulers(sources)
        used = frozenset({token.i, *(noun.i for noun in match.nouns)})
        return Hit(frame, token, tuple(sources), tuple(targets), used, symmetric, light, match.nouns)

    def _nearest(self, token: Token, sources: Sequence[Resolved], match: _Match) -> list[Resolved]:
        """The actor nearest below the trigger, where none stands in a slot: `agreed to open its border to aid
        for Gaza`. Relative clauses and clauses with a subject of their own are somebody else's."""
        level = [child for child in token.children if child.i > token.i]
        taken = {source.actor for source in sources}
        for _ in range(_REACH):
            for node in level:
                if node.pos_ not in ("NOUN", "PROPN", "PRON") or _names_waters(node):
                    continue
                if match.frame.type == "MOBILIZE" and node in match.nouns:
                    continue  # one's own troops are not whom they are massed against
                named = [r for t in (node, *node.conjuncts) for r in self._resolver.actors(t)]
                found = [r for r in named if r.actor not in taken]
                if found:
                    return [
                        replace(r, reason=f"nearest in the clause: {r.reason}", confidence=r.confidence * 0.6)
                        for r in found
                    ]
            level = [
                child
                for node in level
                if (node.dep_ not in _OWN_CLAUSE or (match.frame.type in _AGAINST and is_purpose(node)))
                and not (is_verb(node) and children(node, "nsubj", "nsubjpass"))
                for child in node.children
            ]
        return []

    def _is_hostile(self, token: Token) -> bool:
        """Whether what the trigger governs is an act of conflict. Troops are offered as help, too."""
        types = {hit.frame.type for verb in complements(token) for hit in self.at(verb)}
        return bool(types & (HOSTILE - {"MOBILIZE"}))

    def _complement_targets(self, token: Token, sources: Sequence[Resolved]) -> list[Resolved]:
        """The target of what was agreed, refused or threatened: `agreed to provide Belarus with aid`."""
        for verb in complements(token):
            for hit in self.at(verb):
                found = [t for t in hit.targets if all(t.actor != s.actor for s in sources)]
                if found:
                    return found
            slots = Slots(self._resolver, verb, (), None, self._lexicon)
            for slot in ("obj", "to", "with", "on", "against", "from", "for"):
                found = [t for t in slots.target(slot) if all(t.actor != s.actor for s in sources)]
                if found:
                    return [replace(t, confidence=t.confidence * 0.8) for t in found]
        return []


def _names_waters(node: Token) -> bool:
    """`in the Sea of Japan`, where nobody is met."""
    return node.lower_ in WATERS or (node.head.lower_ == "of" and node.head.head.lower_ in WATERS)


def _is_mutual(frame: Frame) -> bool:
    """Whether what one does `with` another has no side. To break with somebody is one's own act."""
    if frame.type in _MUTUAL:
        return True
    return "subj" in frame.target and (frame.kind == "tie" or EVENTS[frame.type].quad <= 2)
