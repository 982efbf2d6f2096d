"""What the model is told agrees with what is read of its answer."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from actorgraph.extract.llm import prompt, quotes
from actorgraph.extract.llm.answers import Proposal
from actorgraph.extract.llm.parts import parts
from actorgraph.model import STATUSES, Article
from actorgraph.ontology import EVENTS, OPEN_MODES, TIES
from tests.extract.llm.server import relation


def objects(schema: Any) -> list[dict[str, Any]]:
    """All objects in a JSON Schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for part in schema.values() for found in objects(part)]


def test_the_schema_has_the_fields_that_are_read() -> None:
    outer, inner = objects(prompt.schema())
    assert outer["required"] == ["relations"]
    assert set(inner["properties"]) == set(Proposal.model_fields) == set(relation("a b c", "a", "X", "c"))


def test_the_schema_keeps_to_what_strict_servers_take() -> None:
    for one in objects(prompt.schema()):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    assert not set(re.findall(r'"(\w+)":', json.dumps(prompt.schema()))) & {
        "minLength", "maxLength", "default", "format", "pattern", "$ref", "anyOf", "oneOf",
    }  # fmt: skip


def test_every_type_and_mode_is_named_and_no_other() -> None:
    text = prompt.instructions()
    definitions, modes = text.split("# Modes\n")
    named = set(re.findall(r"\b([A-Z][A-Z_]{2,})(?=[:, ])", definitions.split("# Events")[1]))
    assert named - {"PLOVER"} == set(prompt.TYPES)
    assert set(prompt.TYPES) == {*EVENTS, *TIES} - {"COMMENT", "APPEAL"}
    for name in prompt.TYPES:
        wanted = EVENTS[name].modes if name in EVENTS else TIES[name].modes
        line = re.search(rf"^- {name}: (.+)$", modes, re.M)
        assert (line is None) == (not wanted and name not in OPEN_MODES)
        assert all(line and mode in line[1] for mode in wanted)
    assert all(f'"{status}"' in text for status in STATUSES)


def test_the_example_in_the_prompt_is_one_that_is_read() -> None:
    example = next(line for line in prompt.instructions().splitlines() if line.startswith('{"relations"'))
    (item,) = json.loads(example)["relations"]
    assert set(item) == set(Proposal.model_fields)


def test_the_version_changes_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    before = prompt.version()
    assert re.fullmatch("[0-9a-f]{8}", before)
    prompt.version.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(prompt, "instructions", lambda: "Other words.")
        assert prompt.version() != before
    prompt.version.cache_clear()
    assert prompt.version() == before


def test_headline_and_residue_are_not_asked_about() -> None:
    text = (
        "A headline of five words\n\nAdvertisement\n\nBelarus accused Poland of lying.\n\nShare on Facebook"
    )
    (part,) = parts(Article(text, "A headline of five words"), 1000)
    assert part.text == "Belarus accused Poland of lying."
    system, user = prompt.messages(part)
    assert system["content"] == prompt.instructions()
    assert user["content"].endswith("Article:\n\nBelarus accused Poland of lying.")


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("a b", "x a b y", ["a b"]),
        ("a b", "a  b, a\nb", ["a  b", "a\nb"]),
        ("a b", "xa b", []),
        ("a b", "a bx", []),
        ("a b", "A b", []),
        ('"a" - b', "so “a” – b", ["“a” – b"]),
        ("it's", "it’s", ["it’s"]),
        ("...a b...", "then a b.", ["a b"]),
        ("U.S.", "the U.S. army", ["U.S."]),
        ("U.S. army", "the U.S.  army", ["U.S.  army"]),
        ("a.b", "axb", []),
        ("😀 b", "a 😀  b", ["😀  b"]),
        ("Ç b", "Ç b", ["Ç b"]),
        ("", "a", []),
        (" … ", "a … b", ["…"]),
        ("(", "a ( b", ["("]),
    ],
)
def test_quotations(quote: str, text: str, found: list[str]) -> None:
    places = list(quotes.find_all(quote, text))
    assert [text[begin:end] for begin, end in places] == found
    assert quotes.find(quote, text) == (places[0] if places else None)
