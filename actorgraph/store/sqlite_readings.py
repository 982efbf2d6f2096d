"""The articles of a SQLite store as the readings that they were written from."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from actorgraph.model import Actor, Evidence, Reading
from actorgraph.store.sqlite_rows import (
    ARTICLE,
    EVIDENCE,
    columns,
    many,
    to_article,
    to_description,
    to_evidence,
)

_AMONG = "(SELECT value FROM json_each(?))"
_DESCRIPTION = ("actor", "name", "kind", "sector", "country", "aliases", "codes")


def readings(sql: sqlite3.Connection, articles: Collection[str]) -> list[Reading]:
    """What is stored of these articles, in the order of their ids."""
    wanted = (many(articles),)
    stored = sql.execute(
        f"SELECT {columns(ARTICLE)}, text, extractor FROM article WHERE id IN {_AMONG} ORDER BY id", wanted
    ).fetchall()
    evidence = sql.execute(
        f"SELECT {columns(EVIDENCE)} FROM evidence WHERE article IN {_AMONG} ORDER BY id", wanted
    ).fetchall()
    described = sql.execute(
        f"SELECT link.article, {columns(_DESCRIPTION, 'description')} FROM article_description AS link"
        f" JOIN description ON description.id = link.description WHERE link.article IN {_AMONG}"
        " ORDER BY description.id",
        wanted,
    ).fetchall()
    items: dict[str, list[Evidence]] = {}
    for row in evidence:
        item = to_evidence(row)
        items.setdefault(item.article, []).append(item)
    actors: dict[str, list[Actor]] = {}
    for row in described:
        actors.setdefault(row[0], []).append(to_description(row[1:]))
    found = []
    for *plain, text, extractor in stored:
        article = to_article(plain, text)
        said = tuple(items.get(article.id, ()))
        found.append(Reading(article, tuple(actors.get(article.id, ())), said, extractor))
    return found
