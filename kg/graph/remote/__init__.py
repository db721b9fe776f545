"""A graph at the address of a SPARQL 1.1 endpoint, behind the same port as one on disk."""

from kg.graph.remote.endpoint import Endpoint, is_address
from kg.graph.remote.store import RemoteStore

__all__ = ["Endpoint", "RemoteStore", "is_address"]
