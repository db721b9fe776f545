"""Measuring: what counts as found, missed, wrong and neutral."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.model.registry import Registry
from kg.text.evaluate import Evaluation, evaluate
from kg.text.extractor import Extractor
from kg.text.gold import Names

TEXT = "Kenya signed the Artemis Accords on 5 May 2024. Peru will join the ILRS. NASA met CNSA."


def gold(subject: str, relation: str, obj: str, **more: object) -> dict[str, object]:
    base = {"subject": subject, "relation": relation, "object": obj, "polarity": "asserted"}
    return base | {"evidence": "Kenya signed"} | more


def measure(
    tmp_path: Path, extractor: Extractor, registry: Registry, facts: list[dict[str, object]]
) -> Evaluation:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.json").write_text(json.dumps(facts), encoding="utf-8")
    return evaluate(extractor, Names(registry), tmp_path, tmp_path / "gold")


SIGNED = gold("Kenya", "signatoryOf", "Artemis Accords")
JOINS = gold("Peru", "participatesIn", "ILRS", polarity="planned")


def test_all_found(tmp_path: Path, extractor: Extractor, registry: Registry) -> None:
    """Names are folded through the registry, so an acronym is as good as the name."""
    result = measure(tmp_path, extractor, registry, [SIGNED, JOINS])
    assert (result.total.precision, result.total.recall, result.total.f1) == (1, 1, 1)
    assert sorted(result.statuses) == ["asserted", "planned"]


def test_a_wrong_status_is_wrong_and_missed(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """A plan reported as done counts against precision and recall."""
    done = gold("Peru", "participatesIn", "ILRS")
    result = measure(tmp_path, extractor, registry, [SIGNED, done])
    assert (result.total.found, result.total.missed, result.total.wrong) == (1, 1, 1)
    assert [str(p).split(": ", 1)[1] for p in result.misses] == ["Peru participatesIn ILRS"]
    assert result.false[0].sentence == "Peru will join the ILRS."


def test_optional_facts_are_neutral(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """An optional fact is neither missed when absent nor wrong when stated."""
    optional = [SIGNED, JOINS | {"optional": True}]
    absent = gold("NASA", "agreementWith", "CNSA", optional=True)
    result = measure(tmp_path, extractor, registry, [*optional, absent])
    assert (result.total.found, result.total.missed, result.total.wrong) == (1, 0, 0)


def test_symmetric_predicates_have_no_direction(registry: Registry) -> None:
    """An agreement of A with B is one of B with A; a state may stand for its agency there."""
    names = Names(registry)
    there = names.keys("China", "agreementWith", "Peru")
    assert there == names.keys("Peru", "agreementWith", "China")
    assert names.keys("China", "ledBy", "Peru") != names.keys("Peru", "ledBy", "China")


def test_an_alias_file_folds_names_and_agencies(tmp_path: Path, registry: Registry) -> None:
    """Surfaces of the alias file count as the name; an agency counts as its country."""
    path = tmp_path / "aliases.json"
    aliases = {"aliases": {"Kenya": ["the Savannah State"]}, "agency_country": {"CNSA": "China"}}
    path.write_text(json.dumps(aliases), encoding="utf-8")
    names = Names.load(registry, path)
    assert names.canonical("the Savannah State") == names.canonical("Kenya")
    ours, theirs = (set(names.keys(party, "agreementWith", "Peru")) for party in ("CNSA", "China"))
    assert ours & theirs


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "one.json:1: no JSON"),
        ("{}", "a gold file is a JSON list"),
        ('[{"subject": "A"}]', "fact 1 lacks one of"),
        ('[{"subject": "A", "relation": "r", "object": "B", "polarity": "so"}]', "polarity 'so'"),
    ],
)
def test_a_broken_gold_file_is_named(
    tmp_path: Path, extractor: Extractor, registry: Registry, content: str, message: str
) -> None:
    """A gold file that cannot be used is an error that says where and why."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.json").unlink(missing_ok=True)
    gold_dir = tmp_path / "gold"
    gold_dir.mkdir()
    (gold_dir / "one.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        evaluate(extractor, Names(registry), tmp_path, gold_dir)


def test_no_text_with_gold_is_an_error(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """An empty measurement is not reported as a perfect one."""
    with pytest.raises(DataFileError, match="no text here has a gold file"):
        evaluate(extractor, Names(registry), tmp_path, tmp_path)
