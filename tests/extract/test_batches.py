"""An article's answer depends on that article alone, and its evidence stands where it says."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from pathlib import Path

import frontmatter
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actorgraph.dates import parse_partial
from actorgraph.extract import Extractor
from actorgraph.extract.english_reader import EnglishReader
from actorgraph.model import Article, Reading
from tests.extract.expectations import cases

SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").glob("*.md") if path.stem != "README")
ASTRAL = "\U0001d54f\U0001f600 "
"""Characters beyond the first plane: one character of the text, two units in many other encodings."""


def seed(path: Path) -> Article:
    page = frontmatter.load(str(path))
    published = parse_partial(str(page["published"]))
    return Article(page.content, str(page["title"]), str(page["publisher"]), published)


SEED_ARTICLES = [seed(path) for path in SEEDS]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [*SEED_ARTICLES, *(case.article for case in cases()[::5]), Article(""), Article("Advertisement")]


@pytest.fixture(scope="module")
def alone(articles: list[Article], extractor: Extractor) -> dict[str, Reading]:
    """What is read in each article when it is the only one."""
    return {article.id: reading for article in articles for reading in extractor.read([article])}


@pytest.fixture(scope="module", params=[1, 3, 64])
def reader(request: pytest.FixtureRequest) -> EnglishReader:
    return EnglishReader(batch_size=request.param)


def test_batch_size(articles: list[Article], alone: dict[str, Reading], reader: EnglishReader) -> None:
    for article, reading in zip(articles, reader.read(articles), strict=True):
        assert reading == alone[article.id]


@pytest.mark.parametrize("order", [1, 2])
def test_neighbours(
    articles: list[Article], alone: dict[str, Reading], extractor: Extractor, order: int
) -> None:
    shuffled = random.Random(order).sample(articles, len(articles))
    for article, reading in zip(shuffled, extractor.read(shuffled), strict=True):
        assert reading == alone[article.id]


def test_an_article_twice(alone: dict[str, Reading], extractor: Extractor) -> None:
    first = SEED_ARTICLES[0]
    assert list(extractor.read([first, first])) == [alone[first.id]] * 2


def test_articles_are_taken_lazily(reader: EnglishReader) -> None:
    taken: list[int] = []

    def source() -> Iterator[Article]:
        for number in range(1000):
            taken.append(number)
            yield Article(f"Greece thanked France {number} times.")

    next(reader.read(source()))
    assert len(taken) < 200


def test_nothing_in_nothing_out(extractor: Extractor) -> None:
    assert list(extractor.read([])) == []


def assert_in_place(reading: Reading) -> None:
    text = reading.article.text or ""
    actors = {actor.id for actor in reading.actors}
    for item in reading.evidence:
        assert item.sentence == text[item.begin : item.end]
        assert item.sentence == item.sentence.strip()
        assert item.sentence
        assert item.article == reading.article.id
        assert {item.source, item.target} <= actors
        assert 0 < item.confidence <= 1
    assert len({item.id for item in reading.evidence}) == len(reading.evidence)


@pytest.mark.parametrize("article", SEED_ARTICLES, ids=[path.stem for path in SEEDS])
def test_offsets_of_seeds(article: Article, alone: dict[str, Reading]) -> None:
    assert alone[article.id].evidence
    assert_in_place(alone[article.id])


def hard_wrapped(text: str) -> str:
    """As a mail or a wire has it: lines broken at 72, curly quotes, astral characters in between."""
    curly = text.replace("'", "’").replace(' "', " “").replace('"', "”")
    wrapped = [textwrap.fill(paragraph, 72) for paragraph in curly.split("\n\n")]
    return ASTRAL + "\r\n\r\n".join([*wrapped[:2], ASTRAL]) + "\n\n" + "\n\n".join(wrapped[2:])


@pytest.mark.parametrize("article", SEED_ARTICLES, ids=[path.stem for path in SEEDS])
def test_offsets_of_wrapped_text(article: Article, extractor: Extractor) -> None:
    text = hard_wrapped(article.text or "")
    (reading,) = extractor.read([Article(text, article.title, published=article.published)])
    assert any("\n" in item.sentence for item in reading.evidence)
    assert_in_place(reading)


def test_wrapping_changes_no_relation(extractor: Extractor) -> None:
    for article in SEED_ARTICLES:
        paragraphs = (article.text or "").split("\n\n")
        wrapped = "\n\n".join(textwrap.fill(part, 72, break_on_hyphens=False) for part in paragraphs)
        other = Article(wrapped, article.title, article.publisher, article.published)
        plain, broken = extractor.read([article, other])
        said = [[(e.type, e.source, e.target, e.status, e.when) for e in r.evidence] for r in (plain, broken)]
        assert said[0] == said[1]


VOCABULARY = """
Russia Putin the Kremlin EU U.S. said that "Turkey bombed Syria ," “ ” ’s he it they who which whom not will
would if between and or by to with sanctions on imposed talks met accused of Mr. President according to . ? !
; -- Advertisement in 2014 since yesterday Belarusian police had been 😀 é
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "\t", "\r\n"])
DATES = st.dates().map(lambda day: parse_partial(day.isoformat())) | st.none()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=200) | st.lists(WORDS, max_size=40).map(" ".join), title=st.text(), published=DATES
)
def test_any_text(extractor: Extractor, text: str, title: str, published: object) -> None:
    article = Article(text, title, published=published)  # type: ignore[arg-type]  # DATES yields Partial or None
    (reading,) = extractor.read([article])
    assert reading.article == article
    assert_in_place(reading)
