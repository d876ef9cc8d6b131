"""The tree of exceptions. Lost without this: a script that acts by an exit code that nobody wrote down."""

import ast
import re
from pathlib import Path

import generator.errors

GENERATOR = Path(generator.errors.__file__).parent


def written() -> dict[str, int]:
    """Return the exit code of each exception in the drawn tree."""
    lines = re.findall(r"^[├└]── (\w+) +(\d)  \S", generator.errors.__doc__ or "", re.MULTILINE)
    return {name: int(code) for name, code in lines}


def defined() -> dict[str, int]:
    """Return the exit code of each exception of the program, wherever it stands; one without its own has its base's."""
    bases: dict[str, str] = {}
    codes = {"XieyiError": generator.errors.XieyiError.exit_code}
    for path in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.bases:
                bases[node.name] = ast.unparse(node.bases[0])
                for code in _own_code(node):
                    codes[node.name] = code
    return {
        name: _code(name, bases, codes)
        for name in bases
        if name not in ("XieyiError", "_ProblemsError") and _is_ours(name, bases)
    }


def _own_code(node: ast.ClassDef) -> list[int]:
    return [
        line.value.value
        for line in node.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "exit_code"
        if isinstance(line.value, ast.Constant) and isinstance(line.value.value, int)
    ]


def _is_ours(name: str, bases: dict[str, str]) -> bool:
    return name == "XieyiError" or (name in bases and bases[name] != name and _is_ours(bases[name], bases))


def _code(name: str, bases: dict[str, str], codes: dict[str, int]) -> int:
    return codes[name] if name in codes else _code(bases[name], bases, codes)


def test_the_drawn_tree_holds_every_exception_with_its_exit_code() -> None:
    assert written() == defined()
    assert written()["NumberTakenError"] == 3
