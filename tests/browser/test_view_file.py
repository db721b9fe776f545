"""The file: one, whole, the same every time, and closed to everything outside."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.graph.facts import Fact
from kg.out.views import view_html, write_view
from kg.out.views.packing import packed, unpacked

WRITE = """
import pickle, sys
from pathlib import Path
from kg.out.views import write_view
facts = pickle.loads(Path(sys.argv[1]).read_bytes())
write_view(facts, [], Path(sys.argv[2]), title="Same")
"""


def blocks(page: str, element: str) -> list[str]:
    """Return what stands in each executable script or style element."""
    return re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)


def test_same_facts_give_the_same_bytes(sample: list[Fact], tmp_path: Path) -> None:
    """Two processes that hash differently write one file, whatever order the facts have."""
    files = []
    for seed, facts in (("1", sample), ("2", sample[::-1])):
        source, target = tmp_path / f"facts{seed}", tmp_path / f"view{seed}.html"
        source.write_bytes(pickle.dumps(facts))
        command = [sys.executable, "-c", WRITE, str(source), str(target)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        files.append(target.read_bytes())
    assert files[0] == files[1]


def test_page_for_a_notebook_is_the_file(sample: list[Fact], tmp_path: Path) -> None:
    """What a cell shows and what a mail carries is the same page."""
    path = tmp_path / "view.html"
    summary = write_view(sample, [], path, title="Partners")
    assert path.read_text(encoding="utf-8") == view_html(sample, [], title="Partners")
    assert (summary.nodes, summary.edges, summary.facts) == (11, 14, len(sample))


def test_policy_names_exactly_the_scripts_and_the_style(sample: list[Fact]) -> None:
    """The page may run what stands in it and nothing else, and may fetch nothing at all."""
    page = view_html(sample, [], title="Partners")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = dict(part.strip().split(" ", 1) for part in html.unescape(found[1]).split(";") if part)
    assert policy.pop("default-src") == "'none'"
    packed_library = re.search(r'id="library">(.*?)</script>', page)
    assert packed_library
    library = [gzip.decompress(base64.b64decode(packed_library[1])).decode()]
    for directive, element in (("script-src", "script"), ("style-src", "style")):
        texts = library + blocks(page, element) if element == "script" else blocks(page, element)
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
        assert policy.pop(directive).split() == hashes
    assert policy == {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert not re.search(r"\bsrc=|@import|url\(", page.split("<script>")[0])


def test_title_with_markup_stays_text() -> None:
    """A heading cannot add elements to the page, nor break its encoding."""
    page = view_html([], [], title="</title><script>alert(1)</script>\ud800\u202e")
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;\ufffd\ufffd") == 2
    assert page.encode("utf-8")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_packed_data_keeps_every_text_and_ends_no_script(value: object) -> None:
    """Whatever a label holds comes back the same, and no character of it can be markup."""
    text = packed(value)
    assert unpacked(text) == value
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", text)


def test_surrogates_survive_the_packing() -> None:
    """A half of a character, as broken input has it, does not stop the file."""
    assert unpacked(packed("\ud83d </script>")) == "\ud83d </script>"


@pytest.mark.parametrize("make", [lambda path: path / "no" / "such.html", lambda path: path])
def test_file_that_cannot_be_written_is_said_and_leaves_nothing(
    make: Callable[[Path], Path], sample: list[Fact], tmp_path: Path
) -> None:
    """Neither half a file nor a temporary one stays behind."""
    target = tmp_path / "inner"
    target.mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_view(sample, [], make(target), title="Partners")
    assert list(tmp_path.rglob("*")) == [target]


def test_wording_of_the_ontology_is_used(
    sample: list[Fact], page_content: Callable[[str], dict[str, Any]]
) -> None:
    """Labels of predicates, types, statuses and qualifiers come from the ontology."""
    labels = {"participatesIn": "takes part in", "Country": "State", "planned": "foreseen"}
    page = view_html(sample, [], title="Partners", labels=labels | {"role": "as"})
    data = page_content(page)["data"]
    assert "takes part in" in {fact["predicate"] for fact in data["facts"]}
    assert data["types"][0]["label"] == "State"
    assert data["statuses"]["planned"] == "foreseen"
    assert ["as", {"text": "member", "node": None}] in [
        pair for fact in data["facts"] for pair in fact["qualifiers"]
    ]
