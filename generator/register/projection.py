"""What an entry does to the tables: the one place that says so, for writing, for verifying and for restoring.

In: a Link. Out: changes of rows, as JSON values (days are ISO texts). Nothing here reads a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.register.chain import Link, canonical

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one row.

    `new`: it wasn't there. `is`: it is so from now on, whole. `first`: it is so unless it was there already.
    `set`: these values are so from now on.
    """

    table: str
    key: str
    how: Literal["new", "is", "first", "set"]
    values: Row


def changes_of(link: Link) -> Iterator[Change]:
    """Yield the changes that an entry makes, in their order."""
    yield Change("Person", link.by, "first", {"seq": link.seq})
    yield from _SORTS[link.sort](link)


def _numbers(link: Link) -> Iterator[Change]:
    """Numbers reserved, and numbers from outside that the count has met."""
    for item in link.body["items"]:
        values = {**item, "state": "reserved", "origin": "own", "reason": "", "by": link.by, "seq": link.seq}
        yield Change("Number", values.pop("number"), "new", values)
    for item in link.body["met"]:
        yield Change("Number", item["number"], "set", {"year": item["year"], "serial": item["serial"]})


def _confirmation(link: Link) -> Iterator[Change]:
    """Papers with their numbers, events, agreements, particulars and persons."""
    for paper in link.body["papers"]:
        yield from _paper(link, paper)
    for place, event in enumerate(link.body["events"]):
        yield Change("Event", f"{link.seq}-{place}", "new", _event(link, place, event))
    for agreement in link.body["agreements"]:
        values = {name: value for name, value in agreement.items() if name not in ("number", "before")}
        marks = {"changed": link.seq, "touched": link.seq, "void": False}
        yield Change("Agreement", agreement["number"], "is", {**values, **marks})
    for place, particulars in enumerate(link.body["particulars"]):
        values = {
            "code": particulars["institution"]["code"],
            "since": particulars["since"],
            "seq": link.seq,
            "body": canonical(particulars["institution"]),
            "void": False,
        }
        yield Change("Particulars", f"{link.seq}-{place}", "new", values)
    yield from _staff(link, link.body.get("staff", ()))  # entries from before there were persons have none


def _staff(link: Link, entries: Iterable[Row]) -> Iterator[Change]:
    """Tell what happened to persons, and who they are by the last of it."""
    for place, entry in enumerate(entries):
        values = {name: entry[name] for name in ("identity", "event", "institution", "on", "recorded_on", "paper")}
        marks = {"seq": link.seq, "place": place, "by": link.by, "body": canonical(entry["facts"]), "void": False}
        yield Change("StaffEvent", f"{link.seq}-{place}", "new", {**values, **marks})
        yield Change("Staff", entry["identity"], "is", staff_row(entry, link.seq))


def staff_row(entry: Row, seq: int) -> Row:
    """Return a person's row after an entry, as JSON values."""
    return {
        "version": entry["version"], "region": entry["region"], "code": entry["person"].get("code"),
        "body": canonical(entry["person"]), "void": False, "changed": seq, "touched": seq,
    }  # fmt: skip


def _paper(link: Link, paper: Row) -> Iterator[Change]:
    if paper["outside"]:
        values = {
            "series": paper["series"], "region": paper["region"], "year": None, "serial": None, "state": "issued",
            "origin": "outside", "fingerprint": "", "batch": None, "reason": "", "by": link.by, "seq": link.seq,
        }  # fmt: skip
        yield Change("Number", paper["number"], "new", values)
    else:
        yield Change("Number", paper["number"], "set", {"state": "issued"})
    row = {name: value for name, value in paper.items() if name not in ("number", "series", "outside", "files")}
    row |= {"files": canonical(paper["files"]), "state": "issued", "placed": not paper["files"], "seq": link.seq}
    yield Change("Paper", paper["number"], "new", row)


def _event(link: Link, place: int, event: Row) -> Row:
    start, end = event["term"] or (None, None)
    return {
        "seq": link.seq,
        "place": place,
        **{name: event[name] for name in ("agreement", "event", "on", "recorded_on", "paper")},
        "by": link.by,
        "start": start,
        "end": end,
        "body": canonical({"facts": event["facts"], "findings": event["findings"]}),
        "void": False,
    }


def _placed(link: Link) -> Iterator[Change]:
    for number in link.body["numbers"]:
        yield Change("Paper", number, "set", {"placed": True})


def _void(link: Link) -> Iterator[Change]:
    """Take back a number (作废): with its paper, and what was entered together with that."""
    for number in link.body["numbers"]:
        yield Change("Number", number, "set", {"state": "void", "reason": link.body["reason"]})
    for number in link.body["papers"]:
        yield Change("Paper", number, "set", {"state": "void"})
    for table in ("Event", "Particulars", "StaffEvent"):
        for key in link.body.get(table.lower(), ()):
            yield Change(table, key, "set", {"void": True})
    for agreement in link.body["agreements"]:
        values = {name: value for name, value in agreement.items() if name != "number"}
        yield Change("Agreement", agreement["number"], "is", {**values, "touched": link.seq})
    for person in link.body.get("staff", ()):
        values = {name: value for name, value in person.items() if name != "identity"}
        yield Change("Staff", person["identity"], "is", {**values, "touched": link.seq})


_SORTS = {"numbers": _numbers, "confirmation": _confirmation, "placed": _placed, "void": _void}

TABLES = ("Person", "Number", "Paper", "Event", "Agreement", "Particulars", "Staff", "StaffEvent")
"""The tables that only show what the entries say."""
