"""The notebooks run from their first cell to their last, and what they show is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.graph.tables import REFERENCE, needs_reference_data

pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("matplotlib")
pytest.importorskip("ruptures")

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "docs" / "notebooks"


def executed(name: str, monkeypatch: pytest.MonkeyPatch, icews14: Path | None) -> list[Any]:
    """The code cells of a notebook with the output that they have now."""
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.delenv("ACTORGRAPH_ICEWS14", raising=False)
    if icews14:
        monkeypatch.setenv("ACTORGRAPH_ICEWS14", str(icews14))
    # The kernel is another process: it has to find what this one found.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbformat.validate(notebook)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cells: list[Any], kind: str) -> list[str]:
    """Everything of this MIME type that the cells show."""
    outputs = [output for cell in cells for output in cell.outputs]
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def test_the_notebook_runs_without_the_data(monkeypatch: pytest.MonkeyPatch):
    cells = executed("icews14.ipynb", monkeypatch, None)
    tables = shown(cells, "text/html")
    assert len(tables) >= 5
    assert any("Norland" in table and "signed modularity" in table for table in tables)
    assert len(shown(cells, "image/png")) == 2
    assert any("2014-03-17" in text for text in shown(cells, "text/plain"))


@needs_reference_data
def test_the_notebook_runs_on_icews14(monkeypatch: pytest.MonkeyPatch):
    cells = executed("icews14.ipynb", monkeypatch, REFERENCE / "icews14.parquet")
    assert any("China" in table for table in shown(cells, "text/html"))
    assert len(shown(cells, "image/png")) == 2


def test_what_is_stored_in_the_notebook_is_what_it_ran_to():
    import nbformat

    notebook = nbformat.read(NOTEBOOKS / "icews14.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    text = (NOTEBOOKS / "icews14.ipynb").read_text(encoding="utf-8")
    assert "/tmp" not in text
    assert len(text) < 1_000_000
