"""Where parties stand on the ladder of commitment, and by which steps."""

from __future__ import annotations

import pytest

from kg.graph.facts import all_facts
from kg.graph.ladder import Membership, memberships
from kg.graph.store import EmbeddedStore
from tests.dated.conftest import in_one

HOMES = {"organisation/cnsa": "country/china", "organisation/academy": "country/peru"}
JOINS, SIGNS = "peru participatesIn station", "peru signatoryOf accords"
WITHDRAWN = {"commitment": "withdrawn"}


def ladder(store: EmbeddedStore) -> list[Membership]:
    return memberships(all_facts(store), HOMES)


def only(*statements: tuple[object, ...]) -> tuple[str, str, str]:
    """Return rung, date and doubt of the one membership that some claims make."""
    (found,) = ladder(in_one("2026-01-01", *statements))
    return found.rung, found.since, found.doubt


RATIFIED = {"date": "2024", "commitment": "ratified"}
LEFT = WITHDRAWN | {"date": "2024"}
RESTS = {"date": "2026", "commitment": "suspended"}
TALKS = {"date": "2021", "commitment": "negotiating"}


@pytest.mark.parametrize(
    ("statements", "rung", "since"),
    [
        ([(JOINS,)], "signed", ""),
        ([(SIGNS, {"date": "2021"})], "signed", "2021"),
        ([(JOINS, "planned")], "announced", ""),
        ([(JOINS, "planned", TALKS)], "negotiating", "2021"),
        ([(SIGNS, {"date": "2021"}), (SIGNS, RATIFIED)], "ratified", "2024"),
        ([(SIGNS, {"date": "2025"}), (SIGNS, RATIFIED)], "ratified", "2024"),
        ([(SIGNS, {"date": "2021"}), (SIGNS, {})], "signed", "2021"),
        ([(SIGNS, {"date": "2023"}), (SIGNS, {"date": "2021-05"})], "signed", "2021-05"),
        ([(SIGNS, {"date": "2021"}), (SIGNS, {"date": "2021-05-03"})], "signed", "2021-05-03"),
        ([(SIGNS, {"date": "2012"}), (SIGNS, "negated", LEFT)], "withdrawn", "2024"),
        ([(SIGNS, {}), (SIGNS, "negated", LEFT)], "withdrawn", "2024"),
        ([(SIGNS, {"date": "2025"}), (SIGNS, "negated", LEFT)], "signed", "2025"),
        ([(JOINS, {"date": "2020"}), (JOINS, RESTS)], "suspended", "2026"),
        ([(JOINS, {"date": "2020"}), (JOINS, "planned", WITHDRAWN)], "signed", "2020"),
    ],
)
def test_the_rung_follows_from_all_steps(
    statements: list[tuple[object, ...]], rung: str, since: str
) -> None:
    """The highest rung counts, a fall outweighs it, and only a later step leads up again."""
    assert only(*statements) == (rung, since, "")


@pytest.mark.parametrize(
    ("statements", "rung", "doubt"),
    [
        ([(JOINS, {"tier": "candidate"})], "signed", "candidate"),
        ([(JOINS, {"tier": "candidate", "date": "2020"}), (JOINS, {})], "signed", ""),
        ([(JOINS, {"date": "2020"}), (JOINS, "negated")], "signed", "disputed"),
        ([(JOINS, {"date": "2026-05"}), (JOINS, "negated", {"date": "2024"})], "signed", ""),
        ([(JOINS, "planned"), (JOINS, "negated")], "announced", ""),
        ([(JOINS, "negated")], "", "denied"),
    ],
)
def test_doubts_are_told(statements: list[tuple[object, ...]], rung: str, doubt: str) -> None:
    """What is not trusted, contradicted or only denied is a membership of another kind."""
    found = only(*statements)
    assert (found[0], found[2]) == (rung, doubt)


def test_opinions_make_nobody_a_member() -> None:
    assert ladder(in_one("2024-01-01", (JOINS, "opinion"))) == []


def test_who_agrees_with_a_leader_is_on_the_ladder_and_the_leader_is_not() -> None:
    """The academy signed with the agency of the country that leads; Peru itself did not."""
    store = in_one(
        "2024-01-01",
        ("station ledBy china",),
        ("academy agreementWith cnsa", {"concerning": "station", "date": "2023-10-23"}),
    )
    (found,) = ladder(store)
    assert (found.party.label, found.level, found.since) == (
        *("Academy of Peru", "institution", "2023-10-23"),
    )
    assert [step.partner.label for step in found.steps if step.partner] == ["CNSA"]


def test_a_letter_of_intent_announces() -> None:
    """Whoever signs that something is intended has not bound itself yet."""
    letter = {"concerning": "station", "kind": "letter of intent"}
    found = ladder(in_one("2024-01-01", ("peru agreementWith chad", letter)))
    assert {each.rung for each in found} == {"announced"}


def test_the_end_of_an_agreement_is_no_withdrawal_of_who_takes_part() -> None:
    """Two parties may end what they agreed on, and one of them go on by itself."""
    ended = {"concerning": "station", "date": "2022", "commitment": "withdrawn"}
    store = in_one("2024-01-01", ("peru agreementWith chad", "negated", ended), (JOINS, {}))
    assert {each.party.label: each.rung for each in ladder(store)} == {
        "Peru": "signed",
        "Chad": "withdrawn",
    }


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ((JOINS, {"date": "2020"}), "in"),
        ((JOINS, "planned"), "coming"),
        ((JOINS, {"tier": "candidate"}), "candidate"),
        ((JOINS, "negated"), "denied"),
        ((SIGNS, "negated", LEFT), "left"),
        ((JOINS, {"since": "1967", "until": "1991"}), "left"),
        ((JOINS, RESTS), "in"),
    ],
)
def test_only_who_is_bound_counts_as_a_member(statement: tuple[object, ...], place: str) -> None:
    """What is announced, denied, not confirmed or over is told of, and counts as no member."""
    (found,) = ladder(in_one("2026-01-01", statement))
    assert found.place() == place


def test_who_only_supports_or_flies_along_is_on_no_rung() -> None:
    """Support is no signature, and neither is a flight as a guest."""
    roles = [(JOINS, {"role": "supporter"}), ("chad participatesIn station", {"role": "guest"})]
    assert ladder(in_one("2024-01-01", *roles)) == []


def test_members_come_by_level_then_rung_then_date() -> None:
    """Countries before bodies, the highest rung first, the first to come before others."""
    store = in_one(
        "2024-01-01",
        ("orbital participatesIn station", {"date": "2019"}),
        ("chad participatesIn station", {"date": "2023"}),
        (JOINS, {"date": "2022-05"}),
        ("china participatesIn station", {"date": "2024", "commitment": "ratified"}),
        ("cnsa participatesIn station", {}),
    )
    assert [each.party.label for each in ladder(store)] == [
        *("China", "Peru", "Chad", "CNSA", "Orbital Ltd"),
    ]


def test_an_end_that_every_claim_tells_is_told() -> None:
    """A membership with a last day is over by then, and says so."""
    (found,) = ladder(in_one("2024-01-01", (JOINS, {"since": "1967", "until": "1991"})))
    assert (found.rung, found.since, found.until) == ("signed", "1967", "1991")
