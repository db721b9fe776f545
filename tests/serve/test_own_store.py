"""The store of a server that takes updates: verified and backed up while it is served."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kg.cli import cli
from tests.serve.conftest import Live


def test_a_store_is_verified_and_backed_up_while_it_changes(own: Live, tmp_path: Path) -> None:
    """As the last update left it; when the server has ended, the same is said of the store."""

    def kg(store: Path, *words: str) -> str:
        done = CliRunner().invoke(cli, ["--store", str(store), *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    store, file = tmp_path / "db", tmp_path / "db.kgb"
    assert own.update("INSERT DATA { <a:s> <a:p> 1, 2 }").status == 204
    assert kg(store, "verify").startswith("sound: 2 triples, ")
    kg(store, "backup", str(file))
    assert own.update("INSERT DATA { <a:s> <a:p> 3 }").status == 204
    served = kg(store, "verify")
    assert served.startswith("sound: 3 triples, ")
    own.end()
    assert kg(store, "verify") == served
    kg(tmp_path / "again", "restore", str(file))
    assert kg(tmp_path / "again", "verify").startswith("sound: 2 triples, ")
