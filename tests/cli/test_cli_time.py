"""The time of a question: `--as-of`, `--known-by` and `kg diff` on the bundled graph."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg import KnowledgeGraph
from kg.errors import ParameterError, StoreError
from kg.graph.namespaces import ID, standard, term

Run = Callable[..., Result]
SIGNERS = "SELECT ?who { ?who kg:signatoryOf accord:artemis-accords }"


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(built) as graph:
        yield graph


def members(text: str, heading: str) -> list[str]:
    """Return the names under one heading of the members that `kg show` prints."""
    block = re.search(rf"\n  {heading} \(\d+\)\n((?:    .*\n)+)", text)
    assert block, heading
    rows = [line.strip() for line in block[1].splitlines()]
    return [re.split(r"\s{2,}", row)[-1].partition(" (")[0].partition(" [")[0] for row in rows]


def test_the_seven_nations_of_october_2023(kg: Run) -> None:
    """The station's members of that month are the seven of which SpaceNews named six."""
    shown = kg("show", "ILRS", "--as-of", "2023-10-27").stdout
    assert "\nas of 2023-10-27\n" in shown
    assert set(members(shown, "countries")) == {
        *("China", "Russia", "Venezuela", "South Africa", "Azerbaijan", "Pakistan", "Belarus"),
    }
    assert "National Academy of Sciences of Belarus" in members(shown, "institutions")
    assert "United Arab Emirates" in members(shown, "disputed: sources contradict each other")


def test_both_camps_before_and_after(kg: Run) -> None:
    """Thailand is in both camps from December 2024 on, Senegal from July 2025."""

    def both(day: str) -> list[str]:
        found = kg("query", "in-both", "--as-of", day, "-f", "csv").stdout
        return [row["memberLabel"] for row in csv.DictReader(io.StringIO(found))]

    assert both("2024-12-15") == []
    assert both("2024-12-16") == ["Thailand"]
    assert both("2025") == ["Senegal", "Thailand"]


def test_signatories_of_each_year(graph: KnowledgeGraph) -> None:
    """The Accords had eight signatories in 2020 and have more at the end of every year."""
    counts = [len(graph.at(as_of=str(year)).query(SIGNERS)) for year in range(2019, 2025)]
    assert counts[:2] == [0, 9]
    assert counts == sorted(counts)


def test_what_is_left_out_is_told_on_stderr(kg: Run) -> None:
    """Whoever asks of a day learns how many claims have no date or an uncertain one."""
    result = kg("stats", "--as-of", "2023-10", "-f", "json")
    said = result.stderr
    assert said.startswith("as of 2023-10-31: ")
    held, undated, uncertain = (
        int(re.findall(rf"([\d,]+) {word}", said)[0].replace(",", ""))
        for word in ("claims held", "undated", "uncertain")
    )
    assert held + undated + uncertain == json.loads(result.stdout)["claims"]
    assert kg("--quiet", "stats", "--as-of", "2023-10").stderr == ""


def test_undated_facts_are_marked(kg: Run) -> None:
    """They are in, and the note and the JSON say that they have no date."""
    shown = kg("show", "Turkey", "--as-of", "2020").stdout
    assert "[undated" in shown
    records = map(
        json.loads, kg("show", "Turkey", "--as-of", "2020", "-f", "json").stdout.splitlines()
    )
    assert "undated" in {record.get("standing") for record in records}
    assert "[undated" not in kg("show", "Turkey").stdout


def test_known_by_counts_sources_and_not_events(kg: Run) -> None:
    """The founders signed in 2020, and in 2019 no source could say so."""
    then = kg("query", SIGNERS, "--known-by", "2019", "-f", "csv").stdout.splitlines()
    assert then == ["who"]
    result = kg("stats", "--known-by", "2023", "-f", "json")
    assert "known by 2023-12-31: " in result.stderr
    assert json.loads(result.stdout)["last_date"] <= "2023-12-31"


