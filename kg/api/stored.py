"""`StoredGraph`: the graph of a project where it lies, to be made, changed and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from kg.api.kept import KeptGraph
from kg.build.generations import Generations
from kg.errors import EndpointError, PartialAnswerError, StoreError
from kg.model import Document
from kg.project import Project

if TYPE_CHECKING:
    from kg.api.articles import Articles
    from kg.api.imports import Imported, Request
    from kg.build.builder import Builder
    from kg.build.crew import Effort
    from kg.build.report import Report
    from kg.graph.remote import Endpoint, RemoteStore
    from kg.graph.store import EmbeddedStore, Store

Answer = TypeVar("Answer")


class StoredGraph(KeptGraph):
    """What builds the graph of a project, changes it, and opens it for reading.

    Reading opens the stored graph as it is at that moment; `build`, `add`, `remove` and
    `update_decisions` make a new one, which the next question then sees. Where the store is an
    endpoint, they bring the graph there to the state of the new one as well.

    Args:
        project: its data and where its builds go.
        progress: called with what is going on, steps done, and steps in all (0: unknown).
        store: directory of the graph that is read, in place of what the project has built, or
            the endpoint that has it.
    """

    def __init__(
        self,
        project: Project,
        progress: Callable[[str, int, int], None] | None = None,
        store: Path | Endpoint | None = None,
    ):
        super().__init__(project, store)
        self._remote: RemoteStore | None = None
        self.progress = progress or (lambda _what, _done, _total: None)
        self._open: EmbeddedStore | None = None

    @classmethod
    def open(
        cls,
        project: str | Path | None = None,
        *,
        progress: Callable[[str, int, int], None] | None = None,
        store: str | Path | Endpoint | None = None,
    ) -> Self:
        """Return the graph of a project; it need not be built yet.

        Args:
            project: a directory with `data/` and `ontology/`; without it the working
                directory if it is one, else the bundled data.
            progress: called with what is going on, steps done, and steps in all.
            store: directory of the graph that is read, in place of what the project has built;
                or the endpoint that has the graph, or its address, with all else as the
                environment says (see `kg.graph.remote.Endpoint.of`).

        Raises:
            ProjectError: the directory lacks something that a project must have.
            ParameterError: the address of an endpoint, or a variable that goes with it, is unfit.
        """
        found = Project.find(None if project is None else Path(project))
        return cls(found, progress, _place(store))

    def build(self, effort: Effort | None = None) -> Report:
        """Build the graph if anything changed since the last build; say what was done.

        Args:
            effort: how many articles are read at a time, and where; by default one, here.
        """
        return self._changed(self._builder(effort).build())

    def add(
        self,
        *articles: str | Path | Document,
        replace: bool = False,
        effort: Effort | None = None,
    ) -> Report:
        """Put articles into the graph; all else in it stays as it is.

        Args:
            articles: files, directories, patterns such as `news/*.html`, saved feeds, WARC
                files, or documents as `kg.text.reading.read_document` returns them, to
                which other titles, dates and addresses can be given.
            replace: let an article of the same id from another file give way.
            effort: how many articles are read at a time, and where; by default one, here.

        Returns:
            The outcome; articles that could not be read are among its failures.
        """
        from kg.api.articles import Articles

        return self.add_articles(Articles.of(articles), replace=replace, effort=effort)

    def add_articles(
        self, articles: Articles, *, replace: bool = False, effort: Effort | None = None
    ) -> Report:
        """Put articles into the graph that were gathered before; see `add`."""
        builder = self._builder(effort)
        return self._changed(builder.add(articles.items, total=articles.total, replace=replace))

    def import_catalogue(self, request: Request) -> Imported:
        """Put what the rows of a catalogue state into the graph, in place of an earlier import.

        Args:
            request: which files, of which format, and what of them is kept.

        Raises:
            DocumentError: a file cannot be read, is not of the format, or no row is kept.
            QueryError: the mapping query is wrong.
        """
        from kg.api.imports import Imported, opened

        with opened(self.project, self.registry, request) as source:
            parts = source.documents(everything=request.keeps_all)
            report = self._changed(self._builder().add(parts, whole=source.id))
            return Imported(source.id, report, source.tally)

    def remove(self, *articles: str) -> Report:
        """Take articles out, with exactly what no other article contributes.

        Raises:
            UnknownNameError: the graph has no such article; nothing is removed then.
        """
        return self._changed(self._builder().remove(articles))

    def update_decisions(self) -> Report:
        """Bring the graph up to date with the decision files; no article is read for it."""
        return self._changed(self._builder().decide())

    @property
    def store(self) -> EmbeddedStore:
        """The graph, open for reading; that of an endpoint as a whole, in memory.

        Raises:
            StoreError: it was not built yet.
        """
        from kg.graph.store import EmbeddedStore

        if self._open is None and self._endpoint is not None:
            remote = self._connected()
            self.progress(f"reading {remote.place}", 0, 0)
            self._open = remote.copy()
        if self._open is None:
            directory = self._directory or self.snapshot
            self._open = EmbeddedStore(directory, read_only=True)
        return self._open

    @property
    def source(self) -> Store:
        """Where a single question goes: the endpoint itself if there is one, else the store.

        Raises:
            StoreError: it was not built yet, or is between two states at its endpoint.
        """
        return self.store if self._endpoint is None or self._open else self._connected()

    def source_of(self, text: str) -> Store:
        """Return where a query goes: as `source`, but a saved one never to an engine that errs.

        Args:
            text: of the query, or the name of a saved one.
        """
        source = self.source
        errs = self._remote is not None and source is self._remote and self._remote.deviates
        return self.store if errs and text in self.queries else source

    def answered(self, question: Callable[[Store], Answer]) -> Answer:
        """Return the answer to a question of ours, from an endpoint if it may say all of it.

        Args:
            question: asks a store, and may be put again to another one.
        """
        try:
            return question(self.source)
        except PartialAnswerError:
            return question(self.store)

    @property
    def snapshot(self) -> Path:
        """The directory of the graph as it was last built; it is never written to.

        Raises:
            StoreError: it was not built yet.
        """
        generation = Generations(self.project.build).current()
        if generation is None:
            raise StoreError(f"there is no graph in {self.project.build}; run `kg build`")
        return generation.store

    def close(self) -> None:
        """Let go of the stored graph; closing twice is harmless."""
        for store in (self._open, self._remote):
            if store is not None:
                store.close()
        self._open = self._remote = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.project.root)!r})"

    def _builder(self, effort: Effort | None = None) -> Builder:
        from kg.build.builder import Builder

        if self._directory is not None:
            raise StoreError(f"the store {self._directory} is only read; change the project's")
        return Builder(self.project, self.progress, effort)

    def _changed(self, report: Report) -> Report:
        if report.changed:
            self.close()
            self.forget()
        return report if self._endpoint is None else self._pushed(report, self._endpoint)

    def _pushed(self, report: Report, endpoint: Endpoint) -> Report:
        """Bring the endpoint to the state of the graph that was made here."""
        from kg.build.push import push
        from kg.graph.remote import RemoteStore
        from kg.graph.store import EmbeddedStore

        self.close()
        try:
            with (
                EmbeddedStore(self.snapshot, read_only=True) as local,
                RemoteStore(endpoint) as remote,
            ):
                pushed = push(local, remote, self.progress)
        except EndpointError as error:
            message = f"{error}. The graph here is made, the one there is not up to date; "
            raise EndpointError(message + "`kg build` with the same store goes on") from error
        return replace(report, notes=(str(pushed), *report.notes))

    def _connected(self) -> RemoteStore:
        """Return the endpoint's graph, once it is sure that it is no half of one."""
        from kg.build.push import refuse_unfinished
        from kg.graph.remote import RemoteStore

        if self._remote is None:
            assert self._endpoint is not None
            remote = RemoteStore(self._endpoint)
            refuse_unfinished(remote)
            self._remote = remote
        return self._remote


def _place(store: str | Path | Endpoint | None) -> Path | Endpoint | None:
    """Return where a store is, by what a user calls it."""
    if not isinstance(store, str):
        return store
    from kg.graph.remote.endpoint import Endpoint, is_address

    return Endpoint.of(store) if is_address(store) else Path(store)
