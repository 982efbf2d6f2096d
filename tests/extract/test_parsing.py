"""What is left behind by reading: nothing that grows with the text."""

from __future__ import annotations

import gc
import itertools
import random
from collections.abc import Iterator

import pytest

from actorgraph.dates import parse_partial
from actorgraph.extract.english_reader import EnglishReader
from actorgraph.extract.parsing import Parsed, Parser, data_version
from actorgraph.model import Article

ROOM = 300
"""Strings: soon used up."""
LETTERS = "bdfgklmnprstvz"


def fresh_word(number: int) -> str:
    """A word that no other number gives: consonants in turn with `a`."""
    digits = []
    for _ in range(5):
        number, digit = divmod(number, len(LETTERS))
        digits.append(LETTERS[digit] + "a")
    return "".join(digits)


def articles(number: int, start: int = 0) -> Iterator[Article]:
    """Articles whose names and verbs nobody has read before, around a sentence that everybody reads."""
    for place in range(start, start + number):
        a, b, c = (fresh_word(3 * place + n).capitalize() for n in range(3))
        text = f"Russia accused {a} {b} of lying. He {c.lower()}ed her in 19{place % 100:02} at {c}."
        yield Article(f"{text}\n\nTurkey bombed {b}, said {a}.", published=parse_partial("2020-08-16"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(batch_size=8, room=ROOM)


def strings(parser: Parser) -> int:
    return len(parser._nlp.vocab.strings)


def lexemes(parser: Parser) -> int:
    return sum(1 for _ in parser._nlp.vocab)


def words(parsed: Parsed) -> list[str]:
    return [token.text for paragraph in parsed.paragraphs for token in paragraph.doc]


def test_the_vocabulary_stops_growing(parser: Parser) -> None:
    before = strings(parser)
    for _ in parser.each(articles(60), words):
        pass
    full = strings(parser), lexemes(parser)
    # The last portion with room may overfill it, by what it holds.
    assert ROOM <= full[0] - before <= 3 * ROOM
    said = [word for found in parser.each(articles(600, start=1000), words) for word in found]
    assert len(set(said)) > 1800
    assert (strings(parser), lexemes(parser)) == full


def test_what_was_read_stays_readable(parser: Parser) -> None:
    """Strings that are handed on are Python's own, not the vocabulary's."""
    list(parser.each(articles(60), words))
    found = list(parser.each(articles(40, start=5000), words))
    gc.collect()
    list(parser.each(articles(200, start=9000), words))
    assert found == list(Parser().each(articles(40, start=5000), words))


def test_a_full_vocabulary_reads_the_same() -> None:
    roomy, full = EnglishReader(), EnglishReader()
    full._parser = Parser(batch_size=8, room=0)
    some = list(articles(120))
    random.Random(1).shuffle(some)
    assert list(full.read(some)) == list(roomy.read(some))
    assert any(reading.evidence for reading in full.read(some))


def test_the_lemmatizer_forgets(parser: Parser) -> None:
    lemmatizer = parser._nlp.get_pipe("lemmatizer")
    list(parser.each(articles(400), words))
    most = max(len(lemmatizer.cache), ROOM)
    list(parser.each(articles(800, start=2000), words))
    assert len(lemmatizer.cache) <= most + ROOM


def test_two_readings_at_once(parser: Parser) -> None:
    """Each holds a portion in turn, so neither forgets what the other still needs."""
    list(parser.each(articles(60), words))
    alone = list(parser.each(articles(90, start=3000), words))
    first, second = (parser.each(articles(90, start=3000), words) for _ in range(2))
    assert list(zip(first, second, strict=True)) == [(one, one) for one in alone]


def test_a_reading_that_fails_leaves_the_parser_usable(parser: Parser) -> None:
    list(parser.each(articles(60), words))

    def broken() -> Iterator[Article]:
        yield from itertools.islice(articles(50), 40)
        raise OSError("disk")

    def unwilling(parsed: Parsed) -> None:
        raise KeyError(parsed.article.id)

    with pytest.raises(OSError, match="disk"):
        list(parser.each(broken(), words))
    with pytest.raises(KeyError):
        list(parser.each(articles(9), unwilling))
    assert not parser._nlp.vocab.in_memory_zone
    assert len(list(parser.each(articles(5), words))) == 5


def test_data_version_depends_on_every_folder_that_is_named() -> None:
    assert data_version() == data_version()
    assert data_version() != data_version("llm")
