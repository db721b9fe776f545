"""Asking: `kg query`, `kg show`, `kg stats` and `kg check` on the bundled articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

Run = Callable[..., Result]
SIGNERS = "SELECT ?who { ?who kg:signatoryOf accord:artemis-accords } ORDER BY ?who"
SENEGAL = "https://w3id.org/spacekg/id/country/senegal"


def test_a_table_shows_every_cell_in_full_when_piped(kg: Run) -> None:
    """What goes into a pipe is aligned and never cut off."""
    lines = kg("query", SIGNERS).stdout.splitlines()
    assert lines[0] == "who"
    assert "country:senegal" in lines
    assert lines[1:] == sorted(lines[1:])
    quotes = "SELECT ?text { ?x oa:exact ?text }"
    longest = max(kg("query", quotes).stdout.splitlines(), key=len)
    assert len(longest) > 100
    assert "…" not in longest


def test_the_ways_to_ask_give_the_same_answer(kg: Run, tmp_path: Path) -> None:
    """Text, a file, @file and standard input are one and the same."""
    file = tmp_path / "signers.rq"
    file.write_text(SIGNERS)
    answers = {
        kg("query", SIGNERS).stdout,
        kg("query", str(file)).stdout,
        kg("query", f"@{file}").stdout,
        kg("query", "-", input=SIGNERS).stdout,
    }
    assert len(answers) == 1


def test_csv_tsv_json_and_xml_are_read_by_others(kg: Run) -> None:
    """Every format of rows holds the same countries, as independent parsers read them."""
    text = kg("query", SIGNERS, "-f", "csv").stdout
    found = [{row["who"] for row in csv.DictReader(io.StringIO(text))}]
    text = kg("query", SIGNERS, "-f", "json").stdout
    found += [{row["who"]["value"] for row in json.loads(text)["results"]["bindings"]}]
    for name, format in (("tsv", "TSV"), ("xml", "XML")):
        data = kg("query", SIGNERS, "-f", name).stdout_bytes
        parsed = ox.parse_query_results(data, getattr(ox.QueryResultsFormat, format))
        assert isinstance(parsed, ox.QuerySolutions)
        found.append({solution["who"].value for solution in parsed})
    assert all(SENEGAL in countries for countries in found)
    assert all(countries == found[0] for countries in found)


def test_yes_no_and_triples(kg: Run) -> None:
    """ASK answers in a word, CONSTRUCT and DESCRIBE in Turtle."""
    assert kg("query", "ASK { country:senegal kg:signatoryOf ?accord }").stdout == "yes\n"
    no = kg("query", "ASK { country:senegal kg:signatoryOf programme:ilrs }")
    assert no.stdout == "no\n"
    described = kg("query", "DESCRIBE country:senegal").stdout_bytes
    subjects = {quad.subject for quad in ox.parse(described, format=ox.RdfFormat.TURTLE)}
    assert subjects == {ox.NamedNode(SENEGAL)}


def test_a_format_that_cannot_hold_the_answer_is_refused(kg: Run) -> None:
    """Rows do not fit into Turtle, and that is said."""
    result = kg("query", SIGNERS, "-f", "ttl")
    assert result.exit_code == 3
    assert "csv" in result.stderr


def test_saved_queries_take_names_in_any_form(kg: Run) -> None:
    """A parameter may be an id, a label or an acronym."""
    answers = {
        kg("query", "members", "-p", f"programme={name}").stdout
        for name in ("programme/ilrs", "ILRS", "international lunar research station")
    }
    assert len(answers) == 1
    assert "Senegal" in answers.pop()


def test_every_saved_query_runs_as_listed(kg: Run, built: Path) -> None:
    """The list names every saved query with its title, and each answers by its defaults."""
    listed = kg("query", "--list").stdout
    names = sorted(path.stem for path in (built / "data" / "queries").glob("*.rq"))
    assert len(names) >= 10
    for name in names:
        assert f"\n{name}: " in f"\n{listed}"
        result = kg("query", name)
        assert result.exit_code == 0, result.stderr


def test_output_goes_to_a_file_whole(kg: Run, tmp_path: Path) -> None:
    """`-o` writes what standard output would have shown."""
    target = tmp_path / "signers.csv"
    result = kg("query", SIGNERS, "-f", "csv", "-o", str(target))
    assert result.stdout == ""
    assert target.read_bytes() == kg("query", SIGNERS, "-f", "csv").stdout_bytes
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "name", ["Senegal", "country/senegal", "country:senegal", "SENEGAL", "Sénégal"]
)
def test_show_finds_an_entity_by_any_name(kg: Run, name: str) -> None:
    """Id, label and spelling variants lead to the same page."""
    assert kg("show", name).stdout.startswith("Senegal (Country, country/senegal)\n")


def test_show_gives_each_fact_with_quote_source_and_date(kg: Run) -> None:
    """A fact of Senegal comes with words, article and date, and the brief's own sources."""
    text = kg("show", "Senegal").stdout
    facts, _, sources = text.partition("\nSources\n")
    assert "\nsignatory of\n  Artemis Accords" in facts
    assert "“Senegal signed the Artemis Accords” (2025-07-senegal-both-camps, 2025-07-24)" in facts
    assert "2025-07-senegal-both-camps: " in sources
    assert "https://" in sources


