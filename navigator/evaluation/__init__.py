"""Measures of understanding."""

from navigator.evaluation.compare import Drop, compare
from navigator.evaluation.items import Item, read_items
from navigator.evaluation.measure import measure
from navigator.evaluation.report import Report

__all__ = ["Drop", "Item", "Report", "compare", "measure", "read_items"]
