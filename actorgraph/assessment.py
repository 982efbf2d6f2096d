"""Reading annotated texts and comparing: what `evaluate` does.

The texts go through an extractor as articles of their own; its events are matched with the annotated ones by
`actorgraph.evaluation`. Actors of both sides are described by the tables that the extractor resolves with.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from actorgraph.dates import Partial, Precision, parse_partial
from actorgraph.derive import derive
from actorgraph.errors import BadRecord, SkippedInput
from actorgraph.evaluation import details
from actorgraph.evaluation.actors import Described, Match
from actorgraph.evaluation.gold import GoldActor, GoldRecord, GoldRelation, merged, read_gold
from actorgraph.evaluation.matching import Annotated, Event, Sheet
from actorgraph.evaluation.report import Report
from actorgraph.evaluation.scores import Bootstrap, level_scores, type_scores
from actorgraph.evaluation.ties import AnnotatedTie, ReadTie, TieSheet, tie_report
from actorgraph.extract.base import Extractor
from actorgraph.extract.gazetteer import Gazetteer, load_gazetteer
from actorgraph.extract.words import TITLES
from actorgraph.model import Actor, Article, Evidence, Reading, Relation, normalise

RESAMPLES = 1000
SEED = 1
_FILLERS = frozenset({"the", "a", "an", "of", "in", "and", "s", *TITLES})
_LONGEST = 6
"""Words of the longest name that is looked for inside another."""
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_NO_STATE = frozenset(
    {"OPP", "REB", "CVL", "UAF", "PTY", "REF", "LAB", "EDU", "REL", "BUS", "MED", "NGO", "CRM"}
)
_GROUPS = frozenset({"people", "armed group", "party", "company", "media", "ngo"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How to evaluate; events less sure than `min_confidence` are not counted as read."""

    match: Match = "lenient"
    min_confidence: float = 0.0
    errors: int = 10
    resamples: int = RESAMPLES
    seed: int = SEED


def assess(
    lines: Iterable[str | bytes],
    origin: str,
    extractor: Extractor,
    settings: Settings = Settings(),
    progress: Callable[[int, str], None] | None = None,
) -> Report:
    """Evaluate `extractor` on the annotated texts in `lines`; `origin` names their file.

    `progress` is told how many texts are read and the id of the last. Raises `BadRecord` for a line that is
    no record, before anything is read, and for a file without any.
    """
    records = list(read_gold(lines, origin))
    if not records:
        raise BadRecord(f"{origin}: no record. docs/evaluation.md describes the format.")
    names = Names(load_gazetteer())
    sheets, ties = [], []
    for number, (record, reading) in enumerate(_read(records, extractor), 1):
        sheets.append(sheet(record, reading, names, settings))
        if record.ties is not None:
            ties.append(tie_sheet(record, reading, names, settings))
        if progress:
            progress(number, record.id)
    roots = [one.matched("root", "judged") for one in sheets]
    bootstrap = Bootstrap(len(sheets), settings.resamples, settings.seed)
    bins, calibration_error = details.reliability(sheets)
    return Report(
        gold=origin,
        extractor=extractor.stamp,
        match=settings.match,
        min_confidence=settings.min_confidence,
        resamples=settings.resamples,
        seed=settings.seed,
        records=len(records),
        relations=sum(len(one.gold) for one in sheets),
        events=sum(len(one.events) for one in sheets),
        levels=level_scores(sheets, [record.group for record in records], bootstrap),
        types=type_scores(sheets, roots, bootstrap),
        confusion=details.confusion(sheets, roots),
        dates=details.dates(sheets),
        statuses=details.statuses(sheets, [_speakers(record, names) for record in records]),
        reliability=bins,
        calibration_error=calibration_error,
        errors=details.worst(records, sheets, roots, settings.errors),
        ties=tie_report([one for one in records if one.ties is not None], ties, settings.errors),
    )


