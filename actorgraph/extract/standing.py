"""How a statement stands: asserted, claimed, denied, planned or hypothetical, and who says so.

Negation, modal verbs and adverbs are read at the predicate; then the path to the root is climbed, and every
verb or noun that governs the statement adds what the lexicon says of it. The strongest word wins: a denied
plan is denied, a possible plan hypothetical.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.lexicon import Lexicon
from actorgraph.extract.negation import is_hearsay, is_outstanding, negates
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.quotations import quotations
from actorgraph.extract.refusals import is_unintended, is_without
from actorgraph.extract.syntax import (
    agents,
    children,
    is_infinitive,
    is_passive,
    is_verb,
    prepositional,
    subjects,
)
from actorgraph.extract.words import ACCUSING, FINDING, HESITATING, OFFICIAL
from actorgraph.model import Status

_WEIGHT: dict[Status, int] = {"asserted": 0, "claimed": 1, "planned": 2, "hypothetical": 3, "denied": 4}
_FORCE: dict[str, Status] = {
    "neutral": "asserted",
    "claim": "claimed",
    "deny": "denied",
    "suggest": "claimed",
    "order": "hypothetical",
    "ask": "hypothetical",
    "promise": "planned",
    "threaten": "planned",
}
_QUALIFIERS = {"advmod": "adv", "amod": "adj"}
_PURPOSEFUL = frozenset({"use", "meet", "agree", "vote"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "pcomp", "acl", "csubj", "parataxis"})
_NOMINAL = frozenset(
    {"dobj", "pobj", "nsubjpass", "nsubj", "conj", "attr", "appos", "dative", "prep", "compound"}
)
"""Shorter quoted words are a borrowed phrase, not somebody's statement."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a statement and who makes it within the article (None: the outlet)."""

    status: Status = "asserted"
    speaker: Resolved | None = None
    via: Token | None = None
    """The verb of saying, whose date is the statement's where it has none of its own."""


