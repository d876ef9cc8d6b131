"""Step 1: files → Library and Case. Every key knows its line; content is cached by its hash."""

from generator.reading.cases import read_case, read_case_text
from generator.reading.library import load_library

__all__ = ["load_library", "read_case", "read_case_text"]
