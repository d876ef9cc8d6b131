"""The clause language: a checked subset of Jinja, parsed to data and evaluated to inline nodes.

Jinja only parses here. It never compiles a clause, for it folds constants while compiling; the parsed
tree is checked against a whitelist and translated to `generator.model.template`. `parse` is imported by its own name:
it loads Jinja, which a library that comes from the cache doesn't need.
"""

from generator.language.evaluate import Evaluation, Scope, evaluate, holds
from generator.language.names import NameUse, names_in
from generator.language.structure import Block, BlockItem, read_structure
from generator.language.tables import read_blocks

__all__ = [
    "Block",
    "BlockItem",
    "Evaluation",
    "NameUse",
    "Scope",
    "evaluate",
    "holds",
    "names_in",
    "read_blocks",
    "read_structure",
]
