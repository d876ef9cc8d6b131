"""Entries and their changes, written to the tables in few statements.

In: links and parts. Out: rows. Call within `Store.writing()`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

import generator.register.seams as seams
from generator.register.chain import Link, forge
from generator.register.models import Entry, Head, Part
from generator.register.projection import Change, changes_of
from generator.register.store import Store
from generator.register.words import Head as ChainHead

CHUNK = 500
"""Rows a statement: SQLite takes some thousand values at once."""

T = TypeVar("T")


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield things in lists of some size."""
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk


def table(name: str) -> type[models.Model]:
    """Return a table by its model's name."""
    return apps.get_model("register", name)


def lock(store: Store) -> ChainHead:
    """Return the chain's head and keep other writers waiting until this transaction ends."""
    row = Head.objects.using(store.alias).select_for_update().get(id=1)
    return ChainHead(row.seq, row.digest)


def append(store: Store, head: ChainHead, links: Iterable[Link]) -> list[Link]:
    """Write entries after a head that is locked, with all that follows from them, and move the head."""
    rows, written = [], []
    for link, body, previous in forge(head, links):
        rows.append(Entry(link.seq, link.at, link.by, link.sort, body, previous, link.digest))
        written.append(link)
    if not rows:
        return []
    Entry.objects.using(store.alias).bulk_create(rows, batch_size=CHUNK)
    seams.step("entries")
    apply_changes(store, (change for link in written for change in changes_of(link)))
    seams.step("tables")
    Head.objects.using(store.alias).filter(id=1).update(seq=written[-1].seq, digest=written[-1].digest)
    seams.step("head")
    return written


def apply_changes(store: Store, changes: Iterable[Change]) -> None:
    """Make changes; those of one kind are made in one statement, and each row is written once."""
    whole: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {}
    partly: dict[tuple[str, str], dict[str, Any]] = {}
    for change in changes:
        rows = whole.setdefault(change.table, {})
        if change.how == "set" and change.key in rows:
            rows[change.key][1].update(change.values)
        elif change.how == "set":
            partly.setdefault((change.table, change.key), {}).update(change.values)
        elif change.how != "first" or change.key not in rows:
            rows[change.key] = (change.how, dict(change.values))
    for name, rows in whole.items():
        for how in ("first", "new", "is"):
            _insert(store, name, how, {key: values for key, (found, values) in rows.items() if found == how})
    _update(store, partly)


def _update(store: Store, partly: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    """Set some values of rows that are there; rows that get the same values share a statement."""
    alike: dict[tuple[str, tuple[tuple[str, Any], ...]], list[str]] = {}
    for (name, key), values in partly.items():
        alike.setdefault((name, tuple(sorted(values.items()))), []).append(key)
    for (name, settled), keys in alike.items():
        for chunk in chunks(keys):
            table(name)._base_manager.using(store.alias).filter(pk__in=chunk).update(**dict(settled))


def _insert(store: Store, name: str, how: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    if not rows:
        return
    model = table(name)
    key = model._meta.pk.attname
    made = [model(**{key: number, **typed(model, values)}) for number, values in rows.items()]
    manager = model._base_manager.using(store.alias)
    if how == "is":
        fields = [field.attname for field in model._meta.concrete_fields if field.attname != key]
        manager.bulk_create(made, CHUNK, update_conflicts=True, unique_fields=[key], update_fields=fields)
    else:
        manager.bulk_create(made, CHUNK, ignore_conflicts=how == "first")


def typed(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return JSON values as the table's fields have them."""
    days = {field.attname for field in model._meta.concrete_fields if isinstance(field, models.DateField)}
    return {
        name: date.fromisoformat(value) if name in days and value is not None else value
        for name, value in values.items()
    }


def plain(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a table as JSON values, without its key."""
    key = model._meta.pk.attname
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if name != key
    }


def missing_parts(store: Store, digests: Iterable[str]) -> set[str]:
    """Return those of some digests under which no part is kept yet."""
    wanted = set(digests)
    for chunk in chunks(sorted(wanted)):
        wanted -= set(Part.objects.using(store.alias).filter(digest__in=chunk).values_list("digest", flat=True))
    return wanted


def add_parts(store: Store, parts: Sequence[tuple[str, str, int]]) -> None:
    """Keep parts that aren't there yet: digest, JSON, and the entry that brings it."""
    rows = [Part(digest, seq, zlib.compress(text.encode(), 9)) for digest, text, seq in parts]
    Part.objects.using(store.alias).bulk_create(rows, batch_size=CHUNK)
    seams.step("parts")


def part_text(data: bytes | memoryview) -> str:
    """Return a part's JSON from what is kept of it."""
    return zlib.decompress(data).decode()
