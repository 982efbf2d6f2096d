"""The actor tables hold what their format promises."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "actorgraph" / "extract" / "gazetteer"
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def rows(name: str) -> list[dict[str, str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


COUNTRIES = {row["iso3"]: row for row in rows("countries.tsv")}
ORGANISATIONS = {row["id"]: row for row in rows("organisations.tsv")}


def terms(person: str) -> list[dict[str, str]]:
    return [row for row in rows("offices.tsv") if row["person_id"] == person]


def test_committed_tables_are_what_the_script_makes() -> None:
    script = ROOT / "scripts" / "make_gazetteer.py"
    command = [sys.executable, str(script), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("name", "least"),
    [("countries.tsv", 220), ("organisations.tsv", 450), ("memberships.tsv", 250), ("offices.tsv", 900),
     ("sectors.tsv", 250), ("cities.tsv", 500)],
)  # fmt: skip
def test_table_is_large_and_no_cell_is_padded(name: str, least: int) -> None:
    made = rows(name)
    assert len(made) >= least
    for row in made:
        assert None not in row.values(), row
        assert all(cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("name", ["countries.tsv", "organisations.tsv", "memberships.tsv", "offices.tsv"])
def test_dates_are_real_and_in_order(name: str) -> None:
    for row in rows(name):
        for column in ("start", "end"):
            written = row[column]
            if written:
                assert DATE.fullmatch(written), row
                date.fromisoformat((written + "-01-01")[:10])
        if row["start"] and row["end"]:
            size = min(len(row["start"]), len(row["end"]))
            assert row["start"][:size] <= row["end"][:size], row


def test_codes_refer_to_rows_that_exist() -> None:
    for row in rows("memberships.tsv"):
        assert row["member"] in COUNTRIES, row
        assert row["organisation"] in ORGANISATIONS, row
    for row in rows("offices.tsv"):
        assert row["country"] in COUNTRIES or row["country"] in ORGANISATIONS, row
    for row in [*ORGANISATIONS.values()]:
        assert not row["country"] or row["country"] in COUNTRIES, row
    for row in rows("cities.tsv"):
        assert row["iso3"] in COUNTRIES, row


def test_every_country_has_a_qid_of_its_own() -> None:
    qids = [row["qid"] for row in COUNTRIES.values() if row["qid"]]
    assert len(qids) == len(set(qids)) > 220
    assert all(re.fullmatch(r"Q\d+", qid) for qid in qids)


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("Saudi", ["SAU"]), ("Emirati", ["ARE"]), ("Burkinabe", ["BFA"]), ("Ivorian", ["CIV"]),
     ("Dutch", ["NLD"]), ("Bosnian", ["BIH"]), ("Congolese", ["COD", "COG"]), ("Korean", ["KOR", "PRK"]),
     ("Nigerien", ["NER"]),
     ("Nigerian", ["NGA"]), ("Soviet", ["SUN"]), ("Dominican", ["DOM"]), ("Burmese", ["MMR"])],
)  # fmt: skip
def test_adjectives_of_the_news(adjective: str, expected: list[str]) -> None:
    assert [code for code, row in COUNTRIES.items() if adjective in row["adjectives"].split("|")] == expected


def test_capitals_belong_to_one_country() -> None:
    owners: dict[str, str] = {}
    for code, row in COUNTRIES.items():
        for capital in filter(None, row["capital"].split("|")):
            assert owners.setdefault(capital, code) == code, capital
    assert owners["Kiev"] == owners["Kyiv"] == "UKR"


def test_a_person_has_one_name_and_one_set_of_aliases() -> None:
    known: dict[str, tuple[str, str, str]] = {}
    for row in rows("offices.tsv"):
        spelling = (row["name"], row["aliases"], row["qid"])
        assert known.setdefault(row["person_id"], spelling) == spelling, row


def test_dependencies_do_not_share_the_head_of_their_state() -> None:
    assert {row["country"] for row in terms("emmanuel-macron")} == {"FRA"}


def test_terms_of_known_leaders() -> None:
    assert [(row["office"], row["start"], row["end"]) for row in terms("dmitry-medvedev")] == [
        ("president", "2008-05-07", "2012-05-07"),
        ("prime minister", "2012-05-08", "2020-01-16"),
    ]
    tsikhanouskaya = terms("sviatlana-tsikhanouskaya")[0]
    assert "Svetlana Tikhanovskaya" in tsikhanouskaya["aliases"].split("|")
    assert tsikhanouskaya["office"] == "opposition leader"


@pytest.mark.parametrize(
    ("member", "organisation", "start", "end"),
    [("FIN", "nato", "2023-04-04", ""), ("SWE", "nato", "2024-03-07", ""),
     ("GBR", "Q458", "1973-01-01", "2020-01-31"), ("NER", "ecowas", "1975-05-28", "2025-01-29")],
)  # fmt: skip
def test_memberships(member: str, organisation: str, start: str, end: str) -> None:
    wanted = (member, organisation, "full")
    found = [
        (row["start"], row["end"])
        for row in rows("memberships.tsv")
        if (row["member"], row["organisation"], row["kind"]) == wanted
    ]
    assert found == [(start, end)]


def test_sector_nouns_fold_to_one_label_and_sector() -> None:
    of_label: dict[str, tuple[str, str]] = {}
    for row in rows("sectors.tsv"):
        coding = (row["sector"], row["kind"])
        assert of_label.setdefault(row["label"], coding) == coding, row
    by_noun = {row["noun"]: row["label"] for row in rows("sectors.tsv")}
    assert by_noun["riot police"] == by_noun["police"] == "police"
    assert by_noun["demonstrators"] == "protesters"


def known_as(actor: str) -> set[str]:
    row = ORGANISATIONS[actor]
    return {row["name"], *row["aliases"].split("|")}


@pytest.mark.parametrize(
    ("actor", "country", "written"),
    [("kurds", "", {"Kurd", "Kurdish", "Kurds"}), ("uyghurs", "CHN", {"Uighurs", "Uyghur"}),
     ("israeli-settlers", "ISR", {"Jewish settlers"}), ("tutsis", "", {"Tutsi"}),
     ("bosniaks", "BIH", {"Bosnian Muslims"}),
     ("shiites", "", {"Shi'ites", "Shias"})],
)  # fmt: skip
def test_peoples_are_actors_in_every_written_form(actor: str, country: str, written: set[str]) -> None:
    assert (ORGANISATIONS[actor]["kind"], ORGANISATIONS[actor]["country"]) == ("people", country)
    assert written <= known_as(actor)


def test_an_adjective_of_a_group_of_states_is_no_name_without_its_noun() -> None:
    assert {"European leaders", "European foreign ministers"} <= known_as("european-countries")
    assert {"the West", "Western diplomats"} <= known_as("western-countries")
    names = {name for actor in ORGANISATIONS for name in known_as(actor)}
    assert not names & {"European", "Western", "African", "Arab", "Asian", "Baltic"}


def test_west_german_is_not_the_west() -> None:
    assert "the West German" in COUNTRIES["FRG"]["adjectives"].split("|")
    assert "the West African" in known_as("west-african-states")


def test_brussels_may_mean_the_union_or_belgium() -> None:
    assert "Brussels" in known_as("Q458")
    assert "Brussels" in COUNTRIES["BEL"]["capital"].split("|")


def test_the_factbook_continues_an_office_whose_written_terms_have_ended() -> None:
    holders = [
        row["name"] for row in rows("offices.tsv") if (row["country"], row["office"]) == ("AUT", "president")
    ]
    assert {"Kurt Waldheim", "Alexander Van der Bellen"} <= set(holders)
    assert "Muhammad Yunus" in {row["name"] for row in terms("muhammad-yunus")}


@pytest.mark.parametrize("surname", ["Begin", "Lake", "Hill", "Panic", "Ramadan", "Royal", "Roman"])
def test_no_surname_is_a_word_of_headlines(surname: str) -> None:
    spellings = {name for row in rows("offices.tsv") for name in (row["name"], *row["aliases"].split("|"))}
    assert not [name for name in spellings if name.split()[-1:] == [surname]]


@pytest.mark.parametrize(
    "noun", ["aircraft", "planes", "missiles", "team", "players", "justice", "neighbours"]
)
def test_things_and_vague_nouns_are_no_sectors(noun: str) -> None:
    assert noun not in {row["noun"] for row in rows("sectors.tsv")}


@pytest.mark.parametrize(
    ("noun", "label"),
    [("gunmen", "militants"), ("kidnappers", "militants"), ("pirates", "criminals"), ("settlers", "settlers"),
     ("monks", "clergy"), ("farmers", "farmers"), ("inspectors", "inspectors"), ("warships", "navy"),
     ("artillery", "army"), ("drones", "air force"), ("cadets", "troops"), ("MPs", "parliament"),
     ("Muslims", "Muslims"), ("teachers", "teachers")],
)  # fmt: skip
def test_nouns_of_the_news(noun: str, label: str) -> None:
    assert [row["label"] for row in rows("sectors.tsv") if row["noun"] == noun] == [label]


def test_a_noun_stands_in_one_spelling() -> None:
    nouns = [row["noun"].lower() for row in rows("sectors.tsv")]
    assert len(nouns) == len(set(nouns))


def test_cities_stand_with_and_without_marks_but_no_first_name_is_a_city() -> None:
    place = {row["name"]: row["iso3"] for row in rows("cities.tsv")}
    assert place["Düsseldorf"] == place["Dusseldorf"] == "DEU"
    assert place["Aleppo"] == "SYR"
    assert place["Donetsk"] == place["Crimea"] == "UKR"
    assert not {"Vladimir", "Salvador", "Victoria", "Santiago", "Split"} & place.keys()


def test_city_names_are_no_names_of_countries() -> None:
    taken = {row["name"] for row in COUNTRIES.values()}
    assert not taken & {row["name"] for row in rows("cities.tsv")}


BAD_ROWS = [
    ("memberships.tsv", "ZZZ\tnato\tfull\t2020", "member is 'ZZZ'"),
    ("memberships.tsv", "FRA\tno-such-body\tfull\t2020", "organisation is 'no-such-body'"),
    ("memberships.tsv", "FRA\tnato\tfull\t2020-13", "start is '2020-13'"),
    ("memberships.tsv", "FRA\tnato\tfull\t2020\t2019", "end is '2019'"),
    ("organisations.tsv", "x\tX\tclub\tIGO", "kind is 'club'"),
    ("sectors.tsv", "x\tXXX\tpeople\tx\tno\tno", "sector is 'XXX'"),
]


@pytest.mark.parametrize(("name", "row", "message"), BAD_ROWS)
def test_a_bad_row_stops_the_script(tmp_path: Path, name: str, row: str, message: str) -> None:
    for source in (ROOT / "scripts").glob("*.py"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    (tmp_path / "gazetteer").mkdir()
    for source in (ROOT / "scripts" / "gazetteer").iterdir():
        (tmp_path / "gazetteer" / source.name).write_bytes(source.read_bytes())
    broken = tmp_path / "gazetteer" / name
    number = len(broken.read_text(encoding="utf-8").splitlines()) + 1
    broken.write_text(broken.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    command = [sys.executable, str(tmp_path / "make_gazetteer.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"{name}:{number}: {message}" in run.stderr
