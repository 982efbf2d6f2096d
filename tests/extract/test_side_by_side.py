"""What is not said of two who stand side by side, of places, and of enemies of a fight."""

from __future__ import annotations

import pytest

from actorgraph.extract import load
from actorgraph.model import Article


def _events(text: str) -> set[tuple[str, str, str]]:
    (reading,) = load().read([Article(text)])
    names = {actor.id: actor.name for actor in reading.actors}
    return {(names[e.source], e.type, names[e.target]) for e in reading.evidence if e.kind == "event"}


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Chadian troops and Nigerian militias launched an offensive on Sunday.", "ASSAULT"),
        ("Norway supports operations against the Taliban.", "SUPPORT"),
        ("Kenya is committed to destroying al-Shabab.", "AGREE"),
        ("Portugal condemned the attacks in Lebanon.", "ACCUSE"),
        ("Near Benghazi, two strikes destroyed a depot of Islamic State.", "ASSAULT"),
        ("Petty officers were advising the Peruvian army.", "REQUEST"),
    ],
)
def test_what_is_not_said(text: str, unsaid: str) -> None:
    assert unsaid not in {type_ for _, type_, _ in _events(text)}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chadian troops and Boko Haram clashed near the lake.", ("Chadian troops", "ASSAULT", "Boko Haram")),
        ("Portugal condemned the Israeli attacks in Lebanon.", ("Portugal", "ACCUSE", "Israel")),
        ("Denmark supports Ukraine against Russia.", ("Denmark", "SUPPORT", "Ukraine")),
    ],
)
def test_what_is_said(text: str, event: tuple[str, str, str]) -> None:
    found = _events(text)
    assert event in found or (event[2], event[1], event[0]) in found
