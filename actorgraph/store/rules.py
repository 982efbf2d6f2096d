"""What every store decides in the same way: pure functions of articles, actors and readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actorgraph.model import Actor, Article, Evidence, Reading, make_key, normalise


def stamp(article: Article, extractor: str) -> str:
    """What a stored article must agree in to be left alone: its metadata and the extractor's stamp.

    The text is not part of it but for the id, so that evidence loaded without its article compares equal.
    """
    return make_key(
        "stamp", article.id, article.wire, article.title, article.publisher, article.published, article.url,
        article.language, article.record, extractor, *([article.dataset] if article.dataset else []),
    )  # fmt: skip


def named_actors(evidence: Iterable[Evidence]) -> set[str]:
    """The ids of all actors that evidence names: its ends, and who speaks in it."""
    return {id_ for item in evidence for id_ in (item.source, item.target, item.speaker_id) if id_}


def distinct(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Evidence by id. Of several with one id the surest is kept, whatever their order."""
    kept: dict[str, Evidence] = {}
    for item in evidence:
        id_ = item.id
        if id_ not in kept or _sureness(kept[id_]) < _sureness(item):
            kept[id_] = item
    return kept


def _sureness(item: Evidence) -> tuple[float, str]:
    return (item.confidence, repr(item))


def check(reading: Reading) -> None:
    """Raise ValueError for a reading that contradicts itself: a defect of what made it."""
    known = {actor.id for actor in reading.actors}
    for item in reading.evidence:
        if item.article != reading.article.id:
            raise ValueError(f"evidence of article {item.article} in the reading of {reading.article.id}")
        if missing := {item.source, item.target} - known:
            raise ValueError(f"article {reading.article.id}: evidence names {missing}, which no actor is")


def merge(descriptions: Iterable[Actor]) -> Actor:
    """One actor out of every way in which articles describe it; their order does not matter.

    The best documented description (most codes, then most aliases) gives name and kind, and sector and
    country unless they are empty. Aliases and codes of all are put together, sorted; other names are aliases.
    """
    ranked = sorted(
        descriptions,
        key=lambda actor: (
            -len(actor.codes), -len(actor.aliases), actor.name, actor.kind, actor.sector, actor.country,
        ),
    )  # fmt: skip
    best = ranked[0]
    spelt = {name for actor in ranked for name in (actor.name, *actor.aliases)}
    return Actor(
        id=best.id,
        name=best.name,
        kind=best.kind,
        sector=next((actor.sector for actor in ranked if actor.sector), ""),
        country=next((actor.country for actor in ranked if actor.country), ""),
        aliases=tuple(sorted(spelt - {best.name})),
        codes=tuple(sorted({pair for actor in ranked for pair in actor.codes})),
    )


def lookups(actor: Actor) -> Iterator[tuple[str, str]]:
    """(folded text, basis) of all that an actor is found by; basis is id, code, name or surname."""
    yield normalise(actor.id), "id"
    for _, code in actor.codes:
        yield normalise(code), "code"
    for name in (actor.name, *actor.aliases):
        folded = normalise(name)
        yield folded, "name"
        if actor.kind == "person" and " " in folded:
            yield folded.rsplit(" ", 1)[1], "surname"
