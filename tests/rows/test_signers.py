"""Rows that tell who signed an agreement that has no name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.errors import RowError
from kg.model import EntityRef
from tests.rows.conftest import write

DEALS = """\
title: Deals
given: {topic: ILRS}
states:
  - claim: one agreementWith other
    concerning: topic
    date: date
  - claim: agreement signedBy signer
    onBehalfOf: one
rows:
  - one: CNSA
    signer: Zhang Kejian
    other: SUPARCO
    date: 2023-10
    grade: B
    sources: [paper]
"""


def test_who_signed_belongs_to_the_agreement_of_the_row(project: Path) -> None:
    path = write(project, DEALS)
    agreed, signed = KnowledgeGraph.open(project).read_rows(path)
    if agreed.predicate == "signedBy":
        agreed, signed = signed, agreed
    assert signed.subject == agreed.qualifiers["agreement"]
    assert signed.object == EntityRef("person/zhang-kejian", "Zhang Kejian", "Person")
    assert signed.qualifiers["onBehalfOf"] == agreed.subject


def test_a_signer_without_an_agreement_is_told(project: Path) -> None:
    path = write(project, DEALS.replace("    other: SUPARCO\n", ""))
    with pytest.raises(RowError, match=f"{path}:10: the row tells who signed, but not who agreed"):
        KnowledgeGraph.open(project).read_rows(path)