def test_both_times_together(graph: KnowledgeGraph) -> None:
    """Of what was true in October 2023, what had been said by then is a part."""
    now = {fact.claim for fact in graph.at(as_of="2023-10").facts()}
    then = {fact.claim for fact in graph.at("2023-10", known_by="2023-10").facts()}
    assert then < now
    member = "ASK { country:belarus kg:participatesIn programme:ilrs }"
    assert graph.at("2023-10", "2023-10").query(member) == [{"answer": True}]


@pytest.mark.parametrize("command", [["stats"], ["query", "members"], ["show", "ILRS"], ["export"]])
def test_a_slip_in_the_date_is_wrong_usage(kg: Run, command: list[str]) -> None:
    """The message names the option and the forms that a date may have."""
    result = kg(*command, "--as-of", "May 2024")
    assert result.exit_code == 2
    assert "--as-of" in result.stderr
    assert "YYYY-MM" in result.stderr


def test_an_export_says_of_what_day_it_is(kg: Run) -> None:
    """The description of the dataset names the day, in words and as a period of one day."""
    text = kg("export", "--as-of", "2023-10-27", "--known-by", "2024", "-f", "nt").stdout_bytes
    found = {q.predicate: q.object for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    triples = [q.triple for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
    period = found[standard("dcterms:temporal")]
    ends = {t.predicate: t.object.value for t in triples if t.subject == period}
    assert ends[standard("dcat:startDate")] == ends[standard("dcat:endDate")] == "2023-10-27"
    assert found[term("knownBy")].value == "2024-12-31"
    titles = [t.object for t in triples if t.predicate == standard("dcterms:title")]
    assert any("as of 2023-10-27, known by 2024-12-31" in str(title) for title in titles)


def test_the_page_says_of_what_day_it_is(
    kg: Run, tmp_path: Path, page_content: Callable[[str], dict[str, Any]]
) -> None:
    """Heading, counts and facts tell the day and what is not sure."""
    page = tmp_path / "then.html"
    assert kg("view", "--as-of", "2023-10-27", "-o", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<title>Space partnerships, as of 2023-10-27</title>" in html
    data = page_content(html)["data"]
    unsure = [fact for fact in data["facts"] if fact["standing"] == "undated"]
    assert f"{len(unsure)} undated" in data["statistics"]
    assert "Rainer Schnepfleitner" not in {entity["label"] for entity in data["entities"]}


def test_a_graph_of_a_day_keeps_the_shapes(graph: KnowledgeGraph) -> None:
    """What is left out leaves nothing dangling."""
    report = graph.at(as_of="2023-10", known_by="2025").check()
    assert report.violations == ()


def test_a_graph_of_a_day_is_a_graph_like_any(graph: KnowledgeGraph) -> None:
    """Facts, entities, networks and statistics are of that day; changes are refused."""
    then = graph.at(as_of="2021")
    assert {fact.claim for fact in then.facts()} < {fact.claim for fact in graph.facts()}
    assert "person/rainer-schnepfleitner" not in then.network()
    assert then.stats().claims == len(then.facts())
    assert then.whole is graph
    assert graph.at() is graph
    assert str(then.at(known_by="2023").moment) == "as of 2021-12-31, known by 2023-12-31"
    with pytest.raises(StoreError, match="cannot be changed"):
        then.remove("2021-03-russia-china-ilrs")
    with pytest.raises(ParameterError):
        graph.at(as_of="soon")


def test_a_name_means_the_same_on_every_day(kg: Run) -> None:
    """Of what was not there yet, the note says that nothing is said of it then."""
    result = kg("show", "ICUBE-Q", "--as-of", "1950", "--known-by", "1960")
    assert result.exit_code == 0
    assert "Nothing in this graph as of 1950-12-31, known by 1960-12-31 says" in result.stdout


@pytest.mark.parametrize("day", [None, "2023-10"])
def test_the_saved_query_and_the_note_agree_on_rungs(
    graph: KnowledgeGraph, day: str | None
) -> None:
    """`kg query ladder` gives each party the rung at which `kg show` lists it."""
    then = graph.at(as_of=day)
    for name in ("ILRS", "Artemis Accords", "Moon Agreement", "Lunar Gateway", "Luna-25"):
        known = [m for m in then.ladder(name) if m.rung and m.steps[0].fact.tier == "accepted"]
        asked = then.query("ladder", programme=name)
        found = {(str(r["party"]).removeprefix(ID), r["level"], r["rung"]) for r in asked}
        assert found == {(m.party.id, m.level, m.rung) for m in known}, name


def test_commitments_of_a_party_are_the_members_of_its_programmes(graph: KnowledgeGraph) -> None:
    """The ladder is one, whichever end it is looked at from."""
    for commitment in graph.show("Russia").commitments:
        assert commitment in graph.ladder(commitment.target.id)


def test_diff_tells_in_words_by_kind(kg: Run) -> None:
    """Each line has a date and says who did what, and who signed."""
    lines = kg("diff", "2024", "2025-07").stdout.splitlines()
    assert lines[0] == "What changed after 2024-12-31 and up to 2025-07-31"
    assert any(line.startswith("signed (") for line in lines)
    (senegal,) = [line for line in lines if "Senegal signed the Artemis Accords" in line]
    assert senegal.startswith("  2025-07-24  ")
    assert lines[-1].startswith("Not listed: ")


def test_diff_in_every_format_tells_the_same(kg: Run) -> None:
    """Text, table, CSV and JSON hold the same changes."""
    rows = list(csv.DictReader(io.StringIO(kg("diff", "2023", "2024", "-f", "csv").stdout)))
    records = [
        json.loads(line) for line in kg("diff", "2023", "2024", "-f", "json").stdout.splitlines()
    ]
    assert [(r["change"], r["date"]) for r in rows] == [(r["change"], r["date"]) for r in records]
    assert len(kg("diff", "2023", "2024", "-f", "table").stdout.splitlines()) == len(rows) + 1
    text = kg("diff", "2023", "2024").stdout
    assert all(record["text"] in text for record in records)


def test_diff_with_quotes_gives_words_and_sources(kg: Run) -> None:
    """Every change opens to what says so."""
    text = kg("diff", "2025-07-01", "2025-07-31", "--quotes").stdout
    assert "“Senegal signed the Artemis Accords” (2025-07-senegal-both-camps, 2025-07-24)" in text
    found = kg("diff", "2025-07-01", "2025-07-31", "--quotes", "-f", "csv").stdout
    assert all(row["quote"] and row["source"] for row in csv.DictReader(io.StringIO(found)))


def test_diff_by_what_was_said(kg: Run) -> None:
    """What happened long ago may be news."""
    told = kg("diff", "2026-03", "2026-04", "--by", "said", "-f", "json").stdout
    records = [json.loads(line) for line in told.splitlines()]
    assert records
    assert all(r["date"].startswith("2026-04") for r in records if r["sure"])
    dates = [fact["qualifiers"].get("date", "") for each in records for fact in each["facts"]]
    assert any("1900" < date < "2026" for date in dates)


def test_diff_needs_two_days_in_order(kg: Run) -> None:
    """The later day first, or no date at all, is told in a line."""
    result = kg("diff", "2024", "2023")
    assert (result.exit_code, "earlier day first" in result.stderr) == (3, True)
    assert kg("diff", "2024", "then").exit_code == 2


@pytest.mark.parametrize("stretch", [("2022", "2023"), ("2024-05", "2024-09")])
def test_the_saved_query_of_changes_is_sure_of_what_it_finds(
    graph: KnowledgeGraph, stretch: tuple[str, str]
) -> None:
    """All that `kg query changes` finds, `kg diff` is sure of."""
    start, end = stretch
    found = graph.diff(start, end).found
    facts = [f for change in found if change.sure for f in (*change.facts, *change.details)]
    sure = {(f.subject.label, f.predicate) for f in facts}
    rows = graph.query("changes", start=start, end=end)
    assert rows
    assert {(str(row["subjectLabel"]), row["relation"]) for row in rows} <= sure
