"""A register in one file, and a register made from such a file.

In: a Store and a file. Out: a ZIP of the entries and the parts up to the head at the beginning; both are only ever
added to, so nobody has to wait. Tables aren't in it: a restored register's are made from its entries. One format for
both databases, so that what was kept on one can be restored on the other.
"""

from __future__ import annotations

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import generator.register.seams as seams
from generator.errors import UsageError, WriteError
from generator.register.chain import START, Link, canonical, digest_of
from generator.register.models import Entry, Part
from generator.register.models import Head as HeadRow
from generator.register.projection import changes_of
from generator.register.queries import head as head_of
from generator.register.refusals import told
from generator.register.store import Store
from generator.register.tables import apply_changes, chunks, lock
from generator.register.words import Head

_FORMAT = 1
_SUMMARY, _ENTRIES, _PARTS = "register.json", "entries.jsonl", "parts.bin"
_FRAME = struct.Struct(">Q32sI")  # entry that brought the part in, digest, bytes that follow


def backup(store: Store, path: Path) -> Head:
    """Write a register to a new file and return the head that it reaches.

    Raises `UsageError` where there is a file already, `WriteError` where it can't be written whole.
    """
    if path.exists():
        raise UsageError(f"{path} 已存在，备份不会盖掉它。请换一个文件名")
    head = head_of(store)
    staged = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with told(f"备份 {path}"):
            with staged.open("xb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    _write(store, head, archive)
                file.flush()
                os.fsync(file.fileno())
            seams.step("backup")
            if _head_in(staged) != head:
                raise WriteError(f"备份 {path} 写出后读回不一致。请检查磁盘后重试")
            staged.replace(path)
            _sync(path.parent)
    finally:
        staged.unlink(missing_ok=True)
    return head


def restore_into(store: Store, path: Path) -> None:
    """Fill an empty register from a backup.

    Raises `UsageError` where the file isn't a whole backup, or where the register already holds entries.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _fill(store, archive, _summary(archive, path), path)
    except OSError as error:
        raise UsageError(f"备份 {path} 读不了：{error.strerror or error}。请检查路径和权限") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, struct.error) as error:
        raise UsageError(f"{path} 不是登记簿的备份，或已损坏。请换一份备份") from error


def _write(store: Store, head: Head, archive: zipfile.ZipFile) -> None:
    summary = {"format": _FORMAT, "seq": head.seq, "digest": head.digest}
    archive.writestr(_SUMMARY, json.dumps(summary, indent=1))
    with archive.open(_ENTRIES, "w", force_zip64=True) as member:
        for entry in Entry.objects.using(store.alias).filter(seq__lte=head.seq).order_by("seq").iterator():
            line = [entry.seq, entry.at, entry.by, entry.sort, entry.body, entry.previous, entry.digest]
            member.write(canonical(line).encode() + b"\n")
    compressed = zipfile.ZipInfo(_PARTS)  # its content is compressed already
    with archive.open(compressed, "w", force_zip64=True) as member:
        rows = Part.objects.using(store.alias).filter(seq__lte=head.seq).order_by("seq", "digest")
        for digest, seq, data in rows.values_list("digest", "seq", "data").iterator():
            member.write(_FRAME.pack(seq, bytes.fromhex(digest), len(data)) + bytes(data))


def _head_in(path: Path) -> Head:
    """Return the head that a backup's entries reach, read back with every checksum."""
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise WriteError(f"备份 {path} 写出后读回不一致。请检查磁盘后重试")
        last = START
        with archive.open(_ENTRIES) as member:
            for entry, _ in _entries(member):
                last = Head(entry.seq, entry.digest)
    return last


def _summary(archive: zipfile.ZipFile, path: Path) -> Head:
    summary = json.loads(archive.read(_SUMMARY))
    if summary["format"] != _FORMAT:
        raise UsageError(f"备份 {path} 是更新版本的程序写的。请升级本程序")
    return Head(summary["seq"], summary["digest"])


def _fill(store: Store, archive: zipfile.ZipFile, summary: Head, path: Path) -> None:
    """Put everything in, in one transaction."""
    with store.writing():
        if lock(store) != START:
            raise UsageError(f"{store.label}里已有登记，恢复不会盖掉它。请恢复到一个新的地方")
        last = START
        with archive.open(_ENTRIES) as member:
            for chunk in chunks(_entries(member)):
                Entry.objects.using(store.alias).bulk_create([entry for entry, _ in chunk])
                apply_changes(store, (change for _, link in chunk for change in changes_of(link)))
                last = Head(chunk[-1][0].seq, chunk[-1][0].digest)
                seams.step("restore")
        if last != summary:
            raise UsageError(f"备份 {path} 不完整：说有{summary.seq}条登记，实有{last.seq}条。请换一份备份")
        with archive.open(_PARTS) as member:
            for parts in chunks(_parts(member)):
                Part.objects.using(store.alias).bulk_create(parts)
        HeadRow.objects.using(store.alias).filter(id=1).update(seq=last.seq, digest=last.digest)


def _entries(member: IO[bytes]) -> Iterator[tuple[Entry, Link]]:
    """Yield the entries of a backup; raise `ValueError` where one doesn't follow from the one before."""
    last = START
    for line in member:
        seq, at, by, sort, body, previous, digest = json.loads(line)
        link = Link(seq, at, by, sort, json.loads(body), digest)
        if seq != last.seq + 1 or previous != last.digest or digest_of(previous, link, body) != digest:
            raise ValueError(f"entry {seq} doesn't follow")
        yield Entry(seq, at, by, sort, body, previous, digest), link
        last = Head(seq, digest)


def _parts(member: IO[bytes]) -> Iterator[Part]:
    while frame := member.read(_FRAME.size):
        seq, digest, size = _FRAME.unpack(frame)
        data = member.read(size)
        if len(data) != size:
            raise EOFError
        yield Part(digest.hex(), seq, data)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
