"""What XML cannot say, and what is done about it.

XML 1.0 has no way to write most control characters (U+0000 to U+001F but tab, line feed
and carriage return), the non-characters U+FFFE and U+FFFF, and surrogates; not even as a
character reference. In RDF/XML, GraphML and GEXF each of them is replaced by U+FFFD, the
replacement character; every other format carries them unchanged. A carriage return can be
written, but only as a reference: raw, every XML reader turns it into a line feed.
"""

from __future__ import annotations

import re
from typing import IO

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def xml_text(text: str) -> str:
    r"""Return the text with U+FFFD for each character that XML cannot carry.

    >>> xml_text("a\x00b\n")
    'a�b\n'
    """
    return _ILLEGAL.sub("\ufffd", text)


def has_xml_name(iri: str) -> bool:
    """Whether an IRI ends in a name, so that it can be the name of an XML element."""
    tail = re.split(r"[/#?:=]", iri)[-1]
    return _NAME.fullmatch(tail) is not None


class CarriageReturnsKept:
    """A binary stream that writes each carriage return as a character reference."""

    def __init__(self, out: IO[bytes]):
        self._out = out

    def write(self, data: bytes) -> int:
        """Write bytes of XML and return how many were taken."""
        self._out.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Hand on what the stream below holds back."""
        self._out.flush()
