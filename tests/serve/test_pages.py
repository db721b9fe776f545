"""What people read: pages of entities, claims, articles and saved queries."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.serve.conftest import TOKEN, Live, Reply, Start

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BRIEF = "/id/article/2023-10-belarus-pakistan-ilrs"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
INLINE = {"a", "bdi", "mark", "sup", "time"}
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Reader(HTMLParser):
    """What a browser would make of a page: its text, links, ids and the tags left open."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[dict[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.words.append(" " if tag not in INLINE else "")
        self.tags.append(tag)
        self.ids += [own["id"]] if "id" in own else []
        self.links += [own] if tag == "a" else []
        self.open += [] if tag in VOID else [tag]
        assert not any(name.startswith("on") for name in own)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def read(live: Live, path: str, status: int = 200) -> Reader:
    """Return a page, read as a browser does, and see that it is safe and whole."""
    reply = live.ask(path, headers=BROWSER)
    assert reply.status == status, reply.body
    return sound(reply)


def sound(reply: Reply) -> Reader:
    """Return a page, once it is seen that nothing in it could do harm."""
    assert reply.media_type == "text/html"
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    page = Reader(reply.body.decode())
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert "script" not in page.tags
    for link in page.links:
        href = link["href"]
        if not href.startswith(("/", "#")):
            assert re.match(r"https?://", href), href
            assert {"noopener", "nofollow"} <= set(link["rel"].split())
    return page


def hrefs(page: Reader) -> list[str]:
    return [link["href"] for link in page.links]


def test_an_entity_with_all_that_is_known_of_it(live: Live) -> None:
    """Names, identities, ladder, and facts with their words, sources and marks."""
    page = read(live, "/id/country/pakistan")
    assert "also Islamic Republic of Pakistan" in page.text
    assert "http://www.wikidata.org/entity/Q843" in hrefs(page)
    assert "signed 2023-10 International Lunar Research Station" in page.text
    assert "“Pakistan depends on China for its launches”" in page.text
    assert "Chang'e-8 planned" in page.text
    assert "Space Partnerships Knowledge Graph: Pakistan and Belarus join" in page.text
    assert any(href.startswith("https://spacenews.com/") for href in hrefs(page))


def test_groups_open_to_pages_of_their_own(live: Live) -> None:
    """What is too long for one page is counted, and leads on to all of it."""
    page = read(live, "/id/accord/artemis-accords")
    (more,) = [href for href in hrefs(page) if href.endswith("?only=in.signatoryOf")]
    total = int(re.search(r"All (\d+) facts: has signatory", page.text)[1])  # type: ignore[index]
    found, number = 0, 1
    while True:
        part = read(live, f"{more}&page={number}")
        found += part.text.count(" evidence ") + part.text.count(" open the list ")
        if "More →" not in part.text:
            break
        number += 1
    assert (found, number > 1) == (total, True)
    read(live, f"{more}&page={number + 1}", 404)
    read(live, "/id/accord/artemis-accords?only=out.nonsense", 404)


def test_a_claim_with_what_speaks_for_and_against_it(live: Live) -> None:
    """A count opens to its list, with what confirms and what contradicts it."""
    page = read(live, claim_of(live, "programme/ilrs", "kg:memberCount", "7"))
    assert "“The ILRS now has seven nations”" in page.text
    assert "6 are named beside the count; with China, which leads, it is 7." in page.text
    assert "known by then, not named there 1" in page.text
    assert "names 6: Azerbaijan, Belarus, Pakistan, Russia" in page.text
    assert "read by memberCount/" in page.text


def claim_of(live: Live, subject: str, predicate: str, value: str) -> str:
    """Return the path of the page of the first claim with that subject, predicate and value."""
    rows = live.rows(
        f"""SELECT ?c {{ ?c rdf:subject <https://w3id.org/spacekg/id/{subject}> ;
        rdf:predicate {predicate} ; rdf:object ?o ; kg:evidence/oa:hasSource/a kg:Brief
        FILTER(STR(?o) = "{value}") }} ORDER BY ?c""".replace("/a kg:", "/rdf:type kg:")
    )
    return rows[0]["c"].removeprefix("https://w3id.org/spacekg")


def test_a_brief_with_its_quotes_in_place(live: Live) -> None:
    """The text stands whole, as it is our own; each mark leads to what it states."""
    page = read(live, BRIEF)
    assert "It covers the building and running of the station." in page.text
    marks = [href for href in hrefs(page) if href.startswith("#q-")]
    assert set(marks) == {f"#{id}" for id in page.ids if id.startswith("q-")}
    assert page.tags.count("mark") > 20
    assert "China National Space Administration has agreement with" in page.text
    assert "SpaceNews: China adds Belarus as partner for ILRS moon base" in page.text


