"""`KnowledgeGraph`: one project's graph, to build, ask, look at and take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.facts import FactGraph
from kg.errors import KgError

if TYPE_CHECKING:
    from datetime import date

    from kg.api.candidates import Candidate
    from kg.api.conflicts import Settled, StaleRuling
    from kg.api.explain import Explanation
    from kg.api.imports import Request
    from kg.api.reconcile import Reconciled
    from kg.api.review import Review
    from kg.api.show import Portrait
    from kg.graph.changes import Changes
    from kg.graph.check import Report as CheckReport
    from kg.graph.contradictions import Contradiction
    from kg.graph.contradictions.settled import Conflict
    from kg.graph.ladder import Membership
    from kg.graph.results import PlainValue, Results
    from kg.model.ruling import Ruling


class KnowledgeGraph(FactGraph):
    """The graph of one project. Close it after use, or use it in a `with` block.

    Args:
        project: its data and where its builds go.
        progress: called with what is going on, steps done, and steps in all (0: unknown).
    """

    @property
    def whole(self) -> KnowledgeGraph:
        """The graph with nothing left out, whatever moment this one is of."""
        return self

    def at(
        self, as_of: str | date | None = None, known_by: str | date | None = None
    ) -> KnowledgeGraph:
        """Return the graph of a moment, which answers every question as this one does.

        Args:
            as_of: the day whose truth is asked for, by all that is known: `2024-05-03`, or
                `2024-05` or `2024` for the last day of the month or the year.
            known_by: the day whose knowledge is asked for, written likewise: what sources
                had said by its end.

        Returns:
            A `kg.api.dated.DatedGraph`, made when it is first asked; this graph itself where
            neither day is given.

        Raises:
            ParameterError: one of them is no date.
        """
        from kg.model.moment import Moment

        moment = Moment.of(as_of, known_by)
        if not moment:
            return self
        from kg.api.dated import DatedGraph

        return DatedGraph(self, moment)

    def candidates(self, **wanted: Any) -> list[Candidate]:
        """Return the claims on which a decision is due, the most promising first.

        Args:
            wanted: the fields of `kg.api.candidates.Filter`: `predicate`, `article`,
                `min_confidence`, `max_confidence`, `tier` and `order`.

        Raises:
            UnknownNameError: the predicate or the article is none of the graph.
        """
        from kg.api.candidates import Filter, candidates

        return candidates(self, Filter(**wanted), self.review().decided)

    def review(
        self, reviewer: str = "", date: str | None = None, file: str | None = None
    ) -> Review:
        """Return what decides on claims; arguments and errors are those of `Review`."""
        from kg.api.review import Review

        return Review(self, reviewer, date, file)

    def ask(self, text: str, **values: object) -> Results:
        """Return the answer to SPARQL, or to a saved query by its name, unread.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE; prefixes need not be declared. A
                single word is the name of a saved query.
            values: of the saved query's parameters; names of entities in any form.

        Raises:
            QueryError: with line and column in the text.
            ParameterError: a parameter is missing, unknown or of the wrong type.
            UnknownNameError: there is no saved query, or no entity, of that name.
        """
        from kg.api.questions import complete
        from kg.graph.query import run

        ontology = self.ontology
        return run(self.store, complete(self, text, values), ontology.names, ontology.unused)

    def query(self, text: str, **values: object) -> list[dict[str, PlainValue]]:
        """Return the rows of an answer in plain Python; arguments are those of `ask`.

        An ASK gives one row with the column `answer`; CONSTRUCT and DESCRIBE give rows of
        `subject`, `predicate` and `object`.
        """
        from kg.api.questions import rows

        return rows(self.ask(text, **values))

    def frame(self, text: str, **values: object) -> Any:
        """Return the rows of an answer as a pandas DataFrame; arguments are those of `ask`.

        Raises:
            KgError: pandas is not installed.
        """
        from kg.api.questions import rows

        try:
            import pandas
        except ImportError as error:
            raise KgError("pandas is missing; install spacekg[notebook]") from error
        results = self.ask(text, **values)
        columns = list(results.variables) or None
        return pandas.DataFrame(rows(results), columns=columns)

    def show(self, name: str) -> Portrait:
        """Return everything known of an entity, found by id, label or alias.

        Raises:
            UnknownNameError: nothing answers to the name; with suggestions.
        """
        from kg.api.show import portrait

        return portrait(self, name)

    def ladder(self, name: str) -> list[Membership]:
        """Return where parties stand towards a programme or an accord, by level and rung.

        Raises:
            UnknownNameError: nothing answers to the name; with suggestions.
        """
        return list(self.show(name).members)

    def diff(self, start: str | date, end: str | date, by: str = "true") -> Changes:
        """Return what changed after one day and up to the end of another.

        Args:
            start: the day after which it changed; written as for `at`.
            end: the day by which it had.
            by: `true` for what came to be or ended, `said` for what sources first said.

        Raises:
            ParameterError: one of them is no date, or they come in the wrong order.
        """
        from kg.graph.changes import changes
        from kg.model.moment import stretch

        first, last = stretch(start, end)
        return changes(self.facts(), self.ontology.predicates, first, last, by)

    def explain(self, *words: str) -> Explanation:
        """Return the quotes, sources and dates behind a fact, or the list behind a count.

        Args:
            words: a claim by the first digits of its id; subject, predicate and object, or two
                of the three, by any name; or a count: `ilrs`, `count`, or `seven nations`.

        Raises:
            UnknownNameError: nothing answers to a word, or no source states this; with
                suggestions.
        """
        from kg.api.explain import explain

        return explain(self, words)

    def check(self) -> CheckReport:
        """Return where the graph breaks the shapes of the ontology.

        Raises:
            DataFileError: the registry, a pattern, the furniture or a decision is wrong; with
                path and line. The files count as they are now, built or not.
        """
        from kg.graph.check import check

        self.forget()
        self.prepare()
        self.review()
        self.rulings()
        self.progress("checking the shapes", 0, 0)
        return check(self.store, self.project.ontology.parent)

    def contradictions(self) -> list[Contradiction]:
        """Return where sources disagree and nobody ruled; the graph keeps all that they say."""
        return [each.found for each in self.conflicts()]

    def conflicts(self, **wanted: Any) -> list[Conflict]:
        """Return where sources disagree, each side with its quotes, and what was ruled on it.

        Args:
            wanted: `entity` (by any name), `predicate`, `kind` (one of
                `kg.graph.contradictions.KINDS`), and `state`: `open` by default, `ruled`, `all`.

        Raises:
            UnknownNameError: there is no such entity, predicate, kind or state.
            DataFileError: a ruling file is wrong; with path and line.
        """
        from kg.api.conflicts import conflicts

        return conflicts(self, **wanted)

    def rulings(self) -> tuple[Ruling, ...]:
        """Return what people ruled on conflicts, by id.

        Raises:
            DataFileError: a ruling file is wrong, or one ruling is against another.
        """
        from kg.api.conflicts import rulings

        return rulings(self)

    def stale_rulings(self) -> list[StaleRuling]:
        """Return the rulings that name what the graph does not state any more."""
        from kg.api.conflicts import stale_rulings

        return stale_rulings(self)

    def settle(self, conflict: str, stands: int | None, by: str, why: str, **more: Any) -> Settled:
        """Rule on a conflict: write the ruling to a file, and bring the graph up to date.

        Args:
            conflict: its id, or the first digits of it.
            stands: number of the side that stands, from 1; 0 if all do; None if none does.
            by: who rules.
            why: the reason.
            more: `date`, the day, ISO 8601; by default that of today.

        Raises:
            UnknownNameError: there is no such conflict.
            DecisionError: the ruling is incomplete, or another one is against it.
        """
        from kg.api.conflicts import settle

        return settle(self, conflict, stands, by, why, **more)

    def reconcile(self, request: Request | str, *, unknown: bool = False) -> Reconciled:
        """Return how a catalogue, or a file of curated rows, compares with the graph.

        Arguments and errors are those of `kg.api.reconcile.reconcile`.
        """
        from kg.api.reconcile import reconcile

        return reconcile(self, request, unknown=unknown)

    def view(
        self, path: str | Path | None = None, *, focus: str | None = None, hops: int | None = None
    ) -> Path:
        """Write the graph as one HTML page and return where it is; a notebook shows it.

        Args:
            path: the file; without it `graph.html` in the build directory.
            focus: an entity to open on, by id, label or alias.
            hops: with `focus`, how many ties around it are shown.
        """
        from kg.api.pages import PageFile, write_page

        self.progress("drawing the page", 0, 0)
        target = PageFile(self.project.build / "graph.html" if path is None else path)
        write_page(self, target, focus, hops)
        return target

    def page(
        self, focus: str | None = None, hops: int | None = None, pages: str | None = None
    ) -> str:
        """Return the page that `view` writes.

        Args:
            focus: as for `view`.
            hops: as for `view`.
            pages: path of a server that has a page of each entity under `id/`, such as `/`.
        """
        from kg.api.pages import html

        return html(self, focus, hops, pages)

    def _repr_html_(self) -> str:
        from kg.api.pages import notebook_html

        return notebook_html(self)
