"""Numbers: reserved one after the other, each accounted for.

In: wants, in order. Out: numbers, in a transaction of their own, so that a number is known before its paper is made
and is never given twice, whatever happens to the paper. Gapless means that every serial is reserved, issued or
作废 (void).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max

import generator.register.seams as seams
from generator.errors import UsageError
from generator.register.chain import Link
from generator.register.models import Claim, Number
from generator.register.refusals import OutOfTurnError
from generator.register.store import Store
from generator.register.tables import CHUNK, append, chunks, lock
from generator.register.words import Account, NumberRecord, Reserved, Want

LONGEST = 200
"""Characters of a number."""

_Count = tuple[str, str, int]  # series, region, year


def reserve_many(store: Store, wants: Sequence[Want]) -> tuple[Reserved, ...]:
    """Reserve numbers in the order of the wants, all or none; raise `OutOfTurnError` where one expects another."""
    for want in wants:
        _check_format(want)
    if not wants:
        return ()
    with store.reading():
        owner = store.owner.mark
    with store.writing():
        head = lock(store)
        taking = _Taking(store, wants)
        found = tuple(taking.take(want) for want in wants)
        for want, reserved in zip(wants, found, strict=True):
            if want.expected is not None and want.expected != reserved.number:
                raise OutOfTurnError(want.expected, reserved.number)
        at = store.clock().isoformat()
        links = [
            Link(0, at, by, "numbers", {"items": items, "met": met}) for by, items, met in taking.entries(wants[0].by)
        ]
        append(store, head, links)
        claim(store, owner, {reserved.number for reserved in found if reserved.state == "reserved"})
        seams.step("claims")
    seams.step("reserved")
    return found


class _Taking:
    """Numbers being taken within one transaction."""

    def __init__(self, store: Store, wants: Sequence[Want]) -> None:
        self._store = store
        self._new: list[tuple[str, dict[str, Any]]] = []
        self._met: list[dict[str, Any]] = []
        self._next: dict[_Count, int] = {}
        self._open: dict[tuple[str, _Count], Reserved] = {}
        batches = {want.batch for want in wants}
        for chunk in chunks({want.fingerprint for want in wants}):
            rows = Number.objects.using(store.alias).filter(fingerprint__in=chunk).exclude(state="void")
            for row in rows.order_by("-serial"):
                if row.state == "reserved" or (row.batch is not None and row.batch in batches):
                    count = (row.series, row.region, row.year or 0)
                    found = Reserved(row.number, row.serial or 0, row.fingerprint, row.batch, row.state)
                    self._open[row.fingerprint, count] = found
        self._seen: set[str] = set()
        self._taken: dict[str, str] = {}
        self._look_ahead(wants)

    def take(self, want: Want) -> Reserved:
        """Return the number of a want: that of the same unfinished case, else the next one."""
        count = (want.series, want.region, want.year)
        found = self._open.get((want.fingerprint, count))
        if found is None:
            found = self._open[want.fingerprint, count] = self._take_next(want, count)
        return found

    def entries(self, by: str) -> Iterator[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]:
        """Yield who reserved which numbers, in order, some hundred at a time."""
        met = self._met
        for chunk in chunks(self._new):
            for name in dict.fromkeys(name for name, _ in chunk):
                yield name, [item for found, item in chunk if found == name], met
                met = []
        if met:
            yield by, [], met

    def _look_ahead(self, wants: Sequence[Want]) -> None:
        """Ask at once which of the numbers that may come next are in use."""
        for want in {(want.series, want.region, want.year): want for want in wants}.values():
            count = (want.series, want.region, want.year)
            first = self._next[count] = self._first_free(count)
            self._seen |= {_number(want, serial) for serial in range(first, first + len(wants))}
        for chunk in chunks(sorted(self._seen)):
            rows = Number.objects.using(self._store.alias).filter(number__in=chunk)
            self._taken |= dict(rows.values_list("number", "origin"))

    def _first_free(self, count: _Count) -> int:
        series, region, year = count
        rows = Number.objects.using(self._store.alias).filter(series=series, region=region, year=year)
        return int(rows.aggregate(last=Max("serial"))["last"] or 0) + 1

    def _take_next(self, want: Want, count: _Count) -> Reserved:
        while True:
            serial = self._next[count]
            self._next[count] = serial + 1
            number = _number(want, serial)
            origin = self._origin(number)
            if origin is None:
                break
            if origin != "outside":
                raise UsageError(f"编号 {number} 已在另一个系列或统筹地区用过。请让各地区的编号格式互不相同")
            self._met.append({"number": number, "year": want.year, "serial": serial})
        self._taken[number] = "own"
        item = {
            "number": number, "series": want.series, "region": want.region, "year": want.year, "serial": serial,
            "fingerprint": want.fingerprint, "batch": want.batch,
        }  # fmt: skip
        self._new.append((want.by, item))
        return Reserved(number, serial, want.fingerprint, want.batch)

    def _origin(self, number: str) -> str | None:
        """Return where a number in use came from, None where it is free."""
        if number in self._taken or number in self._seen:
            return self._taken.get(number)
        rows = Number.objects.using(self._store.alias).filter(number=number)
        return rows.values_list("origin", flat=True).first()


def _number(want: Want, serial: int) -> str:
    return want.number_format.format(year=want.year, serial=serial)


def _check_format(want: Want) -> None:
    try:
        first, second = _number(want, 1), _number(want, 2)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise UsageError(f"编号格式写得不对：{want.number_format}。只能用 {{year}} 和 {{serial}}") from error
    if first == second:
        raise UsageError(f"编号格式里没有 {{serial}}：{want.number_format}。请补上序号")
    if len(_number(want, 10**9)) > LONGEST:
        raise UsageError(f"编号太长（最多{LONGEST}字）：{want.number_format}")


def claim(store: Store, owner: str, numbers: set[str]) -> None:
    """Note that a process is at work on some numbers."""
    rows = [Claim(number=number, owner=owner) for number in sorted(numbers)]
    Claim.objects.using(store.alias).bulk_create(rows, CHUNK, ignore_conflicts=True)


def release(store: Store, numbers: Sequence[str]) -> None:
    """Note that nobody is at work on some numbers any more."""
    for chunk in chunks(numbers):
        Claim.objects.using(store.alias).filter(number__in=chunk).delete()


def left_alone(store: Store, numbers: Sequence[str]) -> list[str]:
    """Return those of some numbers that no living process is at work on, in their order."""
    owners: dict[str, set[str]] = {}
    for chunk in chunks(numbers):
        rows = Claim.objects.using(store.alias).filter(number__in=chunk)
        for number, owner in rows.values_list("number", "owner"):
            owners.setdefault(number, set()).add(owner)
    everyone = set().union(*owners.values())
    living = everyone - store.owner.dead(everyone)
    return [number for number in numbers if not owners.get(number, set()) & living]


def abandoned(store: Store) -> Iterator[NumberRecord]:
    """Yield the reservations, not of a batch, whose processes are no more."""
    with store.reading():
        rows = Number.objects.using(store.alias).filter(state="reserved", batch=None).order_by("seq", "serial")
        found = {row.number: record(row) for row in rows}
        alone = left_alone(store, list(found))
    yield from (found[number] for number in alone)


def accounts(store: Store, series: str, region: str, year: int) -> Iterator[Account]:
    """Yield each serial of a count and what became of it, from 1 on."""
    with store.reading():
        rows = Number.objects.using(store.alias).filter(series=series, region=region, year=year, serial__gt=0)
        for row in rows.order_by("serial").iterator(CHUNK):
            yield Account(row.serial or 0, row.number, row.state, row.origin, row.reason)


def counts(store: Store) -> list[tuple[str, str, int]]:
    """Return each run of numbers that was ever begun: series, region, year."""
    with store.reading():
        rows = Number.objects.using(store.alias).filter(serial__gt=0)
        return list(rows.values_list("series", "region", "year").distinct().order_by("region", "series", "year"))


def issued_for(store: Store, fingerprint: str) -> str | None:
    """Return the number that a case's paper was entered under, None where it wasn't entered or was voided."""
    return issued_for_many(store, (fingerprint,)).get(fingerprint)


def issued_for_many(store: Store, fingerprints: Sequence[str]) -> dict[str, str]:
    """Return the numbers that cases' papers were entered under, by their fingerprints; a query for some hundred."""
    found: dict[str, str] = {}
    for chunk in chunks(fingerprints):
        with store.reading():
            rows = Number.objects.using(store.alias).filter(fingerprint__in=chunk, state="issued").order_by("-number")
            found |= dict(rows.values_list("fingerprint", "number"))
    return found


def numbers(store: Store, *, fingerprint: str | None = None, batch: str | None = None) -> Iterator[NumberRecord]:
    """Yield the numbers of a case, of a batch, or all, in the order in which they were taken."""
    wanted = {"fingerprint": fingerprint, "batch": batch}
    given = {key: value for key, value in wanted.items() if value is not None}
    with store.reading():
        rows = Number.objects.using(store.alias).filter(**given).order_by("seq", "serial", "number")
        yield from map(record, rows.iterator(CHUNK))


def number_record(store: Store, number: str) -> NumberRecord | None:
    """Return what is known of a number."""
    with store.reading():
        row = Number.objects.using(store.alias).filter(number=number).first()
        return record(row) if row else None


def record(row: Number) -> NumberRecord:
    """Return a row as others see it."""
    names = NumberRecord.__dataclass_fields__
    return NumberRecord(**{name: getattr(row, name) for name in names})
