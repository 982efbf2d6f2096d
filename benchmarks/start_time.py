"""What a question costs: CPU time of whole processes on 100,000 relations, beyond `python -c pass`.

    python benchmarks/start_time.py

Prints the median, least and most of 20 runs for each command (user and system time), and ends with 1 where
`neighbours` or `--help` takes more than 0.15 seconds.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from actorgraph.dates import Partial
from actorgraph.model import Actor, Article, Evidence, Reading
from actorgraph.ontology import EVENTS, is_symmetric
from actorgraph.store import open_store

RELATIONS = 100_000
ACTORS = 2_000
PER_ARTICLE = 10
RUNS = 20
LIMIT = 0.15
COMMANDS = (
    ["--help"],
    ["neighbours", "--help"],
    ["neighbours", "Actor number 7"],
    ["neighbours", "Actor number 7", "--on", "2018", "-f", "json"],
    ["timeline", "Actor number 7", "Actor number 8"],
    ["why", "Actor number 7"],
)
_FIRST = dt.date(2015, 1, 1)


def readings() -> Iterator[Reading]:
    """Made-up articles that tell of `PER_ARTICLE` events each, all of them different."""
    chance = random.Random(1)
    actors = [
        Actor(f"A{n}", f"Actor number {n}", "country", aliases=(f"Number {n}", f"No. {n}"))
        for n in range(ACTORS)
    ]
    for number in range(RELATIONS // PER_ARTICLE):
        published = _FIRST + dt.timedelta(days=number % 3000)
        article = Article(f"Text {number}", publisher=f"Outlet {number % 50}", published=Partial(published))
        items = []
        for place in range(PER_ARTICLE):
            one, other = chance.sample(actors, 2)
            type_ = chance.choice(list(EVENTS))
            day = _FIRST + dt.timedelta(days=chance.randrange(3000))
            sentence = f"{one.name} and {other.name} in the news for {type_} on {day}, officials said. " * 2
            item = Evidence(
                article=article.id,
                begin=place * 200,
                end=place * 200 + len(sentence),
                sentence=sentence,
                kind="event",
                type=type_,
                source=one.id,
                target=other.id,
                symmetric=is_symmetric(type_),
                when=Partial(day),
                date_basis="explicit",
                reported=published,
                confidence=0.8,
            )
            items.append(item)
        yield Reading(article, tuple(actors), tuple(items), "benchmark")


def cpu_seconds(command: list[str]) -> float:
    """User and system seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Build the store, measure, print."""
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "graph.db")
        with open_store(location, create=True) as store:
            batch: list[Reading] = []
            for reading in readings():
                batch.append(reading)
                if len(batch) == 1000:
                    store.write(batch)
                    batch = []
            print(f"store of {store.stats().relations:,} relations")
        os.environ["ACTORGRAPH_STORE"] = location
        bare = statistics.median(cpu_seconds([sys.executable, "-c", "pass"]) for _ in range(RUNS))
        print(f"python -c pass: {bare:.3f} s")
        for arguments in COMMANDS:
            command = [sys.executable, "-m", "actorgraph", *arguments]
            times = [cpu_seconds(command) - bare for _ in range(RUNS)]
            median = statistics.median(times)
            slow |= median > LIMIT and arguments[0] in ("--help", "neighbours")
            print(f"+{median:.3f} s (least {min(times):.3f}, most {max(times):.3f})  {' '.join(arguments)}")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
