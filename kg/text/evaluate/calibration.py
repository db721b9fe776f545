"""Whether claims are right as often as their confidence says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from kg.text.patterns.calibration import Outcome, adjusted

_STEPS = 20
"""Number of equal steps into which confidence is divided."""
_Z = 1.959963984540054
"""Quantile of the normal distribution that leaves 2.5% on each side."""


@dataclass(frozen=True)
class Verdict:
    """One claim of one text, judged.

    Args:
        confidence: of the claim.
        patterns: those that read it.
        right: whether gold supports it.
    """

    confidence: float
    patterns: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Group:
    """Claims that should be right equally often.

    Args:
        name: of a step of confidence, or of a pattern.
        stated: the confidence of the pattern, or the mean of that of the claims.
        right: number of claims that are right.
        wrong: number of claims that are not.
        suggested: the confidence that follows from what its author gave and from this
            measurement; None where the group is no pattern.
    """

    name: str
    stated: float
    right: int
    wrong: int
    suggested: float | None = None

    @property
    def claims(self) -> int:
        """Number of claims."""
        return self.right + self.wrong

    @property
    def share(self) -> float:
        """Share of the claims that are right."""
        return self.right / self.claims

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval of the share."""
        return wilson(self.right, self.claims)

    @property
    def fits(self) -> bool:
        """Whether the stated confidence lies within the interval."""
        low, high = self.interval
        return low <= self.stated <= high

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain data, shares to four places."""
        low, high = self.interval
        return {
            "name": self.name,
            "stated": round(self.stated, 4),
            "right": self.right,
            "wrong": self.wrong,
            "share": round(self.share, 4),
            "interval": [round(low, 4), round(high, 4)],
            "fits": self.fits,
        } | ({} if self.suggested is None else {"suggested": self.suggested})


@dataclass(frozen=True)
class Calibration:
    """How confidence compares to being right.

    Args:
        steps: claims by their confidence, ascending; steps without a claim are left out.
        patterns: claims by the patterns that read them, by name; a claim that two patterns
            read counts for both.
    """

    steps: tuple[Group, ...] = ()
    patterns: tuple[Group, ...] = ()

    @property
    def error(self) -> float:
        """Expected calibration error: the mean gap between confidence and share, over claims."""
        claims = sum(step.claims for step in self.steps)
        gaps = (step.claims * abs(step.share - step.stated) for step in self.steps)
        return sum(gaps) / claims if claims else 0.0

    def outcomes(self) -> dict[str, Outcome]:
        """Return what a calibration file holds: pattern -> right and wrong claims."""
        return {group.name: Outcome(group.right, group.wrong) for group in self.patterns}

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "error": round(self.error, 4),
            "steps": [group.to_json() for group in self.steps],
            "patterns": [group.to_json() for group in self.patterns],
        }


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95% score interval of a share (Wilson 1927), which holds for few cases too.

    Args:
        right: 0 to `of`.
        of: number of cases, at least 1.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    share, weight = right / of, _Z * _Z / of
    centre = (share + weight / 2) / (1 + weight)
    half = _Z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return max(0.0, centre - half), min(1.0, centre + half)


def calibration(
    verdicts: Iterable[Verdict], confidences: Mapping[str, tuple[float, float]]
) -> Calibration:
    """Return how the confidence of claims compares to being right.

    Args:
        verdicts: one for each claim of each text.
        confidences: pattern -> the confidence in use, and the one that its author gave.
    """
    verdicts = list(verdicts)
    steps = _grouped(verdicts, lambda verdict: (_step(verdict.confidence),))
    read = _grouped(verdicts, lambda verdict: tuple(dict.fromkeys(verdict.patterns)))
    return Calibration(
        tuple(_group(name, members) for name, members in steps.items()),
        tuple(_pattern(name, members, confidences) for name, members in read.items()),
    )


def _grouped(
    verdicts: Iterable[Verdict], names: Callable[[Verdict], tuple[str, ...]]
) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        for name in names(verdict):
            groups.setdefault(name, []).append(verdict)
    return dict(sorted(groups.items()))


def _step(confidence: float) -> str:
    """Return the step that a confidence belongs to; each includes its lower bound."""
    number = min(int(confidence * _STEPS + 1e-9), _STEPS - 1)
    return f"{number / _STEPS:.2f}–{(number + 1) / _STEPS:.2f}"


def _group(name: str, members: list[Verdict]) -> Group:
    right = sum(verdict.right for verdict in members)
    stated = sum(verdict.confidence for verdict in members) / len(members)
    return Group(name, stated, right, len(members) - right)


def _pattern(
    name: str, members: list[Verdict], confidences: Mapping[str, tuple[float, float]]
) -> Group:
    group = _group(name, members)
    stated, prior = confidences.get(name, (group.stated, group.stated))
    suggested = adjusted(prior, group.right, group.wrong)
    return Group(name, stated, group.right, group.wrong, suggested)
