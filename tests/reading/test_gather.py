"""What a user names: files, directories and patterns, in order, and nothing dropped silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.text.reading import Refused, find_files


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    root = tmp_path / "inbox"
    names = "b.txt a/z.md a/b.html a/.secret c.docx feed.rss crawl.warc.gz data.csv .git/x.txt"
    for name in names.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (root / "link").symlink_to(root / "a")
    return root


def named(root: Path, *names: str | Path) -> tuple[list[str], dict[str, str]]:
    found = find_files(names)
    files = [p.relative_to(root).as_posix() for p in found if isinstance(p, Path)]
    refused = {Path(r.origin).name: r.reason for r in found if isinstance(r, Refused)}
    return files, refused


def test_a_directory_is_walked_in_order(inbox: Path) -> None:
    """Files of known kinds come sorted; whatever else is there is named with the reason."""
    files, refused = named(inbox, inbox)
    assert files == ["a/b.html", "a/z.md", "b.txt", "crawl.warc.gz", "feed.rss"]
    assert refused == {
        ".git": "is hidden",
        ".secret": "is hidden",
        "c.docx": "is of no kind that is read (.docx)",
        "data.csv": "is of no kind that is read (.csv)",
        "link": "is a link to a directory",
    }


def test_patterns_are_expanded(inbox: Path) -> None:
    """A quoted pattern gives its files, also below, and one without any is a fault."""
    assert named(inbox, f"{inbox}/*.txt")[0] == ["b.txt"]
    assert named(inbox, f"{inbox}/**/*.md")[0] == ["a/z.md"]
    (refused,) = find_files([f"{inbox}/*.pdf"])
    assert isinstance(refused, Refused)
    assert refused.faulty


def test_a_file_named_twice_is_one(inbox: Path) -> None:
    """A file and its directory together give it once; a name with brackets is a file first."""
    assert named(inbox, inbox / "b.txt", inbox)[0][0] == "b.txt"
    assert len(named(inbox, inbox / "b.txt", inbox)[0]) == 5
    (inbox / "n[1].txt").write_text("x")
    assert named(inbox, f"{inbox}/n[1].txt")[0] == ["n[1].txt"]
