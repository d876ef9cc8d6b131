"""Step 3: Library + Case → Document: fill, number, refer."""

from generator.assembly.build import assemble
from generator.assembly.scope import DanglingReferenceError
from generator.assembly.values import case_values, unreadable_values

__all__ = ["DanglingReferenceError", "assemble", "case_values", "unreadable_values"]
