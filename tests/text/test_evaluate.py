"""Measuring: what counts as found, missed, wrong and neutral."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.model import Document
from kg.model.registry import Registry
from kg.text.evaluate import Evaluation, evaluate
from kg.text.evaluate.gold import Names
from kg.text.evaluate.measure import is_exact
from kg.text.extractor import Extractor

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


def unsure(extractor: Extractor, *patterns: str) -> Extractor:
    """Return the extractor with some patterns whose claims are only candidates."""
    return extractor.with_patterns(
        dataclasses.replace(pattern, confidence=0.5) if pattern.id in patterns else pattern
        for pattern in extractor.patterns
    )


def test_candidates_have_their_own_line(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """A candidate is neither found nor false among the accepted, but with the candidates."""
    careful = unsure(extractor, "signatoryOf/signs", "participatesIn/joins")
    result = measure(tmp_path, careful, registry, [SIGNED])
    assert (result.total.found, result.total.missed, result.total.wrong) == (0, 1, 0)
    everything = result.candidates
    assert (everything.found, everything.missed, everything.wrong) == (1, 0, 1)
    assert result.false == []
    (step,) = result.calibration.steps
    assert (step.stated, step.right, step.wrong) == (0.5, 1, 1)


def test_optional_facts_do_not_enter_the_calibration(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """A claim of which gold will not judge says nothing of its pattern."""
    result = measure(tmp_path, extractor, registry, [SIGNED, JOINS | {"optional": True}])
    assert [group.name for group in result.calibration.patterns] == ["signatoryOf/signs"]


def test_the_graph_counts_each_fact_once(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """Over all texts a fact is found if any text gives it, false if it is in no gold."""
    (tmp_path / "gold").mkdir()
    texts = {
        "a": ("Kenya signed the Artemis Accords.", [SIGNED]),
        "b": ("A pen was used for Kenya, and the Artemis Accords had a day.", [SIGNED]),
        "c": ("Kenya signed the Artemis Accords. Peru will join the ILRS.", []),
        "d": ("Peru will join the ILRS.", []),
    }
    for name, (text, facts) in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(facts), encoding="utf-8")
    result = evaluate(extractor, Names(registry), tmp_path, tmp_path / "gold")
    assert (result.total.found, result.total.missed, result.total.wrong) == (1, 1, 3)
    assert (result.graph.found, result.graph.missed, result.graph.wrong) == (1, 0, 1)
    assert (result.negatives.of, result.negatives.right) == (2, 0)


def test_a_fact_is_scored_in_the_graph_if_one_text_asks_for_it(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """Optional in one text and required in another is required over all, in either order."""
    (tmp_path / "gold").mkdir()
    for name, facts in {"a": [SIGNED | {"optional": True}], "b": [SIGNED]}.items():
        (tmp_path / f"{name}.txt").write_text("It rained in Nairobi all day.", encoding="utf-8")
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(facts), encoding="utf-8")
    result = evaluate(extractor, Names(registry), tmp_path, tmp_path / "gold")
    assert (result.graph.found, result.graph.missed) == (0, 1)


def test_phenomena_have_their_recall(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """A fact counts for every phenomenon that gold names with it."""
    absent = gold("Kenya", "ledBy", "Peru", phenomena=["passive"])
    signed = SIGNED | {"phenomena": ["passive", "date"]}
    result = measure(tmp_path, extractor, registry, [signed, JOINS, absent])
    counts = {name: (s.found, s.missed) for name, s in result.phenomena.items()}
    assert counts == {"passive": (1, 1), "date": (1, 0)}


def test_dates_of_gold_are_qualifiers(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """The date of a gold fact is compared with that of the claim, a day without year too."""
    for date, right in {"2024-05-05": 1, "--05-05": 1, "2024-05-06": 0}.items():
        (tmp_path / date).mkdir()
        result = measure(tmp_path / date, extractor, registry, [SIGNED | {"date": date}, JOINS])
        assert (result.qualifiers["date"].right, result.qualifiers["date"].of) == (right, 1), date
        assert result.total.found == 2


def test_quotes_are_held_against_the_text(
    tmp_path: Path, extractor: Extractor, registry: Registry
) -> None:
    """Every claim is checked, and a quote that is one character off is found."""
    result = measure(tmp_path, extractor, registry, [SIGNED, JOINS])
    assert (result.quotes.right, result.quotes.of) == (2, 2)
    document = Document("one", TEXT)
    claim = extractor.extract(document)[0]
    assert is_exact(claim, document)
    assert not is_exact(claim, dataclasses.replace(document, text=" " + TEXT))
    assert not is_exact(claim, dataclasses.replace(document, id="two"))


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
        (
            '[{"subject": "A", "relation": "r", "object": "B", "polarity": "planned",'
            ' "phenomena": "passive"}]',
            "`phenomena` is a list",
        ),
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
