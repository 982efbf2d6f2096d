from __future__ import annotations

import re
from pathlib import Path

import pytest

from actorgraph.datasets import load_mapping, shipped
from actorgraph.datasets.cameo import goldstein, load_cameo
from actorgraph.datasets.mapping import ROLES
from actorgraph.errors import BadMapping
from actorgraph.ontology import EVENTS, known_mode

LEAST = """
[dataset]
name = "mine"
[columns]
source = "a"
target = "b"
code = "c"
date = "d"
[code]
types = { "1" = "THREATEN", "2" = "CONSULT phone", "9" = "ALLIED_WITH defence" }
"""


def _file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    mapping = load_mapping(_file(tmp_path, LEAST))
    assert (mapping.name, mapping.title, mapping.publisher) == ("mine", "mine", "mine")
    assert mapping.columns == {"source": "a", "target": "b", "code": "c", "date": "d"}
    meanings = {code: (one.code, one.type, one.mode) for code, one in mapping.codes.items()}
    assert meanings == {
        "1": ("mine:1", "THREATEN", None),
        "2": ("mine:2", "CONSULT", "phone"),
        "9": ("mine:9", "ALLIED_WITH", "defence"),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "mine"', 'name = ""', r"\[dataset\] name is ''"),
        ('name = "mine"', 'name = "articles"', r"\[dataset\] name is 'articles'"),
        ('name = "mine"', 'nam = "mine"', r"\[dataset\] nam is 'mine': no such key; known are name"),
        ('source = "a"', "", r"\[columns\] source is None: the name of a column"),
        ('code = "c"', "", r"\[columns\] code is None"),
        ('source = "a"', "source = 1", r"\[columns\] source is 1"),
        ('"THREATEN"', '"THREAT"', r"\[code.types\] 1 is 'THREAT': .*TYPE"),
        ("CONSULT phone", "CONSULT shouting", "CONSULT has no mode shouting"),
        ("[code]", '[code]\ntype = "AID"', "either a scheme or types for its codes, or one type"),
        ("[code]", '[code]\nlabels = { "Arrest" = "3" }', r"\[code.labels\] Arrest is '3': no code of this"),
        ("[code]", "[values]\nconfidence = 2\n[code]", r"\[values\] confidence is 2: a number above 0"),
        ("[code]", '[values]\ndate_basis = "guess"\n[code]', r"\[values\] date_basis is 'guess': one of"),
        ("[code]", '[values]\ndate_format = "%H"\n[code]', r"\[values\] date_format is '%H'"),
        ("[code]", "[file]\nmissing = 1\n[code]", r"\[file\] missing is 1: a value of type list"),
        ("[code]", "[actors]\nnames = { X = 'Nobody' }\n[code]", r"\[actors.names\] X is 'Nobody': no actor"),
        ("[code]", '[values]\ndate_format = "%Y %Q"\n[code]', r"date_format is '%Y %Q': no format of dates"),
        ("[code]", "[files]\n[code]", "files is {}: no such key"),
        ("[dataset]", "[dataset", "no TOML"),
    ],
)
def test_what_breaks_the_format_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in LEAST
    with pytest.raises(BadMapping, match=message) as caught:
        load_mapping(_file(tmp_path, LEAST.replace(old, new, 1)))
    assert "mapping.toml" in str(caught.value)


def test_a_name_that_is_none_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match=r"icews15: No such file.*edges-1m, gdelt, .*icews14"):
        load_mapping("icews15")


@pytest.mark.parametrize("name", shipped())
def test_shipped_mappings_can_be_read(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.name == name
    assert mapping.codes["010"].type == "COMMENT"
    assert mapping.codes["190"].code == "cameo:190"
    assert len(mapping.header) in (0, 58)


def test_another_mapping_has_another_digest(tmp_path: Path) -> None:
    digests = {load_mapping("icews14").digest, load_mapping("icews18").digest}
    assert len(digests | {load_mapping("icews14", own_actors=True).digest}) == 3


def test_every_cameo_code_means_a_type_and_a_mode_that_there_are() -> None:
    codes = load_cameo()
    assert len(codes) == 312
    for one in codes.values():
        assert one.type in EVENTS
        assert known_mode(one.type, one.mode), one
        assert -10 <= one.goldstein <= 10
        assert one.quad in (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("code", "type_", "mode"),
    [
        # PLOVER's crosswalk as it is
        ("042", "CONSULT", "visit"),
        ("057", "SUPPORT", None),
        ("1122", "ACCUSE", "allege"),
        ("0871", "RETREAT", "ceasefire"),
        ("191", "COERCE", "restrict"),
        # modes that PLOVER 2.0 has no longer
        ("186", "ASSAULT", None),
        ("1722", "COERCE", None),
        # FIGHT is no type of PLOVER; root codes; what the crosswalk leaves out; sanctions
        ("20", "ASSAULT", None),
        ("19", "ASSAULT", None),
        ("03", "AGREE", None),
        ("012", "COMMENT", None),
        ("0231", "APPEAL", None),
        ("163", "SANCTION", None),
    ],
)
def test_what_a_cameo_code_means(code: str, type_: str, mode: str | None) -> None:
    assert (load_cameo()[code].type, load_cameo()[code].mode) == (type_, mode)


@pytest.mark.parametrize(
    ("code", "score"),
    [
        ("cameo:016", -5),
        ("cameo:190", -10),
        ("cameo:046", 7),
        ("cameo:10", -5),
        ("cow:190", None),
        ("", None),
    ],
)
def test_goldstein_scores_are_those_of_icews(code: str, score: float | None) -> None:
    assert goldstein(code) == score


def test_the_mapping_on_the_page_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "datasets.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.+?)\n```", page, re.DOTALL)
    mapping = load_mapping(_file(tmp_path, example))
    assert (mapping.name, mapping.delimiter, mapping.missing) == ("pacts", ";", {"", "NA", "-9"})
    assert mapping.codes["1"].mode == "defence"
    for role in ROLES:
        assert role in page
    for name in shipped():
        assert f"`{name}`" in page
