"""Lost without this: a name of the public API that the docs promise and a user's script imports."""

import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.document.nodes import Document
from generator.model.library import Library
from generator.problems import stand_in_the_way


def test_the_api_makes_a_paper(library: Library) -> None:
    case = generator.read_case(Path(__file__).parent.parent / "examples" / "community-centre.yaml")
    case = case.model_copy(update={"number": "内医保协〔2026〕0002号"})  # the register gives it, the API has none
    assert stand_in_the_way(generator.check(library, case)) == ()
    document = generator.assemble(library, case)
    data = generator.render_document("json", document, library.layout(document.layout))
    assert Document.model_validate_json(data) == document


def test_every_public_name_is_there_and_no_other() -> None:
    assert sorted(generator._HOMES) == sorted(generator.__all__)
    assert all(callable(getattr(generator, name)) for name in generator.__all__)
    with pytest.raises(AttributeError):
        generator.nothing  # noqa: B018 - reading it is the test


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "('pydantic', 'jinja2', 'weasyprint')"
    code = f"import sys, generator; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
