"""Where an endpoint is and how it is spoken to, as the environment of the program says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from kg.errors import ParameterError

TIMEOUT = 60.0
"""Seconds that an endpoint may be silent, unless `KG_STORE_TIMEOUT` says otherwise."""


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL 1.1 endpoint, and one graph of it.

    Args:
        query: address that answers queries.
        update: address that takes updates; without it `update` beside an address that ends
            in `/query`, else the address of the queries.
        data: address of the graph store protocol, for loading much; without it all goes by
            updates.
        graph: IRI of the graph that is read and written; without it the default graph.
        user: name to log in with, by whichever of Basic and Digest the endpoint asks for.
        password: goes with it.
        token: sent as a bearer token, in place of name and password.
        timeout: seconds that the endpoint may be silent.

    Raises:
        ParameterError: an address is none of http or https, holds a password, or the graph
            is no IRI.
    """

    query: str
    update: str = ""
    data: str = ""
    graph: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    def __post_init__(self) -> None:
        for url in filter(None, (self.query, self.update, self.data)):
            _check(url)
        if self.graph and (set(self.graph) & set('<>"{}|^`\\ \n\t') or ":" not in self.graph):
            raise ParameterError(f"{self.graph!r} is no IRI of a graph; write it in full")
        if any(mark in self.user + self.password + self.token for mark in "\r\n"):
            raise ParameterError("a user, password or token of a store is one line")

    @classmethod
    def of(cls, url: str, graph: str = "", environ: Mapping[str, str] = os.environ) -> Endpoint:
        """Return the endpoint at an address, with all else as the environment says.

        The variables are `KG_STORE_UPDATE`, `KG_STORE_DATA`, `KG_STORE_GRAPH`,
        `KG_STORE_USER`, `KG_STORE_PASSWORD`, `KG_STORE_TOKEN` and `KG_STORE_TIMEOUT`.

        Args:
            url: address that answers queries.
            graph: IRI of its graph, in place of the variable.
            environ: the environment.

        Raises:
            ParameterError: one of them is unfit.
        """

        def given(name: str) -> str:
            return environ.get(f"KG_STORE_{name}", "").strip()

        return cls(
            url,
            given("UPDATE"),
            given("DATA"),
            graph or given("GRAPH"),
            given("USER"),
            given("PASSWORD"),
            given("TOKEN"),
            _seconds(given("TIMEOUT")),
        )

    @property
    def updates(self) -> str:
        """The address that takes updates."""
        if self.update:
            return self.update
        parts = urlsplit(self.query)
        head, slash, last = parts.path.rpartition("/")
        path = f"{head}{slash}update" if last == "query" else parts.path
        return urlunsplit(parts._replace(path=path))

    @property
    def place(self) -> str:
        """What errors call it: its address, and its graph if it is a named one."""
        return shown(self.query) + (f" (graph <{self.graph}>)" if self.graph else "")


def is_address(name: object) -> bool:
    """Whether what a user gives as a store is a web address rather than a directory."""
    return isinstance(name, str) and urlsplit(name).scheme.lower() in ("http", "https")


def shown(url: str) -> str:
    """Return an address as messages show it: without what may be secret in it."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _check(url: str) -> None:
    parts = urlsplit(url)
    if not is_address(url) or not parts.hostname:
        raise ParameterError(f"{shown(url)} is no address of a store; give http:// or https://")
    if "@" in parts.netloc:
        raise ParameterError(
            f"the address of {shown(url)} holds a password, which others can read there; "
            "give it by KG_STORE_USER and KG_STORE_PASSWORD"
        )


def _seconds(text: str) -> float:
    try:
        seconds = float(text or TIMEOUT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ParameterError(f"KG_STORE_TIMEOUT is {text!r}; give a number of seconds above 0")
    return seconds
