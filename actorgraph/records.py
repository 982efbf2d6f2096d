"""Relations as JSON: one object a relation, with everything that its evidence and actors are rebuilt from.

docs/relations-jsonl.md describes the format for people. What is derived (dates, status, confidence, counts)
stands in a record to be read by others; coming back, a record is its evidence alone, and is derived anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from actorgraph.dates import Partial
from actorgraph.fields import Fields
from actorgraph.model import (
    ACTOR_KINDS,
    STATUSES,
    Actor,
    Article,
    Bearing,
    DateBasis,
    Evidence,
    Kind,
    Reading,
    Relation,
)
from actorgraph.ontology import EVENTS, TIES, is_symmetric, known_mode

Record = dict[str, Any]
Cited = tuple[Evidence, Article]

_TEXTS = ("rule", "source_text", "target_text", "source_reason", "target_reason", "extractor", "entry")
_ARTICLE_TEXTS = ("publisher", "title", "url", "language", "record", "wire")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A relation with its actors and the reports that it rests on."""

    relation: Relation
    source: Actor
    target: Actor
    evidence: tuple[Cited, ...]
    speakers: tuple[Actor, ...] = ()
    """Actors who speak in the evidence, where they are neither source nor target."""

    def record(self) -> Record:
        """The JSON object of this relation."""
        return to_record(self.relation, self.source, self.target, self.evidence, self.speakers)


def join(
    relations: Iterable[Relation], actors: Mapping[str, Actor], evidence: Mapping[str, Sequence[Cited]]
) -> Iterator[Sourced]:
    """Join relations with their actors (by actor id) and evidence (by relation id)."""
    for relation in relations:
        cited = tuple(evidence.get(relation.id, ()))
        ends = (relation.source, relation.target)
        others = sorted(speaker_ids([cited]).difference(ends))
        speakers = tuple(actors[id_] for id_ in others if id_ in actors)
        yield Sourced(relation, actors[ends[0]], actors[ends[1]], cited, speakers)


def speaker_ids(evidence: Iterable[Sequence[Cited]]) -> set[str]:
    """Ids of the actors who speak in the evidence."""
    return {item.speaker_id for cited in evidence for item, _ in cited if item.speaker_id}


def to_record(
    relation: Relation,
    source: Actor,
    target: Actor,
    evidence: Sequence[Cited],
    speakers: Sequence[Actor] = (),
) -> Record:
    """The JSON object of a relation; dates are ISO text, what is unknown is null."""
    record = summary(relation, source, target)
    record["source"] = actor_record(source)
    record["target"] = actor_record(target)
    if speakers:
        record["speakers"] = [actor_record(actor) for actor in speakers]
    record["evidence"] = [evidence_record(item, article) for item, article in evidence]
    return record


def summary(relation: Relation, source: Actor, target: Actor) -> Record:
    """The JSON object of a relation without its evidence; actors are id, name and kind."""
    return {
        "id": relation.id,
        "kind": relation.kind,
        "type": relation.type,
        "mode": relation.mode,
        "quad": relation.quad,
        "score": relation.score,
        "source": brief(source),
        "target": brief(target),
        "symmetric": relation.symmetric,
        "start": _iso(relation.start),
        "start_precision": relation.start_precision,
        "end": _iso(relation.end),
        "end_precision": relation.end_precision,
        "status": relation.status,
        "asserter": relation.asserter,
        "disputed": relation.disputed,
        "confidence": relation.confidence,
        "reports": relation.reports,
        "sources": relation.sources,
        "first_seen": _iso(relation.first_seen),
        "last_seen": _iso(relation.last_seen),
        "first_reported": _iso(relation.first_reported),
        "last_reported": _iso(relation.last_reported),
        "quote": relation.quote,
        "opened_by": relation.opened_by,
        "closed_by": relation.closed_by,
        "dataset": relation.dataset,
        "code": relation.code,
    }


def brief(actor: Actor) -> Record:
    """What names an actor: id, name and kind."""
    return {"id": actor.id, "name": actor.name, "kind": actor.kind}


def actor_record(actor: Actor) -> Record:
    """Everything that is known of an actor; `codes` is a list of [scheme, code]."""
    return {
        **brief(actor),
        "sector": actor.sector,
        "country": actor.country,
        "aliases": list(actor.aliases),
        "codes": [list(pair) for pair in actor.codes],
    }


def evidence_record(item: Evidence, article: Article) -> Record:
    """One report: the article without its text, the sentence and its offsets, and how it was read."""
    return {
        "id": item.id,
        "article": article.id,
        "record": article.record,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "published": _partial_iso(article.published),
        "wire": article.wire,
        "sentence": item.sentence,
        "begin": item.begin,
        "end": item.end,
        "source": item.source,
        "target": item.target,
        "source_text": item.source_text,
        "target_text": item.target_text,
        "source_reason": item.source_reason,
        "target_reason": item.target_reason,
        "mode": item.mode,
        "bearing": item.bearing,
        "event": item.event,
        "status": item.status,
        "speaker": item.speaker,
        "speaker_id": item.speaker_id,
        "when": _partial_iso(item.when),
        "until": _partial_iso(item.until),
        "date_basis": item.date_basis,
        "date_text": item.date_text,
        "report_date": _iso(item.reported),
        "rule": item.rule,
        "confidence": item.confidence,
        "extractor": item.extractor,
        "entry": item.entry,
    }


