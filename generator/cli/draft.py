"""`xieyi draft`: a draft of a case's document; blanks are allowed, and 草案 is printed across it."""

from __future__ import annotations

import typer

from generator.cli.making import ALL_FORMATS, OUT, of_the_case, read_formats, tell_made, with_engine
from generator.cli.printing import out, print_problems
from generator.cli.progress import Progress
from generator.cli.session import CaseArgument, FormatOption, JsonOption, OutOption, PdfOption, session_of
from generator.problems import stand_in_the_way


def draft(
    context: typer.Context,
    case: CaseArgument,
    folder: OutOption = OUT,
    formats: FormatOption = ALL_FORMATS,
    pdf: PdfOption = None,
    json: JsonOption = False,
) -> None:
    """Make a draft and say what stands in the way of issuing."""
    from generator.issuing import make_draft
    from generator.reading.cases import read_case

    wanted = read_formats(formats)
    with Progress() as progress:
        progress("读取条款库和案卷")
        library, order = session_of(context).library(), read_case(case)
        wanted = with_engine(wanted, pdf, library, order.region)
        made = make_draft(library, order, out=folder, formats=wanted, on_step=progress)
    tell_made(made, "草案已写成：", machine=json)
    in_the_way = stand_in_the_way(of_the_case(made.problems))
    if in_the_way and not json:
        out()
        out("签发前还要处理：")
        print_problems(in_the_way, out)
