"""Catalogues of others: their rows become claims, with the row as evidence and their licence.

A file is frozen as one or several documents that hold its header and the rows that were kept,
word for word. What these state is read from the frozen text alone, so that a rebuild needs
neither the file nor the network.
"""

from kg.rows.importers.catalogue import KINDS
from kg.rows.importers.reading import claims_of

__all__ = ["KINDS", "claims_of"]
