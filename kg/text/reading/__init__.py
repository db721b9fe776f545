"""Reading articles: from a file to a frozen text, its metadata, and what not to read in it.

- `read_document(path)`: text, Markdown, HTML or PDF -> `Document`
- `read_text(data, name)`: the same from bytes, as of standard input
- `explain(document)`: what was cut, and why
"""

from kg.text.reading.explain import Removed, explain
from kg.text.reading.metadata import Metadata
from kg.text.reading.reader import LARGEST_FILE, read_document, read_text
from kg.text.reading.vocabulary import Furniture, load_furniture

__all__ = [
    "LARGEST_FILE",
    "Furniture",
    "Metadata",
    "Removed",
    "explain",
    "load_furniture",
    "read_document",
    "read_text",
]
