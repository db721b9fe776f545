"""Holding a catalogue, or a file of curated rows, against the graph without importing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.imports import Request, opened
from kg.errors import DocumentError
from kg.model.entity import same_name
from kg.rows.importers.intake import Tally
from kg.rows.importers.lines import read_lines

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.graph.facts import Fact
    from kg.graph.reconcile import Compared
    from kg.model import Claim, EntityRef

FORMATS = ("gcat", "ucs", "wikidata", "rdf", "facts")
"""What can be held against the graph: what can be imported, and files of curated rows."""
_YAML = (".yaml", ".yml")
_RDF = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".n3", ".jsonld")


@dataclass(frozen=True)
class Reconciled:
    """What came of a comparison.

    Args:
        found: by predicate, verdict and subject; what the source says of things that the
            graph does not have is left out, unless it was asked for.
        unknown: how many subjects of the source the graph does not have.
        tally: what became of the rows.
    """

    found: Sequence[Compared]
    unknown: int
    tally: Tally


def detect(file: str) -> str:
    """Return the format of a file by its ending and its first line.

    Raises:
        DocumentError: it cannot be told, or the file cannot be read.
    """
    from kg.rows.importers import gcat, ucs

    path = Path(file)
    if path.suffix.lower() in _YAML:
        return "facts"
    if path.suffix.lower() in _RDF:
        return "rdf"
    first = next((line.text for line in read_lines(path) if line.text.strip()), "")
    if gcat.header_of(first) is not None:
        return "gcat"
    if ucs.header_of(first) is not None:
        return "ucs"
    if first.lstrip().startswith("{"):
        return "wikidata"
    raise DocumentError(f"{file}: its format cannot be told; give --as {'|'.join(FORMATS)}")


def reconcile(
    graph: KnowledgeGraph, request: Request | str, *, unknown: bool = False
) -> Reconciled:
    """Return how a source compares with the graph.

    Args:
        graph: it is not changed.
        request: the files of a catalogue, or one file of curated rows.
        unknown: whether what the source says of things that the graph does not have counts
            as missing in the graph, which may be very much.

    Raises:
        DocumentError: a file cannot be read, or is not of its format.
        DataFileError: a file of curated rows is wrong; with path and line.
    """
    from kg.graph.reconcile import Reconciler

    facts = graph.facts()
    reconciler, tally = Reconciler(facts, graph.registry.homes), Tally()
    known = _Known(facts)
    found: list[Compared] = []
    strangers: set[str] = set()
    for part in _parts(graph, request, tally):
        for each in reconciler.part(map(known.named, part)):
            if each.verdict == "source" and not known.has(each.subject.id):
                strangers.add(each.subject.id)
                if not unknown:
                    continue
            found.append(each)
    found += reconciler.rest()
    return Reconciled(sorted(found, key=_order), len(strangers), tally)


def _parts(
    graph: KnowledgeGraph, request: Request | str, tally: Tally
) -> Iterator[Iterable[Claim]]:
    """Yield the claims of each part of a source; of its rows none is left out."""
    if isinstance(request, str):
        yield _curated(graph, Path(request))
        return
    from kg.rows.importers.reading import claims_of

    asked = replace(request, everything=True)
    with opened(graph.project, graph.registry, asked, tally) as source:
        for document in source.documents(everything=True):
            yield claims_of(document, graph.registry, graph.project.importers)


def _curated(graph: KnowledgeGraph, path: Path) -> list[Claim]:
    from kg.rows import claims_of, freeze, read_sources

    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    document = freeze(path, data, read_sources(graph.project.sources))
    return claims_of(document, graph.registry, path)


class _Known:
    """What the graph has, so that a spacecraft that only articles name is found by its name."""

    def __init__(self, facts: Iterable[Fact]):
        self._refs: dict[str, EntityRef] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            for ref in fact.to_claim().entities():
                self._refs[ref.id] = ref
                if ref.id.startswith("spacecraft/"):
                    self._named[same_name(ref.label)].add(ref.id)

    def has(self, id: str) -> bool:
        """Whether any fact names an entity."""
        return id in self._refs

    def named(self, claim: Claim) -> Claim:
        """Return a claim about what the graph has under the same name, if that is one thing."""
        subject = claim.subject
        if subject.id in self._refs or not subject.id.startswith("spacecraft/"):
            return claim
        ids = self._named.get(same_name(subject.label), set())
        return replace(claim, subject=self._refs[min(ids)]) if len(ids) == 1 else claim


def _order(compared: Compared) -> tuple[object, ...]:
    from kg.graph.reconcile import VERDICTS

    subject = compared.subject
    return (compared.predicate, VERDICTS.index(compared.verdict), subject.label, subject.id)