@pytest.fixture(scope="module")
def changed(start: Start, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A project whose files are not all what its graph was made from, with a query of its own."""
    project = tmp_path_factory.mktemp("changed") / "project"
    shutil.copytree(built, project)
    brief = project / "data" / "articles" / "2023-10-belarus-pakistan-ilrs.md"
    brief.write_text(brief.read_text() + "\nA line that came later.\n")
    (project / "data" / "queries" / "needing.rq").write_text(
        "# title: Who leads it?\n# description: Leaders.\n# param what: Programme -- which one\n"
        "SELECT ?leader { $what kg:ledBy ?leader }\n"
    )
    with start(project=project) as live:
        yield live


def test_a_text_that_is_not_surely_ours_never_stands_whole(changed: Live) -> None:
    """Such as a brief whose file is not what the graph was made from."""
    page = read(changed, BRIEF)
    assert "It covers the building" not in page.text
    assert "“the Moon programme led by China”" in page.text


def test_rows_and_publications(live: Live) -> None:
    """A table shows its rows with what they state; a publication, what rests on it."""
    table = read(live, "/id/data/ilrs")
    assert re.search(r"member ?China.*level ?country.*role ?lead", table.text)
    assert "Partners of the International Lunar Research Station" in table.text
    source = read(live, "/id/source/senenews")
    assert "SeneNews: [Le Sénégal intègre" in source.text
    assert "Senegal" in source.text


def test_an_agreement(live: Live) -> None:
    """Kind, date, place, parties and who signed, each with its page."""
    path = "/id/agreement/cnsa-egsa-cooperation-agreement-ilrs-2023-12-06"
    page = read(live, path)
    for text in ("cooperation agreement", "Beijing", "Egyptian Space Agency", "Sherif Sedky"):
        assert text in page.text
    assert {"/id/person/sherif-sedky", "/id/programme/ilrs"} <= set(hrefs(page))


def test_a_day_is_kept_from_page_to_page(live: Live) -> None:
    """What came later is not there, and links stay in that day."""
    page = read(live, "/id/programme/ilrs?as-of=2023-10-27")
    assert "as of 2023-10-27" in page.text
    assert "Belarus" in page.text
    assert "/id/country/senegal?as-of=2023-10-27" not in hrefs(page)
    assert "/id/country/belarus?as-of=2023-10-27" in hrefs(page)
    known = read(live, "/id/programme/ilrs?known-by=2023-10")
    assert "known by 2023-10-31" in known.text
    assert read(live, "/id/programme/ilrs?as-of=soon", 400).text.count("soon") == 1


def test_what_is_not_there_is_told_with_suggestions(live: Live) -> None:
    """And a name that is no id leads to what it names, in the day that is looked at."""
    page = read(live, "/id/pakistn", 404)
    assert "/id/country/pakistan" in hrefs(page)
    reply = live.ask("/id/islamic-republic-of-pakistan?as-of=2024", headers=BROWSER)
    assert (reply.status, reply.headers["location"]) == (303, "/id/country/pakistan?as-of=2024")
    problem = live.ask("/id/pakistn")
    assert (problem.status, problem.media_type) == (404, "application/problem+json")
    assert problem.json["suggestions"] == [{"label": "Pakistan", "href": "/id/country/pakistan"}]


def test_home_tells_what_is_here_and_leads_on(live: Live) -> None:
    """Every link of the home page leads to something."""
    page = read(live, "/")
    assert re.search(r"\d entities [\d,]+ claims", page.text)
    for href in sorted(set(hrefs(page))):
        if href.startswith("/"):
            assert live.ask(href, headers=BROWSER).status == 200, href


def test_saved_queries(live: Live) -> None:
    """A form, its answer as a table with links, and the same rows as files."""
    assert "/queries/members" in hrefs(read(live, "/queries"))
    page = read(live, "/queries/members?programme=Artemis+Accords")
    assert "/id/country/senegal" in hrefs(page)
    assert "/queries/members.csv?programme=Artemis+Accords" in hrefs(page)
    csv = live.ask("/queries/members?programme=ILRS", headers={"Accept": "text/csv"})
    assert csv.media_type == "text/csv"
    assert csv.body.startswith(b"member,memberLabel,status,")
    rows = live.ask("/queries/members.json?programme=ILRS").json["results"]["bindings"]
    assert len(rows) == csv.body.count(b"https://w3id.org/spacekg/id/") // 2
    assert "is a Country" in read(live, "/queries/members?programme=Pakistan", 400).text
    assert "no such parameter" in read(live, "/queries/members?bogus=1", 400).text
    assert "/queries/members" in hrefs(read(live, "/queries/membres", 404))


def test_a_query_asks_for_what_it_needs(changed: Live) -> None:
    """Without a value that must be given there is a form, and no answer."""
    assert "Give what to see the answer." in read(changed, "/queries/needing").text
    assert changed.ask("/queries/needing.csv").status == 404
    given = changed.ask("/queries/needing.csv?what=ILRS")
    assert b"https://w3id.org/spacekg/id/country/china" in given.body


def test_the_ontology_has_an_anchor_for_each_term(live: Live) -> None:
    """So that `ontology#signatoryOf` leads to its definition."""
    page = read(live, "/ontology")
    assert {"signatoryOf", "Country", "ratified", "tier", "date", "commitment"} <= set(page.ids)
    read(live, "/ontology.docx", 404)


def test_the_view_over_the_live_graph(live: Live) -> None:
    """Whole, or around an entity; a name leads to the entity's."""
    whole = live.ask("/view", headers=BROWSER)
    assert (whole.status, len(whole.body) > 100_000) == (200, True)
    around = live.ask("/view/country/pakistan?hops=1", headers=BROWSER)
    assert b"Space partnerships: Pakistan" in around.body
    assert len(around.body) < len(whole.body)
    assert live.ask("/view/ILRS").headers["location"] == "/view/programme/ilrs"
    assert live.ask("/view/country/pakistan?hops=0").status == 400
    assert live.ask("/view/nothing-at-all").status == 404


def test_unchanged_pages_are_not_sent_again(live: Live) -> None:
    """A client that has a page is told so; one of another form has not."""
    first = live.ask("/id/country/pakistan", headers=BROWSER)
    again = BROWSER | {"If-None-Match": first.headers["etag"]}
    assert live.ask("/id/country/pakistan", headers=again).status == 304
    other = {"Accept": "text/turtle", "If-None-Match": first.headers["etag"]}
    assert live.ask("/id/country/pakistan", headers=other).status == 200
    style = re.search(rb'href="(/static/style[^"]+)"', first.body)
    assert style
    assert live.ask(style[1].decode()).media_type == "text/css"
    assert live.ask("/static/..%2froutes.py").status == 404


def test_pages_answer_while_queries_keep_all_others_busy(live: Live) -> None:
    """Entities and searches within a second, once their process is warm."""
    read(live, "/id/country/pakistan")
    with ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(live.query, ENDLESS) for _ in range(6)]
        time.sleep(1)
        live.ask("/id/country/china", headers=BROWSER)
        began = time.monotonic()
        assert live.ask("/id/country/pakistan", headers=BROWSER).status == 200
        assert time.monotonic() - began < 3
        assert {reply.result().status for reply in asked} <= {503, 504}


