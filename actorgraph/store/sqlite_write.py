"""Writing to a SQLite store: evidence and descriptions go in, relations and actors are derived anew.

Invariant: when a batch ends, relations are `derive` of all stored evidence and actors `merge` of all stored
descriptions. Both are worked out for what the batch touched, in the transaction of the batch.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from actorgraph.derive import derive
from actorgraph.model import Actor, Article, Evidence, Reading, make_key
from actorgraph.store.base import Written
from actorgraph.store.rules import check, distinct, lookups, merge, named_actors, stamp
from actorgraph.store.sqlite_rows import (
    ARTICLE,
    EVIDENCE,
    RELATION,
    article_row,
    columns,
    description_row,
    evidence_row,
    many,
    places,
    relation_row,
    to_description,
    to_evidence,
)

_AMONG = "(SELECT value FROM json_each(?))"
_STORED = ("id", "group", *EVIDENCE)


def _upsert(table: str, names: tuple[str, ...]) -> str:
    # Not REPLACE: that deletes the old row first, and all that hangs on it.
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    return (
        f"INSERT INTO {table} ({columns(names)}) VALUES ({places(names)})"
        f' ON CONFLICT ("id") DO UPDATE SET {changes}'
    )


_UPSERT_ARTICLE = _upsert("article", (*ARTICLE, "text", "extractor", "stamp"))
_UPSERT_RELATION = _upsert("relation", RELATION)
_UPSERT_ACTOR = _upsert("actor", ("id", "name", "kind", "sector", "country"))
_INSERT_RELATION = f"INSERT INTO relation ({columns(RELATION)}) VALUES ({places(RELATION)})"
_INSERT_EVIDENCE = f"INSERT INTO evidence ({columns(_STORED)}) VALUES ({places(_STORED)})"


class Batch:
    """What one transaction has touched so far. Store or withdraw articles, then `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._before = connection.total_changes
        self._groups: set[str] = set()
        self._new: dict[str, Evidence] = {}
        """Evidence by id that this batch has stored: it need not be read back."""
        self._actors: set[str] = set()
        self._orphans: list[str] = []
        self._described: dict[Actor, str] = {}

    def store(self, reading: Reading) -> Written:
        """Store one article with its evidence in place of what was stored of it."""
        check(reading)
        article = reading.article
        stored = self._sql.execute(
            'SELECT "stamp", "text" FROM article WHERE "id" = ?', (article.id,)
        ).fetchone()
        if stored and article.text is None:
            # Evidence that comes without its article must not take the text from a store that has it.
            article = replace(article, text=stored[1])
        mark = stamp(article, reading.extractor)
        evidence = distinct(reading.evidence)
        rows = {id_: (id_, item.group, *evidence_row(item)) for id_, item in evidence.items()}
        if stored:
            before = self._stored_evidence(article.id)
            gains_text = stored[1] is None and article.text is not None
            if stored[0] == mark and before == rows and not gains_text:
                return Written(unchanged=1)
            self._clear(article.id)
        self._sql.execute(_UPSERT_ARTICLE, (*article_row(article), article.text, reading.extractor, mark))
        self._sql.executemany(_INSERT_EVIDENCE, rows.values())
        self._new.update(evidence)
        self._groups.update(row[1] for row in rows.values())
        self._describe(article, reading.actors, named_actors(evidence.values()))
        return Written(changed=1) if stored else Written(new=1)

    def withdraw(self, id_: str) -> Written:
        """Remove one article and its evidence; nothing when it is not stored."""
        if not self._sql.execute('SELECT 1 FROM article WHERE "id" = ?', (id_,)).fetchone():
            return Written()
        self._clear(id_)
        self._sql.execute('DELETE FROM article WHERE "id" = ?', (id_,))
        return Written(changed=1)

    def finish(self) -> Written:
        """Derive what was touched; without this nothing of the batch is consistent."""
        self._merge_actors()
        written = self._derive_relations()
        # Last, for relations that are gone by now pointed at them.
        self._sql.executemany('DELETE FROM actor WHERE "id" = ?', [(id_,) for id_ in self._orphans])
        if self._sql.total_changes != self._before:
            self._sql.execute("UPDATE content SET version = lower(hex(randomblob(16)))")
        return written

    def _stored_evidence(self, article: str) -> dict[str, tuple[Any, ...]]:
        query = f'SELECT {columns(_STORED)} FROM evidence WHERE "article" = ?'
        return {row[0]: tuple(row) for row in self._sql.execute(query, (article,))}

    def _clear(self, article: str) -> None:
        """Take away the evidence and the descriptions of an article."""
        groups = self._sql.execute('SELECT DISTINCT "group" FROM evidence WHERE "article" = ?', (article,))
        self._groups.update(group for (group,) in groups)
        if self._new:
            gone = self._sql.execute('SELECT "id" FROM evidence WHERE "article" = ?', (article,)).fetchall()
            for (id_,) in gone:
                self._new.pop(id_, None)
        self._sql.execute('DELETE FROM evidence WHERE "article" = ?', (article,))
        actors = self._sql.execute(
            'SELECT "actor" FROM article_description JOIN description ON "description" = "id"'
            ' WHERE "article" = ?',
            (article,),
        )
        self._actors.update(actor for (actor,) in actors)
        self._sql.execute('DELETE FROM article_description WHERE "article" = ?', (article,))

    def _describe(self, article: Article, actors: Iterable[Actor], named: set[str]) -> None:
        for actor in actors:
            if actor.id not in named:
                continue
            key = self._described.get(actor)
            if key is None:
                row = description_row(actor)
                key = self._described[actor] = make_key("description", *row)
                query = "INSERT INTO description VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
                if self._sql.execute(query, (key, *row)).rowcount:
                    self._actors.add(actor.id)
            self._sql.execute(
                "INSERT INTO article_description VALUES (?, ?) ON CONFLICT DO NOTHING", (article.id, key)
            )

    def _merge_actors(self) -> None:
        """Write the actors whose descriptions have changed, all but those that have none left."""
        unused = (
            'DELETE FROM description WHERE "actor" = ? AND NOT EXISTS'
            ' (SELECT 1 FROM article_description WHERE "description" = description."id")'
        )
        names = columns(("actor", "name", "kind", "sector", "country", "aliases", "codes"))
        for id_ in sorted(self._actors):
            self._sql.execute(unused, (id_,))
            rows = self._sql.execute(f'SELECT {names} FROM description WHERE "actor" = ?', (id_,)).fetchall()
            if rows:
                self._write_actor(merge(map(to_description, rows)))
            else:
                self._orphans.append(id_)

    def _write_actor(self, actor: Actor) -> None:
        self._sql.execute(_UPSERT_ACTOR, (actor.id, actor.name, actor.kind, actor.sector, actor.country))
        for table in ("alias", "code", "lookup"):
            self._sql.execute(f'DELETE FROM {table} WHERE "actor" = ?', (actor.id,))
        self._sql.executemany("INSERT INTO alias VALUES (?, ?)", [(actor.id, name) for name in actor.aliases])
        codes = [(actor.id, *pair) for pair in actor.codes]
        self._sql.executemany("INSERT INTO code VALUES (?, ?, ?)", codes)
        keys = {(folded, actor.id, basis) for folded, basis in lookups(actor) if folded}
        self._sql.executemany("INSERT INTO lookup VALUES (?, ?, ?)", sorted(keys))

    def _derive_relations(self) -> Written:
        groups = many(self._groups)
        query = f'SELECT {columns(RELATION)} FROM relation WHERE "group" IN {_AMONG}'
        before = {row[0]: tuple(row) for row in self._sql.execute(query, (groups,))}
        evidence = self._evidence(groups)
        derived = derive(evidence.values(), self._reports(groups))
        after = {relation.id: relation_row(relation) for relation, _ in derived}
        gone = before.keys() - after.keys()
        self._sql.execute(f'DELETE FROM relation WHERE "id" IN {_AMONG}', (many(gone),))
        self._sql.executemany(_INSERT_RELATION, [row for id_, row in after.items() if id_ not in before])
        changed = [row for id_, row in after.items() if id_ in before and before[id_] != row]
        self._sql.executemany(_UPSERT_RELATION, changed)
        # By identity: working an id out again takes longer than all else that is done with it here.
        ids = {id(item): id_ for id_, item in evidence.items()}
        links = {(relation.id, ids[id(item)]) for relation, items in derived for item in items}
        query = f'SELECT "relation", "evidence" FROM relation_evidence WHERE "relation" IN {_AMONG}'
        kept = many(after.keys() & before.keys())
        linked = {(relation, item) for relation, item in self._sql.execute(query, (kept,))}
        self._sql.executemany(
            'DELETE FROM relation_evidence WHERE "relation" = ? AND "evidence" = ?', sorted(linked - links)
        )
        self._sql.executemany("INSERT INTO relation_evidence VALUES (?, ?)", sorted(links - linked))
        return Written(relations_added=len(after.keys() - before.keys()), relations_removed=len(gone))

    def _evidence(self, groups: str) -> dict[str, Evidence]:
        """All evidence of these groups by id, read from the store as far as this batch did not bring it."""
        query = f'SELECT "id" FROM evidence WHERE "group" IN {_AMONG}'
        ids = [id_ for (id_,) in self._sql.execute(query, (groups,))]
        query = f'SELECT "id", {columns(EVIDENCE)} FROM evidence WHERE "id" IN {_AMONG}'
        stored = many(id_ for id_ in ids if id_ not in self._new)
        read = {id_: to_evidence(row) for id_, *row in self._sql.execute(query, (stored,))}
        return {id_: self._new[id_] if id_ in self._new else read[id_] for id_ in ids}

    def _reports(self, groups: str) -> dict[str, Article]:
        query = (
            f'SELECT "id", "publisher", "wire" FROM article WHERE "id" IN'
            f' (SELECT "article" FROM evidence WHERE "group" IN {_AMONG})'
        )
        return {
            id_: Article(None, publisher=publisher, wire=wire, id=id_)
            for id_, publisher, wire in self._sql.execute(query, (groups,))
        }
