"""The counts by which a graph describes itself, made true for an export that leaves out some."""

from __future__ import annotations

from kg.graph.dataset import dataset_triples
from kg.graph.namespaces import ID, PREFIXES
from kg.out.exports.articles import Dataset
from kg.out.exports.lines import parsed, sorted_lines

_DATASET = f"<{ID}dataset> ".encode()
_COUNTS = tuple(
    [f"<{ID}dataset/{part}/".encode() for part in ("class", "property")]
    + [
        _DATASET + f"<{PREFIXES['void']}{name}>".encode()
        for name in (
            "classPartition",
            "classes",
            "entities",
            "properties",
            "propertyPartition",
            "triples",
        )
    ]
)
"""How the lines begin that count triples, entities, classes and properties."""


def recounted(dataset: Dataset) -> Dataset:
    """Return a dataset whose description, if it has one, counts what is in it now."""
    if not any(line.startswith(_DATASET) for line in dataset.default):
        return dataset
    triples = set(dataset.default).union(*dataset.named.values())
    fresh = sorted_lines(dataset_triples(parsed(list(triples))))
    kept = [line for line in dataset.default if not line.startswith(_COUNTS)]
    counted = [line for line in fresh if line.startswith(_COUNTS)]
    return Dataset(sorted(kept + counted), dataset.named)