def test_show_words_incoming_facts_by_the_inverse(kg: Run) -> None:
    """Seen from the accord, Senegal is a signatory it has."""
    text = kg("show", "Artemis Accords").stdout
    assert "\nhas signatory\n" in text
    assert "\n  Senegal (" in text


def test_show_as_json_is_what_extract_prints(kg: Run) -> None:
    """Each line is a claim in the form of `kg extract --format json`."""
    records = [json.loads(line) for line in kg("show", "Senegal", "-f", "json").stdout.splitlines()]
    assert records
    for record in records:
        assert {"document", "subject", "predicate", "object", "evidence"} <= record.keys()
    assert any(record["subject"]["id"] == "country/senegal" for record in records)


def test_stats_count_what_is_there(kg: Run, built: Path) -> None:
    """The numbers of articles and triples are those of the project."""
    counts = json.loads(kg("stats", "-f", "json").stdout)
    assert counts["articles"] == len(list((built / "data" / "articles").iterdir()))
    assert counts["triples"] == len(kg("export", "-f", "nt").stdout.splitlines())
    rows = [line.split() for line in kg("stats").stdout.splitlines()]
    assert ["articles", str(counts["articles"])] in rows


def test_build_and_stats_count_the_same(kg: Run) -> None:
    """The claims that a build reports are those of the graph, which stats count."""
    counts = json.loads(kg("stats", "-f", "json").stdout)
    said = kg("build").stderr
    assert f" {counts['articles']:,} articles, " in said
    assert f" {counts['claims']:,} claims, " in said
    assert counts["claims"] == sum(counts["statuses"].values())
    asked = kg("query", "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }", "-f", "csv").stdout
    assert asked.split() == ["n", str(counts["claims"])]


def test_between_counts_the_bodies_of_a_country(kg: Run) -> None:
    """What the academy of Belarus signed with CNSA is between Belarus and CNSA."""
    found = kg("query", "between", "-p", "one=Belarus", "-p", "other=CNSA", "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(found)))
    assert {row["relation"] for row in rows} == {"agreementWith"}
    assert {row["through"] for row in rows} == {"National Academy of Sciences of Belarus"}


def test_show_offers_what_the_graph_has_of_a_like_name(
    kg_here: Run, project_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of Chandrayaan-4 nothing is told, of Chandrayaan-3 something is."""
    article = project_dir / "data" / "articles" / "india.md"
    article.write_text("India launched Chandrayaan-3 on 14 July 2023.", encoding="utf-8")
    monkeypatch.chdir(project_dir)
    assert kg_here("build").exit_code == 0
    lines = kg_here("show", "chandrayaan 4").stdout.splitlines()
    assert lines[0] == "Chandrayaan-4 (Mission, mission/chandrayaan-4)"
    assert lines[-2:] == [
        "There are facts about:",
        "  Chandrayaan-3 (Mission, mission/chandrayaan-3)",
    ]


def test_the_bundled_graph_keeps_its_shapes(kg: Run) -> None:
    """`kg check` finds no violation in what the project ships, and says what it looked at."""
    result = kg("check")
    assert result.exit_code == 0, result.stdout
    assert "\n0 violations in " in result.stdout
    assert not result.stdout.startswith("\n")


def test_patterns_without_a_fault_are_passed_in_silence(kg: Run) -> None:
    """`kg lint` of a good file prints nothing; tests/text looks at all of them."""
    result = kg("lint", "data/patterns/signedBy.yaml")
    assert result.exit_code == 0, result.stdout
    assert result.stdout == ""