def _read(records: Sequence[GoldRecord], extractor: Extractor) -> Iterator[tuple[GoldRecord, Reading]]:
    articles = (
        Article(record.text, published=record.published, publisher=record.id, record=record.id)
        for record in records
    )
    for record, reading in zip(records, extractor.read(articles), strict=True):
        if isinstance(reading, SkippedInput):
            raise reading  # what is left out would make the figures look better than they are
        yield record, reading


def sheet(record: GoldRecord, reading: Reading, names: Names, settings: Settings) -> Sheet:
    """What is compared of the events of one text."""
    actors = {actor.id: actor for actor in reading.actors}
    events = [
        event(item, actors, names)
        for item in reading.evidence
        if record.has_events
        and item.kind == "event"
        and merged(item.type)
        and item.confidence >= settings.min_confidence
    ]
    return Sheet(
        gold=[
            Annotated(relation, names.gold(relation.source), names.gold(relation.target))
            for relation in _whole(record)
            if relation.target
        ],
        events=events,
        halves=[names.gold(one.source) for one in record.relations if one.target is None],
        ignored=[(names.named(a), names.named(b)) for a, b in record.ignore_pairs],
        negative=[(names.named(a), names.named(b)) for a, b in record.negative_pairs],
        partial=record.partial,
        match=settings.match,
    )


def tie_sheet(record: GoldRecord, reading: Reading, names: Names, settings: Settings) -> TieSheet:
    """What is compared of the ties of one text: each as a store would derive it from this text alone."""
    actors = {actor.id: actor for actor in reading.actors}
    evidence = [item for item in reading.evidence if item.kind == "tie"]
    return TieSheet(
        gold=[AnnotatedTie(one, names.gold(one.source), names.gold(one.target)) for one in record.ties or ()],
        read=[
            tie(relation, items, actors, names)
            for relation, items in derive(evidence, {reading.article.id: reading.article})
            if relation.confidence >= settings.min_confidence
        ],
        match=settings.match,
    )


def tie(relation: Relation, items: Sequence[Evidence], actors: dict[str, Actor], names: Names) -> ReadTie:
    """One derived tie in the terms of the comparison."""
    written = {item.source: item.source_text for item in items} | {
        item.target: item.target_text for item in items
    }
    source, target = actors[relation.source], actors[relation.target]
    return ReadTie(
        source=names.read(source, written[source.id]),
        target=names.read(target, written[target.id]),
        type=relation.type,
        symmetric=relation.symmetric,
        status=relation.status,
        start=_partial(relation.start, relation.start_precision),
        end=_partial(relation.end, relation.end_precision),
        confidence=relation.confidence,
        words=f"{source.name} {relation.type} {target.name}",
        rules="; ".join(dict.fromkeys(item.rule for item in items)),
    )


def _partial(day: dt.date | None, precision: Precision | None) -> Partial | None:
    """The date that a bound of a relation stands for, which may be the last day of it."""
    if day is None or precision is None:
        return None
    return parse_partial(Partial(day, precision).iso)


def event(item: Evidence, actors: dict[str, Actor], names: Names) -> Event:
    """One report of an event in the terms of the comparison."""
    source, target = actors[item.source], actors[item.target]
    speaker = actors.get(item.speaker_id or "")
    return Event(
        source=names.read(source, item.source_text),
        target=names.read(target, item.target_text),
        ends=(item.source, item.target),
        type=merged(item.type),
        confidence=item.confidence,
        status=item.status,
        speaker=names.read(speaker, item.speaker or "") if speaker else None,
        when=item.when,
        symmetric=item.symmetric,
        words=f"{source.name} {item.type} {target.name}",
        rule=item.rule,
    )


def _whole(record: GoldRecord) -> list[GoldRelation]:
    return [relation for relation in record.relations if relation.target is not None]


def _speakers(record: GoldRecord, names: Names) -> list[Described | None]:
    return [names.named(one.speaker) if one.speaker else None for one in _whole(record)]


