"""The report as a page: for whoever signs the batch.

In: a batch, a proof, failures. Out: an HTML file that stands by itself, the same for the same run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from generator.renewal.run.proof import DETAILED, Proof
from generator.renewal.run.words import Batch, Failure

_STYLE = """
body{font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1a1a;max-width:60rem;margin:2rem auto;
padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
.told{font-size:1.15rem;border-left:.3rem solid #276749;padding:.4rem 1rem;background:#f0f7f3}
.told.parted{border-color:#b7791f;background:#fdf6e3}
table{border-collapse:collapse;width:100%;margin:.6rem 0}
th,td{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:pre-wrap}
th{background:#f5f5f5;white-space:nowrap}
code{font-size:.8rem;word-break:break-all}
"""


def write_page(path: Path, batch: Batch, proof: Proof, failures: Sequence[Failure]) -> None:
    """Write the report."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in _lines(batch, proof, failures))


def _lines(batch: Batch, proof: Proof, failures: Sequence[Failure]) -> Iterator[str]:
    title = escape(batch.title)
    yield '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>\n<h1>{title}</h1>"
    yield from _verdict(proof)
    yield from _groups(proof)
    yield from _differences(proof)
    yield from _failures(failures, batch.subject)
    yield (
        "<h2>逐份填写的内容</h2>\n<p>每一份的每一处填写，连同来源，列在 report.xlsx 的“填写内容”表，一份一行。"
        "每份文书的文件、校验值和指纹列在 manifest.csv。</p>"
    )
    yield f"<p>批次指纹 <code>{escape(batch.fingerprint)}</code>，条款库 <code>{escape(batch.library)}</code></p>"
    yield "</body></html>"


def _verdict(proof: Proof) -> Iterator[str]:
    groups = proof.groups
    total = sum(group.count for group in groups)
    if not groups:
        yield '<p class="told parted">这一批还没有签发任何文书。</p>'
    elif len(groups) == 1:
        yield (
            f'<p class="told">全部 {total} 份文书的条款文字完全相同（文本指纹一致），只有填写的内容不同。'
            f"读过其中一份，例如 {escape(groups[0].first)}，就读过了每一份的条款。</p>"
        )
    else:
        yield (
            f'<p class="told parted">{total} 份文书的条款文字分为 {len(groups)} 组，组内完全相同。'
            "每组各读一份即可；各组与最大一组的不同，逐条列在下面。</p>"
        )


def _groups(proof: Proof) -> Iterator[str]:
    yield "<h2>文本组</h2>"
    rows = [
        (str(group.number), str(group.count), escape(group.first), f"<code>{group.fingerprint}</code>")
        for group in proof.groups
    ]
    yield from _table(("组", "份数", "第一份的编号", "文本指纹"), rows)


def _differences(proof: Proof) -> Iterator[str]:
    if len(proof.groups) < 2:
        return
    yield "<h2>各组与最大一组的不同</h2>"
    if len(proof.groups) > DETAILED:
        yield f"<p>只逐条比较先出现的 {DETAILED} 组。</p>"
    rows = (
        (str(one.group), _part(one.label, one.text), _part(one.other_label, one.other_text))
        for one in proof.differences()
    )
    yield from _table(("组", "最大一组", "这一组"), rows)


def _part(label: str, text: str) -> str:
    return escape(text if not label or text.startswith(label) else f"{label}　{text}") or "（没有这一条）"


def _failures(failures: Sequence[Failure], subject: str) -> Iterator[str]:
    yield f"<h2>没有做成的（{len(failures)}）</h2>"
    if not failures:
        yield "<p>没有。</p>"
        return
    rows = (
        (str(failure.row), escape(failure.about), escape(failure.name), escape("\n".join(failure.reasons)))
        for failure in failures
    )
    yield from _table(("表中行", subject, "机构", "原因"), rows)


def _table(headings: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "<table><thead><tr>" + "".join(f"<th>{heading}</th>" for heading in headings) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"
