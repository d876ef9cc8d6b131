"""An example case with some of its keys changed.

In: keys and values. Out: the case's text; mappings are laid over the example's, everything else replaces it.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from generator.reading.yaml_tree import read_yaml
from tests.conftest import ROOT

EXAMPLE = (ROOT / "examples" / "hohhot-tertiary.yaml").read_text(encoding="utf-8")


def laid_over(changes: dict[str, Any]) -> str:
    """Return the example with changes laid over it."""
    example, _ = read_yaml(EXAMPLE, "example")
    written = StringIO()
    YAML(typ="safe", pure=True).dump(_joined(example, changes), written)
    return written.getvalue()


def _joined(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {key: _joined(below.get(key), above.get(key, below.get(key))) for key in {**below, **above}}
    return above
