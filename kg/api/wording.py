"""Facts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityRef, Literal, Value

if TYPE_CHECKING:
    from kg.graph.facts import Fact, Quote
    from kg.graph.ontology import Ontology
    from kg.model import Claim
    from kg.model.decision import Statement as Plain

    Statement = Claim | Fact | Plain
    Read = Claim | Fact


class Wording:
    """Words facts with the labels of the ontology.

    Args:
        ontology: of the project.
    """

    def __init__(self, ontology: Ontology):
        self._ontology = ontology

    def predicate(self, name: str) -> str:
        """Return the label of a predicate, from subject to object."""
        known = self._ontology.predicates.get(name)
        return known.label if known else name

    def inverse(self, name: str) -> str:
        """Return the label of a predicate, from object to subject."""
        known = self._ontology.predicates.get(name)
        if known and known.inverse_label:
            return known.inverse_label
        return f"is what ... {self.predicate(name)}"

    def statement(self, statement: Statement) -> str:
        """Return a statement's subject, predicate and object in one line."""
        predicate = self.predicate(statement.predicate)
        return f"{statement.subject.label} {predicate} {value_text(statement.object)}"

    def sentence(self, statement: Read) -> str:
        """Return a statement in one line, with its qualifiers and how it is meant."""
        return self.statement(statement) + self.manner(statement)

    def stated(self, statement: Statement) -> str:
        """Return what is stated in one line, as `sentence` does, but without the tier."""
        marks = "" if statement.status == "asserted" else f" [{statement.status}]"
        qualifiers = self.qualifiers(statement)
        return self.statement(statement) + (f" ({qualifiers})" if qualifiers else "") + marks

    def manner(self, statement: Read) -> str:
        """Return what goes behind a statement: its qualifiers, status, tier and standing."""
        standing = getattr(statement, "standing", None)
        marks = [statement.status] if statement.status != "asserted" else []
        marks += [statement.tier] if statement.tier != "accepted" else []
        marks += [standing] if standing else []
        qualifiers = self.qualifiers(statement)
        return (f" ({qualifiers})" if qualifiers else "") + "".join(f" [{m}]" for m in marks)

    def qualifier(self, name: str) -> str:
        """Return the label of a qualifier."""
        return self._ontology.qualifiers.get(name, name)

    def qualifiers(self, statement: Statement) -> str:
        """Return the qualifiers as `label: value; ...`, sorted by name."""
        return "; ".join(
            f"{self.qualifier(name)}: {value_text(value)}"
            for name, value in sorted(statement.qualifiers.items())
        )


_ROUGH = {"~": "about", "?": "perhaps", "%": "perhaps about"}
"""Mark of doubt at the end of a date -> word for it."""


def value_text(value: Value | Literal) -> str:
    """Return a value as people read it."""
    if isinstance(value, EntityRef):
        return value.label
    if isinstance(value, Literal) and value.datatype == "edtf" and value.value[-1:] in _ROUGH:
        return f"{_ROUGH[value.value[-1]]} {value.value[:-1]}"
    return value.value if isinstance(value, Literal) else str(value)


def cited(quote: Quote) -> str:
    """Return a quote with the article that says so and its date, a row with what it cites."""
    article = quote.article
    if article.kind == "data":
        cited = ", ".join(source.id for source in quote.sources)
        return f"row “{' '.join(quote.text.split())}” ({article.id}; {cited})"
    dated = f"{article.id}, {article.date}" if article.date else article.id
    return f"“{' '.join(quote.text.split())}” ({dated})"
