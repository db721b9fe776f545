"""Facts about space partnerships, each with the exact words that state it.

    from kg import KnowledgeGraph

    with KnowledgeGraph.open() as graph:
        graph.build()
        for row in graph.query("SELECT ?who { ?who kg:participatesIn programme:ilrs }"):
            print(row["who"])

Importing the package costs next to nothing: `KnowledgeGraph` and what it needs load on
first use.
"""

from kg._version import __version__

TYPE_CHECKING = False  # type checkers know the name; importing it would load `typing`
if TYPE_CHECKING:
    from kg.api import KnowledgeGraph

__all__ = ["KnowledgeGraph", "__version__"]


def __getattr__(name: str) -> object:
    """Load `KnowledgeGraph` when it is first asked for (PEP 562)."""
    if name == "KnowledgeGraph":
        from kg.api import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), "KnowledgeGraph"])
