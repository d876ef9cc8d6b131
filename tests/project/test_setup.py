"""scripts/setup on a machine played by small stand-ins for dpkg-query, apt-get and python3."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.tree import ROOT

# Each writes its call down; what it answers is told by files in the same folder.
STAND_IN = '#!/bin/sh\necho "$(basename "$0") $*" >>"$STAND_INS/calls"\n'
PROGRAMS = {
    "id": 'cat "$STAND_INS/uid"\n',
    "sudo": '[ "$1" = -n ] && shift && "$@"\n',
    "dpkg-query": """for name; do :; done
grep -qx "$name" "$STAND_INS/missing" || printf installed
""",
    "apt-get": """case "$*" in *update) exit 0 ;; esac
for name; do
    if grep -qx "$name" "$STAND_INS/unavailable"; then echo "apt: no package $name"; exit 100; fi
done
for name; do sed -i "/^$name\\$/d" "$STAND_INS/missing"; done
""",
    "python3": """case "$*" in
"-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; echo "VIRTUAL_ENV=$3" >"$3/bin/activate" ;;
*" install "*) ! [ -e "$STAND_INS/pip-fails" ] || { echo "pip: the hash is another"; exit 1; } ;;
esac
""",
}
SYSTEM_PACKAGES = ["libpango-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"]
APT = "apt-get -y -o DPkg::Lock::Timeout=120"


class Machine:
    """A checkout and a folder of stand-ins; `calls` says what setup ran."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "check out"
        self.stand_ins = folder / "stand-ins"
        for part in (self.checkout / "scripts", self.stand_ins):
            part.mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup", self.checkout / "scripts")
        for name in ("requirements.lock", "requirements-build.lock", "pyproject.toml"):
            (self.checkout / name).write_text(name, encoding="utf-8")
        for name, text in PROGRAMS.items():
            self.tell(name, STAND_IN + text)
            (self.stand_ins / name).chmod(0o755)
        for name, text in {"missing": "", "unavailable": "", "uid": "0\n"}.items():
            self.tell(name, text)

    def tell(self, name: str, text: str) -> None:
        """Write what a stand-in is to answer."""
        (self.stand_ins / name).write_text(text, encoding="utf-8")

    def setup(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run scripts/setup with the stand-ins first on the path."""
        path = f"{self.stand_ins}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "STAND_INS": str(self.stand_ins), "CI": "true"}
        return subprocess.run(
            ["bash", str(self.checkout / "scripts" / "setup"), *arguments],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    def calls(self) -> str:
        """Return what was run since this was asked last."""
        file = self.stand_ins / "calls"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        file.unlink(missing_ok=True)
        return text


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_setup_installs_what_the_machine_lacks_and_no_more(machine: Machine) -> None:
    """Else a bare Debian stays bare, or a set-up one is changed at each `make`."""
    machine.tell("missing", "libharfbuzz-subset0\n")
    assert machine.setup().returncode == 0
    calls = machine.calls()
    assert f"{APT} install --no-install-recommends libharfbuzz-subset0\n" in calls
    assert "sudo" not in calls
    assert "--require-hashes" in calls
    assert "--no-deps --no-build-isolation --editable" in calls


def test_setup_takes_sudo_where_it_is_not_root_and_never_waits_for_a_password(machine: Machine) -> None:
    """Else an ordinary account can't set a machine up, or CI hangs at a prompt."""
    machine.tell("uid", "1000\n")
    machine.tell("missing", "fonts-noto-cjk\n")
    assert machine.setup().returncode == 0
    assert "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get" in machine.calls()


def test_setup_does_nothing_twice(machine: Machine) -> None:
    """Else each `make` waits for installers, and needs a network for ever."""
    machine.setup()
    machine.calls()
    assert machine.setup().returncode == 0
    calls = machine.calls()
    assert "install" not in calls
    assert "-m venv" not in calls


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_a_changed_lock_is_installed(machine: Machine, lock: str) -> None:
    """Else a checkout runs on other versions than the ones that it names."""
    machine.setup()
    machine.calls()
    (machine.checkout / lock).write_text("other versions", encoding="utf-8")
    assert machine.setup().returncode == 0
    assert "--require-hashes" in machine.calls()


def test_a_checkout_that_was_moved_gets_a_venv_of_its_own(machine: Machine) -> None:
    """Else a copied checkout runs the program of the one that it was copied from."""
    machine.setup()
    machine.calls()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("moved"))
    assert machine.setup().returncode == 0
    calls = machine.calls()
    assert f"-m venv {machine.checkout}/.venv" in calls
    assert f"--editable {machine.checkout}\n" in calls


@pytest.mark.parametrize("package", SYSTEM_PACKAGES)
def test_a_system_package_that_cannot_be_had_is_named(machine: Machine, package: str) -> None:
    """Else a legal officer gets a log of apt-get and doesn't know whom to ask for what."""
    machine.tell("missing", f"libpangoft2-1.0-0\n{package}\n")
    machine.tell("unavailable", f"{package}\n")
    refused = machine.setup()
    assert refused.returncode == 5
    assert f"{APT} update\n" in machine.calls()
    assert f"    {package}：" in refused.stderr
    assert f"apt-get install {package}\n" in refused.stderr
    assert f"apt: no package {package}" in refused.stderr
    assert "libpangoft2" not in refused.stderr


def test_a_failed_installation_shows_the_logs_end_and_is_tried_again(machine: Machine) -> None:
    """Else the reason is lost, or a half-made environment passes for a whole one."""
    machine.tell("pip-fails", "")
    refused = machine.setup()
    assert refused.returncode == 1
    assert "pip: the hash is another" in refused.stderr
    assert str(machine.checkout / ".venv" / "setup.log") in refused.stderr
    (machine.stand_ins / "pip-fails").unlink()
    machine.calls()
    assert machine.setup().returncode == 0
    assert "--require-hashes" in machine.calls()


def test_setup_refuses_an_option_that_it_does_not_know(machine: Machine) -> None:
    """Else a slip of the hand is taken for consent."""
    refused = machine.setup("--bensh")
    assert refused.returncode == 2
    assert "用法" in refused.stderr
    assert machine.calls() == ""
