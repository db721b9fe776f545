"""What goes wrong with a request, as HTTP tells it (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from kg.errors import DiskFullError, KgError, QueryError, StoreError, WorkerError

MEDIA_TYPE = "application/problem+json"

_LONGEST = 1000
"""Code points of a message; one may quote what was sent, however long that is."""


class RequestError(KgError):
    """A request that is answered with an error.

    Args:
        status: HTTP status code.
        detail: what is wrong and what to do, for people.
        headers: further headers of the answer, such as `Allow`.
        more: further members of the document, such as `line`.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ):
        self.status = status
        self.detail = detail if len(detail) <= _LONGEST else detail[:_LONGEST] + "…"
        self.headers = dict(headers or {})
        self.more = {name: value for name, value in more.items() if value is not None}
        super().__init__(self.detail)

    @classmethod
    def of(cls, error: KgError) -> RequestError:
        """Return an error of ours as one of a request; a query's keeps its line and column."""
        if isinstance(error, RequestError):
            return error
        if isinstance(error, QueryError):
            return cls(400, error.message, line=error.line, column=error.column)
        if isinstance(error, DiskFullError):
            return cls(507, str(error))
        return cls(500 if isinstance(error, StoreError | WorkerError) else 400, str(error))

    def record(self) -> dict[str, object]:
        """Return what a worker tells of it, as plain JSON."""
        return {"status": self.status, "detail": self.detail, "more": self.more}

    def body(self) -> bytes:
        """Return the document, as JSON."""
        head = {"title": HTTPStatus(self.status).phrase, "status": self.status}
        record = {"type": "about:blank", **head, "detail": self.detail, **self.more}
        return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
