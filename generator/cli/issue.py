"""`xieyi issue`: the document ready to be signed, or a refusal with every reason."""

from __future__ import annotations

import typer

from generator.cli.desk import desk_of
from generator.cli.making import ALL_FORMATS, OUT, read_formats, tell_made, with_engine
from generator.cli.printing import err, print_problems
from generator.cli.progress import Progress
from generator.cli.session import ByOption, CaseArgument, FormatOption, JsonOption, OutOption, PdfOption, session_of


def issue(
    context: typer.Context,
    case: CaseArgument,
    folder: OutOption = OUT,
    formats: FormatOption = ALL_FORMATS,
    pdf: PdfOption = None,
    by: ByOption = None,
    json: JsonOption = False,
) -> None:
    """Issue the document, or refuse with all problems and write nothing."""
    from generator.office.papers import issue_case
    from generator.reading.cases import read_case

    wanted = read_formats(formats)
    with Progress() as progress:
        progress("读取条款库和案卷")
        library, order = session_of(context).library(), read_case(case)
        wanted = with_engine(wanted, pdf, library, order.region)
        desk = desk_of(context, library, by, folder, formats=wanted, on_step=progress)
        made = issue_case(desk, order)
    if made.problems and not json:
        print_problems(made.problems, err)
    tell_made(made, "已签发：", machine=json)
