"""The mapping of a table: which column is what, and what its codes mean (docs/datasets.md)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from actorgraph.datasets.actors import digest, known_actor
from actorgraph.datasets.cameo import SCHEME, load_cameo
from actorgraph.errors import BadMapping
from actorgraph.model import STATUSES, DateBasis, Status, make_key
from actorgraph.ontology import EVENTS, TIES, known_mode

Role = Literal[
    "source", "target", "date", "until", "code", "label", "publisher", "entry", "confidence",
    "source_country", "target_country",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
_NEEDED: tuple[Role, ...] = ("source", "target", "date")
_A_DAY = dt.date(2020, 8, 15)
_RESERVED = frozenset({"articles", "datasets"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: the code itself with its scheme, the type and mode here, and its own words."""

    code: str
    type: str
    mode: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read. `columns` are names of columns by role; `codes` are by the text in the table.

    `header` names the columns of a file that has no header line; `missing` are texts that stand for no value.
    `meaning` is that of every row where the table has no codes. `date_format` is that of `strptime`, None for
    YYYY, YYYY-MM and YYYY-MM-DD. With `own_actors` no name is taken for an actor known from elsewhere;
    `names` are names in the table and the usual ones for them.
    """

    name: str
    title: str
    url: str
    columns: AnyMapping[Role, str]
    codes: AnyMapping[str, Meaning] = field(default_factory=dict)
    labels: AnyMapping[str, Meaning] = field(default_factory=dict)
    meaning: Meaning | None = None
    header: tuple[str, ...] = ()
    delimiter: str | None = None
    quoted: bool = True
    missing: frozenset[str] = frozenset({""})
    date_format: str | None = None
    date_basis: DateBasis = "explicit"
    status: Status = "asserted"
    confidence: float = 1.0
    publisher: str = ""
    own_actors: bool = False
    names: AnyMapping[str, str] = field(default_factory=dict)
    digest: str = ""
    """Another digest means reading anew: the mapping has changed, or a table that comes with the package."""


def shipped() -> list[str]:
    """The names of the mappings that come with the package."""
    places = (files("actorgraph.datasets") / "mappings").iterdir()
    return sorted(place.name.removesuffix(".toml") for place in places if place.name.endswith(".toml"))


def load_mapping(named: str, own_actors: bool = False) -> Mapping:
    """The mapping in the file `named`, or the shipped one of that name.

    Raises `BadMapping` naming the file, the key and its value.
    """
    if named in shipped():
        text = (files("actorgraph.datasets") / "mappings" / f"{named}.toml").read_text(encoding="utf-8")
    else:
        try:
            text = Path(named).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
            names = ", ".join(shipped())
            raise BadMapping(f"{named}: {reason}; name a file, or one of the mappings {names}") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"{named}: no TOML ({error})") from error
    return _Reader(named, values).mapping(own_actors, text)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes the values of a mapping file by type."""

    where: str
    values: dict[str, Any]

    def mapping(self, own_actors: bool, text: str) -> Mapping:
        sections: dict[str, set[str]] = {
            "dataset": {"name", "title", "url", "publisher"},
            "file": {"header", "delimiter", "quoted", "missing"},
            "columns": set(ROLES),
            "code": {"scheme", "types", "labels", "type"},
            "values": {"date_format", "date_basis", "status", "confidence"},
            "actors": {"own", "names"},
        }
        self._only("", self.values, set(sections))
        for section, keys in sections.items():
            self._only(section, self._section(section), keys)
        own_actors = own_actors or self._take("actors", "own", bool, False)
        title = self._take("dataset", "title", str, self._name())
        codes, labels, meaning = self._meanings()
        return Mapping(
            name=self._name(),
            title=title,
            url=self._take("dataset", "url", str, ""),
            columns=self._columns(bool(codes)),
            codes=codes,
            labels=labels,
            meaning=meaning,
            header=tuple(self._take("file", "header", list, [])),
            delimiter=self._take("file", "delimiter", str, None),
            quoted=self._take("file", "quoted", bool, True),
            missing=frozenset({"", *self._take("file", "missing", list, [])}),
            date_format=self._date_format(),
            date_basis=self._choice("values", "date_basis", get_args(DateBasis), "explicit"),
            status=self._choice("values", "status", STATUSES, "asserted"),
            confidence=self._confidence(),
            publisher=self._take("dataset", "publisher", str, title),
            own_actors=own_actors,
            names=self._names(),
            digest=make_key("mapping", text, own_actors, digest(), repr(codes))[:8],
        )

    def _bad(self, section: str, key: str, value: object, reason: str) -> BadMapping:
        place = f"[{section}] {key}" if section else key
        return BadMapping(f"{self.where}: {place} is {value!r}: {reason}. See docs/datasets.md")

    def _only(self, section: str, given: dict[str, Any], known: set[str]) -> None:
        for key in given:
            if key not in known:
                raise self._bad(
                    section, key, given[key], f"no such key; known are {', '.join(sorted(known))}"
                )

    def _section(self, name: str) -> dict[str, Any]:
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self._bad("", name, value, "a section is expected")
        return value

    def _take(self, section: str, key: str, kind: type, default: Any) -> Any:
        value = self._section(section).get(key, default)
        if value is not default and not isinstance(value, kind):
            raise self._bad(section, key, value, f"a value of type {kind.__name__} is expected")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise self._bad(section, key, value, "a list of texts is expected")
        return value

    def _choice(self, section: str, key: str, allowed: tuple[Any, ...], default: str) -> Any:
        value = self._section(section).get(key, default)
        if value not in allowed:
            raise self._bad(section, key, value, f"one of {', '.join(allowed)} is expected")
        return value

    def _name(self) -> str:
        name = self._take("dataset", "name", str, "")
        if not name or name in _RESERVED or name != name.strip():
            raise self._bad("dataset", "name", name, "a name for the data set is expected")
        return str(name)

    def _columns(self, coded: bool) -> dict[Role, str]:
        given = self._section("columns")
        columns: dict[Role, str] = {role: given[role] for role in ROLES if role in given}
        for role in (*_NEEDED, *(["code"] if coded else [])):
            if role not in columns:
                raise self._bad("columns", role, None, "the name of a column is expected")
        for role, column in columns.items():
            if not isinstance(column, str) or not column:
                raise self._bad("columns", role, column, "the name of a column is expected")
        return columns

    def _names(self) -> dict[str, str]:
        names: dict[str, str] = self._take("actors", "names", dict, {})
        for name, usual in names.items():
            if not isinstance(usual, str) or known_actor(usual) is None:
                raise self._bad("actors.names", name, usual, "no actor of this name is known")
        return names

    def _date_format(self) -> str | None:
        text: str | None = self._take("values", "date_format", str, None)
        if text is not None:
            try:
                told = dt.datetime.strptime(_A_DAY.strftime(text), text).date()  # noqa: DTZ007 (a day)
            except ValueError as error:
                raise self._bad("values", "date_format", text, f"no format of dates ({error})") from error
            if told != _A_DAY:
                raise self._bad("values", "date_format", text, "it must tell year, month and day")
        return text

    def _confidence(self) -> float:
        value = self._section("values").get("confidence", 1.0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise self._bad("values", "confidence", value, "a number above 0, up to 1, is expected")
        return float(value)

    def _meanings(self) -> tuple[dict[str, Meaning], dict[str, Meaning], Meaning | None]:
        scheme = self._take("code", "scheme", str, "")
        codes: dict[str, Meaning] = {}
        if scheme == SCHEME:
            codes = {
                code: Meaning(f"{SCHEME}:{code}", one.type, one.mode, one.name)
                for code, one in load_cameo().items()
            }
        for code, text in self._take("code", "types", dict, {}).items():
            codes[code] = self._meaning("types", code, text, f"{scheme or self._name()}:{code}")
        labels = {}
        for label, code in self._take("code", "labels", dict, {}).items():
            if code not in codes:
                raise self._bad("code.labels", label, code, "no code of this mapping")
            labels[label] = codes[code]
        only = self._take("code", "type", str, None)
        if (only is None) == (not codes):
            raise self._bad(
                "code", "type", only, "either a scheme or types for its codes, or one type, is needed"
            )
        return codes, labels, None if only is None else self._meaning("type", "type", only, "")

    def _meaning(self, section: str, key: str, text: object, code: str) -> Meaning:
        type_, _, mode = text.partition(" ") if isinstance(text, str) else ("", "", "")
        if type_ not in EVENTS and type_ not in TIES:
            reason = (
                "`TYPE` or `TYPE mode` is expected, TYPE an event or a tie such as SANCTION or ALLIED_WITH"
            )
            raise self._bad(f"code.{section}", key, text, reason)
        if not known_mode(type_, mode or None):
            raise self._bad(f"code.{section}", key, text, f"{type_} has no mode {mode}")
        return Meaning(code, type_, mode or None)
