"""Values as properties of Neo4j and back. A partial date is its first day and a precision beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import quote, unquote

from actorgraph.dates import Partial, Precision
from actorgraph.model import Actor, ActorKind, Article, Evidence, Relation, actor_kind, make_key
from actorgraph.store.rules import lookups

Properties = dict[str, Any]

RELATION = tuple(field.name for field in fields(Relation))
EVIDENCE = (*(field.name for field in fields(Evidence)), "when_precision", "until_precision")
ARTICLE = (
    "title", "publisher", "published", "published_precision", "url", "language", "record", "origin", "wire",
    "id", "dataset",
)  # fmt: skip

LABELS: dict[ActorKind, str] = {
    "country": "Country",
    "person": "Person",
    "people": "People",
    "government": "Organisation",
    "igo": "Organisation",
    "party": "Organisation",
    "armed group": "Organisation",
    "company": "Organisation",
    "media": "Organisation",
    "ngo": "Organisation",
}
"""The second label of an actor."""

# Only what comes out of a data set has them: left out where they are empty, they crowd nobody's screen.
_RARE = frozenset({"dataset", "code", "entry"})
_ENDS = frozenset({"type", "source", "target"})
_RELATION_DAYS = tuple(
    RELATION.index(name)
    for name in ("start", "end", "first_seen", "last_seen", "first_reported", "last_reported")
)
_WHEN, _UNTIL, _REPORTED = map(EVIDENCE.index, ("when", "until", "reported"))
_CAPTION = 60


def relation_properties(relation: Relation) -> Properties:
    """What stands on the edge: all but its type and its ends."""
    properties = _shown({name: getattr(relation, name) for name in RELATION if name not in _ENDS})
    properties["confidence"] = float(relation.confidence)
    return properties


def to_relation(row: Sequence[Any]) -> Relation:
    """A relation out of the columns `RELATION`."""
    values = list(row)
    for place in _RELATION_DAYS:
        if values[place] is not None:
            values[place] = values[place].to_native()
    return Relation(*values)


def evidence_properties(item: Evidence, relations: Sequence[str]) -> Properties:
    """What stands on the node; `relations` are the ids of those that rest on it, in the order of ids."""
    properties = {name: getattr(item, name) for name in EVIDENCE[:-2]}
    properties |= _dated("when", item.when) | _dated("until", item.until)
    properties["confidence"] = float(item.confidence)
    properties |= {"id": item.id, "group": item.group, "name": _caption(item)}
    return _shown(properties | {"relation_id": first(relations), "also_relation_ids": rest(relations)})


def first(relations: Sequence[str]) -> str | None:
    """The relation that evidence is joined with; nearly all evidence has one."""
    return relations[0] if relations else None


def rest(relations: Sequence[str]) -> list[str] | None:
    """Further relations that rest on the same evidence."""
    return list(relations[1:]) or None


def to_evidence(row: Sequence[Any]) -> Evidence:
    """Evidence out of the columns `EVIDENCE`."""
    *values, when_precision, until_precision = row
    values[_WHEN] = _partial(values[_WHEN], when_precision)
    values[_UNTIL] = _partial(values[_UNTIL], until_precision)
    values[_REPORTED] = _day(values[_REPORTED])
    return Evidence(*values)


def article_properties(
    article: Article, extractor: str, stamp: str, descriptions: Sequence[str]
) -> Properties:
    """What stands on the node; `descriptions` are the ids of the descriptions of actors in it."""
    properties = _shown({name: getattr(article, name) for name in ARTICLE if name != "published_precision"})
    properties |= _dated("published", article.published)
    named = article.title or " ".join(filter(None, (article.publisher, properties["record"]))) or article.id
    properties |= {"name": named, "text": article.text, "extractor": extractor, "stamp": stamp}
    return properties | {"descriptions": list(descriptions)}


def to_article(row: Sequence[Any], text: str | None = None) -> Article:
    """An article out of the columns `ARTICLE`."""
    title, publisher, published, precision, *others = row
    return Article(text, title, publisher, _partial(published, precision), *others)


def actor_properties(actor: Actor) -> Properties:
    """What an actor or a description of one consists of; codes are `scheme:code`."""
    # A colon within a scheme would move the border.
    codes = [f"{quote(scheme, safe=' ')}:{code}" for scheme, code in actor.codes]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "sector": actor.sector,
        "country": actor.country,
        "aliases": list(actor.aliases),
        "codes": codes,
    }


def to_actor(row: Sequence[Any]) -> Actor:
    """An actor out of id, name, kind, sector, country, aliases and codes; the last two may be None."""
    id_, name, kind, sector, country, aliases, codes = row
    pairs = (code.partition(":") for code in codes or ())
    return Actor(
        id=id_,
        name=name,
        kind=actor_kind(kind),
        sector=sector,
        country=country,
        aliases=tuple(sorted(aliases or ())),
        codes=tuple(sorted((unquote(scheme), code) for scheme, _, code in pairs)),
    )


def _dated(name: str, date: Partial | None) -> Properties:
    return {
        name: date.day if date else None,
        f"{name}_precision": date.precision if date else None,
    }


def _day(value: Any) -> dt.date | None:
    return None if value is None else value.to_native()


def _partial(value: Any, precision: Precision | None) -> Partial | None:
    return None if value is None else Partial(value.to_native(), precision or "day")


def _shown(properties: Properties) -> Properties:
    # `SET x = properties` leaves out what is None; not to send it takes a tenth off the driver's work.
    return {
        name: value
        for name, value in properties.items()
        if value is not None and (value or name not in _RARE)
    }


def _caption(item: Evidence) -> str:
    """What is written under the node: the sentence, cut at a word, or the code where there is none."""
    flat = " ".join(item.sentence.split()) or f"{item.dataset} {item.code}".strip() or item.type
    if len(flat) <= _CAPTION:
        return flat
    return flat[:_CAPTION].rpartition(" ")[0] + " …"


def description_id(actor: Actor) -> str:
    """The id of one way of describing an actor."""
    aliases, codes = sorted(set(actor.aliases)), sorted(set(actor.codes))
    return make_key(
        "description", actor.id, actor.name, actor.kind, actor.sector, actor.country,
        *("\x1e".join(("alias", alias)) for alias in aliases),
        *("\x1e".join(("code", *pair)) for pair in codes),
    )  # fmt: skip


def actor_row(actor: Actor) -> Properties:
    """An actor with its second label and what it is found by."""
    keys: dict[str, set[str]] = {}
    for folded, basis in lookups(actor):
        if folded:
            keys.setdefault(basis, set()).add(folded)
    properties = actor_properties(actor) | {
        "folded_names": sorted(keys.get("name", ())),
        "folded_codes": sorted(keys.get("id", set()) | keys.get("code", set())),
        "folded_surnames": sorted(keys.get("surname", ())),
    }
    return {"id": actor.id, "label": LABELS[actor.kind], "properties": properties}


def mentions(item: Evidence, described: set[str]) -> list[Properties]:
    """Who is mentioned and in which role; a speaker only where the article describes them as an actor."""
    named = [{"actor": item.source, "role": "source"}, {"actor": item.target, "role": "target"}]
    if item.speaker_id and item.speaker_id in described:
        named.append({"actor": item.speaker_id, "role": "speaker"})
    return named
