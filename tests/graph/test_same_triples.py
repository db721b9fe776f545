"""The same article gives the same bytes, whatever process reads it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

_SCRIPT = """
import sys
from tests.graph.test_same_triples import sorted_bytes, read
sys.stdout.buffer.write(sorted_bytes(read()))
"""


def read() -> set[ox.Triple]:
    """Return the triples of an article with several entities, qualifiers and sources."""
    from kg.graph.dataset import dataset_triples
    from kg.graph.rdf import article_triples
    from kg.model import Document, Source
    from kg.model.entity import Entity
    from kg.model.registry import Registry
    from tests.graph.conftest import CNSA, DECLARATION, ILRS, NASB, Quoting, country

    text = "CNSA and NASB signed a declaration on the station, which Peru and Chile joined."
    document = Document("d", text, date="2023-10", sources=(Source("A"), Source("B")))
    claim = Quoting(document)
    names = ("Peru", "Chile", "China", "Belarus")
    registry = Registry(
        [
            *(Entity(country(name), aliases=(f"{name}a", f"{name}b")) for name in names),
            Entity(CNSA, country="country/china", acronyms=("CNSA", "C.N.S.A.")),
        ]
    )
    claims = [
        claim(NASB, "agreementWith", CNSA, text, agreement=DECLARATION, kind="x", date="2023"),
        *(claim(country(n), "participatesIn", ILRS, text, role="r", via="v") for n in names),
    ]
    triples = article_triples(document, claims, registry)
    return triples | dataset_triples(triples)


def sorted_bytes(triples: set[ox.Triple]) -> bytes:
    return "\n".join(sorted(map(str, triples))).encode()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_hash_seed_does_not_show(seed: str, project_root: Path) -> None:
    """Another order of sets and dicts in memory leads to the same graph."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(project_root)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env=environment,
        cwd=project_root,
        capture_output=True,
        check=True,
    )
    here = sorted_bytes(read())
    assert hashlib.sha256(done.stdout).hexdigest() == hashlib.sha256(here).hexdigest()
    assert len(here.splitlines()) > 100
