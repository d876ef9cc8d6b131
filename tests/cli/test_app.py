"""How a run ends: exit codes, Chinese usage errors, and no traceback whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from tests.cli.conftest import ROOT, TERTIARY, Xieyi, in_a_process

COMMANDS = [
    "check", "draft", "issue", "new", "init", "schema", "clause", "clause list", "clause show",
    "law", "law list", "law show", "law trace", "law rules", "region", "region list", "region show", "region compare",
]  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese_down_to_the_panels(xieyi: Xieyi, command: str) -> None:
    """Else a legal officer who types --help reads English."""
    ran = xieyi(*command.split(), "--help")
    assert ran.code == 0
    assert f"用法：xieyi {command}".rstrip() in ran.out
    assert "显示这份说明" in ran.out
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "[required]", "default"):
        assert english not in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "没有“chek”这个命令。\n是否想写 check、schema？"),
        (["check"], "缺少参数 CASE"),
        (["check", "a", "b"], "多出了参数：b"),
        (["check", "a", "--jsno"], "没有 --jsno 这个选项。\n是否想写 --json？"),
        (["draft", "a", "-o"], "选项 -o 后面要有值"),
        (["check", "--json=1", "a"], "选项 --json 不带值"),
        (["clause"], "缺少命令"),
        (["check", "no-such.yaml"], "找不到案卷文件：no-such.yaml"),
        (["draft", str(TERTIARY), "--format", "docx,odt"], "没有“odt”这种格式"),
        (["draft", str(TERTIARY), "--format", ","], "没有写格式"),
        (["--library", "no-such", "clause", "list"], "不是条款库"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong_in_chinese(
    xieyi: Xieyi, arguments: list[str], message: str
) -> None:
    """Else a slip of the hand gets an English riddle, or passes for something else."""
    ran = xieyi(*arguments)
    assert ran.code == 2
    assert message in ran.err
    assert ran.out == ""


def test_without_a_command_the_help_is_shown_and_the_exit_code_is_2(xieyi: Xieyi) -> None:
    """Else a bare `xieyi` passes for work done, or says nothing."""
    ran = xieyi()
    assert ran.code == 2
    assert "clause" in ran.out


def test_a_broken_library_exits_4_with_place(xieyi: Xieyi, folder: Path) -> None:
    """Else a fault of the library is taken for one of the case."""
    assert xieyi("init", "lib").code == 0
    broken = next((folder / "lib" / "clauses").rglob("*-quality-deposit.md"))
    broken.write_text(broken.read_text(encoding="utf-8") + "{{ 1 + 1 }}\n", encoding="utf-8")
    ran = xieyi("--library", "lib", "check", TERTIARY)
    assert ran.code == 4
    assert f"{broken.name}:" in ran.err
    assert "条款库有误" in ran.err
    found = json.loads(xieyi("--library", "lib", "check", TERTIARY, "--json").out)
    assert found["ok"] is False
    assert found["problems"][0]["where"]["line"] == broken.read_text(encoding="utf-8").count("\n")


def test_an_unforeseen_failure_leaves_a_log_and_a_short_word(tmp_path: Path) -> None:
    """Else the user gets a traceback, or the maintainer gets nothing."""
    code = (
        "import generator.cli.check as c, generator.cli.app as a\n"
        "def fail(*_): raise KeyError('秘密')\n"
        "c._problems = fail\n"
        "a.main()"
    )
    process = in_a_process("check", TERTIARY, state=tmp_path, code=code)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == ""
    assert "Traceback" not in err
    (log,) = tmp_path.rglob("*.log")
    assert str(log) in err
    assert "KeyError: '秘密'" in log.read_text(encoding="utf-8")


def test_ctrl_c_exits_130_and_leaves_no_file(tmp_path: Path) -> None:
    """Else an interrupted dialogue leaves half a case that passes for a whole one."""
    begun = tmp_path / "begun.yaml"
    begun.write_text("kind: agreement\nregion: neimenggu\n", encoding="utf-8")
    code = (  # a test that runs in the background has SIGINT ignored, and so would its children
        "import signal, generator.cli.app as a\nsignal.signal(signal.SIGINT, signal.default_int_handler)\na.main()"
    )
    process = in_a_process("new", tmp_path / "case.yaml", "--from", begun, state=tmp_path, code=code)
    watchdog = Timer(60, process.kill)
    watchdog.start()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("2026-01-01\n某局\n")
    process.stdin.flush()
    assert any("甲方法定代表人" in line for line in process.stdout)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    watchdog.cancel()
    assert process.returncode == 130
    assert "已中断" in err
    assert list(tmp_path.iterdir()) == [begun]


def test_a_reader_that_goes_away_is_no_failure() -> None:
    """Else `xieyi clause list | head` ends in an error message."""
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "clause", "list"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writing)
    assert ran.returncode == 141
    assert ran.stderr == b""


def test_check_loads_nothing_that_only_drawing_needs(tmp_path: Path) -> None:
    """Else every check waits for a typesetter to load."""
    code = (
        "import sys, generator.cli.app as a\n"
        f"assert a.run(['check', {str(TERTIARY)!r}]) == 0\n"
        "print(sorted({'weasyprint', 'docxtpl', 'docx', 'lxml', 'rich', 'babel', 'generator.render'} & {*sys.modules}))"
    )
    out, err = in_a_process(state=tmp_path, code=code).communicate(timeout=60)
    assert out.splitlines()[-1:] == ["[]"], err
