"""From articles to the store: what `build`, `extract` and `load` do.

Invariant: an article is written with all its evidence or not at all, and a batch is one transaction; so a run
that was interrupted has nothing to undo, and the same command goes on where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from actorgraph.derive import derive
from actorgraph.errors import BadRecord, SkippedInput
from actorgraph.extract.base import Extractor
from actorgraph.model import STATUSES, Actor, Article, Evidence, Reading, Relation, make_key
from actorgraph.records import Sourced, extractors, from_record, join
from actorgraph.store import stamp
from actorgraph.store.base import Store, Written

Input = Article | SkippedInput
BATCH = 8
"""Articles in one transaction: what an interrupted run loses at most."""

_LOAD_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: articles seen, relations found, and where the last article came from."""

    articles: int
    relations: int
    origin: str


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run read and found.

    `repeated` inputs are articles that the same run had read before. `relations` counts those that the
    articles read in this run name, by status; of these `undated` have neither start nor end. Articles that
    were stored already are not read again, and count in `written.unchanged` alone.
    """

    articles: int = 0
    repeated: int = 0
    skipped: tuple[SkippedInput, ...] = ()
    undated_articles: int = 0
    relations: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    written: Written = field(default_factory=Written)


@dataclass(slots=True)
class Tally:
    """Counts while a run goes on; `skipped` takes a copy of each input that could not be read."""

    report: Report | None = None
    articles: int = 0
    repeated: int = 0
    undated_articles: int = 0
    skipped: list[SkippedInput] = field(default_factory=list)
    _statuses: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def once(self, inputs: Iterable[Input]) -> Iterator[Article]:
        """The articles among the inputs, each once: of two with one id the first counts."""
        for item in inputs:
            if isinstance(item, SkippedInput):
                self.skipped.append(item)
            elif item.id in self._seen:
                self.repeated += 1
            else:
                self._seen.add(item.id)
                self.articles += 1
                self.undated_articles += item.published is None
                yield item

    def unread(self, skipped: SkippedInput) -> None:
        """Count an article that the extractor could not read, as an input that was skipped."""
        self.articles -= 1
        self.skipped.append(skipped)

    def found(self, article: Article, evidence: Iterable[Evidence]) -> None:
        """Count the relations that one article's evidence gives."""
        for relation, _ in derive(evidence, {article.id: article}):
            undated = relation.start is None and relation.end is None
            known = self._statuses.get(relation.id)
            if known is None or (known[1] and not undated):
                self._statuses[relation.id] = (relation.status, undated)
        self.tell(article)

    def tell(self, article: Article) -> None:
        """Report that this article is done."""
        if self.report:
            self.report(Progress(self.articles, len(self._statuses), article.origin))

    def summary(self, written: Written | None = None) -> Summary:
        """The counts so far; statuses in the order of `model.STATUSES`."""
        counts = Counter(status for status, _ in self._statuses.values())
        return Summary(
            articles=self.articles,
            repeated=self.repeated,
            skipped=tuple(self.skipped),
            undated_articles=self.undated_articles,
            relations={status: counts[status] for status in STATUSES if status in counts},
            undated=sum(undated for _, undated in self._statuses.values()),
            written=written or Written(),
        )


def build(
    store: Store,
    inputs: Iterable[Input],
    extractor: Extractor,
    batch: int = BATCH,
    progress: Report | None = None,
) -> Summary:
    """Read articles and store what they say; articles that are stored unchanged are not read again.

    Each batch is one transaction, so an interrupted run keeps what it has done. Raises `StoreUnavailable`.
    """
    tally = Tally(progress)
    written = Written()
    articles = tally.once(inputs)
    while some := list(islice(articles, batch)):
        stored = store.stamps([article.id for article in some])
        pending = [one for one in some if stored.get(one.id) != stamp(one, extractor.stamp)]
        readings: list[Reading] = []
        for reading in extractor.read(pending):
            if isinstance(reading, SkippedInput):
                tally.unread(reading)  # it has no stamp, so the next run tries it again
                continue
            readings.append(reading)
            tally.found(reading.article, reading.evidence)
        written += Written(unchanged=len(some) - len(pending))
        if readings:
            written += store.write(readings)
        else:
            tally.tell(some[-1])
    return tally.summary(written)


