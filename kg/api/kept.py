"""`KeptGraph`: whether a graph on disk is what was written, and copies of it for bad days."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.api.toolbox import Toolbox
from kg.errors import StoreError
from kg.project import Project

if TYPE_CHECKING:
    from kg.build.backup import Kept
    from kg.build.restore import Restored
    from kg.build.verify import Verified
    from kg.graph.remote import Endpoint


class KeptGraph(Toolbox):
    """What verifies, backs up and restores the files of a graph.

    Args:
        project: its data and where its builds go.
        store: directory of the graph, in place of what the project has built, or the endpoint
            that has it.
    """

    def __init__(self, project: Project, store: Path | Endpoint | None = None):
        super().__init__(project)
        self._directory = store if isinstance(store, Path) else None
        self._endpoint = None if isinstance(store, Path) else store

    def verify(self) -> Verified:
        """Return whether the stored graph is, byte for byte, what was written.

        Of a store that no build made, such as a server's own, each index is read and compared.

        Raises:
            StoreError: there is no graph here.
        """
        from kg.build.verify import verify

        self._refuse_endpoint()
        if self._directory is not None:
            from kg.build.own import verify_store

            return verify_store(self._directory)
        return verify(self.project.build)

    def backup(self, target: str | Path | IO[bytes]) -> Kept:
        """Write the stored graph, and all that it takes to go on with it, into one file.

        Of a store that no build made, such as a server's own, that is its triples.

        Args:
            target: a file, which appears whole or not at all, or a binary stream.

        Raises:
            StoreError: there is no graph, or it is damaged.
            DiskFullError: there is no room for the file.
        """
        from kg.build.backup import back_up, back_up_to

        self._refuse_endpoint()
        place = Path(target) if isinstance(target, str | Path) else target
        if self._directory is not None:
            from kg.build.own import back_up_store

            return back_up_store(self._directory, place)
        return (
            back_up_to(self.project, place)
            if isinstance(place, Path)
            else back_up(self.project, place)
        )

    @staticmethod
    def restore(
        source: str | Path, project: str | Path | None = None, *, replace: bool = False
    ) -> Restored:
        """Put a backup in place of a graph, or where there is none yet.

        Args:
            source: what `backup` wrote.
            project: a project, or a directory that is to become one; by default the working
                directory.
            replace: let a graph that is there give way.

        Raises:
            StoreError: the file is no backup, or is damaged, or a graph is there.
            DiskFullError: there is no room for it.
        """
        from kg.build.restore import restore

        path = Path(source)
        with path.open("rb") as stream:
            directory = None if project is None else Path(project)
            return restore(stream, str(path), directory, replace=replace)

    @staticmethod
    def restore_store(source: str | Path, store: str | Path) -> Kept:
        """Make a store of its own out of what `backup` wrote of one.

        Args:
            source: the file.
            store: directory of the store, which must be new or empty.

        Raises:
            StoreError: the file is no such backup, or is damaged, or something is there.
            DiskFullError: there is no room for it.
        """
        from kg.build.own import restore_store

        return restore_store(Path(source), Path(store))

    def _refuse_endpoint(self) -> None:
        """Refuse what is about files where the graph is at an endpoint.

        Raises:
            StoreError: it is.
        """
        if self._endpoint is not None:
            raise StoreError(
                f"{self._endpoint.place} keeps its files itself; leave out --store (KG_STORE) to "
                "verify or back up the graph that `kg build` made here, from which a build with "
                "the same store makes the one there anew"
            )
