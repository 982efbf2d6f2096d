"""A small graph with a past, made by hand, and an extractor that reads lines of a fixed form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from actorgraph.model import Actor, Article, Evidence, Reading
from actorgraph.store import open_store
from tests.support import ACTORS, EU, actor, article, date, evidence, reading

LEADER = actor("Q2866", "Alexander Lukashenko", kind="person", aliases=("Aliaksandr Lukashenka",))
PRESIDENT = actor("Q7747", "Vladimir Putin", kind="person")
RIVAL = actor("Q97622004", "Svetlana Tikhanovskaya", kind="person", aliases=("Sviatlana Tsikhanouskaya",))
POLAND = actor("POL", "Poland")
FAR = actor("FJI", "Fiji"), actor("TON", "Tonga")
CAST = {one.id: one for one in (*ACTORS.values(), LEADER, PRESIDENT, RIVAL, POLAND, *FAR)}

CALL = article("call", "2020-08-15", publisher="Minsk Courier", url="https://example.org/call")
EXILE = article("exile", "2020-08-15", publisher="Vilnius Post", record="r-2")
LATER = article("later", "2020-10-03", publisher="Brussels Wire")
UNDATED = article("undated", None, publisher="")


def story() -> list[Reading]:
    """The readings: ties that open, hold and close; claims, plans and doubts; parallel and undated events."""
    treaty = {"mode": "union", "bearing": "opens", "speaker": None}
    told = {"speaker": LEADER.name, "speaker_id": LEADER.id}
    relative = {"date_basis": "relative", "date_text": "on Saturday"}
    return [
        reading(
            CALL,
            evidence(CALL, "RUS", "ALLIED_WITH", "BLR", "1999-12-08", **treaty),
            evidence(CALL, "Q7747", "CONSULT", "Q2866", "2020-08-15", mode="phone", **relative),
            evidence(
                CALL, "Q7747", "AGREE", "Q2866", "2020-08-15", status="claimed", begin=40, end=90,
                sentence="Mr Lukashenko said that help had been promised.", **told, **relative,
            ),
            evidence(CALL, "EU", "SANCTION", "BLR", status="planned", speaker="EU ministers"),
            evidence(CALL, "RUS", "BACKS", "Q2866", confidence=0.3),
            actors=CAST.values(),
        ),
        reading(
            EXILE,
            evidence(EXILE, "Q97622004", "IN_EXILE_IN", "LTU", "2020-08-11", bearing="opens", mode="exile"),
            evidence(EXILE, "Q7747", "CONSULT", "Q2866", "2020-08-15", mode="phone"),
            evidence(EXILE, "Q2866", "ACCUSE", "POL", "2020-08"),
            evidence(EXILE, "POL", "ACCUSE", "Q2866", "2020-08-14", status="denied", speaker="Warsaw"),
            actors=CAST.values(),
        ),
        reading(
            LATER,
            evidence(LATER, "EU", "SANCTION", "BLR", "2020-10-02"),
            evidence(LATER, "EU", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", bearing="opens", mode="travel"),
            evidence(LATER, "RUS", "ACCUSE", "EU", "2020-10-02"),
            evidence(LATER, "POL", "BACKS", "Q97622004", mode="political"),
            actors=CAST.values(),
        ),
        reading(
            UNDATED,
            evidence(
                UNDATED, "FJI", "AID", "TON", sentence="=Fiji sent \x1b[31mtents\x07 to Tonga | <b>now</b>."
            ),
            actors=CAST.values(),
        ),
    ]  # fmt: skip


CAST["EU"] = Actor("EU", EU.name, "igo", aliases=EU.aliases)


def fill(path: Path) -> str:
    """A store in this file that holds the story; its location."""
    with open_store(str(path), create=True) as store:
        store.write(story())
    return str(path)


class LineExtractor:
    """Reads lines such as `Belarus ACCUSE Poland 2020-08-15`: enough to try what surrounds an extractor."""

    def __init__(self, stamp: str = "lines 1") -> None:
        self.stamp = stamp
        self.batches: list[int] = []

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading an article."""
        batch = list(articles)
        self.batches.append(len(batch))
        for one in batch:
            found = tuple(self._evidence(one))
            names = {id_ for item in found for id_ in (item.source, item.target)}
            yield Reading(one, tuple(actor(name) for name in sorted(names)), found, self.stamp)

    def _evidence(self, of: Article) -> Iterator[Evidence]:
        for match in re.finditer(r"^(\w+) ([A-Z_]+) (\w+)(?: ([\d-]+))?$", of.text or "", re.MULTILINE):
            source, type_, target, when = match.groups()
            yield evidence(
                of, source, type_, target, when, sentence=match[0], begin=match.start(), end=match.end(),
                extractor=self.stamp,
            )  # fmt: skip


def lines_article(*lines: str, published: str | None = "2020-08-16", publisher: str = "Lines") -> Article:
    """An article that the extractor reads these lines in."""
    text = "\n".join(lines)
    return Article(text, title=lines[0], publisher=publisher, published=date(published), origin="lines.txt")
