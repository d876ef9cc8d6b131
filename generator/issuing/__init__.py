"""The whole way for one paper: check, assemble, render, read back, put in place."""

from generator.issuing.papers import FORMATS, Made, issue, make_draft

__all__ = ["FORMATS", "Made", "issue", "make_draft"]
