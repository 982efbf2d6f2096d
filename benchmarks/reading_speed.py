"""What the rules cost beside the parse: words per CPU-second of extraction, and of the bare pipeline.

    python benchmarks/reading_speed.py                     # made-up articles
    python benchmarks/reading_speed.py articles.jsonl      # those of a file, as in benchmarks/memory.py
    python benchmarks/reading_speed.py articles.jsonl 400  # so many of them

Both read the same paragraphs in one process, turn by turn, so that a busy machine slows both. Ends with 1
where extraction reaches less than 0.9 of the words per CPU-second of `nlp.pipe`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, deque

from memory import articles
from spacy.language import Language

from actorgraph.extract import load
from actorgraph.extract.english import load_english
from actorgraph.paragraphs import blocks

ARTICLES = 400
PER_TURN = 50
LIMIT = 0.9


def plain() -> Language:
    """The pipeline as its authors ship it, without what reading puts into it or in place of its parts."""
    nlp = load_english()
    nlp.enable_pipe("attribute_ruler")
    for name in nlp.pipe_names:
        if name.startswith("actorgraph"):
            nlp.remove_pipe(name)
    return nlp


def main() -> int:
    """Measure and print."""
    given = sys.argv[1:]
    file = given[0] if given else None
    wanted = list(articles(file, int(given[1]) if len(given) > 1 else ARTICLES))
    nlp, reader = plain(), load()
    spent: Counter[str] = Counter()
    words = reports = 0
    for begin in range(0, len(wanted), PER_TURN):
        turn = wanted[begin : begin + PER_TURN]
        paragraphs = [
            (article.text or "")[block.begin : block.end].replace("\n", " ")
            for article in turn
            for block in blocks(article.text or "")
            if block.residue in (None, "title")
        ]
        words += sum(len(paragraph.split()) for paragraph in paragraphs)
        started = time.process_time()
        deque(nlp.pipe(paragraphs), maxlen=0)
        parsed = time.process_time()
        reports += sum(len(reading.evidence) for reading in reader.read(turn))
        spent["nlp.pipe"] += parsed - started
        spent["extraction"] += time.process_time() - parsed
    for what, seconds in spent.items():
        print(f"{what:<12}{words:>9,} words {seconds:8.1f} s CPU {words / seconds:8,.0f} words a second")
    ratio = spent["nlp.pipe"] / spent["extraction"]
    print(f"{reports:,} reports; ratio {ratio:.3f}, at least {LIMIT}")
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
