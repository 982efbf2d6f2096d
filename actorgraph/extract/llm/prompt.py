"""What the language model is told, and the form its answer must have.

`VERSION` is a hash of both: another word is another prompt, other answers and another extractor.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from actorgraph.extract.llm.parts import Part
from actorgraph.model import Bearing, Status, make_key
from actorgraph.ontology import EVENTS, OPEN_MODES, TIES

UNREAD = frozenset({"COMMENT", "APPEAL"})
"""Types that stand for the codes of data sets and are never read in an article."""
TYPES = tuple(name for name in (*EVENTS, *TIES) if name not in UNREAD)

Message = dict[str, str]


@cache
def instructions() -> str:
    """The text before every article, with the modes of every type."""
    text = files("actorgraph.extract.llm").joinpath("prompt.md").read_text(encoding="utf-8")
    return text + "\n" + "\n".join(line for name in TYPES if (line := _modes(name))) + "\n"


def _modes(name: str) -> str:
    if name in OPEN_MODES:
        return f"- {name}: in words of the article"
    modes = EVENTS[name].modes if name in EVENTS else TIES[name].modes
    return f"- {name}: {', '.join(modes)}" if modes else ""


def messages(part: Part) -> list[Message]:
    """The question about one part of an article."""
    title = f"Headline (context, not to be quoted): {part.title}\n\n" if part.title else ""
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"{title}Article:\n\n{part.text}"},
    ]


@cache
def schema() -> dict[str, Any]:
    """The answer as a JSON Schema, within what every server that knows schemas takes: no optional fields."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    fields: dict[str, Any] = {
        "quote": text,
        "source": text,
        "target": text,
        "type": {"type": "string", "enum": list(TYPES)},
        "mode": maybe,
        "bearing": {"type": "string", "enum": list(get_args(Bearing))},
        "status": {"type": "string", "enum": list(get_args(Status))},
        "speaker": maybe,
        "date": maybe,
    }
    return _object({"relations": {"type": "array", "items": _object(fields)}})


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(fields), "properties": fields}


@cache
def version() -> str:
    """Eight hex digits of instructions and schema."""
    return make_key("prompt", instructions(), json.dumps(schema(), sort_keys=True))[:8]
