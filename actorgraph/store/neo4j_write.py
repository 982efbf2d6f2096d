"""Writing to a Neo4j store: evidence and descriptions go in, relations and actors are derived anew.

Invariant: when a transaction ends, relations are `derive` of all stored evidence and actors `merge` of all
stored descriptions. The first statement takes the lock of the whole store, so what is read afterwards holds
until the end, two loaders cannot wait for each other, and their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import neo4j

from actorgraph.derive import Derived, derive
from actorgraph.model import Actor, Article, Evidence, Reading
from actorgraph.store.base import Written
from actorgraph.store.cypher import read, typed
from actorgraph.store.neo4j_rows import (
    EVIDENCE,
    Properties,
    actor_properties,
    actor_row,
    article_properties,
    description_id,
    evidence_properties,
    first,
    mentions,
    relation_properties,
    rest,
    to_actor,
    to_evidence,
)
from actorgraph.store.rules import check, distinct, merge, named_actors, stamp

ROWS = 5000
"""Rows of one statement."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that is stored of one article. `article` is None where it is in the database and stays as it is."""

    stamp: str
    has_text: bool
    text: str | None
    evidence: Mapping[str, Evidence]
    descriptions: Mapping[str, Actor | None]
    """Descriptions of actors by id; None for those that are in the database."""
    article: Article | None = None
    extractor: str = ""


