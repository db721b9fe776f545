"""The Python API: everything that the command line does, for programs and notebooks."""

from kg.api.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
