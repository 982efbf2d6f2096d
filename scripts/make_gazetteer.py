"""Make the actor tables of actorgraph/extract/gazetteer from scripts/gazetteer.

    python scripts/make_gazetteer.py            write the tables
    python scripts/make_gazetteer.py --check    exit 1 if a committed table differs from what this makes

The same input gives the same bytes; nothing but the standard library is needed. A bad row stops the run with
file, line and value. A name that two actors of one table share is reported, and is no error: news uses such
names ("Congolese", "National Liberation Army"), and the reader of the table decides by context.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gazetteer_rows import BadRow, Line, plain, read_rows, slug

ROOT = Path(__file__).resolve().parent.parent
INPUT = Path(__file__).resolve().parent / "gazetteer"
OUTPUT = ROOT / "actorgraph" / "extract" / "gazetteer"

COLUMNS = {
    "countries.tsv": (
        "iso3", "qid", "name", "official", "adjectives", "people", "capital", "aliases", "metonyms",
        "start", "end", "region",
    ),
    "organisations.tsv": ("id", "name", "kind", "sector", "country", "aliases", "start", "end"),
    "memberships.tsv": ("member", "organisation", "kind", "start", "end"),
    "offices.tsv": ("person_id", "qid", "name", "aliases", "country", "office", "start", "end"),
    "sectors.tsv": ("noun", "sector", "kind", "label", "state", "person"),
    "cities.tsv": ("name", "iso3"),
}  # fmt: skip
ORGANISATION_KINDS = {
    "igo", "alliance", "government", "party", "armed_group", "company", "media", "ngo", "people",
}  # fmt: skip
SECTOR_KINDS = {"government", "armed_group", "party", "people", "company", "media", "ngo", "person"}
SECTORS = {
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB", "CVL", "UAF", "REF", "MED", "EDU", "LAB", "CRM",
    "PTY", "BUS", "REL", "NGO", "IGO", "AGR", "ELI", "HLH", "DEV",
}  # fmt: skip
OF_STATES = (
    "countries", "nations", "states", "governments", "capitals", "powers", "leaders", "heads of state",
    "ministers", "foreign ministers", "finance ministers", "defence ministers", "defense ministers",
    "officials", "official", "diplomats", "diplomat", "ambassadors", "envoys", "envoy", "negotiators",
    "mediators", "allies", "partners", "members", "troops", "forces", "peacekeepers",
)  # fmt: skip
"""Nouns that with the adjective of a group of states stand for the group: `Western diplomats`."""
Table = list[dict[str, str]]


def countries() -> Table:
    """Curated names, joined with QID, official name and region of the territories snapshot."""
    known = {row["iso3"]: row for row in read_rows(INPUT / "source_territories.tsv")}
    made: Table = []
    for row in read_rows(INPUT / "countries.tsv"):
        source = known.get(row["iso3"])
        if source is None and not (row["name"] and row["region"]):
            raise row.bad("iso3", "neither in source_territories.tsv nor given with name and region")
        row.interval()
        cells = {column: row.get(column) for column in COLUMNS["countries.tsv"]}
        for column in ("qid", "name", "official", "region"):
            cells[column] = cells[column] or (source[column] if source else "")
        for column in ("adjectives", "people", "capital", "aliases", "metonyms"):
            cells[column] = row.listed(column)
        made.append(cells)
    unique(made, "iso3", "countries.tsv")
    return sorted(made, key=lambda cells: cells["iso3"])


def organisations(states: set[str]) -> Table:
    """International organisations, government bodies, parties, armed groups, companies, NGOs, media."""
    made: Table = []
    for row in read_rows(INPUT / "organisations.tsv"):
        row.one_of("kind", ORGANISATION_KINDS)
        row.one_of("sector", SECTORS)
        if row["country"]:
            row.one_of("country", states)
        row.interval()
        cells = {column: row.get(column) for column in COLUMNS["organisations.tsv"]}
        made.append(cells | {"aliases": "|".join(known_as(row))})
    unique(made, "id", "organisations.tsv")
    return sorted(made, key=lambda cells: cells["id"])


def known_as(row: Line) -> list[str]:
    """The aliases of an organisation, those made with its adjectives among them: `Arab leaders`."""
    written = [alias for alias in row.listed("aliases").split("|") if alias]
    adjectives = [adjective for adjective in row.listed("adjectives").split("|") if adjective]
    of_members = [f"{adjective} {noun}" for adjective in adjectives for noun in OF_STATES]
    return list(dict.fromkeys(alias for alias in (*written, *of_members) if alias != row["name"]))


def memberships(states: set[str], groups: set[str]) -> Table:
    """Which state belongs to which organisation, from when to when."""
    made: Table = []
    for row in read_rows(INPUT / "memberships.tsv"):
        row.one_of("member", states)
        row.one_of("organisation", groups)
        row.one_of("kind", {"full", "observer", "candidate"})
        row.interval()
        made.append({column: row.get(column) for column in COLUMNS["memberships.tsv"]})
    return sorted(made, key=lambda cells: (cells["organisation"], cells["member"], cells["start"]))


def offices(states: set[str], groups: set[str]) -> Table:
    """Curated terms, and the factbook's holder of an office whose curated terms all ended before."""
    terms = list(curated_terms(states | groups))
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms:
        ends[(term["country"], term["office"])].append(term["end"] or "9999")
    for term in factbook_terms(states):
        if max(ends[(term["country"], term["office"])], default="") <= (term["start"] or "9999"):
            terms.append(term)
    spellings: dict[str, list[str]] = defaultdict(list)
    qids: dict[str, str] = {}
    for term in terms:
        person = term["person_id"] = slug(term["name"])
        names = spellings[person]
        names.extend(name for name in term["aliases"].split("|") if name and name not in names)
        qids[person] = term["qid"] or qids.get(person, "")
    for term in terms:
        term["aliases"] = "|".join(spellings[term["person_id"]])
        term["qid"] = qids[term["person_id"]]
    order = ("person_id", "start", "country", "office")
    return sorted(terms, key=lambda cells: [cells[column] for column in order])


