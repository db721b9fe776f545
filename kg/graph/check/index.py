"""A graph held so that shapes can be checked: by predicate and subject, and by class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

import pyoxigraph as ox

from kg.graph.namespaces import standard

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Objects = dict[Node, list[Node]]
"""Subject -> its values of one property."""

Step = tuple[ox.NamedNode, bool]
"""A property, and whether it is gone backwards."""
Path = tuple[Step, ...]

_A, _SUBCLASS = standard("rdf:type"), standard("rdfs:subClassOf")
_FIRST, _REST, _NIL = (standard(f"rdf:{name}") for name in ("first", "rest", "nil"))


class Index:
    """Triples, each once, for look-ups by property.

    Args:
        triples: of a graph, in any order.
    """

    def __init__(self, triples: Iterable[ox.Triple]):
        self.forward: dict[ox.NamedNode, Objects] = {}
        for subject, predicate, object in set(triples):
            self.forward.setdefault(predicate, {}).setdefault(subject, []).append(object)
        self._members: dict[Node, frozenset[Node]] = {}

    def of(self, node: Node, property: ox.NamedNode) -> Sequence[Node]:
        """Return the values that a node has of a property, in any order."""
        return self.forward.get(property, {}).get(node, ())

    def one(self, node: Node, property: ox.NamedNode) -> Node | None:
        """Return the value that a node has of a property, any if there are several."""
        return next(iter(self.of(node, property)), None)

    def subjects(self, property: ox.NamedNode) -> Iterable[Node]:
        """Return the nodes that have a property."""
        return self.forward.get(property, {}).keys()

    def objects(self, property: ox.NamedNode) -> set[Node]:
        """Return all values of a property."""
        return set(chain.from_iterable(self.forward.get(property, {}).values()))

    def follow(self, node: Node, path: Path) -> Sequence[Node]:
        """Return what a path leads to from a node, each once."""
        found: Sequence[Node] = (node,)
        for property, back in path:
            way = self._backward.get(property, {}) if back else self.forward.get(property, {})
            if len(found) == 1:
                found = way.get(found[0], ())
            else:
                found = list(dict.fromkeys(chain.from_iterable(way.get(n, ()) for n in found)))
        return found

    def members(self, kind: Node) -> frozenset[Node]:
        """Return the nodes of a class and of its subclasses."""
        if kind not in self._members:
            kinds, coming = {kind}, [kind]
            while coming:
                below = self._backward.get(_SUBCLASS, {}).get(coming.pop(), ())
                coming += [each for each in below if each not in kinds]
                kinds |= set(below)
            found = (self._backward.get(_A, {}).get(each, ()) for each in kinds)
            self._members[kind] = frozenset(chain.from_iterable(found))
        return self._members[kind]

    def list(self, head: Node) -> list[Node]:
        """Return the elements of an RDF list; none of what is no list."""
        found: list[Node] = []
        at: Node | None = head
        while at is not None and at != _NIL:
            found += self.of(at, _FIRST)
            at = self.one(at, _REST)
        return found

    @cached_property
    def _backward(self) -> dict[ox.NamedNode, Objects]:
        backward: dict[ox.NamedNode, Objects] = {}
        for property, by_subject in self.forward.items():
            turned = backward.setdefault(property, {})
            for subject, objects in by_subject.items():
                for object in objects:
                    turned.setdefault(object, []).append(subject)
        return backward
