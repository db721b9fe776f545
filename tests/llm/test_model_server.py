"""Asking a model: patience with a server in trouble, and limits to it."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from kg import KnowledgeGraph
from kg.errors import ModelError
from kg.model import Document
from tests.llm.conftest import (
    KEY,
    Read,
    Reply,
    Scripted,
    fact,
    reasons,
    refuses,
    says,
    states,
)

TEXT = "Kenya signed the Artemis Accords on 3 May 2026."
QUOTE = "Kenya signed the Artemis Accords"
GOOD = states(fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE))
LONG = " ".join(
    f"In chapter {n} nothing is said that a reader of these pages did not know before."
    for n in range(200)
)


def test_a_good_answer_gives_candidates_only(read: Read, server: Scripted) -> None:
    """A claim of a model stays out of the plain triples and names its model."""
    (claim,) = read(TEXT, GOOD).claims
    assert claim.subject.id == "country/kenya"
    assert claim.tier == "candidate"
    assert claim.confidence < 0.8
    assert not claim.is_direct
    (evidence,) = claim.evidence
    assert TEXT[evidence.start : evidence.end] == evidence.quote == QUOTE
    assert evidence.pattern.startswith("model/toy@")
    (request,) = server.requests
    assert request["path"] == "/v1/chat/completions"
    assert (request["temperature"], request["model"]) == (0, "toy")


def test_a_busy_server_is_asked_again_when_it_says(read: Read, server: Scripted) -> None:
    """After 429 the wait in `Retry-After` is kept, and the next answer counts."""
    started = time.monotonic()
    reading = read(TEXT, refuses(429, "slow down", retry_after="1.2"), GOOD)
    assert time.monotonic() - started >= 1.2
    assert len(reading.claims) == 1
    assert reading.failures == []
    assert len(server.requests) == 2


def test_a_server_in_trouble_is_asked_again(read: Read) -> None:
    """A 500 and a 503 do no harm when the third answer is good."""
    reading = read(TEXT, refuses(500, "oops"), refuses(503, "not yet"), GOOD)
    assert len(reading.claims) == 1
    assert reading.failures == []


def test_patience_ends(read: Read, server: Scripted) -> None:
    """A server that stays in trouble is given up within the time allowed, with its words."""
    started = time.monotonic()
    reading = read(TEXT, refuses(500, "out of order"), timeout=0.5)
    assert time.monotonic() - started < 5
    assert 1 < len(server.requests) <= 5
    (failure,) = reading.failures
    assert "answered 500: out of order" in failure
    assert reading.claims == []


def test_a_wait_beyond_all_patience_is_not_begun(read: Read, server: Scripted) -> None:
    """A server that asks to come back in a day is told of at once."""
    started = time.monotonic()
    (failure,) = read(TEXT, refuses(429, "quota", retry_after="86400")).failures
    assert time.monotonic() - started < 3
    assert len(server.requests) == 1
    assert "answered 429: quota" in failure


def test_a_slow_server_is_given_up(read: Read) -> None:
    """No answer in time is a failure of that part, told with the limit."""
    (failure,) = read(TEXT, Reply(delay=1.2), timeout=0.3).failures
    assert "did not answer within 0.3 s" in failure


@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_drips_is_given_up(read: Read, status: int) -> None:
    """A server that sends a byte now and then cannot hold the program for long."""
    started = time.monotonic()
    drip = Reply(status=status, block=b" ", repeat=60, pause=0.2)
    reading = read(TEXT, drip, timeout=0.5)
    assert len(reading.failures) == 1
    assert time.monotonic() - started < 12


@pytest.mark.parametrize("status", [200, 400])
def test_a_huge_answer_is_not_read_to_its_end(read: Read, server: Scripted, status: int) -> None:
    """Of fifty megabytes most are never taken from the network."""
    huge = Reply(status=status, block=b"x" * 100_000, repeat=500)
    reading = read(TEXT, huge)
    assert len(reading.failures) == 1
    assert server.sent < 20_000_000
    if status == 200:
        assert "longer than 2,000,000 bytes" in reading.failures[0]


def test_a_redirect_is_not_followed(read: Read, server: Scripted) -> None:
    """The text goes to the server that was named, and to no other that it names."""
    elsewhere = {"location": server.url.replace("127.0.0.1", "localhost") + "/chat/completions"}
    reading = read(TEXT, Reply(status=307, headers=elsewhere), GOOD)
    assert "answered 307" in reading.failures[0]
    assert len(server.requests) == 1


def test_no_server_is_said_so(graph: KnowledgeGraph) -> None:
    """Nothing listens: the error names the machine, and further articles fail at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    extractor = graph.model_extractor("toy", url, timeout=0.5)
    (failure,) = extractor.read(Document("news", LONG)).failures
    assert "127.0.0.1 cannot be reached" in failure
    assert "does the server run?" in failure
    started = time.monotonic()
    with pytest.raises(ModelError, match="cannot be reached"):
        extractor.extract(Document("more", TEXT))
    assert time.monotonic() - started < 0.3