def curated_terms(places: set[str]) -> Iterator[dict[str, str]]:
    """The terms written for the project; `country` is a state or an organisation."""
    for row in read_rows(INPUT / "offices.tsv"):
        row.one_of("country", places)
        for column in ("office", "name"):
            if not row[column]:
                raise row.bad(column, "is empty")
        row.interval()
        cells = {column: row.get(column) for column in COLUMNS["offices.tsv"]}
        yield cells | {"aliases": row.listed("aliases")}


def factbook_terms(states: set[str]) -> Iterator[dict[str, str]]:
    """Holders in independent states, spelled as in factbook_names.tsv; an empty spelling drops one."""
    spelling = {row["factbook"]: row for row in read_rows(INPUT / "factbook_names.tsv")}
    independent = {
        row["iso3"] for row in read_rows(INPUT / "source_territories.tsv") if row["independent"] == "yes"
    }
    seen = set()
    for row in read_rows(INPUT / "source_factbook.tsv"):
        office = office_of(row["title"])
        if row["iso3"] not in independent & states or office is None:
            continue
        better = spelling.get(row["name"])
        name = better["name"] if better else row["name"]
        if not name or (row["iso3"], office, name) in seen:
            continue
        seen.add((row["iso3"], office, name))
        yield {"qid": "", "name": name, "aliases": better.listed("aliases") if better else "",
               "country": row["iso3"], "office": office, "start": row["start"], "end": ""}  # fmt: skip


def office_of(title: str) -> str | None:
    """The office that a factbook title names: `Transition Prime Minister` is prime minister."""
    words = {
        "Chancellor": "chancellor", "Prime Minister": "prime minister", "Premier": "prime minister",
        "Taoiseach": "prime minister", "President": "president", "King": "king", "Sultan": "sultan",
        "Amir": "emir", "Emperor": "emperor", "Pope": "pope", "Prince": "prince", "Grand Duke": "grand duke",
    }  # fmt: skip
    if title.endswith(" of the") or title in ("Co-", "Crown Prince"):
        return None
    return next((office for word, office in words.items() if word in title), None)


def sectors() -> Table:
    """Nouns that make an actor with a country, folded to one label."""
    made: Table = []
    for row in read_rows(INPUT / "sectors.tsv"):
        row.one_of("sector", SECTORS)
        row.one_of("kind", SECTOR_KINDS)
        row.one_of("state", {"yes", "no"})
        row.one_of("person", {"yes", "no"})
        if not row["noun"] or not row["label"]:
            raise row.bad("noun", "noun or label is empty")
        made.append({column: row.get(column) for column in COLUMNS["sectors.tsv"]})
    unique(made, "noun", "sectors.tsv")
    return sorted(made, key=lambda cells: cells["noun"])


