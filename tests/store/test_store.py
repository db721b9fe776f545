"""The store: one transaction, one writer, clear words when it cannot be opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import QueryError, StoreError
from kg.graph.namespaces import iri, term
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore


def triple(number: int) -> Triple:
    return Triple(iri(f"country/c{number:04}"), term("ordinal"), Literal(f"the “{number}”\n\\"))


@pytest.fixture(params=["disk", "memory"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store" if request.param == "disk" else None) as store:
        yield store


def test_apply_removes_then_adds(empty: EmbeddedStore) -> None:
    """What is removed is gone, what is added is there, and what is in both stays."""
    empty.load(map(triple, range(4)))
    empty.apply(remove=[triple(0), triple(1)], add=[triple(1), triple(9)])
    assert list(empty.triples(ordered=True)) == [triple(n) for n in (1, 2, 3, 9)]


def test_apply_of_nothing_changes_nothing(empty: EmbeddedStore) -> None:
    """An empty change is no error."""
    empty.load([triple(1)])
    empty.apply([], [])
    assert list(empty.triples()) == [triple(1)]


def test_an_error_in_the_middle_of_an_update_leaves_nothing_changed(
    empty: EmbeddedStore,
) -> None:
    """What earlier steps of a failing update did is undone."""
    empty.load([triple(1)])
    steps = "DELETE WHERE { ?s ?p ?o } ; INSERT DATA { <http://a> <http://b> 1 } ; "
    with pytest.raises(QueryError, match="already exists"):
        empty.update(steps + "CREATE GRAPH <http://g> ; CREATE GRAPH <http://g>")
    assert list(empty.triples()) == [triple(1)]


def test_an_error_while_the_change_is_made_up_leaves_nothing_changed(
    empty: EmbeddedStore,
) -> None:
    """A source of triples that fails half-way has no effect, in apply and in load."""

    def broken() -> Iterator[Triple]:
        yield triple(2)
        raise ValueError("half-way")

    empty.load([triple(1)])
    with pytest.raises(ValueError, match="half-way"):
        empty.apply([triple(1)], broken())
    with pytest.raises(ValueError, match="half-way"):
        empty.load(broken())
    assert list(empty.triples()) == [triple(1)]


_CHANGE = """
import sys
from pathlib import Path
from pyoxigraph import Literal, Triple
from kg.graph.namespaces import iri, term
from kg.graph.store import EmbeddedStore

def triples(kind):
    return [Triple(iri(f"country/{kind}{n}"), term("ordinal"), Literal("x")) for n in range(20_000)]

store = EmbeddedStore(Path(sys.argv[1]))
store.load(triples("old"))
print("ready", flush=True)
store.apply(triples("old"), triples("new"))
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.3, 0.6])
def test_a_killed_writer_leaves_all_or_nothing(tmp_path: Path, delay: float) -> None:
    """A process killed during apply leaves the old triples or the new ones, never a mixture."""
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-c", _CHANGE, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        try:
            writer.wait(delay)
        except subprocess.TimeoutExpired:
            writer.kill()
    with EmbeddedStore(path) as store:
        kinds = {str(t.subject).rpartition("/")[2][:3] for t in store.triples()}
        assert len(store) == 20_000
        assert kinds in ({"old"}, {"new"})


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    """A store on disk keeps what was loaded and applied."""
    with EmbeddedStore(tmp_path / "deep" / "store") as store:
        store.load(map(triple, range(3)))
        store.apply([triple(0)], [triple(7)])
    with EmbeddedStore(tmp_path / "deep" / "store", read_only=True) as store:
        assert list(store.triples(ordered=True)) == [triple(1), triple(2), triple(7)]
        assert len(store) == 3


def test_many_loads_put_in_order_are_the_same_graph_in_fewer_files(tmp_path: Path) -> None:
    """A look-up in a big graph asks one file, not one of each load."""
    path = tmp_path / "graph"
    triples = [triple(n) for n in range(300)]
    with EmbeddedStore(path) as store:
        for start in range(3):
            store.load(triples[start::3])
        files = len(list(path.glob("*.sst")))
        store.compact()
    with EmbeddedStore(path, read_only=True) as store:
        assert set(store.triples()) == set(triples)
    assert len(list(path.glob("*.sst"))) < files


