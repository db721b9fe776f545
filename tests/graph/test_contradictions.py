"""Contradictions are found by structure and shown with every side's quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kg.graph.contradictions import Contradiction, contradictions
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Literal, merge
from kg.model.registry import Registry
from tests.graph.conftest import BELINTERSAT, CNSA, ILRS, Quoting, country

SEVEN = "now has seven nations"
LISTED = "now has seven nations — Russia, Belarus, Pakistan, Azerbaijan, Venezuela and Peru"
NAMES = ("Russia", "Belarus", "Pakistan", "Azerbaijan", "Venezuela", "Peru")


def _found(*articles: tuple[Document, Sequence[Claim]]) -> list[Contradiction]:
    with EmbeddedStore() as store:
        for document, claims in articles:
            store.load(article_triples(document, claims, Registry([])))
        return contradictions(store)


def _list_article(
    text: str, names: Sequence[str], number: str = "7", *, leader: bool = False, **count: Any
) -> tuple[Document, list[Claim]]:
    """Return an article whose whole text gives a count and members, perhaps a leader."""
    document = Document("news", text, date="2023-10-27")
    claim = Quoting(document)
    claims = [claim(country(name), "participatesIn", ILRS, text) for name in names]
    claims.append(claim(ILRS, "memberCount", Literal(number, "integer"), text[:40], **count))
    if leader:
        claims.append(claim(ILRS, "ledBy", country("China"), text[:20]))
    return document, merge(claims)


def test_count_that_its_own_list_does_not_bear_out() -> None:
    """Seven are counted, six are named, and the leader would make the seventh."""
    text = f"The China-led station {LISTED}, a paper reported."
    (found,) = _found(_list_article(text, NAMES, leader=True))
    assert found.kind == "count"
    assert found.subject == ILRS
    assert found.message == (
        "International Lunar Research Station: news says 7 members; names 6: Azerbaijan, "
        "Belarus, Pakistan, Peru, Russia, Venezuela; the leader China would make 7"
    )
    counted, listed = found.sides
    assert (counted.says, counted.quotes[0].text) == ("7", text[:40])
    assert LISTED in listed.quotes[0].text
    assert len(listed.claims) == 6


def test_members_named_in_the_list_count_though_their_own_quote_is_elsewhere() -> None:
    """A member whose claim rests on another sentence is still one of the list."""
    text = f"Peru joined first. The station {LISTED}."
    document = Document("news", text, date="2023-10-27")
    claim = Quoting(document)
    claims = [claim(country(name), "participatesIn", ILRS, LISTED) for name in NAMES[:5]]
    claims.append(claim(country("Peru"), "participatesIn", ILRS, "Peru joined first"))
    claims.append(claim(ILRS, "memberCount", Literal("7", "integer"), SEVEN))
    (found,) = _found((document, claims))
    assert "names 6:" in found.message
    assert "Peru joined first" in {quote.text for quote in found.sides[1].quotes}


@pytest.mark.parametrize(
    ("text", "names", "number", "count"),
    [
        (f"The station {LISTED}.", [*NAMES, "China"], "7", {}),
        (f"The station {LISTED}.", NAMES, "5", {"comparator": "over"}),
        (f"The station {LISTED}.", NAMES, "6", {"comparator": "about"}),
        ("It now has 7 nations, including Russia and Peru, Belarus, Chile.", NAMES[:4], "7", {}),
        ("With Russia, Peru, Chile and Cuba in, it now has 7 nations.", NAMES[:4], "7", {}),
        ("It now has 23 nations: Russia and Belarus joined today.", NAMES[:2], "23", {}),
    ],
    ids=["borne out", "at least", "roughly", "excerpt", "no list", "short list"],
)
def test_count_and_list_that_fit_are_no_contradiction(
    text: str, names: Sequence[str], number: str, count: dict[str, Any]
) -> None:
    """A list that fits, or does not claim to be whole, is left alone."""
    assert _found(_list_article(text, names, number, **count)) == []


def _stated(id: str, date: str | None, *facts: tuple[Any, ...], **more: Any) -> tuple[Any, Any]:
    document = Document(id, f"In {id} it is said so.", date=date)
    claim = Quoting(document)
    quote = f"In {id}"
    return document, [claim(s, p, o, quote, **{**more, **q}) for s, p, o, q in facts]


def _launch(value: str, kind: str) -> tuple[Any, ...]:
    return (BELINTERSAT, "launchDate", Literal(value, kind), {})


def test_two_articles_with_different_values() -> None:
    """Both values stand side by side, each with its article and its words."""
    (found,) = _found(
        _stated("one", "2020", _launch("2016-01-15", "date")),
        _stated("two", "2021", _launch("2015", "gYear")),
        _stated("three", "2022", _launch("2016", "gYear")),
    )
    assert found.message == (
        "Belintersat-1: launchDate is 2015 (two) or 2016 (three) or 2016-01-15 (one)"
    )
    assert [side.says for side in found.sides] == ["2015", "2016", "2016-01-15"]
    assert [q.text for side in found.sides for q in side.quotes] == ["In two", "In three", "In one"]


def _vehicle(value: str) -> tuple[Any, ...]:
    return (BELINTERSAT, "launchVehicle", Literal(value), {})


def _satellites(value: str, **qualifiers: Any) -> tuple[Any, ...]:
    return (country("Peru"), "activeSatellites", Literal(value, "integer"), qualifiers)


AGENCY: tuple[Any, ...] = (CNSA, "agencyOf", country("China"), {})


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (_launch("2016", "gYear"), _launch("2016-01-15", "date"), False),
        (_launch("--01-15", "gMonthDay"), _launch("2015", "gYear"), False),
        (_launch("201X", "edtf"), _launch("2009", "gYear"), True),
        (_vehicle("Long March-3B"), _vehicle("Long March 3B"), False),
        (_vehicle("Long March"), _vehicle("Long March 3B"), False),
        (_vehicle("Long March 5"), _vehicle("Long March 3B"), True),
        (AGENCY, AGENCY, False),
        (AGENCY, (CNSA, "agencyOf", country("Peru"), {}), True),
        (_satellites("3"), _satellites("4"), False),
        (_satellites("3", asOf="2024-05-01"), _satellites("4", asOf="2024-05-01"), True),
        (_satellites("3", asOf="2020"), _satellites("4", asOf="2021"), False),
        (_satellites("3", asOf="2020"), _satellites("4", asOf="2020-05"), True),
        (
            _satellites("3", asOf="2024", comparator="at least"),
            _satellites("4", asOf="2024"),
            False,
        ),
        (_satellites("3", asOf="2024", comparator="over"), _satellites("3", asOf="2024"), True),
        (_satellites("3", asOf="2024", comparator="under"), _satellites("3", asOf="2024"), True),
        (_satellites("3", what="cubesats"), _satellites("4", what="telescopes"), False),
        ((BELINTERSAT, "orbit", Literal("a"), {}), (BELINTERSAT, "orbit", Literal("b"), {}), False),
    ],
)
def test_values_conflict_only_where_both_cannot_be_so(
    one: tuple[Any, ...], other: tuple[Any, ...], conflict: bool
) -> None:
    """Coarser dates, shorter names, looser counts and other times are no conflict."""
    found = _found(_stated("one", "2024-05-01", one), _stated("two", "2024-05-01", other))
    assert bool(found) == conflict


def test_counts_without_any_date_are_compared_within_their_article_only() -> None:
    """Nothing is known of their times, so two undated articles may both be right."""
    three, four = _satellites("3"), _satellites("4")
    assert _found(_stated("one", None, three), _stated("two", None, four)) == []
    assert len(_found(_stated("one", None, three, four))) == 1


@pytest.mark.parametrize("more", [{"status": "planned"}, {"tier": "candidate"}, {"former": True}])
def test_only_standing_facts_are_compared(more: dict[str, Any]) -> None:
    """Plans, doubtful readings and what held formerly contradict nothing."""
    one = _stated("one", "2024", AGENCY)
    other = _stated("two", "2024", (CNSA, "agencyOf", country("Peru"), {}), **more)
    assert _found(one, other) == []


def test_conflicts_that_have_nothing_in_common_are_told_apart() -> None:
    """Two pairs of counts at two times are two contradictions."""
    found = _found(
        _stated(
            "one",
            "2024",
            _satellites("3", asOf="2020"),
            _satellites("4", asOf="2020"),
            _satellites("8", asOf="2023"),
            _satellites("9", asOf="2023"),
        )
    )
    assert [c.message.partition(": ")[2] for c in found] == [
        "activeSatellites is 3 (one) or 4 (one)",
        "activeSatellites is 8 (one) or 9 (one)",
    ]


def test_subject_is_told_by_its_label() -> None:
    """The message can be read without knowing any id."""
    unknown = EntityRef("organisation/x", "Agency X", "Agency")
    found = _found(
        _stated(
            "one",
            "2024",
            (unknown, "agencyOf", country("Peru"), {}),
            (unknown, "agencyOf", country("Chile"), {}),
        )
    )
    assert [c.message for c in found] == ["Agency X: agencyOf is Chile (one) or Peru (one)"]
