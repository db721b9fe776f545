"""Deciding on claims: every decision is on disk at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as calendar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.explain import resolve_claim
from kg.build.decisions import Ledger
from kg.errors import DecisionError, UnknownNameError
from kg.model.dates import datatype
from kg.model.decision import Decision, Statement
from kg.model.decision_file import agreed
from kg.model.english import nearest

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.build.report import Report
    from kg.graph.facts import Fact


@dataclass(frozen=True)
class Stale:
    """A decision that has no effect on the graph as it is, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        """Where it stands, what it is on, and why it has no effect."""
        return f"{self.decision.where}: {self.decision.statement.id}: {self.reason}"

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: the decision, its place, and the reason."""
        return {"where": self.decision.where, "reason": self.reason, **self.decision.to_json()}


@dataclass(frozen=True)
class Merged:
    """What became of decisions that were given.

    Args:
        new: they were written.
        same: the project had them.
        conflicting: each with the one of the project that it is against; not written.
    """

    new: tuple[Decision, ...] = ()
    same: tuple[Decision, ...] = ()
    conflicting: tuple[tuple[Decision, Decision], ...] = ()

    def __add__(self, other: Merged) -> Merged:
        conflicting = self.conflicting + other.conflicting
        return Merged(self.new + other.new, self.same + other.same, conflicting)


class Review:
    """The decisions of a project, and one person who adds to them.

    Args:
        graph: of the project.
        reviewer: who decides.
        date: the day of the decisions, ISO 8601; by default that of today.
        file: name of the decision file; by default one for each person.

    Raises:
        DataFileError: a decision file is wrong, or one decision is against another.
        DecisionError: the date is no day, or the file is none that builds would read.
    """

    def __init__(
        self,
        graph: KnowledgeGraph,
        reviewer: str = "",
        date: str | None = None,
        file: str | None = None,
    ):
        self._graph = graph
        self._reviewer = " ".join(reviewer.split())
        self._date = date or calendar.today().isoformat()
        if datatype(self._date) != "date":
            raise DecisionError(f"{date!r} is no day such as 2026-01-31")
        self._file = file
        self._ledger = Ledger(graph.project, graph.registry.entities)
        if file is not None:
            self._ledger.file_of(self._reviewer, file)  # a wrong name shows before any work
        self._decisions = self._ledger.all()
        agreed(self._decisions)
        self._done: list[tuple[list[Decision], list[Decision]]] = []

    @property
    def decisions(self) -> list[Decision]:
        """All decisions of the project."""
        return list(self._decisions)

    @property
    def decided(self) -> set[tuple[str, str]]:
        """Article and claim of all that needs no decision, what corrections made included."""
        right = {(d.article, d.correction.id) for d in self._decisions if d.correction}
        return {decision.key for decision in self._decisions} | right

    def decide(
        self,
        fact: Fact,
        verdict: str,
        note: str = "",
        correction: Statement | None = None,
        *,
        articles: Iterable[str] | None = None,
        replace: bool = False,
    ) -> Merged:
        """Decide on a claim, for every article that makes it or for some; write it at once.

        Args:
            fact: the claim.
            verdict: `accept`, `reject` or `correct`.
            note: why.
            correction: what the words state instead, with `correct`.
            articles: ids of the articles; by default all that make the claim.
            replace: whether earlier decisions on it give way.

        Raises:
            DecisionError: no reviewer is named, the correction cannot be stated, or an earlier
                decision is against this one.
        """
        if not self._reviewer:
            raise DecisionError("a decision needs the name of who takes it")
        quotes = {quote.article.id: quote.text for quote in reversed(fact.evidence)}
        wanted = list(quotes) if articles is None else list(articles)
        for id in wanted:
            if id not in quotes:
                message = f"{fact.claim} is not read from {id!r}."
                raise UnknownNameError(message, nearest(id, quotes))
        statement = Statement.of(fact.to_claim())
        if correction is not None and correction.id == statement.id:
            raise DecisionError("the correction states the same as the claim")
        about = [
            Decision(
                verdict, statement, id, quotes[id], self._reviewer, self._date, note, correction
            )
            for id in sorted(wanted)
        ]
        self._ledger.check(about)
        merged = self.merge(about, replace=replace)
        if merged.conflicting:
            _, other = merged.conflicting[0]
            message = f"{statement.id} of {other.article} is decided: {other.verdict}"
            raise DecisionError(f"{message} ({other.where}); say that it is to be replaced")
        return merged

    def merge(self, decisions: Iterable[Decision], *, replace: bool = False) -> Merged:
        """Write decisions that the project has not; each into the file of who took it.

        Args:
            decisions: which do not contradict one another.
            replace: whether those of the project give way to these.

        Raises:
            DecisionError: one given decision is against another one.
        """
        given = [each for group in agreed(decisions).values() for each in group]
        new, same, conflicting, gone = [], [], [], []
        for decision in given:
            against = [d for d in self._decisions if _against(d, decision)]
            if against and not replace:
                conflicting.append((decision, against[0]))
            elif not against and any(_repeats(d, decision) for d in self._decisions):
                same.append(decision)
            else:
                new.append(decision)
                gone += [each for each in against if each not in gone]
        self._write(new, gone)
        return Merged(tuple(new), tuple(same), tuple(conflicting))

    def undo(self) -> list[Decision]:
        """Take the last decisions back, with what they replaced; return them, or nothing."""
        if not self._done:
            return []
        new, gone = self._done.pop()
        self._change(gone, [each for each in self._decisions if each in new])
        return new

    def update(self) -> Report:
        """Bring the graph up to date with the decisions; no article is read for it."""
        return self._graph.update_decisions()

    def find(self, names: Iterable[str]) -> list[Fact]:
        """Return the claims of some ids, or of their first digits where these are enough.

        Raises:
            UnknownNameError: the graph has no such claim, or several; with suggestions.
        """
        from kg.graph.decisions import claim_ids
        from kg.graph.facts import facts_of
        from kg.graph.namespaces import iri

        known = claim_ids(self._graph.store)
        ids = [resolve_claim(name, known) for name in names]
        facts = {f.claim: f for f in facts_of(self._graph.store, map(iri, dict.fromkeys(ids)))}
        return [facts[id] for id in dict.fromkeys(ids)]

    def stale(self) -> list[Stale]:
        """Return the decisions on what the graph does not hold any more, by file and place."""
        from kg.graph.decisions import readings
        from kg.graph.facts import articles

        store = self._graph.store
        here = {info.id for info in articles(store)}
        read = readings(store, (decision.statement.id for decision in self._decisions))
        found = []
        for decision in self._decisions:
            if decision.article not in here:
                found.append(Stale(decision, f"the graph has no article {decision.article}"))
            elif decision.key not in read:
                reason = f"the claim is not read from {decision.article} any more"
                found.append(Stale(decision, reason))
        return found

    def read(self, source: Path | str) -> list[Decision]:
        """Return the decisions of a file, or those in a text.

        Raises:
            DataFileError: they cannot be read, or one is wrong; with path and line.
        """
        if isinstance(source, Path):
            return self._ledger.read(source)
        return self._ledger.parse(source, Path("stdin"))

    def _write(self, new: list[Decision], gone: list[Decision]) -> None:
        """Write decisions into the files of this project, wherever they came from."""
        if new:
            new = [replace(decision, path=None, line=None) for decision in new]
            self._change(new, gone)
            self._done.append((new, gone))

    def _change(self, new: list[Decision], gone: list[Decision]) -> None:
        """Change the files; what is new goes in first, so that nothing can be lost between.

        A decision that is put back goes to the file that it came from.
        """
        files: dict[Path, list[Decision]] = {}
        for decision in new:
            path = decision.path or self._ledger.file_of(decision.reviewer, self._file)
            files.setdefault(path, []).append(decision)
        for path, decisions in files.items():
            self._ledger.add(decisions, path)
        for decision in gone:
            self._ledger.remove(decision)
        changed = {*files, *(decision.path for decision in gone if decision.path)}
        kept = [each for each in self._decisions if each.path not in changed]
        fresh = [each for path in sorted(changed) for each in self._ledger.read(path)]
        self._decisions = kept + fresh


def _against(one: Decision, other: Decision) -> bool:
    """Whether two decisions cannot both hold."""
    if one.key == other.key:
        return not one.agrees(other)
    return _ends_at(one, other) or _ends_at(other, one)


def _ends_at(one: Decision, other: Decision) -> bool:
    """Whether a decision corrects to what another one finds wrong."""
    wrong = other.verdict != "accept" and one.article == other.article
    return wrong and one.correction is not None and one.correction.id == other.statement.id


def _repeats(one: Decision, other: Decision) -> bool:
    """Whether the same person has come to the same before, on whatever day."""
    return one.key == other.key and one.agrees(other) and one.reviewer == other.reviewer