class Stance:
    """Reads the standing of predicates of one paragraph."""

    def __init__(self, doc: Doc, lexicon: Lexicon, resolver: Resolver) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._resolver = resolver
        self._quoted = quotations(doc)
        self._speaker_of: dict[int, tuple[Resolved, Token] | None] = {}
        self._attributions = [t for t in doc[:-1] if t.lower_ == "according" and t.nbor().lower_ == "to"]

    def of(self, predicate: Token) -> Standing:
        """How what `predicate` says stands, the clauses above it included."""
        status: Status = _stronger("asserted", self._own(predicate))
        speaker: Resolved | None = None
        via: Token | None = None
        token = predicate
        if predicate.pos_ in ("NOUN", "PROPN") and predicate.dep_ in ("appos", "compound"):
            return Standing(status)  # `the chancellor, Angela Merkel` is so whatever the sentence denies
        for _ in range(30):
            head = token.head
            if head == token or not self._continues(token):
                break
            if any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
                return Standing("hypothetical")  # `refused to say whether` says neither yes nor no
            status_above, said_by = self._above(token, head)
            status = _stronger(status, status_above)
            if said_by and speaker is None:
                speaker, via = said_by, head
            # `did not join them in sanctioning`: what is denied above `in` is denied below it.
            above_gerund = token.dep_ == "prep" and is_verb(head) and any(children(token, "pcomp"))
            predicative = token.dep_ == "acomp" and is_verb(head)  # `is not ready`
            if (
                token.dep_ in (*_CLAUSAL, "advcl")
                or above_gerund
                or predicative
                or self._is_lent(token, head)
            ):
                status = _stronger(
                    status, self._own(head) if head.lemma_ not in ("say", "tell") else "asserted"
                )
            if token.dep_ in ("prep", "relcl") and is_unintended(head):
                status = _stronger(status, "denied")
            token = head
        return self._in_quotation(predicate, Standing(status, speaker, via))

    def is_claim(self, verb: Token) -> bool:
        """Whether the verb of saying takes a stand: `alleged`, `found`, where `said` does not."""
        lemma = verb.lemma_.lower()
        return lemma in FINDING or self._lexicon.speech.get(("verb", lemma)) == "claim"

    def _is_lent(self, noun: Token, verb: Token) -> bool:
        """Whether the verb only lends the noun its tense: `will make a visit`, `did not hold talks`."""
        return noun.dep_ in ("dobj", "nsubjpass", "attr") and verb.lemma_ in self._lexicon.light

    def _continues(self, token: Token) -> bool:
        """Whether what governs the token says anything of it: a relative clause stands by itself."""
        if token.dep_ in _CLAUSAL or token.dep_ in _NOMINAL or token.dep_ == "acomp" or is_without(token):
            return True
        if token.dep_ == "relcl":  # `is in no mood to talk`
            return is_infinitive(token) and is_unintended(token.head)
        if token.dep_ == "advcl":
            return is_infinitive(token) and token.head.lemma_ in _PURPOSEFUL | ACCUSING
        return False

    def _own(self, token: Token) -> Status:
        """What the words directly at the predicate say: negation, modals, adverbs, `if`, adjectives."""
        status: Status = "asserted"
        for child in token.children:
            if negates(child) and token.lemma_ not in HESITATING:
                status = _stronger(status, "denied")
            elif is_hearsay(child):
                status = _stronger(status, "claimed")
            elif child.dep_ == "aux" and child.lower_ == "had" and _is_inverted(token, child):
                status = _stronger(status, "hypothetical")
            elif child.dep_ == "aux" and child.tag_ == "MD":
                status = _stronger(status, self._modal(token, child))
            elif child.dep_ == "mark" and ("sconj", child.lower_) in self._lexicon.cues:
                status = _stronger(status, "hypothetical")
            elif cue := self._lexicon.cues.get((_QUALIFIERS.get(child.dep_, ""), child.lower_)):
                status = _stronger(status, _as_status(cue))
        first_of_conjuncts = token.head if token.dep_ == "conj" and is_verb(token) else None
        if first_of_conjuncts is not None and not any(c.dep_ in ("aux", "nsubj") for c in token.children):
            return _stronger(status, self._own(first_of_conjuncts))
        if token.sent[-1].text == "?" and not self._quoted.get(token.i):
            status = _stronger(status, "hypothetical")
        return status

    def _modal(self, verb: Token, modal: Token) -> Status:
        if modal.lower_ in ("will", "'ll", "’ll", "shall", "wo"):
            return "planned"
        if modal.lower_ in ("would", "'d", "’d") and self._is_reported(verb):
            return "planned"  # `he said he would resign`: the future seen from the past
        return _as_status(self._lexicon.cues.get(("aux", modal.lower_), "hypothetical"))

    def _is_reported(self, verb: Token) -> bool:
        return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and (
            ("verb", verb.head.lemma_) in self._lexicon.speech
        ) and not any(child.dep_ == "mark" and child.lower_ == "if" for child in verb.children)  # fmt: skip

    def _above(self, token: Token, head: Token) -> tuple[Status, Resolved | None]:
        """What the governor says of the token below it, and who says it."""
        lemma = head.lemma_.lower()
        if head.lemma_ == "be" and token.dep_ in ("xcomp", "ccomp"):  # `the aim is to force ...`
            for said in (*children(head, "nsubj"), *children(head, "acomp", "attr")):
                kind = "adj" if said.pos_ == "ADJ" else "noun"
                if cue := self._lexicon.cues.get((kind, said.lemma_.lower())):
                    return _as_status(cue), None
            if token.dep_ == "xcomp" and is_infinitive(token):
                return "planned", None  # `Qatar is to close the base`
        if is_outstanding(token):
            return "denied", None
        if head.lower_ == "going" and token.dep_ == "xcomp":
            return "planned", None
        if token.dep_ == "advcl" and head.lemma_ in ACCUSING:
            found = [r for t in agents(head) for r in self._resolver.actors(t)]
            return "claimed", found[0] if found else None
        if is_verb(head):
            force = self._lexicon.speech.get(("verb", lemma))
            if (
                force
                and (token.dep_ in ("ccomp", "parataxis") or is_without(token))
                and not is_infinitive(token)
            ):
                speakers = [r for t in subjects(head) for r in self._resolver.actors(t)]
                return _FORCE[force], speakers[0] if speakers else None
            if token.dep_ in _CLAUSAL or (token.dep_ in ("dobj", "nsubjpass", "pobj") and not is_verb(token)):
                cue = self._lexicon.cues.get(("verb", lemma))
                if cue:
                    speaker = None
                    if cue == "claimed":
                        claiming = agents(head) if is_passive(head) else subjects(head)
                        found = [r for t in claiming for r in self._resolver.actors(t)]
                        speaker = found[0] if found else None
                    return _as_status(cue), speaker
            return "asserted", None
        if head.pos_ in ("NOUN", "ADJ") and token.dep_ in ("acl", "xcomp", "ccomp", "prep", "pcomp", "pobj"):
            kind = "noun" if head.pos_ == "NOUN" else "adj"
            cue = self._lexicon.cues.get((kind, lemma))
            if cue and (token.dep_ != "prep" or token.lower_ in ("of", "for", "to", "that", "including")):
                return _as_status(cue), None
        if head.pos_ in ("ADP", "SCONJ") and token.dep_ in ("pobj", "pcomp"):
            return self._under_preposition(token, head)
        return "asserted", None

    def _under_preposition(self, token: Token, prep: Token) -> tuple[Status, Resolved | None]:
        """`without meeting`, `far from attacking`, `accused Iran of arming`."""
        governor = prep.head
        if prep.lower_ == "without" or (prep.lower_ == "from" and governor.lower_ == "far"):
            return "denied", None
        if prep.lower_ == "of" and governor.lower_ in ("instead", "short"):
            return "denied", None
        accuser = governor if is_verb(governor) else governor.head  # the parser may hang it on the object
        charged = prep.lower_ == "for" and accuser.lemma_ in OFFICIAL  # `was jailed for spying`
        if token.dep_ == "pcomp" and (charged or accuser.lemma_ in ACCUSING):
            found = [r for t in agents(accuser) for r in self._resolver.actors(t)]
            return "claimed", found[0] if found else None
        return "asserted", None

    def _in_quotation(self, predicate: Token, standing: Standing) -> Standing:
        number = self._quoted.get(predicate.i)
        said = self._speaker(number) if number else self._according(predicate)
        if said is None:
            return standing
        speaker, verb = said
        status = _stronger("claimed", standing.status) if number else standing.status
        if number and self._quoted.get(verb.i) == number:
            return standing
        return Standing(status, standing.speaker or speaker, standing.via or verb)

    def _according(self, predicate: Token) -> tuple[Resolved, Token] | None:
        """`according to the UN, ...`: a prepositional phrase that names the speaker."""
        for token in self._attributions:
            if token.sent.start != predicate.sent.start:
                continue
            for prep in (token, token.nbor()):
                for obj in (*prepositional(prep, "to"), *children(prep, "pobj")):
                    if found := self._resolver.actors(obj):
                        return found[0], token
        return None

    def _speaker(self, number: int) -> tuple[Resolved, Token] | None:
        """Who speaks the quotation: the subject of the verb of saying next to it in the paragraph."""
        if number not in self._speaker_of:
            self._speaker_of[number] = None
            inside = [i for i, n in self._quoted.items() if n == number]
            first, last = min(inside), max(inside)
            best: tuple[int, Resolved, Token] | None = None
            for token in self._doc:
                if self._quoted.get(token.i) or ("verb", token.lemma_) not in self._lexicon.speech:
                    continue
                distance = first - token.i if token.i < first else token.i - last
                if best is not None and distance >= best[0]:
                    continue
                found = [r for t in subjects(token) for r in self._resolver.actors(t)]
                if found:
                    best = (distance, found[0], token)
            self._speaker_of[number] = best[1:] if best else None
        return self._speaker_of[number]

    def speakers(self) -> dict[int, Resolved]:
        """Token index -> speaker, for every token inside a quotation whose speaker is known."""
        return {i: said[0] for i, number in self._quoted.items() if (said := self._speaker(number))}


def _is_inverted(verb: Token, auxiliary: Token) -> bool:
    """`Had Pakistan attacked, ...`: a condition without `if`."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > auxiliary.i for c in verb.children)


def _as_status(cue: str) -> Status:
    return "asserted" if cue == "factual" else cue  # type: ignore[return-value]  # a CueStatus is one of both


def _stronger(first: Status, second: Status) -> Status:
    return max(first, second, key=_WEIGHT.__getitem__)
