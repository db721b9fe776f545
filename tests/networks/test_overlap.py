"""Who is in which bloc: what counts, what is only marked, who was first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.errors import ParameterError
from kg.graph.blocs import Overlap, Row, overlap
from kg.graph.blocs.records import COLUMNS, flat, record
from tests.networks.conftest import Small, ref

Make = Callable[[str], Small]

BOTH = """
    thailand participatesIn station since=2024-04-05 commitment=signed
    thailand participatesIn station since=2024-04
    thailand signatoryOf accords date=2024-12 ordinal=51
    pakistan participatesIn station date=2023-10
    sweden signatoryOf accords date=2024-04-16 commitment=signed
    station ledBy china
    accords ledBy nasa
    nasa agencyOf america
    laos builtFor laos
"""


def of(small: Small, *blocs: str, kind: str = "Country") -> Overlap:
    return overlap(small.facts, small.entities, [ref(name) for name in blocs], kind)


def labels(rows: tuple[Row, ...]) -> list[str]:
    return [row.party.label for row in rows]


def row(found: Overlap, name: str) -> Row:
    return next(each for each in found.rows if each.party == ref(name))


def marks(found: Overlap, name: str, bloc: int = 0) -> list[tuple[str, str, str | None]]:
    standing = row(found, name).standings[bloc]
    return [(mark.kind, mark.party.label, mark.date) for mark in standing.marks]


def test_each_country_stands_in_one_group(small: Make) -> None:
    """Both, only one and none are told apart; whoever leads a bloc is in it."""
    found = of(small(BOTH), "station", "accords")
    assert labels(found.by_group["all"]) == ["Thailand"]
    assert labels(found.only(ref("station"))) == ["China", "Pakistan"]
    assert labels(found.only(ref("accords"))) == ["Sweden"]
    assert labels(found.by_group["none"]) == ["America", "Laos"]
    assert row(found, "china").standings[0].roles == ("leader",)


def test_of_three_blocs_some_are_not_all(small: Make) -> None:
    """A party in two of three blocs is neither in all nor in only one."""
    found = of(small(BOTH + "laos signatoryOf treaty\n"), "station", "accords", "treaty")
    assert labels(found.by_group["some"]) == ["Thailand"]
    assert labels(found.only(ref("treaty"))) == ["Laos"]
    assert found.by_group["all"] == ()


def test_the_best_date_of_joining_counts(small: Make) -> None:
    """Of several dates the most exact one is shown, with rung and ordinal."""
    station, accords = row(of(small(BOTH), "station", "accords"), "thailand").standings
    assert (station.joined, station.rung) == ("2024-04-05", "signed")
    assert (accords.joined, accords.rung, accords.ordinal) == ("2024-12", "signed", 51)


def test_rungs_follow_each_other(small: Make) -> None:
    """A treaty that was signed and then ratified shows both days, and the higher rung."""
    found = of(
        small(
            """
            austria signatoryOf treaty date=1984-06-11 commitment=ratified
            austria signatoryOf treaty date=1980-05-21 commitment=signed
            """
        ),
        "treaty",
        "accords",
    )
    standing = row(found, "austria").standings[0]
    assert [str(step) for step in standing.steps] == ["1980-05-21 signed", "1984-06-11 ratified"]
    assert (standing.joined, standing.rung) == ("1980-05-21", "ratified")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("laos participatesIn station planned date=2026", "announced"),
        ("laos participatesIn station role=supporter date=2026", "involved"),
        ("laos participatesIn station candidate date=2026", "candidate"),
        ("laos participatesIn station opinion date=2026", "opinion"),
        ("laos participatesIn station negated date=2026", "denied"),
        ("laos participatesIn station commitment=negotiating date=2026", "negotiating"),
        ("laos participatesIn station date=2020 until=2024", "ended"),
    ],
)
def test_what_is_no_fact_is_marked_and_never_counted(small: Make, lines: str, kind: str) -> None:
    """Plans, candidates, judgements, denials and talks leave a country in no bloc."""
    found = of(small(lines), "station", "accords")
    year = "2020" if kind == "ended" else "2026"
    assert row(found, "laos").group == "none"
    assert marks(found, "laos") == [(kind, "Laos", year)]


def test_what_ends_later_has_not_ended(small: Make) -> None:
    """A term beyond the last day on which a source spoke, or beyond the day asked, still runs."""
    built = small("laos participatesIn station date=2020 until=2028")
    assert row(of(built, "station", "accords"), "laos").group == "one"
    blocs = [ref("station"), ref("accords")]
    later = overlap(built.facts, built.entities, blocs, day=date(2029, 1, 1))
    assert row(later, "laos").group == "none"


def test_a_plan_that_came_true_is_not_marked(small: Make) -> None:
    """Once a country is in, what was planned or doubtful before says nothing more."""
    lines = "laos participatesIn station planned\nlaos participatesIn station date=2025"
    found = of(small(lines), "station", "accords")
    assert (row(found, "laos").group, marks(found, "laos")) == ("one", [])


def test_a_denial_is_shown_beside_a_membership(small: Make) -> None:
    """Where one source denies what another asserts, both are seen."""
    lines = "laos participatesIn station negated\nlaos participatesIn station date=2025"
    found = of(small(lines), "station", "accords")
    assert (row(found, "laos").group, marks(found, "laos")[0][0]) == ("one", "denied")


def test_a_denial_that_a_later_joining_overtook_is_no_open_doubt(small: Make) -> None:
    """Laos was not in when the first source spoke, and joined after that."""
    lines = (
        "laos participatesIn station negated date=2023\nlaos participatesIn station date=2024-09"
    )
    found = of(small(lines), "station", "accords")
    assert (row(found, "laos").group, marks(found, "laos")) == ("one", [])


def test_a_supporter_is_named_by_its_role(small: Make) -> None:
    """Who supports a programme is beside it, and told to be a supporter."""
    found = of(small("laos participatesIn station role=supporter"), "station", "accords")
    (told,) = [r["marks"] for r in flat(found, ["none"]) if r["marks"]]
    assert told == "supporter"


def test_whoever_has_withdrawn_is_out_until_it_comes_back(small: Make) -> None:
    """A withdrawal ends a membership, dated or not; a later joining begins a new one."""
    left = "laos signatoryOf treaty date=1990\nlaos signatoryOf treaty negated {}"
    dated = left.format("commitment=withdrawn date=2024")
    for lines in (left.format("commitment=withdrawn"), dated):
        found = of(small(lines), "treaty", "accords")
        assert row(found, "laos").group == "none"
        assert marks(found, "laos")[0][0] == "withdrawn"
    found = of(small(f"{dated}\nlaos signatoryOf treaty date=2025"), "treaty", "accords")
    assert row(found, "laos").standings[0].joined == "2025"


def test_a_body_that_is_in_does_not_bring_its_country_in(small: Make) -> None:
    """What an agency or an institution does is shown with its country, and not counted."""
    found = of(
        small(
            """
            nasa participatesIn station date=2024
            academy participatesIn station date=2023
            academy participatesIn station planned
            """
        ),
        "station",
        "accords",
    )
    assert labels(found.by_group["none"]) == ["America", "Belarus"]
    assert marks(found, "america") == [("in", "NASA", "2024")]
    assert marks(found, "belarus") == [("in", "Academy", "2023")]
    assert [row(found, n).standings[0].marks[0].agency for n in ("america", "belarus")] == [
        True,
        False,
    ]


def test_other_kinds_of_parties(small: Make) -> None:
    """Organisations are compared for themselves; a company is one of them, a country is not."""
    lines = "nasa participatesIn station\ncompany participatesIn gateway\nlaos signatoryOf accords"
    found = of(small(lines), "station", "gateway", kind="Organisation")
    assert labels(found.rows) == ["Company", "NASA"]
    found = of(small(lines), "station", "gateway", kind="Agency")
    assert labels(found.rows) == ["NASA"]
    found = of(small(lines), "station", "accords", kind="Party")
    assert labels(found.rows) == ["America", "Company", "Laos", "NASA"]


def test_partners_of_organisations_and_countries(small: Make) -> None:
    """The bloc of a party are those with an agreement with it; a state's agencies count as it."""
    lines = "laos agreementWith cnsa date=2020\nnasa agreementWith laos date=2021"
    found = of(small(lines), "cnsa", "nasa")
    assert [each.joined for each in row(found, "laos").standings] == ["2020", "2021"]
    found = of(small(lines), "china", "america")
    assert labels(found.by_group["all"]) == ["Laos"]


