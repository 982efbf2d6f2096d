#!/usr/bin/env bash
# Try an installed actorgraph where no checkout can help it: try_installed.sh BIN EMPTY_FOLDER
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$2"

expect() { # expect WHAT TEXT FILE
  grep -qF -- "$2" "$3" || { echo "$1: expected $2 in:" >&2; cat "$3" >&2; exit 1; }
}

"$bin/actorgraph" --help >help.txt
expect "--help" "neighbours" help.txt

printf '%s\n\n%s\n' \
  "Britain imposed sanctions on Belarus on Tuesday. The foreign minister said more would follow." \
  "Canada welcomed the decision." >article.txt
"$bin/actorgraph" build article.txt --published 2020-09-30 --publisher "Example News" --store graph.db
"$bin/actorgraph" neighbours Belarus --store graph.db >neighbours.txt
expect "neighbours" "has sanctions on" neighbours.txt
expect "neighbours" "2020-09-29" neighbours.txt
"$bin/actorgraph" why BLR GBR --store graph.db -f jsonl >why.jsonl
expect "why" '"date_text": "Tuesday"' why.jsonl
"$bin/actorgraph" export -f graphml -o graph.graphml --store graph.db
expect "export" "<key " graph.graphml
"$bin/actorgraph" doctor --store graph.db

"$bin/python" - <<'PYTHON'
from importlib.metadata import files, version
from importlib.resources import files as resources

import networkx

package = resources("actorgraph")
for name, least in {
    "cypher/schema": 1, "cypher/load": 1, "cypher/queries": 1, "extract/lexicon": 20,
    "extract/gazetteer": 6, "store/migrations": 1,
}.items():
    found = [entry.name for entry in (package / name).iterdir() if entry.is_file()]
    assert len(found) >= least, f"{name}: {found}"
for name in ("py.typed", "extract/words.toml"):
    assert (package / name).is_file(), name
installed = [str(file) for file in files("actorgraph") or ()]
strays = {name.split("/")[0] for name in installed} - {"actorgraph", f"actorgraph-{version('actorgraph')}.dist-info"}
assert not {name for name in strays if not name.startswith("..")}, strays

graph = networkx.read_graphml("graph.graphml", force_multigraph=True)
assert {data["label"] for _, data in graph.nodes(data=True)} >= {"United Kingdom", "Belarus"}
assert any(data["relation"] == "HAS_SANCTIONS_ON" for *_, data in graph.edges(data=True))
print(f"actorgraph {version('actorgraph')}: {len(installed)} files, {graph.number_of_edges()} edges read back")
PYTHON
