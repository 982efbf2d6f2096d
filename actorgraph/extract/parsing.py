"""Articles as parsed paragraphs with their names: what every extractor that resolves actors starts from.

Invariant: memory does not grow with the text that was read. The pipeline keeps every word it meets; once it
has met its fill, the words of a portion of articles are forgotten with the portion. So nothing of spaCy's may
leave `Parser.each`: what `use` makes of an article holds strings of its own.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from actorgraph.extract.cast import Cast
from actorgraph.extract.dating import Calendar
from actorgraph.extract.english import describe, load_english
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.extract.lexicon import Lexicon, load_lexicon
from actorgraph.extract.names import Named, NameFinder
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.pronouns import Salience
from actorgraph.extract.standing import Stance
from actorgraph.extract.story import exact
from actorgraph.model import Article
from actorgraph.paragraphs import blocks

_LEAD = 3
"""The headline and the first paragraph say what an article is about: their names count so many times."""
_ROOM = 40_000
"""Strings that texts may add to the vocabulary for good: some ten thousand words, the frequent ones first.

Words that stay are split and looked up once; those of later portions anew in each, so none at all would be
slower, and ten times as many cost 100 MB."""

Result = TypeVar("Result")
_Piece = tuple[str, tuple[int, Article, int, bool]]
"""The text of a paragraph; the number of its article, the article, the offset, whether it is the headline."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph, where it begins in the article, whether it is the headline, and its names."""

    doc: Doc
    offset: int
    is_title: bool
    names: list[Named]


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with the parts that answer who is meant, on whose word, and when."""

    paragraph: Paragraph
    resolver: Resolver
    stance: Stance
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed article and the actors whom it names."""

    article: Article
    cast: Cast
    paragraphs: list[Paragraph]

    def scenes(self, lexicon: Lexicon) -> Iterator[Scene]:
        """The paragraphs without the headline, in order. Ask each before the next is taken: who `he` is
        depends on how far the article has been read."""
        salience = Salience(self.cast)
        calendar: Calendar | None = None
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.is_title:
                continue
            salience.paragraph = number
            calendar = Calendar(paragraph.doc, exact(self.article.published), calendar)
            resolver = Resolver(paragraph.doc, paragraph.names, self.cast, salience)
            salience.speakers = {}
            resolver.note_all()
            stance = Stance(paragraph.doc, lexicon, resolver)
            salience.speakers = stance.speakers()
            yield Scene(paragraph, resolver, stance, calendar)


class Parser:
    """Parses English articles. `batch_size` paragraphs go through the pipeline at once; it changes no answer.

    `room` is how many strings of texts the vocabulary keeps for good. Raises `ModelMissing`.
    """

    def __init__(self, model: str | None = None, batch_size: int = 160, room: int = _ROOM) -> None:
        self._nlp: Language = load_english(model)
        self._gazetteer = load_gazetteer()
        self._names = NameFinder(self._nlp, self._gazetteer)
        self._batch_size = batch_size
        self._room = room
        self._full = len(self._nlp.vocab.strings) + room
        self.lexicon = load_lexicon()

    @property
    def pipeline(self) -> str:
        """Name and version of the spaCy pipeline."""
        return describe(self._nlp)

    def each(self, articles: Iterable[Article], use: Callable[[Parsed], Result]) -> Iterator[Result]:
        """What `use` makes of each article, in order. Articles are taken lazily, a portion ahead."""
        for portion in self._portions(articles):
            with self._bounded():
                results = [use(parsed) for parsed in self._parse(portion)]
            yield from results

    def _portions(self, articles: Iterable[Article]) -> Iterator[list[_Piece]]:
        """The paragraphs of so many whole articles as fill the pipeline."""
        portion: list[_Piece] = []
        for number, article in enumerate(articles):
            portion.extend(_pieces(number, article))
            if len(portion) >= self._batch_size:
                yield portion
                portion = []
        if portion:
            yield portion

    def _bounded(self) -> AbstractContextManager[Any]:
        """Inside, new words are kept while there is room for them, then forgotten at the end."""
        for _, pipe in self._nlp.pipeline:
            remembered = getattr(pipe, "cache", None)  # the lemmatizer's, by word and part of speech
            if isinstance(remembered, dict) and len(remembered) > self._room:
                remembered.clear()
        return self._nlp.memory_zone() if len(self._nlp.vocab.strings) >= self._full else nullcontext()

    def _parse(self, portion: list[_Piece]) -> Iterator[Parsed]:
        docs = self._nlp.pipe(portion, as_tuples=True, batch_size=self._batch_size)
        for _, group in itertools.groupby(docs, key=lambda pair: pair[1][0]):
            members = list(group)
            article = members[0][1][1]
            cast = Cast(self._gazetteer, article.published.day if article.published else None)
            paragraphs: list[Paragraph] = []
            for doc, (_, _, offset, is_title) in members:
                if len(doc):
                    self._correct(doc)
                    names = self._names.find(doc)
                    cast.introduce(names, doc, _LEAD if is_title or not paragraphs else 1)
                    paragraphs.append(Paragraph(doc, offset, is_title, names))
            yield Parsed(article, cast, paragraphs)

    def _correct(self, doc: Doc) -> None:
        for token in doc:
            if token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
                token.lemma_ = self.lexicon.corrected(token.lemma_, token.lower_)


def _pieces(number: int, article: Article) -> Iterator[_Piece]:
    """The paragraphs of an article for the pipeline. Line breaks inside one become spaces: offsets stay."""
    text = article.text or ""
    found = False
    for block in blocks(text, article.title):
        if block.residue is None or block.residue == "title":
            found = True
            piece = text[block.begin : block.end].replace("\n", " ").replace("\t", " ")
            yield piece, (number, article, block.begin, block.residue == "title")
    if not found:
        yield "", (number, article, 0, False)  # an article that is all residue still has its reading


def data_version(*folders: str) -> str:
    """Eight hex digits of rules and tables, and of `folders` below: another rule is another extractor."""
    digest = hashlib.sha256()
    package = files("actorgraph.extract")
    places = (package, *(package / name for name in ("when", "lexicon", "gazetteer", "confidence", *folders)))
    for place in (place for folder in places for place in _by_name(folder)):
        if place.name.endswith((".tsv", ".toml", ".py")):
            digest.update(place.name.encode())
            digest.update(place.read_bytes())
    return digest.hexdigest()[:8]


def _by_name(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda place: place.name)
