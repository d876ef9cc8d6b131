"""Whether a register is what was entered: nothing edited, deleted, moved or cut off, and every table says the same.

In: a Store; the head that was exported before, and the folder of the files, if they are to be compared. Out:
problems, none where all is well. What the chain alone can't show, a chain rewritten or cut off from some entry on,
the exported head does.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from generator.document.recent import Recent
from generator.problems import Place, Problem
from generator.register.chain import START, Link, digest_of
from generator.register.models import Entry, Paper, Part
from generator.register.parts import fingerprint_of, sha256
from generator.register.projection import TABLES, Change, changes_of
from generator.register.queries import head as head_of
from generator.register.queries import paper_records
from generator.register.store import Store
from generator.register.tables import part_text, plain, table
from generator.register.words import Head

_RESTORE = "请从备份恢复，并查明是谁改动的"


def verify(store: Store, head: Head | None = None, files: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a register; `files` is the folder that papers' files are looked for in."""
    return tuple(_problems(store, head, files))


def _problems(store: Store, head: Head | None, files: Path | None) -> Iterator[Problem]:
    expected: dict[str, dict[str, dict[str, object]]] = {name: {} for name in TABLES}
    yield from _chain(store, head, expected)
    for name in TABLES:
        yield from _table(store, name, expected.pop(name))
    yield from _parts(store)
    yield from _papers(store)
    if files is not None:
        yield from _files(store, files)


def _chain(store: Store, head: Head | None, expected: dict[str, dict[str, dict[str, object]]]) -> Iterator[Problem]:
    """Go through the entries; what they say of the tables is collected in `expected`."""
    last = START
    for entry in Entry.objects.using(store.alias).order_by("seq").iterator():
        spot = f"entry {entry.seq}"
        if entry.seq != last.seq + 1:
            yield _problem("register_chain", spot, f"第{last.seq + 1}条到第{entry.seq - 1}条不见了")
        elif entry.previous != last.digest:
            yield _problem("register_chain", spot, f"第{entry.seq}条没有接在第{last.seq}条后面：顺序或内容被改过")
        yield from _link(entry, expected)
        if head is not None and head.seq == entry.seq and head.digest != entry.digest:
            yield _problem("register_head", spot, f"第{entry.seq}条与以前导出的不同：这一条或它之前的登记被重写过")
        last = Head(entry.seq, entry.digest)
    if head is not None and head.seq > last.seq:
        yield _problem("register_head", "head", f"以前导出时有{head.seq}条，现在只有{last.seq}条：末尾被删去了")
    found = head_of(store)
    if found != last:
        yield _problem("register_head", "head", f"记着末条是第{found.seq}条，与实际的末条（第{last.seq}条）不一致")


def _link(entry: Entry, expected: dict[str, dict[str, dict[str, object]]]) -> Iterator[Problem]:
    """Compare an entry with its digest, and collect what it says."""
    problem = _problem("register_chain", f"entry {entry.seq}", f"第{entry.seq}条的内容被改过：与它的摘要不符")
    try:
        link = Link(entry.seq, entry.at, entry.by, entry.sort, json.loads(entry.body))
        if digest_of(entry.previous, link, entry.body) != entry.digest:
            yield problem
        for change in changes_of(link):
            _collect(expected[change.table], change)
    except (ValueError, KeyError, TypeError):
        yield problem


def _collect(rows: dict[str, dict[str, object]], change: Change) -> None:
    if change.how == "set":
        rows.setdefault(change.key, {}).update(change.values)
    elif change.how != "first" or change.key not in rows:
        rows[change.key] = dict(change.values)


def _table(store: Store, name: str, expected: dict[str, dict[str, object]]) -> Iterator[Problem]:
    """Compare a table with what the entries say of it."""
    model = table(name)
    for values in model._base_manager.using(store.alias).order_by("pk").values().iterator():
        key = str(values[model._meta.pk.attname])
        found = plain(model, values)
        wanted = expected.pop(key, None)
        if wanted is None:
            yield _problem("register_table", f"{name} {key}", "这一行没有登记过，是后来加上的")
        elif found != wanted:
            fields = "、".join(sorted(field for field in found if found[field] != wanted.get(field)))
            yield _problem("register_table", f"{name} {key}", f"与登记不符：{fields}")
    for key in expected:
        yield _problem("register_table", f"{name} {key}", "登记过的这一行不见了")


def _parts(store: Store) -> Iterator[Problem]:
    """Compare each part with its digest."""
    for digest, data in Part.objects.using(store.alias).order_by("digest").values_list("digest", "data").iterator():
        try:
            whole = sha256(part_text(data)) == digest
        except (zlib.error, UnicodeDecodeError):
            whole = False
        if not whole:
            yield _problem("register_part", f"Part {digest[:12]}", "文书的这一部分被改过：与它的摘要不符")


def _papers(store: Store) -> Iterator[Problem]:
    """Put each paper together again and compare it with its fingerprint; its case must be there too."""
    fetch = _Fetch(store)
    rows = Paper.objects.using(store.alias).order_by("seq", "number")
    for number, whole, case, fingerprint in rows.values_list(
        "number", "document", "case", "full_fingerprint"
    ).iterator():
        try:
            fetch(case)
            same = fingerprint_of(whole, fetch) == fingerprint
        except (LookupError, ValueError, TypeError, AttributeError, zlib.error):
            same = False
        if not same:
            yield _problem("register_document", f"Paper {number}", "文书的内容不全，或与它的指纹不符")


class _Fetch:
    """Parts by digest, the latest remembered."""

    def __init__(self, store: Store) -> None:
        self._rows = Part.objects.using(store.alias)
        self._known: Recent[str, str] = Recent()

    def __call__(self, digest: str) -> str:
        """Return a part's JSON; raise `LookupError` where it isn't there."""
        text = self._known.get(digest)
        if text is None:
            data = self._rows.filter(digest=digest).values_list("data", flat=True).first()
            if data is None:
                raise LookupError(digest)
            text = part_text(data)
            self._known.put(digest, text)
        return text


def _files(store: Store, folder: Path) -> Iterator[Problem]:
    """Compare the files of issued papers with what was entered of them."""
    for paper in paper_records(store, placed=True, state="issued"):
        for file in paper.files:
            path = folder / (file.final or file.name)
            spot = Place(file=str(path), key=paper.number)
            try:
                data = path.read_bytes()
            except OSError:
                message = f"文书 {paper.number} 的文件不在或读不了"
                yield Problem(code="register_file", message=message, where=spot, mend="请从备份取回")
                continue
            if hashlib.sha256(data).hexdigest() != file.sha256:
                message = f"文书 {paper.number} 的文件签发后被改过"
                yield Problem(code="register_file", message=message, where=spot, mend="请从备份取回原件")


def _problem(code: str, key: str, message: str) -> Problem:
    return Problem(code=code, message=f"登记簿{message}", where=Place(key=key), mend=_RESTORE)