HOSTILE = "</title><script>alert(1)</script>\u202e\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def hostile(start: Start, tmp_path: Path) -> Iterator[Live]:
    """A store whose every text is markup, and whose links are traps."""
    with start("--store", str(tmp_path / "db"), "--updates") as live:
        text = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
        update = f"""INSERT DATA {{
          country:x a kg:Country ; rdfs:label "{text}" ; skos:altLabel "{text} too" ;
            schema:sameAs <javascript:alert(3)>, <data:text/html,x>, <https://example.org/ok> .
          article:a a kg:Document, kg:Article ; dcterms:title "{text}" ;
            dcterms:publisher "{text}" ; schema:url <javascript:alert(4)> .
          claim:cafecafe a kg:Claim ; rdf:subject country:x ; rdf:predicate kg:launchVehicle ;
            rdf:object "{text}" ; kg:status kg:asserted ; kg:tier kg:accepted ;
            kg:confidence 0.9 ; kg:what "{text}" ; kg:evidence evidence:e .
          evidence:e a kg:Evidence ; oa:hasSource article:a ; kg:pattern "{text}" ;
            oa:hasSelector evidence:q, evidence:p .
          evidence:q oa:exact "{text}" . evidence:p oa:start 0 ; oa:end 5 .
          person:odd rdfs:comment "{text}"@en-x-odd ; rdfs:seeAlso <javascript:alert(5)> }}"""
        assert live.update(update, TOKEN).status == 204
        yield live


def test_text_of_strangers_is_text(hostile: Live) -> None:
    """Markup in any label, quote or title stays words, and no link leads out of the web."""
    for path in (
        *("/", "/id/country/x", "/id/article/a", "/id/claim/cafecafe", "/id/evidence/e"),
        *("/id/person/odd", "/search?q=script", "/id/country/x?only=out.launchVehicle"),
    ):
        page = read(hostile, path)
        assert "img" not in page.tags
        if path != "/":
            assert "alert(1)" in page.text, path
    assert "https://example.org/ok" in hrefs(read(hostile, "/id/country/x"))
    for given in (HOSTILE, "\x00", "a" * 150):
        text = read(hostile, "/search?q=" + "".join(f"%{b:02x}" for b in given.encode()))
        assert "img" not in text.tags
    view = hostile.ask("/view", headers=BROWSER)
    assert b"<img" not in view.body


def test_an_empty_graph_has_pages(own: Live) -> None:
    """Nothing is there yet, and that is told."""
    assert "0 triples" in read(own, "/").text
    read(own, "/search?q=x")
    read(own, "/id/country/nowhere", 404)
    assert own.ask("/.well-known/void").status == 200


def test_a_host_that_is_made_up_is_refused(live: Live) -> None:
    """Links and descriptions are never made with it."""
    for host in ('localhost:"><x', "localhost:<b>", "evil.example"):
        reply = live.ask("/id/country/pakistan.ttl", headers={"Host": host})
        assert reply.status == 400, host
    assert live.ask("/id/country/pakistan.ttl").status == 200
