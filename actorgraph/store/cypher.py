"""The files of `cypher/`: what the program runs and what people paste are the same text.

A file is a title line `// ...`, an example `// :param name => value` for each of its parameters, and one
query; a file of `schema/` holds several statements, each ended by a semicolon.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from actorgraph.dates import parse_partial
from actorgraph.errors import BadQuery

Value = str | int | float | bool | dt.date | list[str] | None

_PARAMETER = re.compile(r"// :param (\w+) => (.+)")
_DATE = re.compile(r"date\('([^']+)'\)")
_QUOTED = re.compile(r"'([^']*)'")
_PACKAGED = Path(__file__).parents[1] / "cypher"
_BESIDE = Path(__file__).parents[2] / "cypher"
OWN = "store_"
"""Files of `queries/` that start so are what the program itself reads by."""


@dataclass(frozen=True, slots=True)
class CypherFile:
    """One query: its name, what it answers, its parameters with an example each, and its text."""

    name: str
    title: str
    parameters: tuple[tuple[str, str], ...]
    text: str

    def pasted(self) -> str:
        """The query with its `:param` lines, as Neo4j Browser takes it."""
        commands = [f":param {name} => {example};" for name, example in self.parameters]
        return "\n".join((f"// {self.title}", *commands, self.text))

    def filled(self) -> str:
        """The query with its examples in the place of its parameters: it runs as it is."""
        examples = dict(self.parameters)
        text = re.sub(r"\$(\w+)", lambda match: examples[match[1]], self.text)
        return f"// {self.title}\n{text}"


def folder() -> Path:
    """Where the files are: inside the installed package, or beside it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _BESIDE


@cache
def read(kind: str, name: str) -> CypherFile:
    """The file `name` of the folder `kind` (`load` or `queries`). Raises FileNotFoundError."""
    return parse(name, (folder() / kind / f"{name}.cypher").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> CypherFile:
    """A file out of its text. Raises ValueError where the title line is missing."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith("// "):
        raise ValueError(f"{name}.cypher does not begin with a title line `// ...`")
    parameters = tuple(match.groups() for line in lines if (match := _PARAMETER.fullmatch(line)))
    body = "\n".join(line for line in lines if not line.startswith("//")).strip()
    return CypherFile(name, lines[0][3:].strip(), tuple((key, value) for key, value in parameters), body)


@cache
def typed(name: str, type_: str) -> str:
    """The text of a file of `load/` that stands for every type, for this one: `SANCTION` in it is replaced.

    `type_` must be a type of the ontology: no parameter can hold it, so nothing else may get here.
    """
    from actorgraph.ontology import EVENTS, TIES

    if type_ not in EVENTS and type_ not in TIES:
        raise ValueError(f"{type_!r} is no type of event or tie")
    return re.sub(r"\[r:SANCTION\b", f"[r:{type_}", read("load", name).text)


def queries() -> list[CypherFile]:
    """The queries that people ask, by name."""
    paths = sorted((folder() / "queries").glob("*.cypher"))
    return [read("queries", path.stem) for path in paths if not path.stem.startswith(OWN)]


def find_query(name: str) -> CypherFile:
    """The query of this name that people ask. Raises `BadQuery` naming those like it."""
    known = {query.name: query for query in queries()}
    wanted = name.strip().lower().replace("-", "_").removesuffix(".cypher")
    if wanted not in known:
        like = difflib.get_close_matches(wanted, known)
        hint = f"did you mean {' or '.join(like)}? " if like else ""
        raise BadQuery(f"no query {name!r}; {hint}`actorgraph cypher` lists them all")
    return known[wanted]


@cache
def schema() -> tuple[str, ...]:
    """The statements that make constraints and indexes, in the order in which they are run."""
    statements = []
    for path in sorted((folder() / "schema").glob("*.cypher")):
        lines = path.read_text(encoding="utf-8").splitlines()
        body = "\n".join(line for line in lines if not line.startswith("//"))
        statements += [statement.strip() for statement in body.split(";")]
    return tuple(filter(None, statements))


def value(example: str, given: str | None = None) -> Value:
    """`given` as a value of the kind that the example of its parameter is; without it the example itself.

    Kinds are text, `date('2020-08-15')`, whole number, number, true or false, null, and lists of text.
    Raises ValueError, or `BadDate`, for what is not of the kind.
    """
    if match := _DATE.fullmatch(example):
        return parse_partial(given or match[1]).day
    if example.startswith("["):
        parts = given.split(",") if given is not None else _QUOTED.findall(example)
        return [part.strip() for part in parts]
    if example.startswith("'"):
        return given if given is not None else _QUOTED.findall(example)[0]
    plain = given if given is not None else example
    if example in ("true", "false"):
        return {"true": True, "false": False}[plain.lower()]
    if example == "null":
        return given
    return float(plain) if "." in example else int(plain)
