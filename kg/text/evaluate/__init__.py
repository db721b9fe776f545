"""Measuring extraction against what people have read: scores, calibration and floors."""

from __future__ import annotations

from kg.text.evaluate.measure import evaluate
from kg.text.evaluate.scores import Evaluation

__all__ = ["Evaluation", "evaluate"]