class Names:
    """Describes actors: of annotations by names and codes, of what was read by what they resolved to."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._ids: dict[str, set[str]] = defaultdict(set)
        for name, candidates in gazetteer.names.items():
            self._ids[normalise(name)].update(candidate.actor for candidate in candidates)
        self._sectors = {normalise(noun): sector.state for noun, sector in gazetteer.sectors.items()}
        self.named = cache(self._named)

    def gold(self, actor: GoldActor) -> Described:
        """An actor of an annotation: name and aliases together, and the country and sectors of its code."""
        parts = [self.named(name) for name in (actor.name, *actor.aliases) if name]
        country, rest = actor.code[:3].upper(), actor.code[3:].upper()
        sectors = {rest[n : n + 3] for n in range(0, len(rest), 3)}
        coded = {country} & self._gazetteer.countries.keys()
        state = next((part.state for part in parts if part.state is not None), None)
        if sectors & (_STATE | _NO_STATE):
            state = not sectors & _NO_STATE
        elif coded and not rest:
            state = True
        return Described(
            frozenset().union(*(part.ids for part in parts)) | (coded if not rest else frozenset()),
            frozenset().union(*(part.countries for part in parts)) | coded,
            tuple(name for part in parts for name in part.names),
            state,
        )

    def read(self, actor: Actor, written: str) -> Described:
        """An actor as the extractor resolved it, and the words that it was resolved from."""
        known = self._gazetteer.actors.get(actor.id)
        names = (actor.name, written, *(known.aliases if known else ()))
        country = actor.id if actor.kind == "country" else actor.country
        ids, countries = frozenset({actor.id}), frozenset({country}) & self._gazetteer.countries.keys()
        if known is None and not countries:  # introduced by the text, or read by a stranger to the tables
            named = self.named(actor.name)
            ids, countries = ids | named.ids, named.countries
        state: bool | None = None
        if actor.kind in ("country", "government") or actor.sector in _STATE:
            state = True
        elif actor.kind in _GROUPS or actor.sector in _NO_STATE:
            state = False
        words = dict.fromkeys(content(name) for name in names)
        return Described(ids, countries, tuple(w for w in words if w), state)

    def _named(self, name: str) -> Described:
        """What a name means by the tables: as a whole, or by the names that stand in it."""
        words = re.findall(r"[\w.’'-]+", re.sub(r"['’]s?(?=\s|$)", "", name))
        ids: set[str] = set()
        countries: set[str] = set()
        state: bool | None = None
        begin = 0
        while begin < len(words):
            length = next(
                (n for n in range(min(_LONGEST, len(words) - begin), 0, -1) if self._at(words, begin, n)), 0
            )
            for id_ in self._at(words, begin, length) if length else ():
                actor = self._gazetteer.actors[id_]
                home = id_ if actor.kind == "country" else actor.country
                countries.update({home} - {""})
                # `Russian police` is not Russia, but `Hamas militants` are Hamas.
                if actor.kind != "country" or length == len(words):
                    ids.add(id_)
                    state = True if actor.kind == "country" else state
            begin += length or 1
        for length in range(len(words), 0, -1):
            sector = " ".join(map(normalise, words[-length:]))
            if (found := self._sectors.get(sector)) is not None:
                state = found
                break
        spoken = content(name)
        if not countries and not ids and len(spoken) == 1 and spoken[0] in self._gazetteer.surnames:
            ids.update(self._gazetteer.surnames[spoken[0]])
        return Described(frozenset(ids), frozenset(countries), (spoken,) if spoken else (), state)

    def _at(self, words: Sequence[str], begin: int, length: int) -> set[str]:
        """The actors that these words name; short ones only as they are written: `us` is no country."""
        part = words[begin : begin + length]
        if length == 1 and (part[0].islower() or (len(part[0]) < 4 and not part[0].isupper())):
            return set()
        return self._ids.get(normalise(" ".join(part)), set())


def content(name: str) -> tuple[str, ...]:
    """The words of a name without titles and articles; all of them where nothing else is left."""
    words = normalise(re.sub(r"['’]s?(?=\s|$)", "", name)).split()
    return tuple(word for word in words if word not in _FILLERS) or tuple(words)