def test_contributors_belong_to_a_mission_but_not_to_a_programme(small: Make) -> None:
    """Whoever gives a mission an instrument is in; who gives something to a programme is near."""
    lines = "laos contributesTo probe\nlaos contributesTo station\noman contributesTo probe planned"
    found = of(small(lines), "probe", "station")
    assert [each.party.label for each in found.only(ref("probe"))] == ["Laos"]
    assert row(found, "laos").standings[0].roles == ("contributor",)
    assert marks(found, "laos", 1) == [("contributes", "Laos", None)]
    assert marks(found, "oman") == [("planned", "Oman", None)]


def test_a_body_is_in_since_it_joined(small: Make) -> None:
    """The date beside a country's body is that of its first step, not of a later one."""
    lines = "nasa participatesIn station date=2020-12 commitment=signed\n"
    lines += "nasa participatesIn station date=2026-03-24 commitment=suspended"
    assert marks(of(small(lines), "station", "accords"), "america") == [("in", "NASA", "2020-12")]


def test_a_body_that_has_left_is_marked_so(small: Make) -> None:
    """What ended for an agency is not shown as if it still held."""
    lines = "station ledBy nasa until=2024\nnasa participatesIn station"
    assert marks(of(small(lines), "station", "accords"), "america") == [("ended", "NASA", None)]


