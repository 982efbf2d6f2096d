"""Plain text and Markdown, with YAML front matter on top or without."""

from __future__ import annotations

import re

from actorgraph.errors import SkippedInput
from actorgraph.readers.cleaning import decode
from actorgraph.readers.fields import Fields, fields_of
from actorgraph.readers.sidecar import parse_yaml

_FENCE = re.compile(r"-{3,}[ \t]*\r?\n")
_KEY = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
_HEADING = re.compile(r"^\ufeff?\s*#[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\s]+(?:\s+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def read_text(data: bytes, origin: str, markdown: bool = False) -> Fields:
    """The article of a text file. In Markdown, the marks of headings, links, emphasis and quotes are removed.

    Raises `SkippedInput` for bytes that are no text, and for broken front matter.
    """
    said, body = _front_matter(decode(data, origin), origin)
    title = None
    if markdown:
        heading = _HEADING.match(body)
        title = heading["title"] if heading else None
        body = _unmarked(body)
        title = _unmarked(title) if title else None
    return Fields(text=body).or_else(said).or_else(Fields(title=title))


def _front_matter(text: str, origin: str) -> tuple[Fields, str]:
    """What stands between two `---` lines on top, and the text below. A rule is no front matter."""
    text = text.removeprefix("\ufeff")
    if not _FENCE.match(text):
        return Fields(), text
    from frontmatter.default_handlers import YAMLHandler

    try:
        above, below = YAMLHandler().split(text)
    except ValueError:
        return Fields(), text
    if not _KEY.search(above):
        return Fields(), text
    try:
        said = parse_yaml(above)
    except (ValueError, RecursionError) as error:
        raise SkippedInput(origin, f"broken front matter: {' '.join(str(error).split())}") from None
    if not isinstance(said, dict):
        return Fields(), text
    return fields_of(said, origin), below


def _unmarked(text: str) -> str:
    for mark, plain in _MARKS:
        text = mark.sub(plain, text)
    return text
