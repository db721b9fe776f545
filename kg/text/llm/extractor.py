"""The extractor that asks a language model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import ModelError
from kg.model import Claim, Document, content_hash, merge
from kg.model.registry import Registry
from kg.text.consolidate import consolidate
from kg.text.gazetteer import Gazetteer
from kg.text.llm.answer import Proposal, Rejection, read_answer
from kg.text.llm.endpoint import Endpoint
from kg.text.llm.ground import Ground
from kg.text.llm.prompt import messages, parts, prompt_digest, repair, task
from kg.text.llm.schema import Schema
from kg.text.llm.server import Server, UnansweredError
from kg.text.protocol import ClaimExtractor
from kg.text.sentences import Span


@dataclass
class ModelReading:
    """What a model made of one document.

    Args:
        claims: in document order; those of the rules too, where they read beside the model.
        proposed: how many candidates of the model are among them.
        rejected: proposals that the text does not bear out.
        left_out: qualifiers of claims that it does not bear out.
        parts: how many parts the document has.
        unread: how many of them were not read.
        failures: why a part was not read, for each that was not.
    """

    claims: list[Claim] = field(default_factory=list)
    proposed: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    left_out: list[Rejection] = field(default_factory=list)
    parts: int = 0
    unread: int = 0
    failures: list[str] = field(default_factory=list)


class ModelExtractor:
    """Reads documents with a language model. All that it finds are candidates.

    Args:
        endpoint: the model and where it is.
        registry: the entities to be recognised.
        schema: what may be stated.
        rules: what reads beside the model; its claims stand as they are.

    Raises:
        ModelError: the package or the key is missing.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        registry: Registry,
        schema: Schema,
        rules: ClaimExtractor | None = None,
    ):
        self._rules = rules
        self._server = Server(endpoint, schema.answer)
        self._registry = registry
        self._gazetteer = Gazetteer(registry)
        self._schema = schema
        self._task = task(schema)
        mark = content_hash(endpoint.model, endpoint.host, prompt_digest(schema))[:8]
        self.pattern = f"model/{endpoint.model}@{mark}"
        """Names the model in the evidence: with the mark of its name, its host and the prompt."""

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of a document, in document order.

        Raises:
            ModelError: a part of it could not be read; `read` keeps what the others state.
        """
        reading = self.read(document)
        if reading.failures:
            raise ModelError(f"{document.id}: {'; '.join(reading.failures)}")
        return reading.claims

    def read(self, document: Document) -> ModelReading:
        """Return the claims of a document with all that was rejected or failed."""
        reading, found = ModelReading(), []
        ground = Ground(document, self._registry, self._gazetteer, self._schema, self.pattern)
        for result in self._results(document, ground, reading):
            if isinstance(result, Claim):
                found.append(result)
            else:
                reading.rejected.append(result)
        known = self._rules.extract(document) if self._rules is not None else []
        reading.left_out = ground.left_out
        reading.claims = beside(known, consolidate(found))
        reading.proposed = len(reading.claims) - len(known)
        return reading

    def _results(
        self, document: Document, ground: Ground, reading: ModelReading
    ) -> Iterator[Claim | Rejection]:
        """Yield what becomes of each proposal, and note which parts were not read."""
        spans = list(parts(document))
        reading.parts = len(spans)
        for done, span in enumerate(spans):
            try:
                proposals = self._proposals(document, span)
            except UnansweredError as error:
                reading.failures.append(f"part {done + 1} of {len(spans)} was not read: {error}")
                reading.unread += 1
                continue
            except ModelError as error:
                reading.failures.append(str(error))
                reading.unread += len(spans) - done
                return
            for each in proposals:
                yield each if isinstance(each, Rejection) else ground.claim(each, span)

    def _proposals(self, document: Document, span: Span) -> Sequence[Proposal | Rejection]:
        """Return what the model states of one part; a broken answer is asked for once more."""
        asked = messages(self._task, document, span)
        answer = self._server.ask(asked)
        try:
            return read_answer(answer)
        except ValueError as error:
            again = self._server.ask(repair(asked, answer, str(error)))
        try:
            return read_answer(again)
        except ValueError as error:
            raise UnansweredError(
                f"the answer cannot be read, nor could the first: {error}"
            ) from None


def beside(accepted: Sequence[Claim], proposed: Sequence[Claim]) -> list[Claim]:
    """Return the claims of the rules with those of a model beside them, in document order.

    A proposal that says no more than a claim of the rules is left out, so that no fact stands
    twice and nothing that a model says changes one that stands.
    """
    return merge([*accepted, *(p for p in proposed if not any(_covers(a, p) for a in accepted))])


def _covers(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim says all that another one says."""
    ours = (claim.subject, claim.predicate, claim.object, claim.status)
    if ours != (other.subject, other.predicate, other.object, other.status):
        return False
    said = {k: v for k, v in other.qualifiers.items() if k != "agreement"}
    return said.items() <= dict(claim.qualifiers).items()
