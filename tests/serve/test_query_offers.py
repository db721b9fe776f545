"""What the query page offers to its scripts, and under which rules a browser runs them."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.serve.conftest import Live


def test_offers_what_a_query_may_use(live: Live) -> None:
    """Every name on offer is one that the endpoint takes without a declaration."""
    offered = live.ask("/query.json").json
    terms = {term["name"]: term for term in offered["terms"]}
    assert terms["kg:participatesIn"]["label"] == "participates in"
    assert terms["kg:participatesIn"]["kind"] == "predicate"
    assert terms["kg:Country"]["kind"] == "class"
    assert "kg:hasParticipant" not in terms  # the graph holds only the way there
    assert offered["prefixes"]["country"] == offered["id"] + "country/"
    everything = " ".join(terms)
    assert live.query(f"ASK {{ VALUES ?term {{ {everything} }} }}").json["boolean"] is True


def test_a_saved_query_is_completed(live: Live) -> None:
    """Names become what they stand for, and what is wrong is told as elsewhere."""
    path = "/query.json?" + urlencode({"saved": "members", "programme": "Artemis Accords"})
    text = live.ask(path).json["query"]
    members = {row["memberLabel"] for row in live.rows(text)}
    assert {"Senegal", "Japan"} <= members

    assert live.ask("/query.json?saved=no-such").status == 404
    assert live.ask("/query.json?" + urlencode({"saved": "ASK {}"})).status == 404
    assert live.ask("/query.json?saved=members&colour=red").status == 400
    assert live.ask("/query.ttl").status == 404


def test_only_scripts_of_the_server_run(live: Live) -> None:
    """Nothing inline, nothing evaluated, nothing from elsewhere; on other pages none at all."""
    reply = live.ask("/query", headers={"Accept": "text/html"})
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert b"<script>" not in reply.body
    assert b" style=" not in reply.body
    assert b" onclick" not in reply.body
    assert "script-src" not in live.ask("/queries").headers["content-security-policy"]
