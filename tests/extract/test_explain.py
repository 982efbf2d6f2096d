"""What `explain` tells of a sentence is what the reader makes of it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from actorgraph.cli.app import app
from actorgraph.dates import parse_partial
from actorgraph.extract import Extractor
from actorgraph.extract.explain import Explainer, picture
from actorgraph.extract.explanation import Explanation
from actorgraph.model import Evidence
from tests.extract.expectations import cases

PUBLISHED = parse_partial("2020-10-04")
SENTENCE = "France said on Friday that Turkey had not attacked Syria."


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return Explainer()


@pytest.fixture(scope="module")
def explained(explainer: Explainer) -> Explanation:
    return explainer.explain(SENTENCE, PUBLISHED)


def bare(item: Evidence) -> Evidence:
    return replace(item, article="", extractor="")


def test_evidence_is_that_of_the_reader(explainer: Explainer, extractor: Extractor):
    single = [case for case in cases() if "\n" not in case.article.text and "  " not in case.article.text]
    assert len(single) > 400
    for case, reading in zip(single, extractor.read(case.article for case in single), strict=True):
        found = explainer.explain(case.article.text or "", case.article.published)
        if found.residue is None:
            assert [bare(item) for item in found.evidence] == [bare(item) for item in reading.evidence], case


def test_parse(explained: Explanation):
    assert " ".join(word.text for word in explained.words) == SENTENCE.replace("Syria.", "Syria .")
    roots = [word.text for word in explained.words if word.head == word.index]
    assert roots == ["said"]
    attacked = next(word for word in explained.words if word.text == "attacked")
    assert (attacked.lemma, attacked.tag, explained.words[attacked.head].text) == ("attack", "VBN", "said")


def test_names_and_times(explained: Explanation):
    meant = {mention.text: [(m.actor, m.reason) for m in mention.meanings] for mention in explained.mentions}
    assert meant["Turkey"] == [("TUR", "name")]
    assert [(time.text, str(time.start), time.basis) for time in explained.times] == [
        ("Friday", "2020-10-02", "relative")
    ]


def test_frames_with_slots_status_and_speaker(explained: Explanation):
    (frame,) = [frame for frame in explained.frames if frame.trigger == "attacked"]
    assert (frame.type, frame.outcome) == ("ASSAULT", "evidence")
    assert [meaning.name for meaning in frame.sources] == ["Turkey"]
    assert [meaning.name for meaning in frame.targets] == ["Syria"]
    assert (frame.status, frame.speaker, frame.via) == ("denied", "France", "said")
    assert [(item.type, item.status) for item in explained.evidence] == [("ASSAULT", "denied")]


def test_frames_that_found_no_actor_are_told(explainer: Explainer):
    found = explainer.explain("Somebody imposed sanctions in the morning.")
    outcomes = {(frame.trigger, frame.type): frame.outcome for frame in found.frames}
    assert outcomes["imposed", "SANCTION"] == "no actor: source and target not found"
    assert found.evidence == ()


def test_a_frame_that_lost_to_another_is_told(explainer: Explainer):
    found = explainer.explain("The EU imposed sanctions on Belarus.", PUBLISHED)
    outcomes = {(frame.trigger, frame.type): frame.outcome for frame in found.frames}
    assert outcomes["imposed", "SANCTION"] == "evidence"
    assert outcomes["sanctions", "HAS_SANCTIONS_ON"].startswith("left out")


def test_pronouns_are_told_with_their_reason(explainer: Explainer):
    found = explainer.explain("Minsk denied that it had arrested protesters.", PUBLISHED)
    (it,) = [mention for mention in found.mentions if mention.text == "it"]
    assert it.found_by == "phrase"
    assert [meaning.actor for meaning in it.meanings] == ["BLR"]


def test_picture_is_an_svg_of_every_word(explained: Explanation):
    root = ET.fromstring(picture(explained))
    assert root.tag.endswith("svg")
    words = [node.text for node in root.iter() if node.get("class") == "displacy-word"]
    assert words == [word.text for word in explained.words]
    assert picture(explained) == picture(explained)


def test_words_of_a_text_do_not_become_markup(explainer: Explainer):
    drawn = picture(explainer.explain("Iran met <script>alert(1)</script> Iraq & Oman."))
    assert "<script" not in drawn
    ET.fromstring(drawn)


def run(*args: str) -> str:
    result = CliRunner().invoke(app, ["explain", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_text_for_people():
    shown = run("France imposed sanctions on Iran on Friday.", "--published", "2020-10-04")
    assert "      nsubj" not in shown.split("Tree")[0]
    assert "    nsubj: France (NNP)" in shown
    assert "France (gazetteer): France [FRA], name, 1.00" in shown
    assert "Friday (at): 2020-10-02 (at, relative)" in shown
    assert "France SANCTION Iran: asserted, 2020-10-02" in shown
    assert "published 2020-10-04." in shown


def test_json_has_every_field_with_dates_as_text():
    record = json.loads(run("France imposed sanctions on Iran in May 2012.", "-f", "json"))
    assert {"words", "mentions", "times", "frames", "evidence", "actors", "residue"} <= record.keys()
    event = next(item for item in record["evidence"] if item["kind"] == "event")
    assert (event["type"], event["when"], len(event["id"])) == ("SANCTION", "2012-05", 16)


def test_picture_in_a_file(tmp_path: Path):
    assert run("Iran met Iraq.", "-f", "svg", "-o", str(tmp_path / "tree.svg")) == ""
    assert ET.parse(tmp_path / "tree.svg").getroot().tag.endswith("svg")


def test_an_empty_sentence_and_a_bad_date_are_wrong_usage():
    assert CliRunner().invoke(app, ["explain", "  "]).exit_code == 2
    result = CliRunner().invoke(app, ["explain", "Iran met Iraq.", "--published", "soon"])
    assert result.exit_code == 2
    assert "'soon' is no date" in result.stderr
