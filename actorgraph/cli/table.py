"""Tables and texts for people, on a terminal, off one, and in Markdown.

Own code rather than rich's tables: a quote stands in the line below its row, across all columns, which those
cannot do, and `neighbours` need not wait for an import.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from actorgraph.wording import display_width, one_line, shorten

_WIDTH_OFF_TERMINAL = 120
_PLAIN = str.maketrans({"…": "...", "—": "-", "→": "->", "←": "<-", "↔": "<->"})


@dataclass(frozen=True, slots=True)
class Screen:
    """What the lines are for: how wide, whether coloured, with more than ASCII, or Markdown."""

    width: int
    colour: bool = False
    rich: bool = False
    markdown: bool = False

    @classmethod
    def of_stdout(cls, to_stdout: bool, markdown: bool) -> Screen:
        """What stdout is, or a file in its place."""
        terminal = to_stdout and sys.stdout.isatty()
        # A file opened by this program is UTF-8, but its reader may still be a script: plain it is.
        wide = terminal and "utf" in (sys.stdout.encoding or "").lower()
        width = _columns(terminal)
        return cls(max(width, 40), terminal and not os.environ.get("NO_COLOR"), wide, markdown)

    def furniture(self, text: str) -> str:
        """The text with arrows, dashes and dots that this screen can show."""
        return text if self.rich or self.markdown else text.translate(_PLAIN)

    def bold(self, text: str) -> str:
        """The text in bold where there is colour."""
        return click.style(text, bold=True) if self.colour else text

    def dim(self, text: str) -> str:
        """The text dimmed where there is colour."""
        return click.style(text, dim=True) if self.colour else text

    def quoted(self, text: str, indent: int) -> str:
        """One line of a quotation, cut to the width."""
        mark = self.furniture("…")
        return " " * indent + self.dim(f'"{shorten(one_line(text), self.width - indent - 2, mark)}"')

    def wrapped(self, text: str, indent: int) -> Iterator[str]:
        """A text wrapped to the width."""
        pad = " " * indent
        yield from textwrap.wrap(
            one_line(text), self.width, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False
        )


def _columns(terminal: bool) -> int:
    # shutil has the same, and imports every compression library with it.
    if os.environ.get("COLUMNS", "").isdigit():
        return int(os.environ["COLUMNS"])
    return os.get_terminal_size(sys.stdout.fileno()).columns if terminal else _WIDTH_OFF_TERMINAL


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, and the quotation below it, if any."""

    cells: Sequence[str]
    quote: str = ""


def lines(heads: Sequence[str], rows: Iterable[Row], screen: Screen) -> Iterator[str]:
    """A table under its heads. A head that begins with `>` has its column aligned to the right."""
    every = list(rows)
    if screen.markdown:
        yield from _markdown(heads, every)
        return
    cells = [[screen.furniture(one_line(cell)) for cell in row.cells] for row in every]
    titles = [head.lstrip(">") for head in heads]
    widths = [max(map(display_width, column)) for column in zip(titles, *cells, strict=True)]
    yield screen.bold(_line(titles, widths, heads))
    for row, texts in zip(every, cells, strict=True):
        yield _line(texts, widths, heads)
        if row.quote:
            yield screen.quoted(row.quote, 4)


def _line(texts: Sequence[str], widths: Sequence[int], heads: Sequence[str]) -> str:
    padded = []
    for text, width, head in zip(texts, widths, heads, strict=True):
        space = " " * (width - display_width(text))
        padded.append(space + text if head.startswith(">") else text + space)
    return "  ".join(padded).rstrip()


def _markdown(heads: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    quotes = any(row.quote for row in rows)
    titles = [head.lstrip(">") for head in heads] + (["quote"] if quotes else [])
    yield _markdown_line(titles)
    rules = ["---:" if head.startswith(">") else "---" for head in heads] + (["---"] if quotes else [])
    yield _markdown_line(rules)
    for row in rows:
        yield _markdown_line([*map(markdown, row.cells), *([markdown(row.quote)] if quotes else [])])


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown(text: str) -> str:
    """Text that Markdown shows as it is: no table, emphasis, link or HTML out of an article."""
    escaped = one_line(text).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "|*_`[]" else char for char in escaped)
