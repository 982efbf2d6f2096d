"""How many dated relations of whole stories get their date, whether or not the rest of the story is read."""

from __future__ import annotations

from collections import Counter

from actorgraph.extract import Extractor
from tests.extract.expectations import Item, cases, date_of


def _outcome(item: Item, dates: set[str]) -> str:
    if not dates:
        return "not read"
    return "right" if dates & set(item.dates) else "wrong" if any(dates) else "undated"


def test_floor(extractor: Extractor) -> None:
    stories = [case for case in cases() if case.file == "chronicles"]
    counts: Counter[str] = Counter()
    for case, reading in zip(stories, extractor.read(case.article for case in stories), strict=True):
        actors = {actor.id: actor for actor in reading.actors}
        for item in (item for item in case.items if item.dates):
            read = {date_of(e) for e in reading.evidence if item.describes(e, actors)}
            counts[_outcome(item, read)] += 1
    assert counts.total() == 85
    # What was measured, less one: the pipeline's version moves single sentences.
    assert counts["right"] >= 73, counts
    assert counts["wrong"] <= 3, counts
