"""The command `xieyi`: its global options, its commands, and how each run ends.

Exit codes: 0 done · 1 unexpected failure · 2 wrong usage · 3 problems in the input · 4 the library is at fault ·
5 a part of the system is missing · 130 interrupted · 141 nobody reads the output any more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from generator.cli import (
    check,
    clause,
    draft,
    due,
    event,
    init,
    issue,
    law,
    lists,
    new,
    region,
    register,
    renew,
    roster,
    schema,
    show,
    staff,
)
from generator.cli.chinese import ChineseCommand, ChineseGroup, usage_message
from generator.cli.crash import tell_crash
from generator.cli.printing import err, flush, out, out_json, prepare_streams, print_problems, problems_json
from generator.cli.session import Session, session_of
from generator.errors import InputError, LibraryError, XieyiError

INTERRUPTED = 130
"""The exit code of an interrupted program, as shells know it."""

app = typer.Typer(cls=ChineseGroup, add_completion=False, options_metavar="[OPTIONS]", pretty_exceptions_enable=False)


def _add(name: str, command: Callable[..., None], summary: str, text: str) -> None:
    app.command(name, cls=ChineseCommand, short_help=summary, help=text)(command)


_add("check", check.check, "核对案卷，列出全部问题", "核对案卷，列出全部问题。可以签发时退出码为 0，否则为 3。")
_add("draft", draft.draft, "生成草案，可以有空白", "生成草案：可以有空白，每页印“草案”字样，并说明签发前还差什么。")
_add(
    "issue",
    issue.issue,
    "生成可签署的文书，有问题就不生成",
    "签发：没有问题才生成可签署的文书和签发记录；有问题就全部列出，不写任何文件。",
)
_add(
    "event",
    event.event,
    "办理协议的事件：续签、补充、中止、解除……",
    "办理登记簿里一份协议的事件：核对能不能办，出文书，一并登记；办不成就说明依据，什么也不改变。",
)
_add("due", due.due, "列出到期的事项", "列出登记簿里各份协议到期的事项：续签、中止期满、答复、拨付等，各有依据。")
_add(
    "lists",
    lists.lists,
    "由登记簿写出名单、季度统计的案卷",
    "由登记簿写出签订名单、解除名单、季度统计表的案卷；登记簿不知道的留空，由经办人填写。",
)
_add("show", show.show, "显示协议某一天的全文", "显示协议某一天的全文：签发的文本加上那一天已生效的补充协议。")
_add(
    "new",
    new.new,
    "逐项询问还缺的事实，写成案卷文件",
    "逐项询问还缺的事实，并说明哪一条要用，写成案卷文件。直接回车留待以后再填，Ctrl-D 存下已填的并结束。",
)
_add(
    "init",
    init.init,
    "把条款、法规、版式和示例复制一份，供修改",
    "把条款、法规、版式和示例复制一份，供修改。不给 DIR 就放进当前文件夹。",
)
_add(
    "schema",
    schema.schema,
    "写出编辑器用的 JSON Schema",
    "写出案卷、地区、文书种类三种文件的 JSON Schema，编辑器据以补全和校验；参数和事实的名称取自所用的条款库。",
)
app.add_typer(roster.app, name="roster", help="续签名册：template 写出空白名册，check 核对填好的")
app.add_typer(renew.app, name="renew", help="年底续签：plan 作方案，check 核对改过的方案，run 执行，status 看进展")
app.add_typer(register.app, name="register", help="登记簿：查看、核对、备份，收入以前签的协议")
app.add_typer(staff.app, name="staff", help="相关人员：查看状态和记分，办理承诺、登记备案、记分、修复、恢复，成批办理")
app.add_typer(clause.app, name="clause", help="查看条款：list 列出全部，show 显示一条")
app.add_typer(law.app, name="law", help="查看法规：list 列出，show 原文，trace 每条落在哪里，rules 对事实的规则")
app.add_typer(region.app, name="region", help="查看地区：list 列出，show 全部规定，compare 两地不同之处")


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            out(f"xieyi {version('xieyi')}")
        except PackageNotFoundError:
            out("xieyi（未安装的源代码）")
        raise typer.Exit


@app.callback(invoke_without_command=True, help="医保定点协议：核对案卷，由条款生成可签署的文书。")
def xieyi(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library",
            metavar="DIR",
            help="条款库文件夹。不给时用环境变量 XIEYI_LIBRARY，再找当前文件夹往上最近的 xieyi init 副本，最后用自带的",
        ),
    ] = None,
    register: Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="FILE",
            help="登记簿文件或 PostgreSQL 地址。不给时用环境变量 XIEYI_REGISTER、DATABASE_URL，最后是条款库旁的文件",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", metavar="", callback=_print_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """Take the global options; show the help where no command is given."""
    session_of(context).root = library
    session_of(context).books = register
    if context.invoked_subcommand is None:
        out(context.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command line and end the program with its exit code."""
    sys.excepthook = tell_crash
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code. What nobody foresaw is raised."""
    prepare_streams()
    session = Session()
    try:
        code = _run(arguments, session)
        flush()
    except typer.Exit as error:
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        err("已中断，没有留下半份文件。")
    return code


def _run(arguments: Sequence[str], session: Session) -> int:
    command = typer.main.get_command(app)
    try:
        code = command.main(list(arguments), prog_name="xieyi", standalone_mode=False, obj=session)
    except typer.TyperException as error:
        err(usage_message(error))
        return error.exit_code
    except typer.Abort:
        err("输入在此结束，没有做完。")
        return 1
    except XieyiError as error:
        _tell(error, session)
        return error.exit_code
    return int(code or 0)


def _tell(error: XieyiError, session: Session) -> None:
    """Say what stood in the way, to the machine or to the user."""
    problems = error.problems if isinstance(error, InputError | LibraryError) else ()
    if session.machine:
        message = "" if problems else str(error)
        out_json({"ok": False, "error": message, "problems": problems_json(problems)})
    if not problems:
        err(str(error), "red")
        return
    print_problems(problems, err)
    err("条款库有误，没有生成文书。" if isinstance(error, LibraryError) else "没有生成文书。", "red")
