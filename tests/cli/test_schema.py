"""`xieyi schema`: what an editor takes for right is what the program takes, and what it marks is a mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from generator.cli.editor_schemas import FILES, schemas
from generator.model.library import Library
from tests.cli.conftest import ROOT, Xieyi

KEPT = ROOT / "regions" / "schemas"
GOOD = ROOT / "tests" / "checks" / "good.yaml"
CASES = [*sorted((ROOT / "examples").glob("*.yaml")), GOOD]
REGIONS = sorted((ROOT / "regions").glob("**/region.yaml"))
KINDS = sorted((ROOT / "clauses").glob("*/kind.yaml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


class _EditorsConstructor(SafeConstructor):
    """Scalars as editors see them (YAML 1.2, core schema): numbers and truths are such, a date is text."""


_EditorsConstructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda constructor, node: constructor.construct_scalar(node)
)


def as_editors_read(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _EditorsConstructor
    return yaml.load(text)


def marked(name: str, text: str) -> list[str]:
    """Return the keys that an editor marks."""
    schema = json.loads((KEPT / f"{name}.schema.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    errors = [leaf for error in validator.iter_errors(as_editors_read(text)) for leaf in leaves(error)]
    return [".".join(map(str, error.absolute_path)) for error in errors]


def leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield an error, or of one that tells of several branches what is wrong with each."""
    yield from (leaf for inner in error.context for leaf in leaves(inner)) if error.context else [error]


def test_the_files_are_what_would_be_written(library: Library) -> None:
    """Else a new parameter, rule or key is marked as wrong in every editor. Run `xieyi schema`."""
    assert {path.name: path.read_text(encoding="utf-8") for path in KEPT.iterdir()} == schemas(library)


@pytest.mark.parametrize("name", FILES)
def test_they_are_schemas(name: str) -> None:
    """Else an editor silently checks nothing."""
    Draft7Validator.check_schema(json.loads((KEPT / f"{name}.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "path"),
    [("case", path) for path in CASES] + [("region", path) for path in REGIONS] + [("kind", path) for path in KINDS],
    ids=lambda value: value if isinstance(value, str) else value.relative_to(ROOT).as_posix(),
)
def test_what_is_right_is_not_marked(name: str, path: Path) -> None:
    """Else an editor cries at files that the program takes, and people turn it off."""
    assert marked(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("quality_deposit_rate: 4%", "quality_deposit_rate: 0.04", "values.quality_deposit_rate"),
        ("quality_deposit_rate: 4%", "quality_deposit_rate: 4", "values.quality_deposit_rate"),
        ("quality_deposit_rate: 4%", "quality_deposit_rat: 4%", "values"),
        ("quality_deposit_rate: 4%", "payment_workdays: 30日", "values.payment_workdays"),
        ("region: neimenggu", "region: neimengu", "region"),
        ("kind: agreement", "kind: agrement", "kind"),
        ("date: 2026-01-01", "date: 2026年1月1日", "date"),
        ("ownership: public", "ownership: 公立", "institution.ownership"),
        ("services: [outpatient, inpatient]", "services: [门诊]", "services.0"),
        ("kind: agreement", "kidn: agreement", ""),
        ("\nvalues:", "\nfacts: {operating_sinc: 2020-01-01}\nvalues:", "facts"),
        ("\nvalues:", "\nfacts: {licensed: 是}\nvalues:", "facts.licensed"),
    ],
)
def test_a_mistake_in_a_case_is_marked_where_it_stands(old: str, new: str, key: str) -> None:
    """Else the schema is one that takes everything."""
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    assert key in marked("case", text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("quality_deposit_rate: ４％", True),
        ("quality_deposit_rate: 4.5 %", True),
        ("quality_deposit_rate:", True),
        ("out_of_catalogue_ratio: {三级甲等: 17%}", True),
        ("quality_deposit_rate: {三级甲等: 4%}", False),
        ("out_of_catalogue_year: 2026", True),
        ('out_of_catalogue_year: "2026"', True),
    ],
)
def test_values_are_taken_as_the_reader_takes_them(written: str, fits: bool) -> None:
    """Else what may be written depends on who looks: the editor or the program."""
    text = f"kind: agreement\nregion: neimenggu\ndate: 2026-01-01\nvalues:\n  {written}\n"
    assert (marked("case", text) == []) is fits


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("force: must", "force: shall"),
        ("value: 5%, force: must", "value: 5, force: must"),
        ("quality_deposit_rate:", "quality_deposit_rates:"),
        ("- from: 2021-02-01", "- form: 2021-02-01"),
        (", quote: 不超过5%", ""),
    ],
)
def test_a_mistake_in_a_region_is_marked(old: str, new: str) -> None:
    """Else whoever writes a limit learns of a slip only when nothing loads any more."""
    text = (ROOT / "regions" / "neimenggu" / "region.yaml").read_text(encoding="utf-8")
    assert old in text
    assert marked("region", text.replace(old, new, 1)) != []


def test_a_copy_of_the_library_has_its_schemas(xieyi: Xieyi, folder: Path) -> None:
    """Else the first line of the examples points into the void, and a new parameter can't be made known."""
    assert xieyi("init", "lib").code == 0
    for example in sorted((folder / "lib" / "examples").glob("*.yaml")):
        named = MODELINE.fullmatch(example.read_text(encoding="utf-8").splitlines()[0])
        assert named, example.name
        assert (example.parent / named[1]).is_file()
    vocabulary = folder / "lib" / "regions" / "parameters.yaml"
    added = "\nnew_rate:\n  label: 新比例\n  unit: percent\n  meaning: 样例\n"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert xieyi("--library", "lib", "schema").code == 0
    written = json.loads((folder / "lib" / "regions" / "schemas" / "case.schema.json").read_text(encoding="utf-8"))
    assert written["properties"]["values"]["properties"]["new_rate"]["description"] == "新比例：样例"


def test_schemas_can_be_put_elsewhere(xieyi: Xieyi, folder: Path) -> None:
    """Else a library that may not be written can't have them at all."""
    found = json.loads(xieyi("schema", "-o", "here", "--json").out)
    assert [Path(name).name for name in found["files"]] == [f"{name}.schema.json" for name in FILES]
    assert sorted(path.name for path in (folder / "here").iterdir()) == sorted(f"{name}.schema.json" for name in FILES)
