"""What must hold for every file of the project, whatever it is about."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project.tree import ROOT, project_files

# In halves, so that this file passes its own test.
REGISTRIES = [
    f"{name}.{suffix}"
    for name, suffix in [
        ("pypi", "org"),
        ("pypi.python", "org"),
        ("files.pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("deb.debian", "org"),
        ("security.debian", "org"),
        ("archive.ubuntu", "com"),
        ("mirrors.aliyun", "com"),
        ("mirrors.tuna.tsinghua.edu", "cn"),
    ]
]
MACHINE_PATH = re.compile(rb"(?<![\w.~/-])/(?:home|Users|root|work|workspace|builds)/[\w.-]+")
MAX_MODULE_LINES = 300
READMES = ["README.md", "README.zh-CN.md"]


def contents(path: Path) -> list[bytes]:
    """Read a file, and the members of it where it is a ZIP (a Word frame)."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def registries_in(data: bytes) -> list[str]:
    return [host for host in REGISTRIES if host.encode() in data]


def machine_paths_in(data: bytes) -> list[str]:
    return [match.decode() for match in MACHINE_PATH.findall(data)]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE))


def make_commands(readme: str) -> set[str]:
    """Return the make targets that a README tells its reader to type, in blocks and in the line."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    typed = [*blocks, *re.findall(r"`([^`\n]+)`", text)]
    return {target for part in typed for target in re.findall(r"\bmake ([a-z][a-z-]*)", part)}


def files_where(find: Callable[[bytes], list[str]]) -> dict[str, list[str]]:
    """Return what a search finds, by the file's name."""
    found = {path: [hit for data in contents(path) for hit in find(data)] for path in project_files()}
    return {str(path.relative_to(ROOT)): hits for path, hits in found.items() if hits}


def test_no_file_names_a_registry() -> None:
    """Else a user behind a mirror gets packages from a host that nobody configured."""
    assert files_where(registries_in) == {}


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    """Else a file works, or is the same to the byte, on one machine only."""
    assert files_where(machine_paths_in) == {}


def test_the_searches_find_what_they_look_for() -> None:
    """Else the two tests above would pass on anything."""
    home = "/".join(["", "home", "somebody"])
    assert registries_in(f"--index-url https://{REGISTRIES[0]}/simple".encode()) == [REGISTRIES[0]]
    assert machine_paths_in(f'root = "{home}/xieyi"'.encode()) == [home]
    assert machine_paths_in(f"https://example.cn{home}".encode()) == []


def test_every_module_is_short_enough_to_read() -> None:
    """Else a module grows past what one reader holds in mind."""
    modules = [path for path in project_files() if path.suffix == ".py"]
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules
    }
    assert "generator/__init__.py" in lengths
    assert {name: lines for name, lines in lengths.items() if lines >= MAX_MODULE_LINES} == {}


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_only_commands_that_exist(readme: str) -> None:
    """Else a reader's first command fails."""
    commands = make_commands(readme)
    assert {"demo", "test"} <= commands
    assert commands <= make_targets()


def test_every_target_is_told_by_make_help() -> None:
    """Else somebody who types `make` doesn't learn what there is."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"make ([a-z-]+)", text.split("\nsetup:")[0]))
    assert make_targets() - {"help"} <= told
