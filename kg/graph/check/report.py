"""What validation finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One breach of a shape.

    Args:
        shape: what the rule is about, such as "claims".
        message: the rule, in words.
        focus: the node that breaks it, as a prefixed name.
        value: what is wrong with it, where a value is; a prefixed name or a literal.
        path: the property on which the value stands, where there is one.
    """

    shape: str
    message: str
    focus: str
    value: str | None = None
    path: str | None = None


@dataclass(frozen=True, order=True)
class ShapeCount:
    """How much one shape looked at; a shape that looked at nothing has shown nothing."""

    shape: str
    checked: int


@dataclass(frozen=True)
class Report:
    """What validation found.

    Args:
        violations: sorted by shape, message and node.
        shapes: every shape with the number of nodes it looked at, sorted by name.
    """

    violations: tuple[Violation, ...]
    shapes: tuple[ShapeCount, ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape is broken; see `idle` for shapes that had nothing to break."""
        return not self.violations

    @property
    def idle(self) -> tuple[str, ...]:
        """Names of the shapes that found nothing to look at."""
        return tuple(count.shape for count in self.shapes if count.checked == 0)
