"""The extractor that reads with spaCy and the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import actorgraph
from actorgraph.extract.frames import Matcher
from actorgraph.extract.parsing import Parsed, Parser, Scene, data_version
from actorgraph.extract.statements import Place, Statements
from actorgraph.model import Actor, Article, Evidence, Reading


class EnglishReader:
    """Reads English news. `batch_size` paragraphs go through the pipeline at once; it changes no answer."""

    def __init__(self, model: str | None = None, batch_size: int = 160) -> None:
        self._parser = Parser(model, batch_size)
        self.stamp = f"actorgraph {actorgraph.__version__}, {self._parser.pipeline}, data {data_version()}"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading for each article, in order. Articles are taken lazily, a batch of paragraphs ahead."""
        return self._parser.each(articles, self._read)

    def _read(self, parsed: Parsed) -> Reading:
        evidence: dict[tuple[object, ...], Evidence] = {}
        for scene in parsed.scenes(self._parser.lexicon):
            for item in self._statements(parsed, scene):
                known = evidence.get(key := _said(item))
                if known is None or item.confidence > known.confidence:
                    evidence[key] = item
        ids = {id_ for e in evidence.values() for id_ in (e.source, e.target, e.speaker_id) if id_}
        actors: tuple[Actor, ...] = tuple(parsed.cast.actor(id_) for id_ in sorted(ids))
        return Reading(parsed.article, actors, tuple(evidence.values()), self.stamp)

    def _statements(self, parsed: Parsed, scene: Scene) -> list[Evidence]:
        place = Place(parsed.article, scene.paragraph.offset, self.stamp)
        hits = list(Matcher(scene.paragraph.doc, self._parser.lexicon, scene.resolver).hits())
        return list(Statements(place, parsed.cast, scene.stance, scene.calendar).of(hits))


def _said(item: Evidence) -> tuple[object, ...]:
    """What a sentence says: two rules that read the same out of it are one report."""
    return (item.begin, item.kind, item.type, item.mode, item.source, item.target, item.bearing, item.when)
