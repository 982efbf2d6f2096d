"""How sure a report is: its traits, its chance, and the fit that the weights come from."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actorgraph.errors import BadLexicon
from actorgraph.extract import sureness
from actorgraph.extract.lexicon import frames
from actorgraph.extract.sureness import chance, chance_of_actors, load_weights, resolved, traits
from actorgraph.extract.tables import Row

BY_TRIGGER = {(one.type, one.pos, bool(one.conditions or one.extra)): one for one in frames()}
BARE = BY_TRIGGER["ACCUSE", "verb", False]
FULL = BY_TRIGGER["ACCUSE", "verb", True]


def test_traits_say_what_the_row_asks_for_and_what_became_of_it():
    assert traits(BARE, "ACCUSE", "asserted") == ("any report", "type ACCUSE", "a verb alone")
    assert traits(FULL, "REJECT", "denied") == (
        "any report", "type REJECT", "words beside the trigger", "status denied", "type by a rule",
    )  # fmt: skip


def test_every_weight_but_those_of_actors_is_of_a_trait_that_reports_can_have():
    kinds = {
        mark
        for frame in frames()
        for status in ("asserted", "claimed", "denied", "planned", "hypothetical")
        for type_ in (frame.type, "THREATEN")
        for mark in traits(frame, type_, status)  # type: ignore[arg-type]
    }
    assert set(load_weights()) - {"actors", "actors, any report"} <= kinds


def test_the_less_surely_actors_are_resolved_the_less_sure_is_the_report():
    chances = [chance(FULL, "ACCUSE", "asserted", actors / 10) for actors in range(11)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1
    assert chance_of_actors(1.0) == 1.0


@pytest.mark.parametrize("actors", [0.1, 0.35, 0.7, 0.95])
def test_how_surely_they_were_resolved_is_got_back(actors: float):
    assert resolved(chance_of_actors(actors)) == pytest.approx(actors)


def test_what_is_imagined_is_less_sure_than_what_happened():
    assert chance(FULL, "ACCUSE", "hypothetical", 0.9) < chance(FULL, "ACCUSE", "asserted", 0.9)


def test_a_weight_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch):
    row = Row({"trait": "any report", "weight": "high"}, "confidence/weights.tsv:5")
    monkeypatch.setattr(sureness, "table", lambda *_: iter([row]))
    with pytest.raises(BadLexicon, match=r"confidence/weights.tsv:5: weight is 'high': a number"):
        load_weights.__wrapped__()


def test_the_fit_learns_which_types_are_read_wrongly(tmp_path: Path):
    """What is read as blame is always annotated as blame, what is read as a threat never as one."""
    places = ["France", "Spain", "Norway", "Chile", "Peru", "Kenya", "Ghana", "Nepal"]
    records = []
    for number, (one, other) in enumerate((a, b) for a in places for b in places if a != b):
        wording, root = ("accused {} of lying", "ACCUSE") if number % 2 else ("threatened {}", "AID")
        relation = {"source": one, "target": other, "root": root}
        records.append({"id": f"r{number}", "text": f"{one} {wording.format(other)}.", "gold": [relation]})
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    written = tmp_path / "actorgraph" / "extract" / "confidence"
    written.mkdir(parents=True)
    home = Path(__file__).parents[2]
    shutil.copy(home / "actorgraph" / "extract" / "confidence" / "weights.tsv", written)
    done = subprocess.run(
        [sys.executable, str(home / "scripts" / "calibrate.py"), str(gold)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = (written / "weights.tsv").read_text(encoding="utf-8").splitlines()
    weights = {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines[4:]}
    assert weights["type ACCUSE"] > 0.5 > -0.5 > weights["type THREATEN"]