def from_record(record: object, where: str) -> list[Reading]:
    """The readings, one an article, that a record's evidence comes from. `where` names file and line.

    Raises `BadRecord` naming `where`, the field and its value. What a record holds besides the evidence and
    the actors is derived, and not looked at.
    """
    top = Fields(record, where, "record")
    kind = top.choice("kind", get_args(Kind), None)
    type_ = top.choice("type", tuple(EVENTS if kind == "event" else TIES), None)
    source = _actor(top.inner("source"))
    target = _actor(top.inner("target"))
    speakers = [_actor(fields) for fields in top.inners("speakers")]
    known = {actor.id: actor for actor in (source, target, *speakers)}
    readings: dict[str, tuple[Article, dict[str, Evidence]]] = {}
    dataset = top.text("dataset", "")
    for fields in top.inners("evidence", least=1):
        article = _article(fields, dataset)
        item = _evidence(fields, article, (source, target), kind, type_, top)
        readings.setdefault(article.id, (article, {}))[1][item.id] = item
    return [
        Reading(article, _named(items.values(), known), tuple(items.values()), extractors(items.values()))
        for article, items in readings.values()
    ]


def _named(items: Iterable[Evidence], known: Mapping[str, Actor]) -> tuple[Actor, ...]:
    ids = {id_ for item in items for id_ in (item.source, item.target, item.speaker_id) if id_}
    return tuple(actor for id_, actor in known.items() if id_ in ids)


def extractors(items: Iterable[Evidence]) -> str:
    """The stamps of the extractors that read this evidence."""
    return " + ".join(sorted({item.extractor for item in items if item.extractor}))


def _actor(fields: Fields) -> Actor:
    codes = tuple(pair for pair in fields.pairs("codes"))
    return Actor(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=fields.choice("kind", ACTOR_KINDS, None),
        sector=fields.text("sector", ""),
        country=fields.text("country", ""),
        aliases=tuple(fields.texts("aliases")),
        codes=codes,
    )


def _article(fields: Fields, dataset: str) -> Article:
    texts = {key: fields.text(key, "en" if key == "language" else "") for key in _ARTICLE_TEXTS}
    texts["wire"] = texts["wire"] or fields.text("article")
    published = fields.partial("published") or fields.partial("report_date")
    return Article(
        text=None,
        published=published,
        id=fields.text("article"),
        origin=fields.where,
        dataset=dataset,
        **texts,
    )


def _evidence(
    fields: Fields, article: Article, actors: tuple[Actor, Actor], kind: Kind, type_: str, top: Fields
) -> Evidence:
    source, target = (actor.id for actor in actors)
    ends = fields.text("source", source), fields.text("target", target)
    if sorted(ends) != sorted((source, target)):
        raise fields.bad("source", ends[0], "the evidence is between other actors than the record")
    mode = fields.maybe("mode") if "mode" in fields.values else top.maybe("mode")
    if not known_mode(type_, mode):
        raise fields.bad("mode", mode, f"{type_} has no such mode")
    begin, end = fields.integer("begin"), fields.integer("end")
    if not 0 <= begin <= end:
        raise fields.bad("end", end, "offsets must be 0 <= begin <= end")
    confidence = fields.number("confidence", 1.0)
    if not 0 <= confidence <= 1:
        raise fields.bad("confidence", confidence, "it lies between 0 and 1")
    reported = fields.partial("report_date")
    status = top.choice("status", STATUSES, "asserted")
    return Evidence(
        article=article.id,
        begin=begin,
        end=end,
        sentence=fields.text("sentence", "" if article.dataset else None),
        kind=kind,
        type=type_,
        source=ends[0],
        target=ends[1],
        mode=mode,
        bearing=fields.choice("bearing", get_args(Bearing), "reports" if kind == "event" else "confirms"),
        # What is written of one relation may have no direction, or have one, whatever its type has elsewhere.
        symmetric=top.flag("symmetric", is_symmetric(type_)),
        status=fields.choice("status", STATUSES, status),
        speaker=fields.maybe("speaker"),
        speaker_id=fields.maybe("speaker_id"),
        when=fields.partial("when"),
        until=fields.partial("until"),
        date_basis=fields.choice("date_basis", get_args(DateBasis), "unknown"),
        date_text=fields.maybe("date_text"),
        reported=reported.day if reported else None,
        confidence=confidence,
        event=fields.maybe("event"),
        dataset=article.dataset,
        code=top.text("code", ""),
        **{key: fields.text(key, "") for key in _TEXTS},
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _partial_iso(date: Partial | None) -> str | None:
    return date.iso if date else None
