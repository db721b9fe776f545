"""SHACL Core: every shape in one walk over an index of the graph.

pySHACL reads shapes of any kind, but takes a hundred times as long. So what our shapes use is
done here, and shapes that use anything else (a project may have its own) are left to it, all of
them, so that one report never rests on two readings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.graph.check import reference
from kg.graph.check.constraints import COMPONENTS, Maker, NotUnderstoodError, Test
from kg.graph.check.index import Index, Node, Path
from kg.graph.check.report import ShapeCount, Violation
from kg.graph.namespaces import PREFIXES, standard
from kg.graph.results import to_text

_SH = PREFIXES["sh"]
_TARGETS: tuple[str, ...] = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_TOLD = (
    "declare description inversePath message name namespace path prefix prefixes property select"
    " sparql"
)
_UNDERSTOOD = frozenset({*COMPONENTS, *_TARGETS, *_TOLD.split()})
_MESSAGE, _NAME, _PATH, _PROPERTY, _INVERSE = (
    standard(f"sh:{name}") for name in ("message", "name", "path", "property", "inversePath")
)
_CLASSES = (standard("rdfs:Class"), standard("owl:Class"))


def validate(
    triples: Iterable[ox.Triple], shapes: Iterable[ox.Triple]
) -> tuple[list[Violation], list[ShapeCount]]:
    """Return the breaches of the Core constraints, and how much each shape looked at.

    Args:
        triples: the graph with its ontology.
        shapes: the shapes graph; its SPARQL-based constraints are left out.

    Returns:
        Violations in any order, each once; counts by name, those of shapes that share a name
        added.
    """
    triples, shapes = list(triples), list(shapes)
    try:
        checker = _Checker(Index(triples), Index(shapes))
    except NotUnderstoodError:
        return reference.validate(triples, shapes)
    return list(dict.fromkeys(checker.violations())), checker.counts()


@dataclass(frozen=True)
class _Shape:
    """One shape, ready to be used.

    Args:
        name: what it is about; of a property shape, that of the shape it belongs to.
        message: what is said where it is broken.
        path: leads to the values; None where the focus node is the value.
        shown: the path as people read it, where it has a name.
        tests: of its values.
        properties: shapes of properties of each value.
    """

    name: str
    message: str
    path: Path | None
    shown: str | None
    tests: Sequence[Test]
    properties: Sequence[_Shape]


class _Checker:
    """Checks one graph.

    Raises:
        NotUnderstoodError: the shapes use something that is not known here.
    """

    def __init__(self, data: Index, rules: Index):
        self._data = data
        self._rules = rules
        self._maker = Maker(data, rules, self._conforms)
        self._shape = cache(self._read)
        self._refuse()
        targets = [rules.subjects(standard(f"sh:{name}")) for name in _TARGETS]
        self._roots = {node: self._shape(node, "") for found in targets for node in found}
        inner = rules.objects(standard("sh:node"))
        for head in rules.objects(standard("sh:or")):
            inner |= set(rules.list(head))
        for node in inner:  # before anything is told, as these are met only on the way
            self._shape(node, "")
        if not all(map(_is_worded, self._roots.values())):
            raise NotUnderstoodError("a shape without a message of its own")

    def _refuse(self) -> None:
        """Raise NotUnderstoodError if a shape uses what is not known here."""
        for property in self._rules.forward:
            local = property.value.removeprefix(_SH)
            if local != property.value and local not in _UNDERSTOOD:
                raise NotUnderstoodError(property.value)
        if any(self._rules.members(kind) for kind in _CLASSES):
            raise NotUnderstoodError("a class may be a shape for its members")

    def violations(self) -> Iterator[Violation]:
        """Yield the breaches; a node may be met more than once."""
        for node, shape in self._roots.items():
            for focus in self._targets(node):
                yield from self._broken(shape, focus)

    def counts(self) -> list[ShapeCount]:
        """Return how many values the shapes of each name had to look at, by name."""
        counts: Counter[str] = Counter()
        for node in self._rules.subjects(_NAME):
            shape = self._shape(node, "")
            foci = self._targets(node)
            counts[shape.name] += sum(len(self._values(shape, focus)) for focus in foci)
        return [ShapeCount(name, counts[name]) for name in sorted(counts)]

    def _read(self, node: Node, outer: str) -> _Shape:
        rules = self._rules
        name = _text(rules.one(node, _NAME)) or outer
        at = rules.one(node, _PATH)
        tests = [
            self._maker.test(component, parameter)
            for component in sorted(COMPONENTS)
            for parameter in rules.of(node, standard(f"sh:{component}"))
        ]
        return _Shape(
            name,
            " ".join(sorted(_text(message) or "" for message in rules.of(node, _MESSAGE))),
            None if at is None else self._path(at),
            _text(at),
            tests,
            [self._shape(inner, name) for inner in rules.of(node, _PROPERTY)],
        )

    def _path(self, node: Node) -> Path:
        """Return a path that is a property, one gone backwards, or a list of such."""
        if isinstance(node, ox.NamedNode):
            return ((node, False),)
        back = self._rules.one(node, _INVERSE)
        if isinstance(back, ox.NamedNode):
            return ((back, True),)
        steps = self._rules.list(node)
        if not steps:
            raise NotUnderstoodError(str(node))
        return tuple(step for each in steps for step in self._path(each))

    def _targets(self, shape: Node) -> set[Node]:
        found: set[Node] = set(self._rules.of(shape, standard("sh:targetNode")))
        for kind in self._rules.of(shape, standard("sh:targetClass")):
            found |= self._data.members(kind)
        for name, nodes in (
            ("targetSubjectsOf", self._data.subjects),
            ("targetObjectsOf", self._data.objects),
        ):
            for property in self._rules.of(shape, standard(f"sh:{name}")):
                found |= set(nodes(property)) if isinstance(property, ox.NamedNode) else set()
        return found

    def _values(self, shape: _Shape, focus: Node) -> Sequence[Node]:
        return (focus,) if shape.path is None else self._data.follow(focus, shape.path)

    def _broken(self, shape: _Shape, focus: Node) -> Iterator[Violation]:
        values = self._values(shape, focus)
        for test in shape.tests:
            for value in test(focus, values):
                told = None if value is None or value == focus else _text(value)
                of = _text(focus) or ""
                yield Violation(shape.name, shape.message, of, told, shape.shown)
        for inner in shape.properties:
            for value in values:
                yield from self._broken(inner, value)

    def _conforms(self, shape: Node, node: Node) -> bool:
        return next(self._broken(self._shape(shape, ""), node), None) is None


def _is_worded(shape: _Shape) -> bool:
    return bool(shape.message or not shape.tests) and all(map(_is_worded, shape.properties))


def _text(node: Node | None) -> str | None:
    """Return a node as people read it; a blank node, such as a path of several steps, has none."""
    return None if node is None or isinstance(node, ox.BlankNode) else to_text(node)