def extract(inputs: Iterable[Input], extractor: Extractor, tally: Tally | None = None) -> Iterator[Sourced]:
    """The relations of all inputs with their evidence, ordered by start, without a store.

    Relations are derived from the evidence of every article, so all evidence is held in memory (about a
    kilobyte each) and the first relation comes when the last article is read. `tally` takes the counts.
    """
    tally = tally or Tally()
    articles: dict[str, Article] = {}
    actors: dict[str, Actor] = {}
    evidence: list[Evidence] = []
    for reading in extractor.read(tally.once(inputs)):
        if isinstance(reading, SkippedInput):
            tally.unread(reading)
            continue
        articles[reading.article.id] = reading.article
        for actor in reading.actors:
            actors.setdefault(actor.id, actor)
        evidence.extend(reading.evidence)
        tally.found(reading.article, reading.evidence)
    derived = derive(evidence, articles)
    derived.sort(key=lambda pair: _order(pair[0]))
    cited = {relation.id: [(item, articles[item.article]) for item in items] for relation, items in derived}
    yield from join((relation for relation, _ in derived), actors, cited)


def load(store: Store, lines: Iterable[str | bytes], origin: str, progress: Report | None = None) -> Summary:
    """Store the relations of a file in the format of docs/relations-jsonl.md; `origin` names it in errors.

    All lines are read before the first is stored, because one article's evidence may stand in any of them.
    An article that is stored from its own text, read by the same extractor, is left as it is. Raises
    `BadRecord` for a line that is no relation, and then nothing is stored.
    """
    return store_relations(store, read_relations(lines, origin), progress)


def store_relations(store: Store, readings: Iterable[Reading], progress: Report | None = None) -> Summary:
    """Store what `read_relations` returned: the second half of `load`."""
    tally = Tally(progress)
    written = Written()
    readings = iter(readings)
    while some := list(islice(readings, _LOAD_BATCH)):
        stored = store.stamps([reading.article.id for reading in some])
        pending = []
        for reading in some:
            tally.articles += 1
            tally.undated_articles += reading.article.published is None
            tally.found(reading.article, reading.evidence)
            if not _read_here(store, reading, stored.get(reading.article.id)):
                pending.append(_marked(reading))
        written += Written(unchanged=len(some) - len(pending))
        if pending:
            written += store.write(pending)
    return tally.summary(written)


def _read_here(store: Store, reading: Reading, stored: str | None) -> bool:
    """Whether the store has this article's own text, as the same extractor read it."""
    article = store.article(reading.article.id) if stored else None
    return bool(article and article.text and stamp(article, reading.extractor) == stored)


def _marked(reading: Reading) -> Reading:
    """The reading under a stamp of its own: a file may hold a part of what the article says.

    With the extractor's stamp, a later build would take the article for read in full and pass it over.
    """
    mark = make_key("loaded", *sorted(item.id for item in reading.evidence))
    return Reading(reading.article, reading.actors, reading.evidence, f"{reading.extractor} loaded {mark}")


def read_relations(lines: Iterable[str | bytes], origin: str) -> list[Reading]:
    """Everything that the lines say, a reading an article: the first half of `load`, with its errors."""
    merged: dict[str, tuple[Article, dict[str, Actor], dict[str, Evidence]]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{origin}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadRecord(f"{where}: no JSON ({error}). Each line is one object.") from None
        for reading in from_record(record, where):
            _, actors, evidence = merged.setdefault(reading.article.id, (reading.article, {}, {}))
            for actor in reading.actors:
                actors.setdefault(actor.id, actor)
            for item in reading.evidence:
                evidence.setdefault(item.id, item)
    return [
        Reading(article, tuple(actors.values()), tuple(items.values()), extractors(items.values()))
        for article, actors, items in merged.values()
    ]


def _order(relation: Relation) -> tuple[bool, str, str, str]:
    start = relation.start.isoformat() if relation.start else ""
    return (not start, start, relation.type, relation.id)
