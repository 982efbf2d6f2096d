"""The extractor that reads with spaCy and the lexicon."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc

import actorgraph
from actorgraph.extract.cast import Cast
from actorgraph.extract.dating import Calendar
from actorgraph.extract.english import describe, load_english
from actorgraph.extract.frames import Matcher
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.extract.lexicon import load_lexicon
from actorgraph.extract.names import Named, NameFinder
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.pronouns import Salience
from actorgraph.extract.standing import Stance
from actorgraph.extract.statements import Place, Statements
from actorgraph.model import Actor, Article, Evidence, Reading
from actorgraph.paragraphs import blocks

_LEAD = 3
"""The headline and the first paragraph say what an article is about: their names count so many times."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A parsed paragraph, where it begins in the article, and whether it is the headline."""

    doc: Doc
    offset: int
    is_title: bool


class EnglishReader:
    """Reads English news. `batch_size` paragraphs go through the pipeline at once; it changes no answer."""

    def __init__(self, model: str | None = None, batch_size: int = 64) -> None:
        self._nlp: Language = load_english(model)
        self._gazetteer = load_gazetteer()
        self._lexicon = load_lexicon()
        self._names = NameFinder(self._nlp, self._gazetteer)
        self._batch_size = batch_size
        self.stamp = f"actorgraph {actorgraph.__version__}, {describe(self._nlp)}, data {_data_version()}"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading for each article, in order. Articles are taken lazily, a batch of paragraphs ahead."""
        pieces = (piece for number, article in enumerate(articles) for piece in _pieces(number, article))
        parsed = self._nlp.pipe(pieces, as_tuples=True, batch_size=self._batch_size)
        for _, group in itertools.groupby(parsed, key=lambda pair: pair[1][0]):
            members = list(group)
            article = members[0][1][1]
            paragraphs = [_Paragraph(doc, offset, is_title) for doc, (_, _, offset, is_title) in members]
            yield self._read(article, [p for p in paragraphs if len(p.doc)])

    def _read(self, article: Article, paragraphs: list[_Paragraph]) -> Reading:
        cast = Cast(self._gazetteer, article.published.day if article.published else None)
        named: list[list[Named]] = []
        for number, paragraph in enumerate(paragraphs):
            for token in paragraph.doc:
                if token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
                    token.lemma_ = self._lexicon.corrected(token.lemma_, token.lower_)
            found = self._names.find(paragraph.doc)
            cast.introduce(found, paragraph.doc, _LEAD if paragraph.is_title or number == 0 else 1)
            named.append(found)
        salience = Salience(cast)
        calendar: Calendar | None = None
        evidence: dict[tuple[object, ...], Evidence] = {}
        for number, (paragraph, names) in enumerate(zip(paragraphs, named, strict=True)):
            if paragraph.is_title:
                continue
            salience.paragraph = number
            calendar = Calendar(paragraph.doc, cast.day, calendar)
            for item in self._statements(article, paragraph, names, salience, calendar):
                known = evidence.get(key := _said(item))
                if known is None or item.confidence > known.confidence:
                    evidence[key] = item
        ids = {id_ for e in evidence.values() for id_ in (e.source, e.target, e.speaker_id) if id_}
        actors: tuple[Actor, ...] = tuple(cast.actor(id_) for id_ in sorted(ids))
        return Reading(article, actors, tuple(evidence.values()), self.stamp)

    def _statements(
        self,
        article: Article,
        paragraph: _Paragraph,
        names: list[Named],
        salience: Salience,
        calendar: Calendar,
    ) -> list[Evidence]:
        doc, cast = paragraph.doc, salience.cast
        resolver = Resolver(doc, names, cast, salience)
        salience.speakers = {}
        resolver.note_all()
        stance = Stance(doc, self._lexicon, resolver)
        salience.speakers = stance.speakers()
        place = Place(article, paragraph.offset, self.stamp)
        hits = list(Matcher(doc, self._lexicon, resolver).hits())
        return list(Statements(place, cast, stance, calendar).of(hits))


def _said(item: Evidence) -> tuple[object, ...]:
    """What a sentence says: two rules that read the same out of it are one report."""
    return (item.begin, item.kind, item.type, item.mode, item.source, item.target, item.bearing, item.when)


def _pieces(number: int, article: Article) -> Iterator[tuple[str, tuple[int, Article, int, bool]]]:
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


def _data_version() -> str:
    """Eight hex digits of rules and tables: another lexicon or another rule is another extractor."""
    digest = hashlib.sha256()
    package = files("actorgraph.extract")
    folders = (package, package / "when", package / "lexicon", package / "gazetteer")
    for place in (p for folder in folders for p in sorted(folder.iterdir(), key=lambda p: p.name)):
        if place.name.endswith((".tsv", ".toml", ".py")):
            digest.update(place.name.encode())
            digest.update(place.read_bytes())
    return digest.hexdigest()[:8]
