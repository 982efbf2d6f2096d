"""The parts that an article is asked about: whole paragraphs, with the place that they have in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.model import Article
from actorgraph.paragraphs import Block, blocks


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs of an article that follow each other: `spans` are their offsets in its text."""

    article: Article
    title: str
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between them, line breaks inside one as spaces."""
        whole = self.article.text or ""
        return "\n\n".join(" ".join(whole[begin:end].split()) for begin, end in self.spans)

    def halves(self) -> tuple[Part, Part] | None:
        """The part in two of about the same length; None where it is one paragraph."""
        if len(self.spans) < 2:
            return None
        middle = (self.spans[0][0] + self.spans[-1][1]) / 2
        cut = min(range(1, len(self.spans)), key=lambda n: abs(self.spans[n][0] - middle))
        first, second = (
            Part(self.article, self.title, some) for some in (self.spans[:cut], self.spans[cut:])
        )
        return first, second


def parts(article: Article, longest: int) -> Iterator[Part]:
    """The article in parts of at most `longest` characters, without page residue.

    A paragraph that is longer is a part of its own.
    """
    text = article.text or ""
    found = blocks(text, article.title)
    title = " ".join((article.title or _headline(text, found)).split())
    spans: list[tuple[int, int]] = []
    for block in found:
        if block.residue is not None:
            continue
        if spans and block.end - spans[0][0] > longest:
            yield Part(article, title, tuple(spans))
            spans = []
        spans.append((block.begin, block.end))
    if spans:
        yield Part(article, title, tuple(spans))


def _headline(text: str, found: list[Block]) -> str:
    return next((text[block.begin : block.end] for block in found if block.residue == "title"), "")