def cities(states: set[str], taken: set[str]) -> Table:
    """Curated places first; then large cities, but no word of not_cities.txt and no name of two countries.

    A name with marks stands a second time without them, as most newspapers print it.
    """
    chosen: dict[str, str] = {}
    for row in read_rows(INPUT / "cities.tsv"):
        row.one_of("iso3", states)
        if chosen.setdefault(row["name"], row["iso3"]) != row["iso3"]:
            raise row.bad("name", f"stands for {chosen[row['name']]} above")
    skipped = set((INPUT / "not_cities.txt").read_text(encoding="utf-8").split("\n")) | taken
    largest: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in read_rows(INPUT / "source_geonames.tsv"):
        if row["iso3"] in states and row["name"] not in skipped | chosen.keys():
            largest[row["name"]].append((int(row["population"]), row["iso3"]))
    for name, places in largest.items():
        places.sort(reverse=True)
        rivals = [population for population, iso3 in places if iso3 != places[0][1]]
        if places[0][0] >= 300_000 and (not rivals or places[0][0] >= 5 * max(rivals)):
            chosen[name] = places[0][1]
    for name, iso3 in sorted(chosen.items()):
        bare = plain(name)
        if bare not in skipped:
            chosen.setdefault(bare, iso3)
    return [{"name": name, "iso3": chosen[name]} for name in sorted(chosen)]


def unique(rows: Table, column: str, name: str) -> None:
    """Refuse a key that stands twice."""
    seen: set[str] = set()
    for row in rows:
        if row[column] in seen:
            raise BadRow(f"{name}: {column} {row[column]!r} stands twice")
        seen.add(row[column])


def shared_names(rows: Table, key: str, columns: Iterable[str]) -> dict[str, list[str]]:
    """Names that mean more than one actor of a table."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for column in columns:
            for name in filter(None, row[column].split("|")):
                owners[name].add(row[key])
    return {name: sorted(ids) for name, ids in sorted(owners.items()) if len(ids) > 1}


def tables() -> dict[str, Table]:
    """Every table by file name. Raises BadRow."""
    states = countries()
    groups = organisations({row["iso3"] for row in states})
    codes, ids = {row["iso3"] for row in states}, {row["id"] for row in groups}
    taken = {
        name
        for row in states
        for column in ("name", "capital", "aliases", "metonyms")
        for name in row[column].split("|")
    }
    return {
        "countries.tsv": states,
        "organisations.tsv": groups,
        "memberships.tsv": memberships(codes, ids),
        "offices.tsv": offices(codes, ids),
        "sectors.tsv": sectors(),
        "cities.tsv": cities(codes, taken),
    }


def as_text(name: str, rows: Table) -> str:
    """The table as its file holds it."""
    columns = COLUMNS[name]
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    return "# Made by scripts/make_gazetteer.py; sources and licences: SOURCES.md\n" + "\n".join(lines) + "\n"


def report(made: dict[str, Table], say: Callable[[str], None]) -> None:
    """Say how many rows there are and which names are shared."""
    for name, rows in made.items():
        say(f"{name}: {len(rows)} rows")
    for name, key, columns in (
        ("countries.tsv", "iso3", ("name", "adjectives", "people", "capital", "aliases", "metonyms")),
        ("organisations.tsv", "id", ("name", "aliases")),
        ("offices.tsv", "person_id", ("name", "aliases")),
    ):
        for alias, ids in shared_names(made[name], key, columns).items():
            say(f"{name}: {alias!r} means {', '.join(ids)}")


def main() -> int:
    """Write or compare the tables; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the committed tables")
    check = parser.parse_args().check
    try:
        made = tables()
    except BadRow as error:
        print(error, file=sys.stderr)
        return 1
    stale = []
    for name, rows in made.items():
        path, text = OUTPUT / name, as_text(name, rows)
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    report(made, lambda line: print(line, file=sys.stderr))
    if stale:
        print(f"differs from its sources: {', '.join(stale)}; run scripts/make_gazetteer.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