def test_a_wrong_key_ends_it(read: Read, server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    """After 401 no further part is sent, and the key that the server repeats is not shown."""
    monkeypatch.setenv("KG_API_KEY", KEY)
    reading = read(LONG, refuses(401, f"wrong key {KEY}\x1b[2J"))
    assert len(server.requests) == 1
    assert reading.unread == reading.parts > 1
    (failure,) = reading.failures
    assert "answered 401: wrong key ***" in failure
    assert failure.isprintable()


def test_an_option_that_the_server_does_not_know_is_left_out(read: Read, server: Scripted) -> None:
    """Servers and models that take no seed or no schema are asked without."""
    body = {"error": {"message": "unsupported", "param": "seed"}}
    reading = read(TEXT, Reply(json.dumps(body).encode(), 400), refuses(400, "no schemas"), GOOD)
    assert len(reading.claims) == 1
    first, second, third = server.requests
    assert {"seed", "response_format", "temperature"} <= first.keys()
    assert "seed" not in second
    assert "response_format" not in third
    assert third["temperature"] == 0


def test_broken_json_is_asked_for_once_more(read: Read, server: Scripted) -> None:
    """A truncated answer is shown to the model with its fault, and the next one counts."""
    reading = read(TEXT, says('{"facts": [{"subject": "Ken', "length"), GOOD)
    assert len(reading.claims) == 1
    assert len(server.requests) == 2
    assert "That is not the JSON object that was asked for" in server.prompts[1]
    assert server.requests[1]["messages"][:2] == server.requests[0]["messages"]


def test_a_part_that_stays_broken_does_not_lose_the_others(read: Read, server: Scripted) -> None:
    """The second part is answered with prose twice: it is told of, and the first is kept."""
    reading = read(f"{TEXT} {LONG}", GOOD, says("No."), says("No, really."), states())
    assert len(reading.claims) == 1
    (failure,) = reading.failures
    assert failure.startswith(f"part 2 of {reading.parts} was not read: ")
    assert reading.unread == 1
    assert len(server.requests) == reading.parts + 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (says(None, refusal="I would rather not."), "the model refuses"),
        (says("", "content_filter"), "the model refuses"),
        (says("  "), "the answer is empty"),
        (Reply(b"<html>welcome</html>"), "not in the form of the OpenAI protocol"),
        (Reply(b'{"choices": []}'), "not in the form of the OpenAI protocol"),
        (Reply(b"[" * 100_000), "not in the form of the OpenAI protocol"),
        (says("[" * 100_000), "the answer cannot be read"),
        (says('{"facts": {"subject": "Kenya"}}'), "it has no list under facts"),
        (says('{"facts": [1' + "0" * 5000 + "]}"), "the answer cannot be read"),
    ],
)
def test_an_unusable_answer_fails_its_part(read: Read, reply: Reply, told: str) -> None:
    """Refusals, emptiness, web pages and hostile nesting are told of, and never crash."""
    reading = read(TEXT, reply)
    assert told in reading.failures[0]
    assert reading.claims == []


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "Here you are:\n\n```\n{}\n```\nAnything else?",
        "<think>Kenya {{signed}}?</think>\n```json\n{}\n```",
        "Sure! {} I hope this helps.",
    ],
)
def test_json_in_a_fence_or_in_prose_is_read(read: Read, wrapped: str) -> None:
    """What models put around their JSON does no harm."""
    facts = json.dumps({"facts": [fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE)]})
    reading = read(TEXT, says(wrapped.replace("{}", facts)))
    assert len(reading.claims) == 1
    assert reading.failures == []