def test_ordered_triples_do_not_depend_on_the_order_of_loading(store: EmbeddedStore) -> None:
    """The same triples, loaded backwards, come out in the same order."""
    with EmbeddedStore() as other:
        other.load(reversed(list(store.triples())))
        assert list(other.triples(ordered=True)) == list(store.triples(ordered=True))


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """While one process writes, another is told so."""
    path = tmp_path / "store"
    program = (
        "import sys; from pathlib import Path; from kg.errors import StoreError\n"
        "from kg.graph.store import EmbeddedStore\n"
        "try: EmbeddedStore(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    with EmbeddedStore(path):
        second = subprocess.run(command, capture_output=True, text=True, check=True)
        assert f"{path} is in use by another process" in second.stdout
    third = subprocess.run(command, capture_output=True, text=True, check=True)
    assert third.stdout == ""


def test_readers_share_a_store_and_change_nothing(store: EmbeddedStore, world_path: Path) -> None:
    """Two readers may be open at once; every way of writing is refused."""
    with EmbeddedStore(world_path, read_only=True) as other:
        assert len(other) == len(store) > 0
    refused = pytest.raises(StoreError, match="opened for reading only")
    with refused:
        store.load([triple(1)])
    with refused:
        store.apply([], [triple(1)])
    with refused:
        store.update("INSERT DATA { <http://a> <http://b> 1 }")


def test_nothing_there_to_read(tmp_path: Path) -> None:
    """Reading a graph that was never built says how to build it."""
    with pytest.raises(StoreError, match=r"no graph at .*kg build"):
        EmbeddedStore(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_directory_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A directory with other files, and a file, are no place for a store."""
    (tmp_path / "letter.txt").write_text("dear reader")
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(StoreError, match="is no graph store"):
            EmbeddedStore(path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_store_says_so(tmp_path: Path, read_only: bool) -> None:
    """A store whose files were overwritten is reported as damaged, with what to do."""
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(map(triple, range(100)))
    for manifest in (tmp_path / "store").glob("MANIFEST-*"):
        manifest.write_bytes(b"not a manifest")
    with pytest.raises(StoreError, match=r"is damaged; delete the directory"):
        EmbeddedStore(tmp_path / "store", read_only=read_only)


def test_a_closed_store_answers_no_more(tmp_path: Path) -> None:
    """After close every use is an error, closing again is not, and the lock is free."""
    store = EmbeddedStore(tmp_path / "store")
    store.load([triple(1)])
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="is closed"):
        list(store.triples())
    with EmbeddedStore(tmp_path / "store") as again:
        assert len(again) == 1


@pytest.mark.parametrize(
    "update", ["LOAD <http://example.org/>", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> {} }"]
)
def test_updates_stay_on_this_machine(empty: EmbeddedStore, update: str) -> None:
    """An update that would fetch from elsewhere is refused before it runs."""
    with pytest.raises(QueryError, match="line 1, column"):
        empty.update(update)


def test_retracting_an_article_restores_the_graph(store: EmbeddedStore) -> None:
    """Adding triples and taking the same away leaves the graph as it was."""
    with EmbeddedStore() as copy:
        copy.load(store.triples())
        extra = Triple(iri("country/x"), NamedNode("http://b"), Literal("c"))
        copy.apply([], [extra])
        copy.apply([extra], [])
        assert list(copy.triples(ordered=True)) == list(store.triples(ordered=True))


def test_what_comes_out_is_what_went_in(world: Any, store: EmbeddedStore) -> None:
    """Every triple of every article survives the disk unchanged."""
    expected = set()
    for document, claims in world.articles:
        expected |= article_triples(document, claims, world.registry)
    assert set(store.triples()) == expected
