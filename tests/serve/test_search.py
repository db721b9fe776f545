"""Search and suggestions."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.serve.conftest import Live

ID = "https://w3id.org/spacekg/id/"


def found(live: Live, text: str, kind: str = "search") -> Any:
    reply = live.ask(f"/{kind}?q={quote(text)}", headers={"Accept": "application/json"})
    assert reply.status == 200, reply.body
    return reply.json


def ids(live: Live, text: str, kind: str = "search") -> list[str]:
    return [each["id"] for each in found(live, text, kind)["results"]]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Pakistan", "country/pakistan"),
        ("pAKIST", "country/pakistan"),
        ("ILRS", "programme/ilrs"),
        ("moon base chinese", "programme/ilrs"),
        ("change 6", "mission/change-6"),
        ("Chang’e‑6", "mission/change-6"),
        ("Göktürk", "spacecraft/gokturk-2"),
        ("gokturk", "spacecraft/gokturk-2"),
        ("PAK", "country/pakistan"),
        ("Islamabad", "country/pakistan"),
        ("cnsa", "organisation/cnsa"),
        ("pakistan belarus moon station", "article/2023-10-belarus-pakistan-ilrs"),
    ],
)
def test_by_any_name(live: Live, text: str, id: str) -> None:
    """Labels, aliases, acronyms, codes, capitals and titles, in any spelling of them."""
    assert id in ids(live, text)[:3]


def test_the_best_comes_first(live: Live) -> None:
    """What is named so, then what begins so; of like names the one of which most is told."""
    china = ids(live, "china")
    assert china[0] == "country/china"
    assert china.index("organisation/cnsa") < china.index("agreement/cnsa-roscosmos-agreement")
    assert ids(live, "china") == china


def test_typos_are_suggested(live: Live) -> None:
    """As the commands do."""
    assert found(live, "pakistn")["didYouMean"] == ["Pakistan"]
    assert found(live, "Artemis Acords")["didYouMean"][0] == "Artemis Accords"
    page = live.ask("/search?q=pakistn", headers={"Accept": "text/html"})
    assert b"/search?q=Pakistan" in page.body
    assert found(live, "")["results"] == found(live, "%%% !")["results"] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{ID}country/pakistan", "/id/country/pakistan"),
        (f"<{ID}programme/ilrs>", "/id/programme/ilrs"),
        ("country:pakistan", "/id/country/pakistan"),
        ("country/pakistan", "/id/country/pakistan"),
        ("https://w3id.org/spacekg/ontology#signatoryOf", "/ontology#signatoryOf"),
        ("kg:signatoryOf", "/ontology#signatoryOf"),
    ],
)
def test_an_iri_leads_to_its_page(live: Live, text: str, place: str) -> None:
    """Pasted whole, with a prefix, or as an id."""
    reply = live.ask(f"/search?q={quote(text, safe='')}")
    assert (reply.status, reply.headers["location"]) == (303, place)


def test_nothing_leads_elsewhere(live: Live) -> None:
    """An address of others is a text like any other."""
    for text in ("https://example.org/", "//example.org", "javascript:alert(1)", "wd:Q843"):
        assert live.ask(f"/search?q={quote(text, safe='')}").status == 200


def test_suggestions_are_few(live: Live) -> None:
    """Ten at most, each with where its page is."""
    told = found(live, "a", "suggest")
    assert len(told["results"]) == 10
    assert told["total"] > 10
    first = found(live, "pakis", "suggest")["results"][0]
    assert (first["label"], first["page"]) == ("Pakistan", f"{live.address}/id/country/pakistan")


def test_long_lists_come_in_parts(live: Live) -> None:
    """Each name once, over all parts; a part that is none is told."""
    total = found(live, "agreement")["total"]
    seen: list[str] = []
    for number in range(1, -(-total // 25) + 1):
        reply = live.ask(
            f"/search?q=agreement&page={number}", headers={"Accept": "application/json"}
        )
        seen += [each["id"] for each in reply.json["results"]]
    assert len(seen) == len(set(seen)) == total
    assert live.ask("/search?q=agreement&page=999").status == 404
    assert live.ask("/search?q=agreement&page=-1").status == 400
    assert live.ask(f"/search?q={'a' * 201}").status == 400
