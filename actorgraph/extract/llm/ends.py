"""The two actors and the speaker of a proposal: from the words that it gives to whom they mean.

Words in the quotation or its sentences are resolved there. A name that stands only elsewhere in the article
is taken where the sentences mean the same actor by another word, a pronoun or a surname; where they do not,
it counts less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from actorgraph.extract.cast import Resolved
from actorgraph.extract.llm import quotes
from actorgraph.extract.llm.answers import Proposal
from actorgraph.extract.parsing import Scene

_ELSEWHERE = 0.6
"""What is left of the confidence in an actor whom the sentences do not name: too little for an answer."""


@dataclass(slots=True)
class End:
    """The words of a proposal for one actor, and whom they mean in its sentences."""

    words: str
    resolved: list[Resolved] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    """All actors that the sentences mean by names and pronouns."""
    is_written: bool = False
    """Whether the article has the words at all."""


class Ends:
    """Settles the actors of one article's proposals."""

    def __init__(self) -> None:
        self._scenes: list[Scene] = []

    def read(self, scene: Scene) -> None:
        """Take note that the article has been read up to this paragraph."""
        self._scenes.append(scene)

    def near(self, proposal: Proposal, quote: Span, sentences: Span, scene: Scene) -> list[End]:
        """Source, target and speaker as the sentences give them. Ask while the paragraph is the last read."""
        present = frozenset(r.actor for token in _naming(sentences, scene) for r in _actors(scene, token))
        return [
            self._near(words or "", (quote, sentences), scene, present)
            for words in (proposal.source, proposal.target, proposal.speaker)
        ]

    def _near(self, words: str, places: tuple[Span, Span], scene: Scene, present: frozenset[str]) -> End:
        end = End(words, present=present)
        for within in places:
            for begin, stop in quotes.find_all(words, within.text):
                end.is_written = True
                offset = within.start_char
                span = scene.paragraph.doc.char_span(offset + begin, offset + stop, alignment_mode="expand")
                if span is not None and (found := _resolved(span, scene)):
                    end.resolved = found
                    return end
        return end

    def settled(self, end: End) -> list[Resolved]:
        """Whom the words mean; empty where the article does not say. Ask when the whole article is read."""
        if end.resolved or not end.words:
            return end.resolved
        for scene in self._scenes:
            doc = scene.paragraph.doc
            for begin, stop in quotes.find_all(end.words, doc.text):
                end.is_written = True
                span = doc.char_span(begin, stop, alignment_mode="expand")
                if span is None:
                    continue
                found = [r for token in _naming(span, scene, pronouns=False) for r in _actors(scene, token)]
                if found:
                    return [_from_afar(found[-1], end)]
        return []


def _from_afar(resolved: Resolved, end: End) -> Resolved:
    """A name of another paragraph, for what the sentences mean by other words or not at all."""
    if resolved.actor in end.present:
        return replace(resolved, text=end.words, reason=f"{resolved.reason}, meant in the sentence")
    return replace(
        resolved,
        text=end.words,
        reason=f"{resolved.reason}, named elsewhere in the article",
        confidence=resolved.confidence * _ELSEWHERE,
    )


def _resolved(span: Span, scene: Scene) -> list[Resolved]:
    """Whom a span means: its head, else the first name in it."""
    found = _actors(scene, span.root, owner=True)
    for token in _naming(span, scene):
        found = found or _actors(scene, token)
    return found


def _actors(scene: Scene, token: Token, owner: bool = False) -> list[Resolved]:
    return scene.resolver.actors(token, owner=owner)


def _naming(span: Span, scene: Scene, pronouns: bool = True) -> Iterator[Token]:
    """The tokens of a span that head names, and its pronouns."""
    roots = {named.root for named in scene.paragraph.names}
    for token in span:
        if token.i in roots or (pronouns and token.pos_ == "PRON"):
            yield token
