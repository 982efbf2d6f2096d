"""The command line: the only user of Click and rich."""

from __future__ import annotations


def main() -> None:
    """Run the `actorgraph` command with the arguments of the process, and end the process."""
    from actorgraph.cli.app import app  # so that importing this package costs nothing

    app.main(prog_name="actorgraph")
