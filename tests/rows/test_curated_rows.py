"""Curated rows: what they state, what they cite, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.errors import DataFileError, RowError
from kg.model import Claim, EntityRef
from tests.rows.conftest import HEAD, ROWS, write


def stated(project: Path) -> list[Claim]:
    graph = KnowledgeGraph.open(project)
    return [claim for path in graph.project.facts for claim in graph.read_rows(path)]


def test_a_row_states_what_it_has_the_cells_for(project: Path) -> None:
    claims = {(c.subject.label, c.predicate): c for c in stated(project)}
    thai = claims["Thailand", "signatoryOf"]
    assert thai.qualifiers == {"date": "2024-12-16", "ordinal": 51, "commitment": "signed"}
    assert thai.object == EntityRef("accord/artemis-accords", "Artemis Accords", "Accord")
    assert (thai.tier, thai.confidence) == ("accepted", 0.98)
    signed = claims["Artemis Accords", "signedBy"]
    assert signed.qualifiers["onBehalfOf"] == EntityRef("country/senegal", "Senegal", "Country")
    assert len(claims) == 3


def test_the_evidence_is_the_row_without_what_grades_it(project: Path) -> None:
    text = (project / "data" / "facts" / "accords.yaml").read_text()
    for claim in stated(project):
        (row,) = claim.evidence
        assert text[row.start : row.end] == row.quote
        assert row.quote.startswith("country: ")
        assert "grade" not in row.quote
        assert "sources" not in row.quote
        assert row.document == "data/accords"
    assert stated(project)[0].evidence[0].sources == ("agency", "paper")


def test_the_end_of_lines_does_not_move_the_rows(project: Path) -> None:
    quotes = [c.evidence[0].quote for c in stated(project)]
    (project / "data" / "facts" / "accords.yaml").write_bytes(
        (HEAD + ROWS).replace("\n", "\r\n").encode()
    )
    assert [c.evidence[0].quote for c in stated(project)] == quotes


def test_what_is_weak_or_disputed_is_no_fact(project: Path) -> None:
    rows = ROWS.replace("grade: A", "grade: C").replace(
        "    note: not the day\n", "    doubtful: [signed, signer]\n"
    )
    write(project, HEAD + rows)
    weak, kept, doubtful = stated(project)
    assert (weak.tier, weak.confidence) == ("candidate", 0.5)
    assert kept.tier == "accepted"
    assert "date" not in kept.qualifiers
    assert doubtful.tier == "candidate"
    write(project, HEAD + ROWS.replace("    order: 51\n", "    disputed: yes\n"))
    (disputed, *others) = stated(project)
    assert (disputed.tier, disputed.evidence[0].disputed) == ("candidate", True)
    assert not any(claim.evidence[0].disputed for claim in others)
    assert Claim.from_json(disputed.to_json()) == disputed


def test_the_status_is_that_of_the_row_or_of_the_template(project: Path) -> None:
    write(project, HEAD + ROWS.replace("    order: 51\n", "    status: negated\n"))
    assert [c.status for c in stated(project)] == ["negated", "asserted", "asserted"]
    write(project, HEAD.replace("rows:", "    status: =planned\nrows:") + ROWS)
    assert [c.status for c in stated(project)] == ["asserted", "asserted", "planned"]


def test_a_list_of_entities_is_a_claim_for_each(project: Path) -> None:
    rows = "  - country: [Thailand, Senegal]\n    stage: signed\n    grade: B\n    sources: paper\n"
    write(project, HEAD + rows)
    assert {c.subject.label for c in stated(project)} == {"Thailand", "Senegal"}


def test_an_agreement_in_a_row_is_the_event_that_articles_tell_of(project: Path) -> None:
    write(
        project,
        """\
title: Deals
states:
  - claim: one agreementWith other
    kind: kind
    concerning: topic
    date: date
rows:
  - one: CNSA
    other: SUPARCO
    kind: memorandum of understanding
    topic: ILRS
    date: 2023-10
    grade: B
    sources: [paper]
""",
    )
    article = project / "data" / "articles" / "a.txt"
    article.write_text(
        "In October 2023 the CNSA and SUPARCO signed a memorandum of understanding on the ILRS.\n"
    )
    (row,) = stated(project)
    told = KnowledgeGraph.open(project).extract(article)
    assert row.qualifiers["agreement"] in [c.qualifiers.get("agreement") for c in told]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("country: Thailand", "country: Thailnd", 14, "Did you mean Thailand"),
        ("signed: 2024-12-16", "signed: soon", 16, "'soon' is no date"),
        ("order: 51", "order: -1", 17, "whole number from 1"),
        ("grade: A", "grade: D", 18, "the grade is A, B or C"),
        ("[agency, paper]", "[agency, papr]", 19, "data/sources.yaml"),
        ("    order: 51", "    ordre: 51", 17, "unknown key 'ordre'"),
        ("stage: signed", "stage: none", 14, "the row states nothing"),
        ("signatoryOf accord", "signatoryof accord", 5, "did you mean signatoryOf"),
        ("    ordinal: order", "    ordinl: order", 7, "did you mean ordinal"),
        ("commitment: =signed", "commitment: =sworn", 8, "is no commitment"),
        ("country signatoryOf accord", "country accord", 5, "is no claim"),
        ("    sources: [paper]", "    sources: [paper, paper]", 27, "stands twice"),
        ("title: Who signed", "titel: Who signed", 1, "unknown key 'titel'"),
        ("    doubtful", "    doubtful", 0, ""),
    ],
)
def test_a_wrong_cell_is_told_with_its_line(
    project: Path, old: str, new: str, line: int, says: str
) -> None:
    text = HEAD + ROWS
    if not says:
        old, new, line = "    note: not the day", "    doubtful: [place]", 25
        says = "'place' is doubtful, but the row has no such key"
    path = write(project, text.replace(old, new, 1))
    with pytest.raises(RowError) as caught:
        stated(project)
    assert says in str(caught.value)
    assert f"{path}:{line}: " in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a\n", "title: x\n", "title: [\n", "rows: 1\n"])
def test_a_file_that_is_none_is_told(project: Path, text: str) -> None:
    path = write(project, text)
    with pytest.raises(DataFileError, match=str(path)):
        stated(project)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {id: a, publisher: P}\n", "'title' is missing"),
        ("- {id: A b, publisher: P, title: T}\n", "is no id"),
        ("- {id: a, publisher: P, title: T, url: 'javascript:x'}\n", "http:// or https://"),
        ("- {id: a, publisher: P, title: T, date: May}\n", "is no date"),
        ("- {id: a, publisher: P, title: T}\n- {id: a, publisher: P, title: T}\n", "twice"),
        ("a: b\n", "must hold a list"),
    ],
)
def test_a_wrong_source_is_told(project: Path, text: str, says: str) -> None:
    (project / "data" / "sources.yaml").write_text(text)
    with pytest.raises(RowError, match=says):
        stated(project)
