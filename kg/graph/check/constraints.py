"""The constraint components of SHACL Core that our shapes use, each as a test of one focus node.

https://www.w3.org/TR/shacl/#core-components. A test is given the focus node and the value nodes,
and returns those that offend; None stands for the focus node as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import le, lt
from typing import Any

import pyoxigraph as ox

from kg.graph.check.index import Index, Node
from kg.graph.namespaces import EDTF, standard

Test = Callable[[Node, Sequence[Node]], Iterable[Node | None]]


class NotUnderstoodError(Exception):
    """A shape uses something that is not known here; pySHACL has to read it."""


Conforms = Callable[[Node, Node], bool]
"""Whether, given the node of a shape and another node, the other conforms to the shape."""
Order = Callable[[Any, Any], bool]


class Maker:
    """Makes the tests of one shape.

    Args:
        data: the graph that is checked.
        rules: the shapes graph.
        conforms: tells whether a node conforms to another shape.
    """

    def __init__(self, data: Index, rules: Index, conforms: Conforms):
        self._data = data
        self._rules = rules
        self._conforms = conforms

    def test(self, component: str, parameter: Node) -> Test:
        """Return the test of a component, such as `minCount`, with its parameter.

        Raises:
            NotUnderstoodError: the parameter is of a kind that is not known here.
        """
        return _TESTS[component](self, parameter)

    def _min_count(self, parameter: Node) -> Test:
        least = _whole(parameter)
        return lambda _focus, values: (None,) if len(values) < least else ()

    def _max_count(self, parameter: Node) -> Test:
        most = _whole(parameter)
        return lambda _focus, values: (None,) if len(values) > most else ()

    def _has_value(self, parameter: Node) -> Test:
        return lambda _focus, values: () if parameter in values else (None,)

    def _class(self, parameter: Node) -> Test:
        members = self._data.members(parameter)
        return _each(lambda value: value in members)

    def _in(self, parameter: Node) -> Test:
        allowed = frozenset(self._rules.list(parameter))
        return _each(lambda value: value in allowed)

    def _node_kind(self, parameter: Node) -> Test:
        kinds = _NODE_KINDS.get(parameter)
        if kinds is None:
            raise NotUnderstoodError(str(parameter))
        return _each(lambda value: isinstance(value, kinds))

    def _datatype(self, parameter: Node) -> Test:
        if parameter not in _FORMS:
            raise NotUnderstoodError(str(parameter))
        return _each(lambda value: _is_of(value, parameter))

    def _pattern(self, parameter: Node) -> Test:
        pattern = re.compile(_string(parameter))
        return _each(lambda value: (w := _words(value)) is not None and bool(pattern.search(w)))

    def _min_length(self, parameter: Node) -> Test:
        least = _whole(parameter)
        return _each(lambda value: (w := _words(value)) is not None and len(w) >= least)

    def _min_inclusive(self, parameter: Node) -> Test:
        return _each(lambda value: _holds(le, parameter, value))

    def _max_inclusive(self, parameter: Node) -> Test:
        return _each(lambda value: _holds(le, value, parameter))

    def _less_than(self, parameter: Node) -> Test:
        return self._compared(lt, parameter)

    def _less_than_or_equals(self, parameter: Node) -> Test:
        return self._compared(le, parameter)

    def _compared(self, order: Order, property: Node) -> Test:
        if not isinstance(property, ox.NamedNode):
            raise NotUnderstoodError(str(property))

        def test(focus: Node, values: Sequence[Node]) -> Iterable[Node]:
            others = self._data.of(focus, property)
            return [v for v in values if not all(_holds(order, v, other) for other in others)]

        return test

    def _node(self, parameter: Node) -> Test:
        return _each(lambda value: self._conforms(parameter, value))

    def _or(self, parameter: Node) -> Test:
        shapes = self._rules.list(parameter)
        return _each(lambda value: any(self._conforms(shape, value) for shape in shapes))


_TESTS: Mapping[str, Callable[[Maker, Node], Test]] = {
    "class": Maker._class,
    "datatype": Maker._datatype,
    "hasValue": Maker._has_value,
    "in": Maker._in,
    "lessThan": Maker._less_than,
    "lessThanOrEquals": Maker._less_than_or_equals,
    "maxCount": Maker._max_count,
    "maxInclusive": Maker._max_inclusive,
    "minCount": Maker._min_count,
    "minInclusive": Maker._min_inclusive,
    "minLength": Maker._min_length,
    "node": Maker._node,
    "nodeKind": Maker._node_kind,
    "or": Maker._or,
    "pattern": Maker._pattern,
}
COMPONENTS = frozenset(_TESTS)
"""Local names of the parameters that are understood."""

_NODE_KINDS: Mapping[Node, tuple[type, ...]] = {
    standard("sh:IRI"): (ox.NamedNode,),
    standard("sh:Literal"): (ox.Literal,),
    standard("sh:BlankNode"): (ox.BlankNode,),
    standard("sh:IRIOrLiteral"): (ox.NamedNode, ox.Literal),
    standard("sh:BlankNodeOrIRI"): (ox.NamedNode, ox.BlankNode),
    standard("sh:BlankNodeOrLiteral"): (ox.Literal, ox.BlankNode),
}
_DATE, _INTEGER, _DECIMAL = (standard(f"xsd:{name}") for name in ("date", "integer", "decimal"))
_ANYTHING = re.compile(r"(?s).*")
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_FORMS: Mapping[Node, re.Pattern[str]] = {
    standard("xsd:string"): _ANYTHING,
    standard("rdf:langString"): _ANYTHING,
    EDTF: _ANYTHING,
    standard("xsd:boolean"): re.compile(r"true|false|0|1"),
    _INTEGER: re.compile(r"[+-]?[0-9]+"),
    _DECIMAL: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    _DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    standard("xsd:gYear"): re.compile(r"-?[0-9]{4,}" + _ZONE),
    standard("xsd:gYearMonth"): re.compile(r"-?[0-9]{4,}-(0[1-9]|1[0-2])" + _ZONE),
    standard("xsd:gMonth"): re.compile(r"--(0[1-9]|1[0-2])" + _ZONE),
    standard("xsd:gMonthDay"): re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" + _ZONE),
}
"""Datatype -> how its values are written, as far as an expression can say it."""


def _each(holds: Callable[[Node], bool]) -> Test:
    return lambda _focus, values: [value for value in values if not holds(value)]


def _words(value: Node) -> str | None:
    """Return the text of a value; a blank node has none."""
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else None


def _is_of(value: Node, datatype: Node) -> bool:
    """Return whether a value is a literal of a datatype, and well-formed."""
    if not isinstance(value, ox.Literal) or value.datatype != datatype:
        return False
    if not _FORMS[datatype].fullmatch(value.value):
        return False
    return datatype != _DATE or _day(value) is not None


def _holds(order: Order, one: Node, other: Node) -> bool:
    """Return whether two values are of one order and stand in it; others cannot be compared."""
    for read in (_number, _day):
        first, second = read(one), read(other)
        if first is not None and second is not None:
            return order(first, second)
    return False


def _number(value: Node) -> Decimal | None:
    if isinstance(value, ox.Literal) and value.datatype in (_INTEGER, _DECIMAL):
        return Decimal(value.value) if _is_of(value, value.datatype) else None
    return None


def _day(value: Node) -> date | None:
    if not isinstance(value, ox.Literal) or value.datatype != _DATE:
        return None
    try:
        return date.fromisoformat(value.value) if _FORMS[_DATE].fullmatch(value.value) else None
    except ValueError:
        return None


def _whole(parameter: Node) -> int:
    number = _number(parameter)
    if number is None:
        raise NotUnderstoodError(str(parameter))
    return int(number)


def _string(parameter: Node) -> str:
    if not isinstance(parameter, ox.Literal):
        raise NotUnderstoodError(str(parameter))
    return parameter.value
