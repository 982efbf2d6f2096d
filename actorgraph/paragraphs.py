"""Paragraphs of a stored text, with the offsets they have in it.

Invariant: the blocks of a text stand in its order, do not overlap, begin and end with a visible character,
and leave nothing but white space between them. Residue is marked, never cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actorgraph import residue

_WIDEST_WRAP = 132
_NARROWEST_WRAP = 30
_BULLET = re.compile(r"[-–—*•▪●·]\s|\d{1,2}[.)]\s")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z])")
_LONGEST_TITLE = 30
"""Words."""
_OPENING = 4000
"""Characters in which the headline stands, if there is one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `text[begin:end]`, without the white space around it.

    `residue` is None for what the article itself says. `title` marks its headline. Everything else is what
    the page put between the paragraphs: `advertisement`, `cookies`, `newsletter`, `sharing`, `link`,
    `credit`, `caption`, `repeated`, `byline`, `copyright`, `separator`.
    """

    begin: int
    end: int
    residue: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    begin: int
    end: int
    text: str
    width: int
    """Length of the line with its indentation, without white space behind it."""
    residue: str | None
    opens: bool
    """A blank line, or the beginning of the text, stands before it."""


def blocks(text: str, title: str = "") -> list[Block]:
    """The paragraphs of `text` in its order, residue marked.

    A paragraph is what stands between blank lines, or one line where every line is a paragraph; lines that
    were broken to a common width belong together. `title` is the article's title where it is known: the
    block that repeats it is marked as such, else the first line if it plainly is a headline. A text of one
    paragraph is what somebody chose to hand over: none of it is residue.
    """
    lines = _lines(text)
    found = [Block(part[0].begin, part[-1].end, part[0].residue) for part in _joined(lines)]
    if len(found) == 1:
        return [replace(found[0], residue=None)]
    found = [_captioned(text, block) for block in found]
    return _titled(text, _without_repeats(text, found), title)


def headline(text: str) -> str:
    """The headline that the text opens with, on one line; empty if it plainly has none."""
    text = text[:_OPENING]
    for block in blocks(text):
        if block.residue == "title":
            return " ".join(text[block.begin : block.end].split()).strip("#*_ ")
    return ""


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    after_blank = True
    at = 0
    for match in _LINE.finditer(text):
        shown = match.group().strip()
        after_blank = after_blank or text.count("\n", at, match.start()) > 1
        at = match.end()
        if not shown:
            after_blank = True
            continue
        lead = len(match.group()) - len(match.group().lstrip())
        begin = match.start() + lead
        found.append(
            _Line(begin, begin + len(shown), shown, lead + len(shown), residue.of_line(shown), after_blank)
        )
        after_blank = False
    return found


def _joined(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that make up one paragraph each."""
    width = _wrap_width(lines)
    part: list[_Line] = []
    for line in _without_stragglers(lines, width) if width else lines:
        if part and not _continues(part[-1], line, width):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width that the text was broken to, 0 if its lines are not broken.

    Broken lines end where the next word would not have fitted, and mostly in the middle of a sentence.
    """
    pairs = [
        (first, second)
        for first, second in pairwise(lines)
        if not (second.opens or first.residue or second.residue or first.text == second.text)
    ]
    if len(pairs) < 3:
        return 0
    width = max(max(first.width, second.width) for first, second in pairs)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    full = sum(not _fits(first, second, width) for first, second in pairs)
    unfinished = sum(not residue.ends_sentence(first.text) for first, _ in pairs)
    return width if full >= 0.6 * len(pairs) and unfinished >= 0.6 * len(pairs) else 0


def _without_stragglers(lines: Sequence[_Line], width: int) -> Iterator[_Line]:
    """The lines, with the mark taken from a broken paragraph's last word or two, such as `May 2015.`"""
    last: _Line | None = None
    for line in lines:
        kept = line
        if last and line.residue and not (line.opens or last.residue or residue.ends_sentence(last.text)):
            straggles = residue.ends_sentence(line.text) and not _fits(last, line, width)
            kept = replace(line, residue=None) if straggles else line
        yield kept
        last = kept


def _fits(first: _Line, second: _Line, width: int) -> bool:
    """Whether the second line's first word had clearly found room on the first line."""
    return first.width + 1 + len(second.text.split()[0]) < width - max(6, width // 10)


def _continues(first: _Line, second: _Line, width: int) -> bool:
    """Whether the break between two consecutive lines falls inside a paragraph."""
    if second.opens or first.residue or second.residue or first.text == second.text:
        return False
    if _BULLET.match(second.text) or residue.of_paragraph(first.text):
        return False
    finished = residue.ends_sentence(first.text)
    if not width:
        return not finished and second.text[0].islower()
    begins = second.text[0].isupper() or not second.text[0].isalnum()
    return not (_fits(first, second, width) and (finished or begins))


def _captioned(text: str, block: Block) -> Block:
    if block.residue:
        return block
    return replace(block, residue=residue.of_paragraph(text[block.begin : block.end]))


def _without_repeats(text: str, found: list[Block]) -> list[Block]:
    """Marks paragraphs that stand in the text more than once.

    A caption is there twice because the page shows it and describes the picture with it: both go. Of a
    longer passage the first copy stays.
    """
    seen: dict[str, int] = {}
    marked = list(found)
    last = ""
    for index, block in enumerate(found):
        shown = text[block.begin : block.end]
        key = " ".join(_WORD.findall(shown.casefold()))
        first = seen.setdefault(key, index)
        if first != index and not block.residue and key:
            marked[index] = replace(block, residue="repeated")
            if _is_caption(shown, adjacent=key == last):
                marked[first] = replace(marked[first], residue=marked[first].residue or "repeated")
        last = key
    return marked


def _is_caption(shown: str, adjacent: bool) -> bool:
    short = len(shown.split()) <= 60 and not _SENTENCE_END.search(shown)
    return short and (adjacent or not residue.ends_sentence(shown))


def _titled(text: str, found: list[Block], title: str) -> list[Block]:
    marked = list(found)
    told = _WORD.findall(title.casefold())
    for index, block in enumerate(found[:8]):
        shown = text[block.begin : block.end]
        if told and block.residue in (None, "repeated") and _WORD.findall(shown.casefold()) == told:
            marked[index] = replace(block, residue="title")
            return marked
    opening = [index for index, block in enumerate(found) if not block.residue][:2]
    if len(opening) == 2 and _is_headline(*(text[found[i].begin : found[i].end] for i in opening)):
        marked[opening[0]] = replace(found[opening[0]], residue="title")
    return marked


def _is_headline(first: str, second: str) -> bool:
    """Whether the first paragraph is the headline of what the second one begins."""
    words = first.strip("#*_ ").split()
    if not 3 <= len(words) <= _LONGEST_TITLE or "\n" in first or _SENTENCE_END.search(first):
        return False
    unfinished = not first.rstrip().endswith((".", ",", ";", ":", "…", '."', ".”", ',"', ",”"))
    opens = words[0][0].isupper() or not words[0][0].isalpha()
    follows = residue.ends_sentence(second) or len(second.split()) > len(words)
    return unfinished and opens and follows
