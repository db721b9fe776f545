"""Facts proposed by a language model, each held to the words of the article (extra `llm`).

The server is asked for facts with verbatim quotes (`prompt`, `server`), its answer is taken
apart (`answer`), and every proposal must pass the laws that hold for the rules: the quote
stands in the text, the names stand in or near it, the types fit the predicate (`ground`).
What passes is a candidate, never more (`extractor`).
"""

from kg.text.llm.endpoint import Endpoint
from kg.text.llm.extractor import ModelExtractor, ModelReading, beside
from kg.text.llm.schema import Relation, Schema

__all__ = ["Endpoint", "ModelExtractor", "ModelReading", "Relation", "Schema", "beside"]
