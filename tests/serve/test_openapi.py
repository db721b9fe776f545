"""The OpenAPI description is kept, whatever is asked: requests made up from it by schemathesis."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, CheckContext, GenerationMode, Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.conftest import ROOT
from tests.serve.conftest import Live

DESCRIPTION = ROOT / "kg" / "serve" / "pages" / "openapi.json"
PATHS = list(json.loads(DESCRIPTION.read_text(encoding="utf-8"))["paths"])


@pytest.fixture(scope="module")
def described() -> Any:
    return schemathesis.openapi.from_path(DESCRIPTION)


def is_no_fault(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Whatever was asked: a server that is busy may say so, but nothing in it may break."""
    del ctx, case
    assert response.status_code != 500, response.text


CHECKS = [
    is_no_fault,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=12, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_described_is_what_is_answered(
    described: Any, live: Live, path: str, data: st.DataObject
) -> None:
    """Of requests that fit the description, and of those that do not."""
    mode = data.draw(st.sampled_from(GenerationMode))
    case = data.draw(described[path]["GET"].as_strategy(generation_mode=mode))
    case.call_and_validate(base_url=live.address, checks=CHECKS, timeout=60)
