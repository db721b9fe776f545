"""Asking a server that speaks the OpenAI protocol, with patience that ends."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from kg.errors import ModelError
from kg.model.english import counted
from kg.text.llm.answer import one_line
from kg.text.llm.endpoint import NO_KEY, Endpoint, key_for
from kg.text.llm.prompt import Message

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletionMessageParam

LONGEST = 2_000_000
"""Most bytes of one answer."""

_ATTEMPTS = 5
_LONGEST_WAIT = 30.0
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Status codes that may be gone at the next attempt."""
_SETTLED = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405, 410})
"""Status codes that every further request would meet as well."""
_EXPLAINING = 3.0
"""Most seconds in which a server may say why it refuses."""
_SEED = 1


class UnansweredError(Exception):
    """A request got no usable answer; others may."""


class _LostError(Exception):
    """An attempt failed, and the next one may not.

    Args:
        message: what went wrong.
        wait: seconds that the server asks to wait.
        unreachable: whether no server was there.
    """

    def __init__(self, message: str, wait: float = 0.0, unreachable: bool = False):
        super().__init__(message)
        self.wait = wait
        self.unreachable = unreachable


class _RefusedError(Exception):
    """The server answered with a status other than success.

    Args:
        status: the HTTP status code.
        retry_after: what its header says, or "".
        body: the beginning of what it sent.
    """

    def __init__(self, status: int, retry_after: str, body: bytes):
        super().__init__(status)
        self.status = status
        self.wait = _seconds(retry_after)
        self.message, self.parameter = _explained(body)


class Server:
    """One endpoint, asked one request after the other.

    Args:
        endpoint: the model and where it is.
        form: JSON Schema of every answer; a server that knows no such thing does without.

    Raises:
        ModelError: the package `openai` is missing, or there is no key and the server is not
            on this machine.
    """

    def __init__(self, endpoint: Endpoint, form: dict[str, object]):
        self.endpoint = endpoint
        self._key = key_for(endpoint)
        self._client = self._connect()
        wanted = {"type": "json_schema", "json_schema": {"name": "facts", "schema": form}}
        self._options: dict[str, Any] = {
            "temperature": 0, "seed": _SEED, "response_format": wanted
        }  # fmt: skip
        self._gone = ""

    def ask(self, messages: Sequence[Message]) -> str:
        """Return what the model wrote.

        What may pass is tried again, after the wait that the server asks for or a growing
        one: five attempts at most, and none that would begin later than three times the
        timeout after the first.

        Args:
            messages: the conversation.

        Raises:
            UnansweredError: this request got no usable answer.
            ModelError: no request would get one; it is raised for every further one at once.
        """
        if self._gone:
            raise ModelError(self._gone)
        try:
            return _content(self._patiently(messages))
        except ModelError as error:
            self._gone = str(error)
            raise

    def _patiently(self, messages: Sequence[Message]) -> bytes:
        deadline = time.monotonic() + 3 * self.endpoint.timeout
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._once(messages)
            except _LostError as error:
                lost = error
            wait = max(lost.wait, min(2.0 ** (attempt - 2), _LONGEST_WAIT))
            if attempt == _ATTEMPTS or time.monotonic() + wait > deadline:
                break
            time.sleep(wait)
        fault = f"{lost} ({counted(attempt, 'attempt')})"
        raise ModelError(fault) if lost.unreachable else UnansweredError(fault)

    def _once(self, messages: Sequence[Message]) -> bytes:
        """Return the body of one answer, read no longer and no further than is allowed."""
        import openai

        deadline = time.monotonic() + self.endpoint.timeout
        try:
            with self._client.chat.completions.with_streaming_response.create(
                model=self.endpoint.model,
                messages=cast("list[ChatCompletionMessageParam]", messages),
                **self._options,
            ) as response:
                return _limited(response.iter_bytes(), deadline)
        except (_LostError, UnansweredError):
            raise
        except _RefusedError as refused:
            return self._again(messages, refused)
        except openai.APITimeoutError:
            message = f"{self.endpoint.host} did not answer within {self.endpoint.timeout:g} s"
            raise _LostError(message) from None
        except openai.APIConnectionError as error:
            reason = self._plain(str(error.__cause__ or error))
            message = f"{self.endpoint.host} cannot be reached ({reason}); does the server run?"
            raise _LostError(message, unreachable=True) from None
        except Exception as error:  # noqa: BLE001  of the HTTP library, which openai has changed
            reason = self._plain(f"{type(error).__name__}: {error}")
            raise _LostError(f"the answer broke off ({reason})") from None

    def _again(self, messages: Sequence[Message], refused: _RefusedError) -> bytes:
        """Ask without the option that a server does not know; raise if that is not the fault."""
        status = refused.status
        named = refused.parameter.partition(".")[0]
        unknown = named if named in self._options else "response_format"
        if status in (400, 422) and self._options.pop(unknown, None) is not None:
            return self._once(messages)
        said = f": {self._plain(refused.message)}" if refused.message else ""
        message = f"{self.endpoint.host} answered {status}{said}"
        if status in _PASSING:
            raise _LostError(message, refused.wait) from None
        raise (ModelError if status in _SETTLED else UnansweredError)(message) from None

    def _connect(self) -> OpenAI:
        try:
            import openai
        except ImportError:
            hint = 'the package openai is missing; pip install "spacekg[llm]"'
            raise ModelError(f"a language model cannot be asked: {hint}") from None
        timeout = self.endpoint.timeout
        # The text goes to the server that was named and to no other: no redirect is followed.
        http = openai.DefaultHttpxClient(
            follow_redirects=False, timeout=timeout, event_hooks={"response": [_check_status]}
        )
        return openai.OpenAI(
            api_key=self._key, base_url=self.endpoint.base_url, timeout=timeout,
            max_retries=0, http_client=http,
        )  # fmt: skip

    def _plain(self, message: str) -> str:
        """Return a server's message in one line, without the key and control characters."""
        if self._key != NO_KEY:
            message = message.replace(self._key, "***")
        return one_line(message, 300)


def _check_status(response: Any) -> None:
    """Raise _RefusedError for anything but success, with no more of the body than is needed."""
    if response.status_code < 300:
        return
    body, deadline = b"", time.monotonic() + _EXPLAINING
    for block in response.iter_bytes():
        body += block
        if len(body) > 10_000 or time.monotonic() > deadline:
            break
    raise _RefusedError(response.status_code, response.headers.get("retry-after", ""), body)


def _limited(blocks: Iterable[bytes], deadline: float) -> bytes:
    body = bytearray()
    for block in blocks:
        body += block
        if len(body) > LONGEST:
            raise UnansweredError(f"the answer is longer than {LONGEST:,} bytes")
        if time.monotonic() > deadline:
            raise _LostError("the answer did not come to its end in time")
    return bytes(body)


def _content(body: bytes) -> str:
    """Return the text in the body of an answer."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnansweredError("the answer is not in the form of the OpenAI protocol") from None
    if refusal or choice.get("finish_reason") == "content_filter":
        raise UnansweredError("the model refuses to read it")
    if not isinstance(content, str) or not content.strip():
        raise UnansweredError("the answer is empty")
    return content


def _explained(body: bytes) -> tuple[str, str]:
    """Return the message in the body of a refusal, and the parameter that it names."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace"), ""
    error = record.get("error", record) if isinstance(record, dict) else record
    if not isinstance(error, dict):
        return str(error), ""
    message = error.get("message") or error.get("detail") or ""
    return str(message), str(error.get("param") or "")


def _seconds(retry_after: str) -> float:
    """Return the wait that a `Retry-After` header asks for, 0 where it asks for none."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
