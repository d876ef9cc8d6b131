"""The other side for `xieyi draft`: a docxtpl script that lets LibreOffice make the PDF, run once a document.

Arguments: the typed agreement, the values (JSON), the folder to write to, LibreOffice's user folder, which is
there already: making it anew at each run would cost this side seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from docxtpl.template import DocxTemplate


def main(template: str, values: str, out: str, profile: str) -> None:
    """Write `agreement.docx` and `agreement.pdf`."""
    document = DocxTemplate(template)
    document.render(json.loads(Path(values).read_text(encoding="utf-8")), autoescape=True)
    word = Path(out) / "agreement.docx"
    document.save(word)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", out, str(word)],
        check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
