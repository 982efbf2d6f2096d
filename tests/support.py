"""Values for tests, made from as little as a test has to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from actorgraph.dates import Partial, parse_partial
from actorgraph.model import Actor, Article, Evidence, Reading, normalise
from actorgraph.ontology import EVENTS, is_symmetric

EXTRACTOR = "tests 1"


def actor(id_: str, name: str = "", **others: Any) -> Actor:
    """An actor; a country unless `kind` says otherwise, named by its id unless `name` does."""
    return Actor(id_, name or id_, **{"kind": "country", **others})


BELARUS = actor("BLR", "Belarus", aliases=("Republic of Belarus",), codes=(("iso2", "BY"),), country="BLR")
RUSSIA = actor("RUS", "Russia", aliases=("Russian Federation",), codes=(("iso2", "RU"),), country="RUS")
LITHUANIA = actor("LTU", "Lithuania", codes=(("iso2", "LT"),), country="LTU")
EU = actor("Q458", "European Union", kind="igo", aliases=("EU",), codes=(("wikidata", "Q458"),))
ADAMOVA = actor("vera-adamova", "Vera Adamova", kind="person", aliases=("Viera Adamava",), country="BLR")
ACTORS = {one.id: one for one in (BELARUS, RUSSIA, LITHUANIA, EU, ADAMOVA)}


def article(name: str = "one", published: str | None = "2020-08-16", **others: Any) -> Article:
    """An article whose text, and so whose id, depends on `name`; its publisher is named after it too."""
    others = {"text": f"This is article {name}.", "publisher": f"The {name} Post", "title": name, **others}
    return Article(published=date(published), **others)


def date(text: str | None) -> Partial | None:
    """`2020`, `2020-08` or `2020-08-15` as a partial date."""
    return parse_partial(text) if text else None


def day(text: str) -> dt.date:
    """An ISO day."""
    return dt.date.fromisoformat(text)


def evidence(
    of: Article, source: str, type_: str, target: str, when: str | None = None, **others: Any
) -> Evidence:
    """What `of` says; an event or a tie by its type, reported on the day `of` was published."""
    sentence = others.pop("sentence", None) or f"{source} {normalise(type_)} {target}, says {of.title}."
    until = date(others.pop("until", None))
    kind = "event" if type_ in EVENTS else "tie"
    defaults: dict[str, Any] = {
        "begin": 0,
        "end": len(sentence),
        "sentence": sentence,
        "bearing": "reports" if kind == "event" else "confirms",
        "symmetric": is_symmetric(type_),
        "when": date(when),
        "until": until,
        "date_basis": "explicit" if when else "unknown",
        "reported": of.published.day if of.published else None,
        "rule": "test",
        "confidence": 0.8,
        "extractor": EXTRACTOR,
    }
    return Evidence(
        article=of.id, kind=kind, type=type_, source=source, target=target, **{**defaults, **others}
    )


def reading(
    of: Article, *items: Evidence, actors: Iterable[Actor] = (), extractor: str = EXTRACTOR
) -> Reading:
    """All of `items` as read in `of`. Actors are those of `actors` and `ACTORS`, else made up by their id."""
    known = ACTORS | {one.id: one for one in actors}
    named = {id_: None for item in items for id_ in (item.source, item.target, item.speaker_id) if id_}
    return Reading(of, tuple(known.get(id_) or actor(id_) for id_ in named), items, extractor)


def report(
    name: str,
    source: str,
    type_: str,
    target: str,
    when: str | None = None,
    published: str | None = "2020-08-16",
    publisher: str | None = None,
    **others: Any,
) -> Reading:
    """The reading of an article that says one thing."""
    of = article(name, published, **({} if publisher is None else {"publisher": publisher}))
    return reading(of, evidence(of, source, type_, target, when, **others))
