"""Curated rows: files of data whose rows each state something and cite their sources.

A file becomes a document like an article, and its rows become claims whose evidence is the
row itself, word for word as it stands in the file. From there on nothing distinguishes them
from what articles say.
"""

from kg.rows.compile import claims_of
from kg.rows.freeze import freeze
from kg.rows.sources import read_sources

__all__ = ["claims_of", "freeze", "read_sources"]