@dataclass(slots=True)
class Batch:
    """What one transaction reads and writes. `lock` first, then `write` or `withdraw`."""

    transaction: neo4j.ManagedTransaction
    before: dict[str, Content] = field(default_factory=dict)
    after: dict[str, Content | None] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Evidence id -> ids of the relations that rest on it, as they are in the database."""
    types: dict[str, str] = field(default_factory=dict)
    """Relation id -> its type, of those that are in the database."""

    def write(self, readings: Sequence[Reading]) -> Written:
        """Store articles with their evidence in place of what was stored of them."""
        self._read({reading.article.id for reading in readings}, {
            reading.article.id for reading in readings if reading.article.text is None
        })  # fmt: skip
        written = sum((self._store(reading) for reading in readings), Written())
        return written + self._finish()

    def withdraw(self, articles: Iterable[str]) -> Written:
        """Remove articles and their evidence."""
        self._read(set(articles), set())
        for id_ in self.before:
            self.after[id_] = None
        return Written(changed=len(self.before)) + self._finish()

    def lock(self, name: str) -> None:
        """Wait for other writers; `name` tells this transaction from others."""
        self._run("lock", batch=name)

    def _read(self, ids: set[str], textless: set[str]) -> None:
        """Find what is stored of these articles."""
        stored = self._rows("stored_articles", articles=sorted(ids), texts=sorted(textless))
        evidence: dict[str, dict[str, Evidence]] = {row[0]: {} for row in stored}
        if stored:
            for row in self._rows("evidence_of_articles", articles=sorted(evidence)):
                item = self._note(row)
                evidence[item.article][item.id] = item
        for id_, mark, descriptions, has_text, text in stored:
            known = dict.fromkeys(descriptions)
            self.before[id_] = self.after[id_] = Content(mark, has_text, text, evidence[id_], known)

    def _note(self, row: Sequence[Any]) -> Evidence:
        """Evidence out of a row of the database, with a note of the relations that rest on it."""
        relations, *values = row
        item = to_evidence(values[: len(EVIDENCE)])
        self.links[item.id] = tuple(id_ for id_ in relations if id_)
        self.types.update(dict.fromkeys(self.links[item.id], item.type))
        return item

    def _store(self, reading: Reading) -> Written:
        check(reading)
        article = reading.article
        stored = self.after.get(article.id)
        if stored and article.text is None:
            # Evidence that comes without its article must not take the text from a store that has it.
            article = replace(article, text=stored.text)
        mark = stamp(article, reading.extractor)
        evidence = {item.id: item for item in reading.evidence}
        if len(evidence) < len(reading.evidence):
            evidence = distinct(reading.evidence)
        has_text = article.text is not None
        gains_text = has_text and stored and not stored.has_text
        if stored and stored.stamp == mark and stored.evidence == evidence and not gains_text:
            return Written(unchanged=1)
        named = named_actors(evidence.values())
        described: dict[str, Actor | None] = {
            description_id(actor): actor for actor in reading.actors if actor.id in named
        }
        self.after[article.id] = Content(
            mark, has_text, article.text, evidence, described, article, reading.extractor
        )
        return Written(changed=1) if stored else Written(new=1)

    def _finish(self) -> Written:
        """Derive and write what was touched."""
        new = {id_: content for id_, content in self.after.items() if content is not self.before.get(id_)}
        if not new:
            return Written()
        written = {id_: content for id_, content in new.items() if content}
        old = [self.before[id_] for id_ in new if id_ in self.before]
        derived, others = self._derive(new, old)
        links: dict[str, list[str]] = {}
        for relation, items in derived:
            for item in items:
                links.setdefault(item.id, []).append(relation.id)
        current = {relation.id for relation, _ in derived}
        touched = {item.id for content in old for item in content.evidence.values()} | {o.id for o in others}
        previous = {id_ for item in touched for id_ in self.links[item]}
        self._each("drop_evidence", [id_ for content in old for id_ in content.evidence], "ids")
        self._drop_relations(previous - current)
        self._each("drop_articles", sorted(new.keys() - written.keys()), "ids")
        self._write_articles(written)
        gone = self._write_actors(written, old, sorted(new))
        self._write_evidence(written, links)
        self._relink(others, links)
        self._write_relations(derived)
        self._each("drop_actors", gone, "ids")
        return Written(relations_added=len(current - previous), relations_removed=len(previous - current))

    def _derive(
        self, new: Mapping[str, Content | None], old: Sequence[Content]
    ) -> tuple[list[Derived], list[Evidence]]:
        """The relations of every group that is touched, and the evidence for them from other articles."""
        contents = [*old, *(content for content in new.values() if content)]
        groups = {item.group for content in contents for item in content.evidence.values()}
        reports = {
            content.article.id: content.article for content in new.values() if content and content.article
        }
        evidence = [item for content in new.values() if content for item in content.evidence.values()]
        others = []
        for part in _parts(sorted(groups)):
            for row in self._rows("evidence_of_groups", groups=part, articles=sorted(new)):
                item = self._note(row)
                others.append(item)
                reports.setdefault(
                    item.article, Article(None, publisher=row[-2], wire=row[-1], id=item.article)
                )
        return derive([*evidence, *others], reports), others

    def _write_articles(self, written: Mapping[str, Content]) -> None:
        rows = [
            {
                "id": id_,
                "properties": article_properties(
                    content.article, content.extractor, content.stamp, sorted(content.descriptions)
                ),
            }
            for id_, content in written.items()
            if content.article
        ]
        self._each("articles", rows)

    def _write_actors(
        self, written: Mapping[str, Content], old: Sequence[Content], touched: Sequence[str]
    ) -> list[str]:
        """Write the actors whose descriptions have changed; returns the ids of those that have none left."""
        wanted = {id_: actor for content in written.values() for id_, actor in content.descriptions.items()}
        dropped = {id_ for content in old for id_ in content.descriptions} - wanted.keys()
        actors: set[str] = set()
        for part in _parts(sorted(dropped)):
            actors.update(id_ for (id_,) in self._rows("drop_descriptions", ids=part, articles=touched))
        stored = {
            id_ for part in _parts(sorted(wanted)) for (id_,) in self._rows("stored_descriptions", ids=part)
        }
        rows = []
        for id_, actor in wanted.items():
            if actor and id_ not in stored:
                actors.add(actor.id)
                properties = actor_properties(actor) | {"id": id_, "actor": actor.id}
                rows.append({"id": id_, "properties": properties})
        self._each("descriptions", rows)
        described: dict[str, list[Actor]] = {}
        for part in _parts(sorted(actors)):
            for row in self._rows("descriptions_of_actors", actors=part):
                described.setdefault(row[0], []).append(to_actor(row))
        self._each("actors", [actor_row(merge(some)) for some in described.values()])
        return sorted(actors - described.keys())

    def _write_evidence(self, written: Mapping[str, Content], links: Mapping[str, list[str]]) -> None:
        rows = []
        for id_, content in written.items():
            described = {actor.id for actor in content.descriptions.values() if actor}
            for item in content.evidence.values():
                properties = evidence_properties(item, sorted(links.get(item.id, ())))
                rows.append({"article": id_, "properties": properties, "mentions": mentions(item, described)})
        self._each("evidence", rows)

    def _relink(self, items: Iterable[Evidence], links: Mapping[str, list[str]]) -> None:
        rows = []
        for item in items:
            relations = tuple(sorted(links.get(item.id, ())))
            if relations != self.links[item.id]:
                rows.append({"id": item.id, "relation": first(relations), "also": rest(relations)})
        self._each("link_evidence", rows)

    def _write_relations(self, derived: Iterable[Derived]) -> None:
        rows: dict[str, list[Properties]] = {}
        for relation, _ in derived:
            ends = {"id": relation.id, "source": relation.source, "target": relation.target}
            rows.setdefault(relation.type, []).append(ends | {"properties": relation_properties(relation)})
        for type_, some in rows.items():
            for part in _parts(some):
                self.transaction.run(typed("relations", type_), rows=part).consume()

    def _drop_relations(self, ids: set[str]) -> None:
        by_type: dict[str, list[str]] = {}
        for id_ in sorted(ids):
            by_type.setdefault(self.types[id_], []).append(id_)
        for type_, some in by_type.items():
            self.transaction.run(typed("drop_relations", type_), ids=some).consume()

    def _each(self, name: str, rows: Sequence[Any], parameter: str = "rows") -> None:
        for part in _parts(rows):
            self._run(name, **{parameter: part})

    def _run(self, name: str, **parameters: Any) -> None:
        self.transaction.run(read("load", name).text, parameters).consume()

    def _rows(self, name: str, **parameters: Any) -> list[list[Any]]:
        return [record.values() for record in self.transaction.run(read("load", name).text, parameters)]


def _parts(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for begin in range(0, len(rows), ROWS):
        yield rows[begin : begin + ROWS]
