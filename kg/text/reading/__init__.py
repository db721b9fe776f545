"""Reading articles: from a file to a frozen text, its metadata, and what not to read in it.

- `read_document(path)`: text, Markdown, HTML or PDF -> `Document`
- `read_text(data, name)`: the same from bytes, as of standard input
- `find_files(names)`, `items_in(path)`: from what a user names to what may hold an article
- `read_item(item)`: such an item -> `Document`
- `explain(document)`: what was cut, and why
"""

from kg.text.reading.explain import Removed, explain
from kg.text.reading.gather import find_files, is_container, items_in
from kg.text.reading.item import Item, Refused, place, read_item
from kg.text.reading.metadata import Metadata
from kg.text.reading.reader import LARGEST_FILE, read_document, read_text
from kg.text.reading.vocabulary import Furniture, load_furniture

__all__ = [
    "LARGEST_FILE",
    "Furniture",
    "Item",
    "Metadata",
    "Refused",
    "Removed",
    "explain",
    "find_files",
    "is_container",
    "items_in",
    "load_furniture",
    "place",
    "read_document",
    "read_item",
    "read_text",
]
