"""RDF files that are meant to break or to rob the machine that reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.graph.mapping import select
from tests.serve.trap import SECRET, Trap

ROWS = "SELECT ?s ?p ?o { ?s ?p ?o }"
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/s"><e:p>{}</e:p></rdf:Description></rdf:RDF>'
)
BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
JSONLD = '{{"@context": {}, "@id": "http://e/s", "http://e/p": "o"}}'

REFUSED = {
    "a bomb of entities": (
        "rdf", f'<!DOCTYPE r [<!ENTITY e0 "bang">{BOMB}]>' + RDF.format("&e9;"), "DOCTYPE"),
    "a bomb in small letters": (
        "rdf", f'<!doctype r [<!ENTITY e0 "bang">{BOMB}]>' + RDF.format("&e9;"), "DOCTYPE"),
    "an entity of a file": (
        "rdf", '<!DOCTYPE r [<!ENTITY x SYSTEM "{secret}">]>' + RDF.format("&x;"), "DOCTYPE"),
    "an entity of the network": (
        "rdf", '<!DocType r [<!ENTITY x SYSTEM "{trap}">]>' + RDF.format("&x;"), "DOCTYPE"),
    "a document type of the network": (
        "rdf", '<!DOCTYPE r SYSTEM "{trap}">' + RDF.format("o"), "DOCTYPE"),
    "an entity that nobody defined": ("rdf", RDF.format("&xxe;"), "is no RDF/XML"),
    "a context of the network": ("jsonld", JSONLD.format('"{trap}"'), "is no JSON-LD"),
    "a context of a file": ("jsonld", JSONLD.format('"file://{secret}"'), "is no JSON-LD"),
    "one context among others": (
        "jsonld", JSONLD.format('[{{"e": "http://e/"}}, "{trap}"]'), "is no JSON-LD"),
    "a context that is imported": (
        "jsonld", JSONLD.format('{{"@version": 1.1, "@import": "{trap}"}}'), "is no JSON-LD"),
    "half a character": ("ttl", r'<a:s> <a:p> "\uD800" .', "is no Turtle"),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_points_elsewhere_is_refused(
    tmp_path: Path, ending: str, text: str, words: str
) -> None:
    """Nothing is fetched, no file is read, and nothing grows."""
    trap = Trap()
    secret, file = tmp_path / "secret", tmp_path / f"file.{ending}"
    secret.write_text(SECRET)
    text = text.replace("{{", "{").replace("}}", "}")
    file.write_text(text.replace("{trap}", trap.address).replace("{secret}", str(secret)))
    with pytest.raises(DocumentError, match=words) as error:
        select(file, ROWS, lambda *_: None)
    trap.close()
    assert SECRET not in str(error.value)
    assert trap.visits == 0


PIECES = """
    @prefix e: <http://e/> . @base e:s e:p e:o a [ ] ( ) , ; " ' \"\"\" ^^ @en _:b << >> {| |} { }
    <a:b> < > # \\ \\u00e9 1 1.5 true = => "@context" "@id" "@graph" : <rdf:RDF </rdf:RDF> <?xml ?>
    <!-- --> <![CDATA[ ]]> &amp; &#0; &x; rdf:about="a:b" GRAPH \0 \ufeff
""".split()


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "rdf", "n3", "jsonld"])
@given(
    data=st.binary(max_size=60)
    | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map(
        lambda pieces: " ".join(pieces).encode("utf-8", "replace")
    )
)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_rows_or_an_error(tmp_path: Path, ending: str, data: bytes) -> None:
    """Of the file, or of its line."""
    file = tmp_path / f"file.{ending}"
    file.write_bytes(data)
    bad: list[int] = []
    try:
        _, rows = select(file, ROWS, lambda line, _: bad.append(line))
    except DocumentError as error:
        assert str(file) in str(error)
    else:
        assert rows == sorted(rows)
        assert all(1 <= line <= data.count(b"\n") + 1 for line in bad)
