"""A library with many mistakes of law at once, seen from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import ROOT, TERTIARY, Xieyi
from tests.reading.libraries import break_library, copy_library

PATCHES = ROOT / "tests" / "broken_library" / "law-mistakes-at-once" / "patches.yaml"


def test_all_mistakes_are_told_in_one_load_with_place_reason_and_mend(xieyi: Xieyi, tmp_path: Path) -> None:
    """Else a legal officer mends one, loads, meets the next, and so on all day."""
    root = copy_library(tmp_path)
    break_library(root, PATCHES)
    ran = xieyi("--library", root, "check", TERTIARY, "--json")
    assert ran.code == 4
    found = json.loads(ran.out)["problems"]
    assert len(found) >= 11
    assert {problem["code"] for problem in found} == {
        "citation", "clause", "looser_than_law", "quote_absent", "quote_unfit", "region", "region_parent",
    }  # fmt: skip
    for problem in found:
        assert problem["where"]["file"].startswith("regions/"), problem
        assert problem["where"]["line"], problem
        assert problem["message"], problem
        assert problem["mend"], problem
    for command in ("law list", "region show neimenggu", "schema"):
        assert xieyi("--library", root, *command.split()).code == 4
