"""The graph as a dataset to publish: every file of it, described, counted and summed.

The same graph gives the same bytes in every file, so that two builds can be compared by
their sums alone.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import ExportError
from kg.graph.dataset import DATASET, LICENSE, TITLE, dataset_triples, distribution_node
from kg.graph.literals import integer, web_address
from kg.graph.namespaces import standard
from kg.out.exports import export
from kg.out.exports.articles import Dataset
from kg.out.exports.lines import sorted_lines
from kg.out.exports.turtle import write_trig
from kg.out.target import opened

if TYPE_CHECKING:
    from kg.graph.store import Store

SUMS = "SHA256SUMS"
DESCRIPTION = "dataset.ttl"
_SPDX = "http://spdx.org/rdf/terms#"
_TURTLE = "text/turtle"


@dataclass(frozen=True)
class Part:
    """One file of the publication.

    Args:
        name: of the file.
        media_type: what it is, by IANA.
        about: what is in it, in a few words.
        evidence: whether quotes and sources go with the facts; None for a copied file.
    """

    name: str
    media_type: str
    about: str
    evidence: bool | None = None


PARTS = (
    Part("graph.ttl", _TURTLE, "everything: facts, claims, quotes, sources", True),
    Part("facts.ttl", _TURTLE, "the plain facts alone", False),
    Part("graph.nq", "application/n-quads", "everything, one graph for each article", True),
    Part("graph.jsonld", "application/ld+json", "everything, as JSON-LD", True),
    Part("facts.csv", "text/csv", "one row for each quote of each fact", True),
    Part("facts.graphml", "application/graphml+xml", "the facts as a network", True),
    Part("kg.ttl", _TURTLE, "the ontology: classes, predicates, qualifiers"),
    Part("shapes.ttl", _TURTLE, "what a sound graph looks like, in SHACL"),
    Part("context.jsonld", "application/ld+json", "the JSON-LD context"),
)
"""What is published besides the description and the sums."""


def publish(store: Store, directory: Path, ontology_dir: Path, base: str = "") -> list[Path]:
    """Write the dataset into a directory; files of other names there stay.

    Args:
        store: the graph.
        directory: made if need be.
        ontology_dir: holds `kg.ttl`, `shapes.ttl` and `context.jsonld`.
        base: the address at which the files will stand; without it the description names
            them, but does not say where they are.

    Returns:
        The files, in the order in which they were written; the sums last.

    Raises:
        ExportError: the directory or a file cannot be written, or `base` is no address.
    """
    if base and web_address(base) is None:
        raise ExportError(f"{base!r} is no address: it begins with http:// or https://")
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{directory} cannot be made: {error.strerror or error}") from error
    context = ontology_dir / "context.jsonld"
    for part in PARTS:
        target = directory / part.name
        if part.evidence is None:
            with opened(target) as out, (ontology_dir / part.name).open("rb") as given:
                shutil.copyfileobj(given, out)
        else:
            export(store, target, evidence=part.evidence, ontology_context=context)
    written = [directory / part.name for part in PARTS]
    sums = {path.name: _sha256(path) for path in written}
    _write_description(store, directory, sums, base)
    _write_readme(store, directory)
    written += [directory / DESCRIPTION, directory / "README.md"]
    with opened(directory / SUMS) as out:
        out.writelines(f"{_sha256(path)}  {path.name}\n".encode() for path in sorted(written))
    return [*written, directory / SUMS]


def _write_description(store: Store, directory: Path, sums: Mapping[str, str], base: str) -> None:
    """Write the dataset's description with size, sum and address of every file."""
    triples = dataset_triples(store.triples(), distributions={p.name: p.media_type for p in PARTS})
    for name, digest in sums.items():
        node = distribution_node(name)
        size = (directory / name).stat().st_size
        triples.add(ox.Triple(node, standard("dcat:byteSize"), integer(size)))
        triples |= _checksum(node, digest)
        if base:
            address = ox.NamedNode(urljoin(base.rstrip("/") + "/", name))
            triples.add(ox.Triple(node, standard("dcat:downloadURL"), address))
            triples.add(ox.Triple(DATASET, standard("void:dataDump"), address))
    with opened(directory / DESCRIPTION) as out:
        write_trig(Dataset(sorted_lines(triples), {}), out)


def _checksum(node: ox.NamedNode, digest: str) -> set[ox.Triple]:
    own = ox.NamedNode(f"{node.value}/checksum")
    kind = ox.NamedNode(_SPDX + "checksumAlgorithm_sha256")
    value = ox.Literal(digest, datatype=standard("xsd:hexBinary"))
    return {
        ox.Triple(node, ox.NamedNode(_SPDX + "checksum"), own),
        ox.Triple(own, standard("rdf:type"), ox.NamedNode(_SPDX + "Checksum")),
        ox.Triple(own, ox.NamedNode(_SPDX + "algorithm"), kind),
        ox.Triple(own, ox.NamedNode(_SPDX + "checksumValue"), value),
    }


def _write_readme(store: Store, directory: Path) -> None:
    """Write for people what the files are and what may be done with them."""
    from kg.graph.facts import statistics

    held = statistics(store)
    counts = (
        f"{held.claims:,} claims on {held.entities:,} entities, from {held.articles:,} articles "
        f"and {held.data_files:,} files of curated rows, which rest on {held.sources:,} "
        "publications."
    )
    lines = [f"# {TITLE}", "", counts, "", *_table(directory), ""]
    lines += [
        f"Licence: Creative Commons Attribution 4.0 International, <{LICENSE}>. Name the dataset",
        "and its version when you use it; quotes and titles remain their publishers'.",
        "",
        f"`{DESCRIPTION}` describes the dataset in VoID and DCAT. `sha256sum -c {SUMS}` checks",
        "the files.",
        "",
    ]
    with opened(directory / "README.md") as out:
        out.write("\n".join(lines).encode())


def _table(directory: Path) -> Sequence[str]:
    rows = [
        f"| {part.name} | {(directory / part.name).stat().st_size:,} | {part.about} |"
        for part in PARTS
    ]
    return ["| file | bytes | what is in it |", "| --- | ---: | --- |", *rows]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
