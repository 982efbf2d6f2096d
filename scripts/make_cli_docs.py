"""Write the help text of every command into docs/cli.md, between its markers; the rest of the page stays.

python scripts/make_cli_docs.py           writes
python scripts/make_cli_docs.py --check   ends with 1 where the page is not current
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from actorgraph.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
_WIDTH = 100
_BLOCK = re.compile(r"(<!-- help (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def help_of(name: str) -> str:
    """The help text of a command; `actorgraph` is the root."""
    root = click.Context(app, info_name="actorgraph", terminal_width=_WIDTH, max_content_width=_WIDTH)
    if name == "actorgraph":
        return app.get_help(root)
    command = app.get_command(root, name)
    if command is None:
        raise SystemExit(f"{PAGE.name} asks for the help of {name!r}, and there is no such command")
    context = click.Context(command, root, name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return command.get_help(context)


def current(page: str) -> str:
    """The page with the help texts of today. Exits where a command is missing on it."""
    names = [name for _, name, _ in _BLOCK.findall(page)]
    missing = {"actorgraph", *app.list_commands(click.Context(app))} - set(names)
    if missing:
        raise SystemExit(f"{PAGE.name} has no block `<!-- help NAME -->` for {', '.join(sorted(missing))}")
    return _BLOCK.sub(lambda block: f"{block[1]}```text\n{help_of(block[2])}\n```\n{block[3]}", page)


def main() -> None:
    """Write the page, or with --check only compare."""
    # Click shows the value of variables as defaults, and these are the reader's own.
    for name in [name for name in os.environ if name.startswith("ACTORGRAPH")]:
        del os.environ[name]
    old = PAGE.read_text(encoding="utf-8")
    new = current(old)
    if old == new:
        return
    if "--check" in sys.argv[1:]:
        raise SystemExit(f"{PAGE.name} is not current: run python scripts/make_cli_docs.py")
    PAGE.write_text(new, encoding="utf-8")
    print(f"{PAGE.name} written")


if __name__ == "__main__":
    main()
