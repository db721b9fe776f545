"""Which model on which server, and the key to it."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import ModelError

KEYS = ("KG_API_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key; the first that is set counts."""
NO_KEY = "none"
"""What is sent to a server that asks for no key."""


@dataclass(frozen=True)
class Endpoint:
    """A model on a server.

    Args:
        model: its name, as the server knows it.
        base_url: http or https address of the protocol, such as `http://localhost:11434/v1`.
        timeout: most seconds for one answer; all attempts together get three times as many.

    Raises:
        ModelError: the model has no name, or the address is none that could be used.
    """

    model: str
    base_url: str
    timeout: float = 120.0

    def __post_init__(self) -> None:
        if not self.model or not self.model.isprintable() or " " in self.model:
            raise ModelError("a model has a name without spaces, as its server knows it")
        try:
            url = urlsplit(self.base_url)
            usable = url.scheme in ("http", "https") and url.hostname and url.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise ModelError(f"{self.base_url!r} is no address; give one such as http://host:80/v1")
        if url.username or url.password or url.query or url.fragment:
            message = "the address holds more than a server and a path; a key goes into "
            raise ModelError(message + " or ".join(KEYS))

    @property
    def host(self) -> str:
        """The name of the server's machine."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine, so that no text leaves it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def key_for(endpoint: Endpoint) -> str:
    """Return the key in the environment; a server on this machine may do without.

    Raises:
        ModelError: there is none, or it cannot be one. No message holds it.
    """
    found = (os.environ.get(name, "").strip() for name in KEYS)
    key = next(filter(None, found), "")
    if not key and not endpoint.is_here:
        raise ModelError(
            f"{endpoint.host} needs a key; set {' or '.join(KEYS)} in the environment "
            f"(to {NO_KEY!r} if the server asks for none)"
        )
    if not re.fullmatch(r"[!-~]*", key):
        raise ModelError("the key in the environment holds characters that no key can have")
    return key or NO_KEY