def test_a_list_without_its_object_is_read(read: Read) -> None:
    """Some models answer with the bare list."""
    facts = json.dumps([fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE)])
    assert len(read(TEXT, says(facts)).claims) == 1


@pytest.mark.parametrize(
    "odd",
    [
        7,
        None,
        ["Kenya"],
        {"subject": "Kenya"},
        fact("Kenya", "signatoryOf", {"name": "Artemis Accords"}, QUOTE),
        fact("", "signatoryOf", "Artemis Accords", QUOTE),
        fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE, qualifiers=["date"]),
        fact("Kenya", "signatoryOf", True, QUOTE),
    ],
)
def test_an_odd_fact_does_not_lose_the_others(read: Read, odd: object) -> None:
    """What is no fact in the form asked for is counted; the good one beside it is taken."""
    content = json.dumps({"facts": [odd, fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE)]})
    reading = read(TEXT, says(content))
    assert reasons(reading) == ["not in the form asked for"]
    assert len(reading.claims) == 1


def test_an_answer_with_more_facts_than_a_text_can_state_is_cut(read: Read) -> None:
    """Five thousand facts are five hundred and a note."""
    same = fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE)
    reading = read(TEXT, states(*[same] * 5_000))
    assert len(reading.claims) == 1
    assert reasons(reading) == ["behind the first 500 of an answer"]
    assert reading.rejected[0].words == "4500"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/v1", "is no address"),
        ("localhost:8000", "is no address"),
        ("http://[::1", "is no address"),
        ("http://me:secret@example.org/v1", "more than a server and a path"),
        ("https://example.org/v1?key=secret", "more than a server and a path"),
    ],
)
def test_a_wrong_address_is_told_before_anything_is_sent(
    graph: KnowledgeGraph, url: str, told: str
) -> None:
    """An address that cannot be used, or that holds a secret, is an error."""
    with pytest.raises(ModelError, match=told):
        graph.model_extractor("toy", url)


def test_without_a_key_nothing_is_sent_elsewhere(graph: KnowledgeGraph) -> None:
    """A server on another machine needs a key, and the error says where it is looked for."""
    with pytest.raises(ModelError, match=r"set KG_API_KEY or OPENAI_API_KEY"):
        graph.model_extractor("toy", "https://models.example.invalid/v1")
    with pytest.raises(ModelError, match=r"api\.openai\.com needs a key"):
        graph.model_extractor("toy")


def test_a_broken_key_is_not_shown(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key with a line break is an error that does not repeat it."""
    monkeypatch.setenv("KG_API_KEY", f"{KEY}\nHost: evil")
    with pytest.raises(ModelError) as caught:
        graph.model_extractor("toy", "http://localhost:1/v1")
    assert KEY not in str(caught.value)


def test_the_key_goes_into_the_header_and_nowhere_else(
    read: Read, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KG_API_KEY counts before OPENAI_API_KEY, and no claim holds either."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("KG_API_KEY", KEY)
    reading = read(TEXT, GOOD)
    (request,) = server.requests
    headers = request.pop("headers")
    assert headers["authorization"] == f"Bearer {KEY}"
    assert "sk-" not in json.dumps(request)
    assert "sk-" not in json.dumps([claim.to_json() for claim in reading.claims])


def test_the_mark_of_a_model_changes_with_what_it_is_told(
    graph: KnowledgeGraph, project_dir: Path, server: Scripted
) -> None:
    """Another model or another ontology gives another mark; another port does not."""
    mine = graph.model_extractor("toy", server.url).pattern
    assert graph.model_extractor("toy", "http://127.0.0.1:1/v1").pattern == mine
    assert graph.model_extractor("toy2", server.url).pattern.rpartition("@")[2] not in mine
    ontology = project_dir / "ontology" / "kg.ttl"
    text = ontology.read_text(encoding="utf-8")
    ontology.write_text(text.replace("The party provided", "Some party provided"), encoding="utf-8")
    with KnowledgeGraph.open(project_dir) as other:
        assert other.model_extractor("toy", server.url).pattern != mine
