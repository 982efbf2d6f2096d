"""Names with an initial stay one phrase, and nothing else changes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from actorgraph.extract.english import load_english
from actorgraph.extract.initials import JOIN, SPLIT

TEXT = "The minister met with Deputy Secretary of State Martin E. Brandvold on Monday and left. Oslo agreed."


@pytest.fixture(scope="module")
def english() -> Language:
    return load_english()


def test_the_name_is_one_phrase_of_three_tokens(english: Language) -> None:
    doc = english(TEXT)
    assert doc.text == TEXT
    assert [token.text for token in doc] == [token.text for token in english.make_doc(TEXT)]
    first = next(token.i for token in doc if token.text == "Martin")
    parts = [("Martin", "NNP", "compound"), ("E.", "NNP", "compound")]
    assert [(t.text, t.tag_, t.dep_) for t in doc[first : first + 2]] == parts
    assert doc[first : first + 3].root.text == "Brandvold"
    assert ("Martin E. Brandvold", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]
    assert [sent.text.split()[0] for sent in doc.sents] == ["The", "Oslo"]


@pytest.mark.parametrize("text", [
    "Germany lost World War I. France rejoiced.",
    "He chose plan B. and left.",
    "Sudan thanked Chad. Kenya thanked Mali.",
    "",
])  # fmt: skip
def test_other_text_is_left_alone(english: Language, text: str) -> None:
    with english.select_pipes(disable=[JOIN, SPLIT]):
        plain = english(text).to_bytes()
    assert english(text).to_bytes() == plain


def test_two_names_in_a_batch_keep_their_contexts(english: Language) -> None:
    texts = [(TEXT, 1), ("Mali thanked Chad.", 2), ("Anna B. Falk and Per C. Lund met.", 3)]
    read = list(english.pipe(texts, as_tuples=True, batch_size=2))
    assert [context for _, context in read] == [1, 2, 3]
    assert [ent.text for ent in read[2][0].ents] == ["Anna B. Falk", "Per C. Lund"]
