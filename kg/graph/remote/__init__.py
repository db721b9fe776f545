"""A graph at the address of a SPARQL 1.1 endpoint, behind the same port as one on disk."""

from typing import TYPE_CHECKING

from kg.graph.remote.endpoint import Endpoint, is_address

if TYPE_CHECKING:
    from kg.graph.remote.store import RemoteStore

__all__ = ["Endpoint", "RemoteStore", "is_address"]


def __getattr__(name: str) -> object:
    """Load what speaks HTTP when it is first asked for; who names a directory has no use for it."""
    if name == "RemoteStore":
        from kg.graph.remote.store import RemoteStore

        return RemoteStore
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
