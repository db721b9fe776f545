"""The same graph gives the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from kg.graph.store import EmbeddedStore
from kg.out.exports import FORMATS, RDF12_FORMATS, export

_EXPORT_ALL = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, parse
from kg.graph.store import EmbeddedStore
from kg.out.exports import FORMATS, RDF12_FORMATS, export

data, context, into = map(Path, sys.argv[1:])
store = EmbeddedStore()
store.load([quad.triple for quad in parse(data.read_bytes(), format=RdfFormat.N_TRIPLES)])
for name in FORMATS:
    for evidence in (True, False):
        export(store, into / f"{evidence}.{name}", evidence=evidence, ontology_context=context)
for name in RDF12_FORMATS:
    export(store, into / f"rdf12.{name}", rdf12=True, ontology_context=context)
"""


def test_processes_with_other_hash_seeds_write_the_same_bytes(
    tmp_path: Path, store: EmbeddedStore, context_file: Path
) -> None:
    """Every format is equal byte for byte, whatever the order of sets, and of the triples."""
    lines = [f"{triple} .\n" for triple in store.triples()]
    written = []
    for seed in ("1", "2"):
        random.Random(seed).shuffle(lines)
        data, into = tmp_path / f"{seed}.nt", tmp_path / seed
        data.write_text("".join(lines), "utf-8")
        into.mkdir()
        command = [sys.executable, "-c", _EXPORT_ALL, str(data), str(context_file), str(into)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append({path.name: path.read_bytes() for path in into.iterdir()})
    assert len(written[0]) == 2 * len(FORMATS) + len(RDF12_FORMATS)
    assert written[0] == written[1]


def test_a_second_export_is_equal(tmp_path: Path, store: EmbeddedStore, context_file: Path) -> None:
    """Exporting twice in one process gives one and the same file."""
    for name in FORMATS:
        paths = [tmp_path / f"{number}.{name}" for number in (1, 2)]
        for path in paths:
            export(store, path, ontology_context=context_file)
        assert paths[0].read_bytes() == paths[1].read_bytes()
