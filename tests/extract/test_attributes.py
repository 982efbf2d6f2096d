"""The table answers as spaCy's own ruler does, token for token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from actorgraph.extract import attributes
from actorgraph.extract.attributes import RULER, TABLE, AttributeTable, is_understood
from tests.extract.expectations import cases

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))
ODD = """
I'm gonna go. Y'all ain't comin', ain't you? Nothin' doin'. There's a man. There is no one whether or not.
She had had it; they do. That dog that barked is that. \t\n  However much, cause I wanna. y' all n't cannot.
"""


@pytest.fixture(scope="module")
def ruler(nlp: Language) -> AttributeRuler:
    found = nlp.get_pipe(RULER)
    assert isinstance(found, AttributeRuler)
    return found


def said(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in doc]


def both(nlp: Language, ruler: Callable[[Doc], Doc], text: str) -> tuple[Doc, Doc]:
    """The text as each leaves it, from one parse."""
    with nlp.select_pipes(disable=[TABLE, "lemmatizer", "ner"]):
        before = nlp(text).to_bytes()
    first, second = (Doc(nlp.vocab).from_bytes(before) for _ in range(2))
    return ruler(first), AttributeTable(nlp.get_pipe(RULER))(second)  # type: ignore[arg-type]


def test_the_table_stands_in_for_the_ruler(nlp: Language) -> None:
    assert TABLE in nlp.pipe_names
    assert RULER not in nlp.pipe_names


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds(nlp: Language, ruler: AttributeRuler, path: Path) -> None:
    first, second = both(nlp, ruler, path.read_text(encoding="utf-8"))
    assert said(first) == said(second)
    assert {token.pos_ for token in second} > {"NOUN", "VERB", "AUX", "SCONJ"}


def test_golden_sentences_and_odd_words(nlp: Language, ruler: AttributeRuler) -> None:
    text = "\n\n".join([ODD, *(case.article.text or "" for case in cases())])
    first, second = both(nlp, ruler, text)
    assert said(first) == said(second)


def test_every_rule_of_a_row_of_words(nlp: Language, ruler: AttributeRuler) -> None:
    """Every tag with every word and label that a pattern names, right or wrong."""
    tokens = [token for rule in attributes._rules(ruler) for token in rule.pattern]
    words = sorted(
        {word for token in tokens for word in _values(token.get("LOWER"))} | {"dog", "y'", "n't", "nt"}
    )
    tags = sorted({tag for token in tokens for tag in _values(token.get("TAG"))} - {""})
    labels = sorted({label for token in tokens for label in _values(token.get("DEP"))} | {"pobj"} - {""})
    assert len(words) > 60
    for label in labels:
        triples = [(word, tag) for tag in tags for word in words]
        docs = [
            Doc(
                nlp.vocab,
                words=[word for word, _ in triples],
                tags=[tag for _, tag in triples],
                deps=[label or "dep"] * len(triples),
                heads=[0] * len(triples),
            )
            for _ in range(2)
        ]
        assert said(ruler(docs[0])) == said(AttributeTable(ruler)(docs[1]))


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value.get("IN", ()), *value.get("NOT_IN", ())]
    return [value] if isinstance(value, str) else []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from([*ODD.split(), "\n", "  "]), min_size=1, max_size=30))
def test_any_order_of_words(nlp: Language, ruler: AttributeRuler, words: list[str]) -> None:
    first, second = both(nlp, ruler, " ".join(words))
    assert said(first) == said(second)


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LEMMA": "be"}],
        [{"TAG": "NN", "OP": "+"}],
        [{"LOWER": {"FUZZY": "be"}}],
        [{"LOWER": {"NOT_IN": ["be"]}}],
    ],
)
def test_other_patterns_are_left_to_the_ruler(pattern: list[dict[str, object]]) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"TAG": "NN"}]], {"POS": "NOUN"})
    assert is_understood(ruler)
    ruler.add([pattern], {"POS": "VERB"})
    assert not is_understood(ruler)
    attributes.install(nlp)
    assert nlp.pipe_names == [RULER]


def test_a_later_rule_overrides_an_earlier_one_across_tokens() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}]], {"POS": "VERB"}, index=-1)
    ruler.add([[{"LOWER": "b"}], [{"LOWER": "c"}]], {"POS": "NOUN"})
    ruler.add([[{"LOWER": "b"}, {"LOWER": "c"}]], {"POS": "ADJ"}, index=0)
    for text in ("a b", "b c", "a b c", "c b a", "b"):
        docs = [nlp.make_doc(text) for _ in range(2)]
        assert said(ruler(docs[0])) == said(AttributeTable(ruler)(docs[1]))
