"""The registry: its files are checked strictly, and names are found as people write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import RegistryError, UnknownNameError
from kg.model import EntityRef
from kg.model.entity import Entity, same_name
from kg.model.registry import Registry

Load = Callable[..., Registry]

NIGER = "- {id: country/niger, type: Country, label: Niger, iso2: NE, iso3: NER}\n"
CONGOS = """\
- {id: country/drc, type: Country, label: DR Congo, demonyms: [Congolese]}
- {id: country/roc, type: Country, label: Congo Republic, demonyms: [Congolese]}
"""


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write texts to the files a.yaml, b.yaml, ... and load them."""

    def write(*texts: str) -> Registry:
        for name, text in zip("abc", texts, strict=False):
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return Registry.load([tmp_path])

    return write


def refused(load: Load, *texts: str) -> str:
    with pytest.raises(RegistryError) as caught:
        load(*texts)
    return str(caught.value)


def test_an_entry_is_read_whole(load: Load) -> None:
    """Every key of the file comes out on the entity, with its place."""
    registry = load(
        "# head\n- id: country/x\n  type: Country\n  label: X-Land\n  aliases: [Republic of X]\n"
        "  acronyms: [RX]\n  demonyms: [Xish]\n  capitals: [Xtown]\n  iso2: NO\n  iso3: NOR\n"
        "  wikidata: Q20\n- {id: organisation/o, type: Agency, label: O, country: country/x}\n"
    )
    x = registry.get("country/x")
    assert (x.ref.label, x.ref.type, x.aliases, x.acronyms) == (
        "X-Land",
        "Country",
        ("Republic of X",),
        ("RX",),
    )
    assert (x.demonyms, x.capitals, x.iso2, x.iso3, x.wikidata) == (
        ("Xish",),
        ("Xtown",),
        "NO",
        "NOR",
        "Q20",
    )
    assert (x.path and x.path.name, x.line) == ("a.yaml", 2)
    assert registry.get("organisation/o").country == "country/x"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("id: country/x, type: Country, label: X, alias: [Y]", "unknown key 'alias'"),
        ("id: country/x, type: Country", "the key 'label' is missing"),
        ("id: country/x, type: Land, label: X", "unknown type 'Land'"),
        ("id: organisation/x, type: Country, label: X", "starts with 'country/'"),
        ("id: country/X Y, type: Country, label: X", "is no id"),
        ("id: country/x, type: Country, label: ''", "'label' must be text"),
        ("id: country/x, type: Country, label: X, aliases: Y", "'aliases' must be a list"),
        ("id: country/x, type: Country, label: X, aliases: [[Y]]", "must hold texts only"),
        ("id: country/x, type: Country, label: X, aliases: [Y, Y]", "'Y' stands twice"),
        ("id: country/x, type: Country, label: X, iso2: no, iso3: NOR", "form of 'iso2'"),
        ("id: country/x, type: Country, label: X, iso2: 'NO'", "both ISO codes or none"),
        ("id: country/x, type: Country, label: X, wikidata: '843'", "form of 'wikidata'"),
        ("id: country/x, type: Country, label: X, country: country/x", "belongs to no country"),
        ("id: organisation/x, type: Agency, label: X, country: country/y", "is no entity"),
        ("id: organisation/x, type: Agency, label: X, demonyms: [Y]", "only a Country has"),
        ("id: country/x, type: Country, label: X, cospar: 2016-001A", "only a mission or a space"),
        (
            "id: organisation/x, type: Agency, label: X, norad: '1'",
            "only a mission or a spacecraft",
        ),
        ("id: spacecraft/x, type: Satellite, label: X, cospar: 2016-01A", "form of 'cospar'"),
        ("id: spacecraft/x, type: Satellite, label: X, series: no", "form of 'series'"),
        ("id: spacecraft/x, type: Satellite, label: X, cospar: 2016-001I", "form of 'cospar'"),
        ("id: spacecraft/x, type: Satellite, label: X, cospar: 2006-F03", "form of 'cospar'"),
        ("id: spacecraft/x, type: Satellite, label: X, norad: '05398'", "form of 'norad'"),
        ("id: mission/x, type: Mission, label: X, norad: S60088", "form of 'norad'"),
        ("surface: X", "the key 'candidates' is missing"),
        ("surface: X, candidates: []", "at least one candidate"),
        ("surface: X, candidates: [country/y]", "names 'country/y', which is no entity"),
        ("blocked: [New Zork]", "contains no name of the registry"),
        ("blocked: [Niger]", "is itself a name"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(load: Load, entry: str, words: str) -> None:
    """The message names file and line and says what is wrong."""
    message = refused(load, NIGER + "- {" + entry + "}\n")
    assert words in message
    assert "a.yaml:2: " in message


def test_a_file_that_is_no_list_is_refused(load: Load) -> None:
    """A forgotten hyphen does not make an empty registry."""
    assert "must hold a list" in refused(load, "id: country/x\n")
    assert "mappings only" in refused(load, "- country/x\n")


def test_an_id_or_a_code_stands_for_one_entity_only(load: Load) -> None:
    """The second use names the place of the first."""
    assert "b.yaml:1" in (message := refused(load, NIGER, NIGER))
    assert "'country/niger' is taken by country/niger (" in message
    assert "a.yaml:1" in message
    twin = "- {id: country/n, type: Country, label: N, iso2: NE, iso3: NEX}\n"
    assert "NE is taken by country/niger" in refused(load, NIGER, twin)


def test_catalogue_numbers_are_read_and_stand_for_one_craft_only(load: Load) -> None:
    """A catalogue is matched by them, so two craft must not bear the same."""
    craft = "- {{id: spacecraft/{0}, type: {1}, label: {0}, {2}}}\n"
    one = craft.format("one", "Satellite", "cospar: 1998-067PF, norad: '43591'")
    deep = "- {id: mission/deep, type: Mission, label: Deep, norad: '100532'}\n"
    registry = load(one, deep)
    found = registry.get("spacecraft/one")
    assert (found.cospar, found.norad) == ("1998-067PF", "43591")
    assert registry.get("mission/deep").norad == "100532"
    for same, words in (("cospar: 1998-067PF", "COSPAR 1998-067PF"), ("norad: '43591'", "NORAD")):
        twin = craft.format("two", "Payload", same)
        assert f"{words}" in (message := refused(load, one, twin))
        assert "is taken by spacecraft/one (" in message


def test_what_tells_of_craft_is_part_of_the_digest() -> None:
    """A graph is made anew when only a number has changed, or that a name is that of a series."""
    ref = EntityRef("spacecraft/x", "X", "Satellite")
    told = (Entity(ref), Entity(ref, norad="1"), Entity(ref, cospar="1957-001A"))
    digests = {Registry([entity]).digest() for entity in (*told, Entity(ref, series=True))}
    assert len(digests) == 4


@pytest.mark.parametrize("other", ["NIGER", "Nïger"])
def test_a_shared_name_is_refused_and_names_both(load: Load, other: str) -> None:
    """Two entries that a text cannot tell apart do not load, whatever case or diacritics."""
    message = refused(load, NIGER, f"- {{id: organisation/n, type: Agency, label: {other}}}\n")
    for place in ("a.yaml:1", "b.yaml:1", "country/niger", "organisation/n", "homonyms.yaml"):
        assert place in message


def test_a_declared_homonym_has_all_its_candidates(load: Load) -> None:
    """A shared name that is declared means any of its entities, and is not found by guess."""
    registry = load(
        CONGOS,
        "- {surface: Congolese, candidates: [country/roc, country/drc]}\n"
        "- {surface: Congo, candidates: [country/drc, country/roc]}\n",
    )
    found = {s.text: s for s in registry.surfaces()}
    both = ("country/drc", "country/roc")
    assert (found["Congolese"].kind, found["Congolese"].candidates) == ("demonym", both)
    assert (found["Congo"].kind, found["Congo"].candidates) == ("name", both)
    with pytest.raises(UnknownNameError, match="country/drc or country/roc"):
        registry.find("congo")


def test_a_homonym_must_list_every_entity_that_has_the_name(load: Load) -> None:
    """A candidate that was forgotten is told, not left out."""
    message = refused(load, CONGOS, "- {surface: Congolese, candidates: [country/drc]}\n")
    assert "also names country/roc" in message
    assert "b.yaml:1" in message


def test_a_homonym_with_one_candidate_keeps_what_rules_it_out(load: Load) -> None:
    """The text layer gets the words that turn the name into something else."""
    registry = load(NIGER, "- {surface: Niger, candidates: [country/niger], unless: [river]}\n")
    assert registry.homonyms[same_name("Niger")].unless == ("river",)
    assert registry.find("Niger").ref.id == "country/niger"


def test_a_plain_word_keeps_what_must_stand_beside_it(load: Load) -> None:
    """The text layer gets the words without which the name is only a word."""
    registry = load(NIGER, "- {surface: Niger, candidates: [country/niger], beside: [Niamey]}\n")
    assert registry.homonyms[same_name("Niger")].beside == ("Niamey",)


def test_a_blocked_phrase_is_a_surface_without_candidates(load: Load) -> None:
    """The longer phrase competes with the name in it, and is not found as a name."""
    registry = load(NIGER, "- {blocked: [Niger Delta, Niger's Bend]}\n")
    kinds = {s.text: (s.kind, s.candidates) for s in registry.surfaces()}
    assert kinds["Niger Delta"] == ("blocked", ())
    with pytest.raises(UnknownNameError):
        registry.find("Niger Delta")
    assert "stands twice" in refused(load, NIGER, "- {blocked: [Niger Delta, niger delta]}\n")


def test_an_entity_answers_to_its_label_before_all(load: Load) -> None:
    """A country named like its capital is that country, by name."""
    registry = load(
        "- {id: country/d, type: Country, label: Dji, capitals: [Dji], demonyms: [D]}\n"
    )
    assert [(s.text, s.kind) for s in registry.surfaces()] == [("D", "demonym"), ("Dji", "name")]


@pytest.mark.parametrize(
    ("left", "right"),
    [("Chang’e‑6", "CHANG'E 6"), ("Göktürk-2", "Gokturk 2"), ("Saint\u00a0Lucia", "saint lucia")],
)
def test_fold_makes_spellings_equal(left: str, right: str) -> None:
    """The same name in another typography is the same name."""
    assert same_name(left) == same_name(right)


def test_an_entity_without_file_is_named_by_its_id() -> None:
    """Registries that a program puts together have messages as well."""
    twins = [Entity(EntityRef(f"person/{n}", "Li Wei", "Person")) for n in "ab"]
    with pytest.raises(RegistryError, match="'Li Wei' names both person/a and person/b"):
        Registry(twins)


def test_digest_depends_on_content_only(load: Load) -> None:
    """A build is stale when an alias was added, and not when an entry was moved."""
    before = load(NIGER).digest()
    assert load("# moved down\n" + NIGER).digest() == before
    assert load(NIGER.replace("label", "aliases: [Tuareg land], label")).digest() != before
    assert load(NIGER + "- {blocked: [Niger Delta]}\n").digest() != before
