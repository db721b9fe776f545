"""A server on this machine that speaks the OpenAI protocol and answers by a script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg import KnowledgeGraph
from kg.model import Cut, Document
from kg.text.llm import ModelReading

KEY = "sk-secret-0123456789"
Fact = dict[str, Any]
Read = Callable[..., ModelReading]


@dataclass
class Reply:
    """What the server does with one request.

    Args:
        body: what it sends.
        status: the HTTP status code.
        headers: besides those that every answer has.
        delay: seconds before it answers.
        block: sent over and over, until `repeat` times or the client has enough.
        repeat: how often.
        pause: seconds between two blocks.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    block: bytes = b""
    repeat: int = 0
    pause: float = 0.0


@dataclass
class Scripted:
    """The server's address, its script, and what it was asked.

    Args:
        url: base URL for the client.
        script: replies in turn; the last one is repeated.
        requests: bodies of the requests, with their headers under `headers`.
        sent: bytes that it sent before the client had enough.
    """

    url: str
    script: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    sent: int = 0

    def next(self) -> Reply:
        return self.script[min(len(self.requests), len(self.script)) - 1]

    @property
    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [request["messages"][-1]["content"] for request in self.requests]


def says(content: str | None, finish: str = "stop", **message: Any) -> Reply:
    """Return a reply in which the model says something."""
    message = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    answer = {"id": "1", "object": "chat.completion", "created": 0, "model": "toy"}
    return Reply(json.dumps({**answer, "choices": [choice]}).encode())


def states(*facts: Fact) -> Reply:
    """Return a reply in which the model states facts in the form it was asked for."""
    return says(json.dumps({"facts": list(facts)}))


def refuses(status: int, message: str, **headers: str) -> Reply:
    """Return a reply with an error in the form of the protocol."""
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, headers)


def fact(
    subject: str, predicate: str, object: object, quote: str, status: str = "asserted", **more: Any
) -> Fact:
    """Return a fact as a model words it: by default a country and an accord."""
    types = {"subject_type": "Country", "object_type": "Accord"}
    stated = {"subject": subject, "predicate": predicate, "object": object, "status": status}
    return {**stated, "qualifiers": {}, "quote": quote, **types, **more}


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        scripted: Scripted = self.server.scripted  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        scripted.requests.append({**body, "path": self.path, "headers": headers})
        reply = scripted.next()
        time.sleep(reply.delay)
        try:
            self._send(reply, scripted)
        except OSError:
            self.close_connection = True  # the client had enough

    def _send(self, reply: Reply, scripted: Scripted) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", "application/json")
        length = len(reply.body) + len(reply.block) * reply.repeat
        for name, value in {"content-length": str(length), **reply.headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(reply.body)
        for _ in range(reply.repeat):
            self.wfile.write(reply.block)
            scripted.sent += len(reply.block)
            time.sleep(reply.pause)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Scripted]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        scripted = Scripted(f"http://127.0.0.1:{http.server_port}/v1")
        http.scripted = scripted  # type: ignore[attr-defined]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield scripted
        http.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no proxy and no setting of the client comes from outside; nothing goes there."""
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    for name in (*proxies, *map(str.lower, proxies), "KG_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_LOG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def graph(project_root: Path) -> Iterator[KnowledgeGraph]:
    """The bundled entities, patterns and ontology; no graph is built."""
    with KnowledgeGraph.open(project_root) as opened:
        yield opened


@pytest.fixture
def read(graph: KnowledgeGraph, server: Scripted) -> Read:
    """Read a text with the model, which answers by the replies given."""

    def run(
        text: str,
        *replies: Reply,
        cuts: Sequence[Cut] = (),
        date: str | None = "2026-05-04",
        timeout: float = 5,
        rules: bool = False,
    ) -> ModelReading:
        server.script[:] = replies
        server.requests.clear()
        extractor = graph.model_extractor("toy", server.url, timeout=timeout, rules=rules)
        return extractor.read(Document("news", text, date=date, cuts=tuple(cuts)))

    return run


def reasons(reading: ModelReading) -> list[str]:
    """Return why each proposal was rejected."""
    return [rejected.reason for rejected in reading.rejected]
