"""Who we are, told to an endpoint: Basic, Digest (RFC 7616) or a bearer token (RFC 6750)."""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import b64encode
from urllib.parse import urlsplit

from kg.graph.remote.endpoint import Endpoint

_PARAMETER = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES = {"MD5": "md5", "SHA-256": "sha256"}


def first(endpoint: Endpoint, url: str) -> dict[str, str]:
    """Return the header to send unasked: a token, or name and password by Basic over TLS.

    Name and password are not sent in the clear unless the endpoint asks for that.

    Args:
        endpoint: has what proves who we are.
        url: of the request.
    """
    if endpoint.token:
        return {"Authorization": f"Bearer {endpoint.token}"}
    if endpoint.user and url.lower().startswith("https:"):
        return _basic(endpoint)
    return {}


def answer(endpoint: Endpoint, challenge: str, method: str, url: str) -> dict[str, str]:
    """Return the header that answers a 401; empty where there is nothing to answer with.

    Args:
        endpoint: has name and password.
        challenge: the header `WWW-Authenticate`.
        method: of the request.
        url: of the request.
    """
    if endpoint.token or not endpoint.user:
        return {}
    scheme = challenge.partition(" ")[0].lower()
    if scheme == "digest":
        return _digest(endpoint, challenge, method, url)
    return _basic(endpoint) if scheme == "basic" else {}


def _basic(endpoint: Endpoint) -> dict[str, str]:
    pair = f"{endpoint.user}:{endpoint.password}".encode()
    return {"Authorization": "Basic " + b64encode(pair).decode("ascii")}


def _digest(endpoint: Endpoint, challenge: str, method: str, url: str) -> dict[str, str]:
    asked = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(challenge)}
    algorithm = asked.get("algorithm", "MD5")
    name = _HASHES.get(algorithm.upper())
    qops = asked.get("qop", "")
    if name is None or (qops and "auth" not in re.split(r"[\s,]+", qops)):
        return {}

    def hashed(*parts: str) -> str:
        return hashlib.new(name, ":".join(parts).encode(), usedforsecurity=False).hexdigest()

    target = urlsplit(url)
    uri = (target.path or "/") + (f"?{target.query}" if target.query else "")
    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
    count, own = "00000001", secrets.token_hex(8)
    secret = hashed(endpoint.user, realm, endpoint.password)
    between = (nonce, count, own, "auth") if qops else (nonce,)
    fields = {
        "username": endpoint.user,
        "realm": realm,
        "nonce": nonce,
        "uri": uri,
        "response": hashed(secret, *between, hashed(method, uri)),
        "algorithm": algorithm,
    }
    if qops:
        fields |= {"qop": "auth", "nc": count, "cnonce": own}
    if "opaque" in asked:
        fields["opaque"] = asked["opaque"]
    bare = ("algorithm", "qop", "nc")
    parts = (f"{k}={v}" if k in bare else f'{k}="{_escaped(v)}"' for k, v in fields.items())
    return {"Authorization": "Digest " + ", ".join(parts)}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
