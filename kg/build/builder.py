"""Building the graph of a project, and changing it by single articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kg.build.additions import Intake, Paired, told
from kg.build.cache import ReadingCache
from kg.build.copies import settle
from kg.build.crew import Effort
from kg.build.full import told_if_full
from kg.build.generations import Generations
from kg.build.inputs import (
    Input,
    environment,
    from_document,
    from_file,
    from_item,
    from_rows,
    rows_id,
    wanted,
)
from kg.build.lock import exclusive
from kg.build.manifest import Entry, Failure, Manifest
from kg.build.meant import meant
from kg.build.plan import Plan
from kg.build.publish import publish
from kg.build.reader import Reader
from kg.build.report import Outcome, Progress, Report
from kg.build.shelf import Added, Shelf, Shelving
from kg.build.writer import Written, write_change, write_whole
from kg.errors import StoreError
from kg.model import Document, slugify
from kg.model.document import parts
from kg.project import Project

if TYPE_CHECKING:
    from kg.model.ruling import Ruling
    from kg.text.likeness import Likeness
    from kg.text.reading import Item, Refused


class Builder:
    """Makes the stored graph of a project and keeps it exact.

    The graph is the union of what each article contributes, so it is the same whether the
    articles were built at once or added one by one in any order.

    Args:
        project: what to build, and where.
        progress: told of every step that may take long.
        effort: how many articles are read at a time, and where.
    """

    def __init__(
        self, project: Project, progress: Progress | None = None, effort: Effort | None = None
    ):
        self._project = project
        self._progress = progress or (lambda _what, _done, _total: None)
        self._generations = Generations(project.build)
        self._shelf = Shelf(project.build)
        self._cache = ReadingCache(project.build / "claims")
        self._reader = Reader(project, self._cache, effort)

    def build(self) -> Report:
        """Build the graph from the project's articles and the added ones.

        Without any change since the last build, nothing is done.

        Raises:
            KgError: the registry or a pattern is wrong, or another builder is at work.
        """
        with self._changing():
            manifest, changed = self._up_to_date()
            removed = sorted(self._shelf.removed())
            notes = tuple(f"left out, because it was removed: {id}" for id in removed)
            return Report.of(manifest, changed=changed, notes=notes)

    def add(
        self,
        articles: Iterable[Item | Refused | Document],
        *,
        total: int = 0,
        replace: bool = False,
        whole: str = "",
    ) -> Report:
        """Put articles into the graph; all else in it stays as it is.

        Args:
            articles: what to add; taken as it is needed.
            total: how many there are, if it is known.
            replace: let an article of the same id from another file give way.
            whole: id of an import of which these are all parts, so that those which it had
                before and has no more go.

        Returns:
            The outcome; its failures are those of the given articles alone.
        """
        with self._changing():
            plan = self._plan(self._ready())
            intake = Intake(plan, self._cache, self._reader, replace=replace)
            inputs = Paired(articles, self._inputs_for(plan.manifest.environment))
            outcomes: list[Outcome] = []
            for given, result in inputs.through(self._reader):
                self._progress("reading articles", len(outcomes), total)
                outcomes.append(intake.take(given, result))
            given_ids = {outcome.id for outcome in outcomes}
            change = Shelving()
            for id in parts(whole, plan.articles) if whole in given_ids else ():
                if id not in given_ids:
                    plan.drop(id)
                    change.drop.add(id)
            report = self._carry_out(plan, change, intake.taken)
            return told(report, outcomes, plan.articles)

    def remove(self, names: Iterable[str]) -> Report:
        """Take articles out, and with them exactly what no other article contributes.

        Args:
            names: ids of articles, also as `article:ID` or as full IRIs; that of an import
                stands for all its parts.

        Raises:
            UnknownNameError: the graph has no such article; nothing is removed then.
            StoreError: there is no graph.
        """
        with self._changing():
            if self._generations.current() is None:
                raise StoreError(f"there is no graph in {self._project.build}; run `kg build`")
            plan = self._plan(self._ready())
            known = plan.manifest.articles
            leaving = {id for name in names for id in meant(name, known, self._project)}
            for id in leaving:
                plan.drop(id)
            files = {slugify(path.stem) for path in self._project.articles}
            files |= {rows_id(path) for path in self._project.facts}
            removed = self._shelf.removed() | (leaving & files)
            return self._carry_out(plan, Shelving(drop=leaving, removed=removed))

    def decide(self) -> Report:
        """Bring the graph up to date with what people decided; no article is read for it.

        Raises:
            DataFileError: a decision is wrong, or against another.
        """
        with self._changing():
            return self._carry_out(self._plan(self._ready()))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the graph against other builders, once nothing of a killed one is left."""
        with exclusive(self._project.build), told_if_full(self._project.build):
            current = self._generations.reclaim()
            self._cache.sweep()
            self._shelf.settle(current.path.name if current else None)
            yield

    def _plan(self, manifest: Manifest) -> Plan:
        """Return a plan that leaves a graph as it is, but for what people decided since."""
        judged = self._reader.judged
        return Plan(manifest, judged, self._ruled_anew(manifest, judged.rulings))

    def _ruled_anew(self, manifest: Manifest, rulings: Collection[Ruling]) -> set[str]:
        """Return the ids of the articles that state what a new or a former ruling is on."""
        new, old = ({each.id: each for each in group} for group in (rulings, manifest.rulings))
        changed = [(new | old)[id] for id in sorted(new.keys() ^ old.keys())]
        current = self._generations.current()
        if not changed or current is None or not manifest.articles:
            return set()
        from kg.graph.rulings import articles_stating
        from kg.graph.store import EmbeddedStore

        with closing(EmbeddedStore(current.store, read_only=True)) as store:
            return articles_stating(store, (s for ruling in changed for s in ruling.statements))

    def _inputs_for(self, environment: str) -> Callable[[Item | Document], Input]:
        """Return what makes an input of something to be added.

        The project's own file stays that. So a project's article that was removed comes
        back as what it was, and follows its file from then on.
        """
        from kg.text.reading import Item

        own = {str(path.resolve()): path for path in self._project.articles}
        rows = {str(path.resolve()): path for path in self._project.facts}

        def as_input(given: Item | Document) -> Input:
            if isinstance(given, Document):
                return from_document(given, environment)
            if given.origin in rows:
                return from_rows(self._project, rows[given.origin], environment)
            if given.origin in own and given == Item(given.origin, given.data):
                return from_file(self._project, own[given.origin], environment)
            return from_item(self._project, given, environment)

        return as_input

    def _carry_out(
        self, plan: Plan, change: Shelving | None = None, taken: Collection[str] = ()
    ) -> Report:
        """Let a plan come true, and with it the change of the shelf."""
        self._settle_copies(plan)
        change = change or Shelving()
        for id in taken:
            entry = plan.articles[id]
            if entry.added:
                change.put[id] = partial(self._as_added, id, entry)
            else:
                change.drop.add(id)
        removed = self._shelf.removed()
        if not removed.isdisjoint(taken):
            change.removed = removed.difference(taken)
        manifest, changed = plan.manifest, plan.changes
        if changed:
            written = write_change(self._generations, self._reader, plan, self._progress)
            manifest = self._publish(written, change)
        failures, notes = tuple(plan.failures), tuple(plan.notes)
        return Report.of(manifest, changed=changed, failures=failures, notes=notes)

    def _as_added(self, id: str, entry: Entry) -> Added:
        return Added(self._reader.recall(id, entry).document, entry.origin)

    def _publish(self, written: Written, change: Shelving) -> Manifest:
        """Let a finished generation count, and the shelf follow it; then all of it lasts."""
        generation, manifest = written
        self._cache.sync()
        publish(self._generations, self._shelf, generation, manifest, change)
        return manifest

    def _settle_copies(self, plan: Plan) -> None:
        if plan.articles == plan.manifest.articles:
            return
        from kg.text.likeness import Likeness

        def likeness(id: str) -> Likeness:
            reading = self._reader.recall(id, plan.articles[id])
            return Likeness.of(reading.document, reading.claims)

        self._progress("looking for copies", 0, 0)
        settle(plan.articles, plan.manifest.articles, likeness)

    def _ready(self) -> Manifest:
        """Return the manifest of a graph that can be changed by single articles.

        Such a graph was made by the registry, patterns and code of now.
        """
        manifest = self._generations.manifest()
        if manifest and self._is_whole(manifest, environment(self._project)):
            return manifest
        return self._up_to_date()[0]

    def _is_whole(self, manifest: Manifest, environment: str) -> bool:
        needed = {entry.key for entry in manifest.articles.values()}
        return manifest.environment == environment and needed <= self._cache.keys()

    def _up_to_date(self) -> tuple[Manifest, bool]:
        """Build if anything changed; return the manifest and whether anything did."""
        now = environment(self._project)
        inputs, failures = wanted(self._project, self._shelf, now)
        old = self._generations.manifest()
        tried = {(each.origin, each.key) for each in inputs}
        tried |= {(failure.origin, failure.key) for failure in failures}
        if old and self._is_whole(old, now) and old.inputs() == tried:
            report = self._carry_out(self._plan(old))
            return self._generations.manifest() or old, report.changed
        plan = self._plan(Manifest(now, {}, 0, 0))
        plan.failures += failures
        for done, (each, result) in enumerate(self._reader.read(inputs)):
            self._progress("reading articles", done, len(inputs))
            if isinstance(result, Failure):
                plan.failures.append(result)
            else:
                plan.put(each, each.key, result)
        self._settle_copies(plan)
        written = write_whole(self._generations, self._reader, plan, self._progress)
        manifest = self._publish(written, Shelving())
        self._cache.keep_only(entry.key for entry in manifest.articles.values())
        return manifest, True
