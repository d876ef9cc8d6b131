"""`xieyi schema`: JSON Schemas of this library's files, so that editors complete and check them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.printing import out, out_json
from generator.cli.session import JsonOption, session_of

FOLDER = Path("regions", "schemas")
"""Where a library keeps its schemas: `xieyi init` copies them with the regions."""

SchemaFolder = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="DIR", help="放在哪个文件夹；不给为条款库的 regions/schemas")
]


def schema(context: typer.Context, folder: SchemaFolder = None, json: JsonOption = False) -> None:
    """Write the schemas of case, region and kind files."""
    from generator.cli.editor_schemas import schemas
    from generator.issuing.place import Staging

    library = session_of(context).library()
    with Staging(folder or library.root / FOLDER) as staging:
        for name, text in schemas(library).items():
            staging.write(name, text.encode("utf-8"))
        placed = staging.place()
    if json:
        out_json({"files": [str(path) for path in placed]})
        return
    for path in placed:
        out(f"已写成：{path}", "green")
    out("改了参数、规则、地区或文书种类以后，再运行一次。")
