"""RDF exports, read back by rdflib, which shares no code with the engine."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from kg.graph.namespaces import PREFIXES
from kg.graph.store import EmbeddedStore

if TYPE_CHECKING:
    from tests.exports.conftest import Export, Key, Keys, Triples

all_formats = pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "rdf", "xml"])
ID = "https://w3id.org/spacekg/id/"
EVIDENCE = ("/id/claim/", "/id/evidence/", "/id/article/", "/id/extractor/")


def _about_dataset(triple: tuple[Key, ...]) -> bool:
    return triple[0][1].startswith(f"{ID}dataset")


@all_formats
def test_reads_back_as_the_same_graph(
    ending: str, store: EmbeddedStore, exported: Export, keys: Keys, triples_in: Triples
) -> None:
    """Another RDF library reads from the file exactly the triples of the store."""
    data = exported(store, ending).read_bytes()
    assert triples_in(data, ending) == keys(store.triples())


@all_formats
def test_without_evidence_only_what_is_stated_remains(
    ending: str, store: EmbeddedStore, exported: Export, keys: Keys, triples_in: Triples
) -> None:
    """Claims, quotes and articles are gone; direct triples, agreements and names are there."""
    data = exported(store, ending, evidence=False).read_bytes()
    kept = {triple for triple in triples_in(data, ending) if not _about_dataset(triple)}
    wanted = {
        triple
        for triple in keys(store.triples())
        if not _about_dataset(triple)
        and not any(segment in term[1] for term in triple[::2] for segment in EVIDENCE)
    }
    assert kept == wanted
    local = {triple[1][1].rpartition("#")[2] for triple in kept}
    assert {"signatoryOf", "agreementWith", "party", "launchDate", "iso2"} <= local
    assert "participatesIn" not in local  # planned, denied, or a mere candidate


def test_without_evidence_nothing_leads_to_what_is_left_out(exported: Export) -> None:
    """A triple that points to an article goes with the article."""
    store = EmbeddedStore()
    store.update(
        "PREFIX kg: <https://w3id.org/spacekg/ontology#> INSERT DATA {"
        f"<{ID}country/x> kg:iso2 'XX' ; kg:mentionedIn <{ID}article/001> }}"
    )
    text = exported(store, "nt", evidence=False).read_text("utf-8")
    assert [line.split()[1].rpartition("#")[2] for line in text.splitlines()] == ["iso2>"]


@pytest.mark.parametrize("options", [{"evidence": False}, {"rdf12": True}, {}])
def test_the_dataset_counts_what_is_in_the_file(
    options: dict[str, bool], store: EmbeddedStore, exported: Export
) -> None:
    """The number of triples that the file tells of itself is the number it holds."""
    lines = exported(store, "nt", **options).read_text("utf-8").splitlines()
    (told,) = [line for line in lines if "/id/dataset> " in line and "void#triples> " in line]
    counted = [line for line in lines if not line.startswith(f"<{ID}dataset")]
    assert f'"{len(counted)}"' in told
    assert ("dataset/property/pattern>" in "".join(lines)) == options.get("evidence", True)
    assert any("terms/title> " in line for line in lines if line.startswith(f"<{ID}dataset>"))


@all_formats
def test_an_empty_graph_is_a_valid_file(ending: str, exported: Export, triples_in: Triples) -> None:
    """Nothing in the store gives a file that reads as nothing, not an error."""
    data = exported(EmbeddedStore(), ending).read_bytes()
    assert triples_in(data, ending) == set()


def test_turtle_declares_the_prefixes_that_occur_in_order(
    store: EmbeddedStore, exported: Export
) -> None:
    """A prefix stands at the head if and only if some name below it uses it."""
    head, _, body = exported(store, "ttl").read_text("utf-8").partition("\n\n")
    declared = re.findall(r"^@prefix (\w+): ", head, flags=re.MULTILINE)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", body)
    assert declared == sorted(set(re.findall(r"\b(\w+):", bare)))
    assert "wd" in declared
    assert "owl" not in declared
    assert set(declared) < set(PREFIXES)


def test_turtle_is_written_for_readers(store: EmbeddedStore, exported: Export) -> None:
    """A thing is one block: type and label first, numbers bare, entities by short names."""
    blocks = exported(store, "ttl").read_text("utf-8").split("\n\n")
    (sweden,) = [block for block in blocks if block.startswith("country:sweden ")]
    assert sweden.splitlines()[:2] == [
        "country:sweden a kg:Country ;",
        '    rdfs:label "Sweden" ;',
    ]
    assert "    kg:activeSatellites 12 ;" in sweden
    assert "    kg:agreementWith country:switzerland ;" in sweden
    assert not any("\n    a " in block for block in blocks)
    claim = next(block for block in blocks if block.startswith("claim:"))
    assert re.findall(r"rdf:(\w+) ", claim) == ["subject", "predicate", "object"]
    whole = next(n for n, block in enumerate(blocks) if block.startswith("evidence:"))
    hash = blocks[whole].split()[0].partition(":")[2]
    for number, part in enumerate(("position", "quote"), start=1):
        assert blocks[whole + number].startswith(f"<{ID}evidence/{hash}/{part}> a oa:")


def test_line_formats_are_sorted(store: EmbeddedStore, exported: Export) -> None:
    """N-Triples and N-Quads stand in byte order, so that two exports can be compared."""
    for ending, rdf12 in product(("nt", "nq"), (False, True)):
        lines = exported(store, ending, rdf12=rdf12).read_bytes().splitlines()
        assert lines == sorted(set(lines))
        assert len(lines) > 200