def test_first_movers(small: Make) -> None:
    """All who may have been first are named, and those of whom no date is known."""
    found = of(small(BOTH + "oman participatesIn station date=2023-10-20\n"), "station", "accords")
    first, other = found.firsts
    assert [(party.label, date) for party, date in first.parties] == [
        ("Oman", "2023-10-20"),
        ("Pakistan", "2023-10"),
    ]
    assert [party.label for party in first.undated] == ["China"]
    assert [party.label for party, _ in other.parties] == ["Sweden"]


def test_which_bloc_first_and_how_long_between(small: Make) -> None:
    """The order of joining comes with the days between, as far as the dates tell."""
    (move,) = of(small(BOTH), "accords", "station").moves
    assert [(bloc.label, date) for bloc, date in move.joined] == [
        ("Station", "2024-04-05"),
        ("Accords", "2024-12"),
    ]
    assert (move.certain, move.gaps) == (True, ((240, 270),))


def test_an_order_that_no_date_tells_is_not_certain(small: Make) -> None:
    """Two joinings in one month, or one without a date, leave open which came first."""
    for line in ("date=2024-04", ""):
        lines = f"laos participatesIn station date=2024-04\nlaos signatoryOf accords {line}"
        (move,) = of(small(lines), "accords", "station").moves
        assert not move.certain


def test_holders_of_agreements_with_both_leaders(small: Make) -> None:
    """An agreement of a body with a leader's state or agency counts; the leaders do not."""
    found = of(
        small(
            BOTH
            + """academy agreementWith cnsa date=2023
            belarus agreementWith america date=2020
            america agreementWith china
            laos agreementWith cnsa
            laos agreementWith nasa planned
            sweden agreementWith china candidate
            sweden agreementWith nasa"""
        ),
        "station",
        "accords",
    )
    assert [lead.leaders for lead in found.leads] == [(ref("china"),), (ref("nasa"),)]
    assert [ref.label for ref in found.leads[0].circle] == ["China", "CNSA"]
    (holder,) = found.holders
    assert holder.party == ref("belarus")
    assert [fact.subject.label for (fact,) in holder.agreements] == ["Academy", "Belarus"]


def test_an_agreement_that_was_ended_is_held_no_more(small: Make) -> None:
    """A withdrawal from an agreement takes it off the list."""
    lines = "laos agreementWith china\nlaos agreementWith nasa {}"
    asserted = lines.format("")
    ended = f"{asserted}\nlaos agreementWith nasa negated commitment=withdrawn date=2024"
    for text, names in ((asserted, ["Laos"]), (ended, [])):
        found = of(small(BOTH + text), "station", "accords")
        assert [holder.party.label for holder in found.holders] == names


@pytest.mark.parametrize(
    ("blocs", "kind", "message"),
    [
        (["station"], "Country", "two or more blocs"),
        (["station", "station"], "Country", "each named once"),
        (["station", "someone"], "Country", "Someone is a Person; a bloc is"),
        (["station", "accords"], "Person", "'Person' is no kind of party"),
    ],
)
def test_what_cannot_be_compared_is_told(
    small: Make, blocs: list[str], kind: str, message: str
) -> None:
    """One bloc alone, one twice, a person and an unknown kind are errors."""
    with pytest.raises(ParameterError, match=message):
        of(small(BOTH), *blocs, kind=kind)


def test_records_keep_words_and_marks(small: Make) -> None:
    """JSON opens each standing to its quotes; CSV has a row for each party and bloc."""
    found = of(
        small(BOTH + "laos participatesIn station planned date=2026\n"), "station", "accords"
    )
    (thailand,) = record(found, ["all"])["parties"]
    assert thailand["in"] == ["programme/station", "accord/accords"]
    quotes = [e["quote"] for f in thailand["standings"][1]["facts"] for e in f["evidence"]]
    assert quotes == ["thailand signatoryOf accords date=2024-12 ordinal=51"]
    rows = list(flat(found, ["none"]))
    assert all(tuple(each) == COLUMNS for each in rows)
    assert [(r["label"], r["bloc"], r["in"], r["marks"]) for r in rows if r["marks"]] == [
        ("America", "accord/accords", "no", "agency NASA"),
        ("Laos", "programme/station", "no", "announced 2026"),
    ]
