"""Spans of a Doc that name somebody: gazetteer names, and the pipeline's persons and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from actorgraph.extract.gazetteer import Candidate, Gazetteer
from actorgraph.extract.words import CALENDAR, COMMON, OFFICES, PLACED, TITLES
from actorgraph.model import normalise

Label = Literal["gazetteer", "person", "organisation", "place"]
_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    **dict.fromkeys(("GPE", "LOC", "NORP", "FAC"), "place"),
}
# Words that name somebody only when written so: `us` is no country, `may` no minister.
_SHORT = 4
_INITIALISM = re.compile(r"(?:[A-Z]\.?){2,}")


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names somebody: token indices, the token that heads it, and what it may mean."""

    start: int
    end: int
    root: int
    text: str
    label: Label
    candidates: tuple[Candidate, ...] = ()


class NameFinder:
    """Finds names in parsed Docs of one pipeline's vocabulary. Built once; holds no state of a text."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        spellings = {spelling for name in gazetteer.names for spelling in _spellings(name)}
        self._meaning: dict[str, tuple[Candidate, ...]] = {}
        for name, candidates in gazetteer.names.items():
            for spelling in _spellings(name):
                known = self._meaning.get(spelling, ())
                self._meaning[spelling] = known + tuple(c for c in candidates if c not in known)
        self._matcher.add("names", [nlp.make_doc(spelling) for spelling in sorted(spellings)])

    def find(self, doc: Doc) -> list[Named]:
        """Names in order of the text, none overlapping another."""
        spans = [self._known(span) for span in self._matcher(doc, as_spans=True)]
        known = [named for named in spans if named is not None]
        found = [*known, *self._entities(doc, known)]
        taken = [False] * len(doc)
        chosen: list[Named] = []
        for named in sorted(found, key=lambda n: (n.start - n.end, n.label != "gazetteer", n.start)):
            if not any(taken[named.start : named.end]):
                taken[named.start : named.end] = [True] * (named.end - named.start)
                chosen.append(named)
        chosen.extend(self._surnames(doc, taken))
        return sorted(chosen, key=lambda named: named.start)

    def _known(self, span: Span) -> Named | None:
        candidates = self._meaning[span.text]
        if len(span) == 1 and not _is_name_like(span[0]):
            return None
        if (
            any(
                token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.i == span.start
                for token in span.root.lefts
                if token.i < span.start
            )
            and span.root.ent_type_ == "PERSON"
        ):
            return None  # the surname of somebody: `Michael Jordan`
        return Named(span.start, span.end, span.root.i, span.text, "gazetteer", candidates)

    def _entities(self, doc: Doc, known: list[Named]) -> Iterator[Named]:
        for entity in doc.ents:
            label = _LABELS.get(entity.label_)
            if label is None:
                continue
            start, end = _trim(doc, entity.start, entity.end, label)
            if start >= end:
                continue
            if end - start == 1 and normalise(doc[start].text) in self._gazetteer.surnames:
                label = "person"  # the pipeline takes many a surname for a company
            inside = [named for named in known if named.start >= start and named.end <= end]
            if inside and not self._is_more_than(doc[start:end], label, inside):
                continue
            if label == "place" or self._is_common(doc[start:end], label):
                continue
            span = doc[start:end]
            yield Named(start, end, span.root.i, span.text, label)

    def _is_more_than(self, span: Span, label: Label, inside: list[Named]) -> bool:
        """Whether an entity that contains known names is somebody else: `Bank of China`, `Paris Hilton`."""
        if any(named.end - named.start == len(span) for named in inside):
            return False
        if label == "person":
            return len(span) > 1
        last = span[-1].lower_
        # `Russian Defence Ministry` is read as a ministry of Russia, not as a name of its own.
        return label == "organisation" and last not in self._gazetteer.sectors and span.root.lower_ not in (
            self._gazetteer.sectors
        )  # fmt: skip

    def _is_common(self, span: Span, label: Label) -> bool:
        """Whether the pipeline takes common words for a name: `Foreign Ministers of`, `a UAV`."""
        if span[0].lower_ in PLACED or (span.start and span.doc[span.start - 1].lower_ == "near"):
            return True
        if label != "organisation":
            return False
        first = span.doc[span.start - 1] if span.start else None
        if first is not None and first.lower_ in ("a", "an") and first.head == span.root:
            return True  # a kind of thing: a name has no indefinite article
        words = {span.root.lower_, span.root.lemma_.lower()}
        plural = span.root.tag_ in ("NNS", "NNPS")
        return bool(words & COMMON) or (
            plural and bool(words & (self._gazetteer.sectors.keys() | OFFICES.keys()))
        )

    def _surnames(self, doc: Doc, taken: list[bool]) -> Iterator[Named]:
        """Capitalised surnames of known people that the pipeline gave no label or a wrong one."""
        for token in doc:
            if (
                taken[token.i]
                or not token.is_title
                or token.pos_ not in ("PROPN", "NOUN", "ADJ")
                or token.is_stop
                or token.lower_ in CALENDAR
            ):
                continue
            if normalise(token.text) in self._gazetteer.surnames and (
                token.pos_ == "PROPN" and (token.i == 0 or not token.is_sent_start or token.ent_type_)
            ):
                yield Named(token.i, token.i + 1, token.i, token.text, "person")


def _spellings(name: str) -> set[str]:
    """How a name is written in text: with either apostrophe."""
    return {name, name.replace("'", "’")}


def _is_name_like(token: Token) -> bool:
    """Whether a one-word match is used as a name here and not as a common word."""
    if token.text.islower():
        return False
    if len(token.text) <= _SHORT and token.text.isupper():
        return True
    if token.is_sent_start and token.pos_ in ("VERB", "ADV", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ"):
        return False
    return bool(token.is_title or _INITIALISM.fullmatch(token.text) or not token.text.islower())


def _trim(doc: Doc, start: int, end: int, label: Label) -> tuple[int, int]:
    """Without determiners, possessive endings and, before a person, titles."""
    while start < end and (
        doc[start].pos_ in ("DET", "PUNCT")
        or (label == "person" and doc[start].lower_.rstrip(".") in TITLES and end - start > 1)
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ in ("POS", "IN") or doc[end - 1].is_punct or doc[end - 1].is_space
    ):
        end -= 1
    return start, end
