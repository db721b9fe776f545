"""The check of pattern files: notation, and every example and counter-example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataFileError, UnknownNameError
from kg.model import ID_PREFIXES, SYMMETRIC, Claim, Document, EntityRef
from kg.model.datafile import Record, read_yaml
from kg.model.fold import fold
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.lexicon import Lexicon
from kg.text.patterns.calibration import read_calibration, unknown
from kg.text.patterns.facts import ExpectedFact
from kg.text.patterns.files import AGREEMENT, Example, Pattern, load, split_paths

EXAMPLE_DATE = "2024-06-01"
"""The date that an example sentence is taken to be published on."""

Ends = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""Predicate -> types of entities that its subject and its object may have; none for a value."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something wrong in a pattern file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def lint(paths: Iterable[Path], registry: Registry, ends: Ends) -> list[Finding]:
    """Check pattern files and return what is wrong, sorted; nothing if all is well.

    Args:
        paths: the pattern files with their lexicon among them.
        registry: knows the entities that the examples name.
        ends: what the ontology lets predicates join.

    Raises:
        PatternError: the lexicon is missing or wrong, so that nothing can be checked.
    """
    files = split_paths(paths)
    lexicon = Lexicon.load(files.lexicon)
    patterns, findings = _load_each(files.patterns, lexicon)
    findings += _unknown_states(files.lexicon, lexicon, registry)
    if files.calibration is not None:
        findings += _calibration(files.calibration, [] if findings else patterns)
    folding = [pattern for pattern in patterns if pattern.folds]
    extractor = Extractor(registry, lexicon, patterns)
    for pattern in patterns:
        findings += _misfits(pattern, ends)
        single = extractor.with_patterns([*folding, pattern] if not pattern.folds else folding)
        for example in (*pattern.examples, *pattern.counterexamples):
            findings += _check(pattern, example, single, registry)
    return sorted(findings)


def _load_each(paths: Sequence[Path], lexicon: Lexicon) -> tuple[list[Pattern], list[Finding]]:
    """Load file by file, so that one broken file does not hide what is wrong in others."""
    patterns, findings = [], []
    for path in paths:
        try:
            patterns += load([path], lexicon)
        except DataFileError as error:
            findings.append(_finding(error, path))
    return patterns, findings


def _unknown_states(path: Path, lexicon: Lexicon, registry: Registry) -> Iterator[Finding]:
    """Yield what the regions of the lexicon name that the registry does not know."""
    missing = {name: states - registry.entities.keys() for name, states in lexicon.regions.items()}
    sections = read_yaml(path) if any(missing.values()) else None
    regions = sections["regions"] if isinstance(sections, Record) else None
    for name, states in missing.items():
        line = regions.line_of(name) if isinstance(regions, Record) else 1
        for state in sorted(states):
            slug = state.removeprefix("country/")
            yield Finding(path, line, f"the region {name!r} has an unknown state {slug!r}")


def _calibration(path: Path, patterns: Sequence[Pattern]) -> list[Finding]:
    """Check what was measured; against the patterns only where all of them are there."""
    try:
        outcomes = read_calibration(path)
    except DataFileError as error:
        return [_finding(error, path)]
    errors = unknown(outcomes, patterns, path) if patterns else ()
    return [_finding(error, path) for error in errors]


def _finding(error: DataFileError, path: Path) -> Finding:
    where, line = error.path or path, error.line or 1
    return Finding(where, line, str(error).removeprefix(f"{where}:{line}: "))


def _misfits(pattern: Pattern, ends: Ends) -> Iterator[Finding]:
    """Yield the slots that take what the ontology does not let their predicate join.

    The slot of an agreement is left out: it states a signature only where it holds an accord.
    """
    for gives in pattern.gives:
        for name, types in zip((gives.subject, gives.object), ends[gives.predicate], strict=True):
            taken = _types(pattern, name) & ID_PREFIXES.keys() if name != AGREEMENT else set()
            for wrong in sorted(taken.difference(types)):
                message = f"the {name} of {gives.predicate} is never of the type {wrong!r}"
                yield Finding(pattern.path, pattern.line, f"{pattern.id}: {message}")


def _types(pattern: Pattern, slot: str) -> set[str]:
    """Return the types that a slot takes in any wording, none for a part of one (`X.day`)."""
    parts = list(pattern.compiled)
    if pattern.frame is not None:
        parts += pattern.frame.triggers
        parts += [way for ways in pattern.frame.roles.values() for way in ways]
    return {kind for part in parts for kind in part.slots.get(slot, ())}


def _check(
    pattern: Pattern, example: Example, extractor: Extractor, registry: Registry
) -> list[Finding]:
    document = Document("example", example.text, date=EXAMPLE_DATE)
    claims = [
        claim
        for claim in extractor.extract(document)
        if any(evidence.pattern == pattern.id for evidence in claim.evidence)
    ]
    missing = [fact for fact in example.facts if not any(_fits(fact, c, registry) for c in claims)]
    surplus = [c for c in claims if not any(_fits(fact, c, registry) for fact in example.facts)]
    messages = [f"{pattern.id} does not read {str(fact)!r}" for fact in missing]
    messages += [
        f"{pattern.id} reads {_claim(claim)!r}, which is not expected" for claim in surplus
    ]
    return [
        Finding(pattern.path, example.line, f"{message} in: {example.text}") for message in messages
    ]


def _fits(fact: ExpectedFact, claim: Claim, registry: Registry) -> bool:
    subject = claim.subject.label
    obj = claim.object.label if isinstance(claim.object, EntityRef) else claim.object.value
    pairs = [(subject, obj)] + ([(obj, subject)] if fact.predicate in SYMMETRIC else [])
    return (
        fact.status == claim.status
        and fact.predicate == claim.predicate
        and any(
            (fact.subject == "agreement" or _same(fact.subject, left, registry))
            and _same(fact.object, right, registry)
            for left, right in pairs
        )
        and all(
            key in claim.qualifiers and _same(value, _text(claim.qualifiers[key]), registry)
            for key, value in fact.qualifiers.items()
        )
    )


def _same(written: str, stated: str, registry: Registry) -> bool:
    if fold(written) == fold(stated):
        return True
    try:
        return registry.find(written).ref.label == stated
    except UnknownNameError:
        return False


def _text(value: object) -> str:
    return value.label if isinstance(value, EntityRef) else str(value)


def _claim(claim: Claim) -> str:
    value = claim.object.label if isinstance(claim.object, EntityRef) else claim.object.value
    prefix = "" if claim.status == "asserted" else f"{claim.status}: "
    return f"{prefix}{claim.subject.label} {claim.predicate} {value}"
