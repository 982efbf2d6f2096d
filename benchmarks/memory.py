"""What reading costs in memory: peak RSS over N and over ten times N distinct articles.

    python benchmarks/memory.py                    # made-up articles
    python benchmarks/memory.py articles.jsonl     # those of a file, one JSON object with a `text` a line
    python benchmarks/memory.py articles.jsonl 98  # N of them

Each in a process of its own. Where the file has fewer articles than are wanted, they come again with their
names changed: every copy brings words that were never read before, as new text does. Ends with 1 where the
ratio is above 1.1.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from actorgraph.extract import load
from actorgraph.model import Article

ARTICLES = 100
TIMES = 10
LIMIT = 1.1
_SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "lu",
    "ma",
    "ne",
    "pi",
    "ro",
    "su",
    "ta",
    "ve",
    "zi",
    "rin",
    "sten",
    "dor",
    "vik",
)
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_SENTENCES = (
    "{0} accused {1} of breaking the ceasefire near {2} on Monday.",
    "The president of {0}, {3} {4}, met his colleague {5} in {2} and promised to release two prisoners.",
    "{1} imposed sanctions on {6} in {7}, and {0} said that it would not follow.",
    "Police in {2} arrested {8} protesters after {5} had called for a strike.",
)


def word(chance: random.Random) -> str:
    """A made-up name."""
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def made_up() -> Iterator[str]:
    """Texts of about 250 words each, without end."""
    chance = random.Random(1)
    while True:
        names = [word(chance) for _ in range(10)]
        paragraphs = (
            " ".join(chance.choice(_SENTENCES).format(*chance.sample(names, 9)) for _ in range(4))
            for _ in range(4)
        )
        yield "\n\n".join(paragraphs)


def texts(file: str | None) -> Iterator[str]:
    """Distinct texts without end: those of the file, then the same with other names in them."""
    if file is None:
        yield from made_up()
        return
    with Path(file).open(encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    for copy in count():
        chance = random.Random(copy)
        for text in found:
            yield text if copy == 0 else _NAME.sub(lambda name: name[0] + word(chance).lower(), text)  # noqa: B023


def articles(file: str | None, number: int) -> Iterator[Article]:
    """So many articles."""
    return (Article(text) for text in islice(texts(file), number))


def measure(file: str | None, number: int) -> None:
    """Read so many articles in this process; print words, reports and peak RSS in MB."""
    words = reports = 0
    for reading in load().read(articles(file, number)):
        words += len((reading.article.text or "").split())
        reports += len(reading.evidence)
    print(words, reports, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    """Both sizes, and their ratio."""
    given = sys.argv[1:]
    if given[:1] == ["--measure"]:
        measure(given[2] or None, int(given[1]))
        return 0
    file = given[0] if given else ""
    number = int(given[1]) if len(given) > 1 else ARTICLES
    peaks = []
    for size in (number, TIMES * number):
        command = [sys.executable, __file__, "--measure", str(size), file]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        words, reports, peak = done.stdout.split()
        peaks.append(float(peak))
        print(f"{size:,} articles, {int(words):,} words, {int(reports):,} reports: {peaks[-1]:,.0f} MB")
    ratio = peaks[1] / peaks[0]
    print(f"ratio {ratio:.3f}, at most {LIMIT}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
