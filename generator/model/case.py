"""The case: all the facts of one document, as `case.yaml`, a roster's row or a form gives them."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from generator.model.base import Model
from generator.model.places import Places

ONE_LINE = 2000
"""The longest text of one line that a case may hold, in characters."""


MOST_FINDINGS = 5000
"""The most findings of a case: a list of a city's institutions has one for each."""


def _no_controls(value: str) -> str:
    if value.isprintable():  # holds for all but odd spaces, and needs no look at each character
        return value
    for position, character in enumerate(value, start=1):
        if (
            character < " "
            or "\x7f" <= character <= "\x9f"
            or character in "\u2028\u2029\u200e\u200f\ufeff\ufffe\uffff"
            or "\u202a" <= character <= "\u202e"
            or "\u2066" <= character <= "\u2069"
            or "\ud800" <= character <= "\udfff"
        ):
            raise ValueError(f"第{position}个字是不可见的控制字符（U+{ord(character):04X}）")
    return value


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ONE_LINE), AfterValidator(_no_controls)
]
"""A line of text without control characters."""


def _written_day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        raise ValueError(f"“{value[:40]}”不是日期，应写成“2026-01-01”的样子")
    return value


def _sensible_day(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"年份应在{FIRST_YEAR}年到{LAST_YEAR}年之间")
    return value


FIRST_YEAR, LAST_YEAR = 1949, 2199
"""The years that a case's dates may lie in: room for every term counted from them."""

Day = Annotated[date, BeforeValidator(_written_day), AfterValidator(_sensible_day)]
"""A day, written 2026-01-01."""


def _written_month(value: str) -> str:
    match = re.fullmatch(r"([0-9]{4})年([1-9]|1[0-2])月", value)
    if match is None or not 1900 <= int(match[1]) <= LAST_YEAR:
        raise ValueError(f"“{value[:40]}”不是年月，应写成“1985年6月”的样子")
    return value


Month = Annotated[Line, AfterValidator(_written_month)]
"""A month as forms print it: 1985年6月."""


class Bank(Model):
    """A bank account."""

    name: Line | None = None
    account: Line | None = None


class InternetHospital(Model):
    """The internet hospital set up on the institution. `agreement`: it is in an agreement relation with the agency."""

    name: Line | None = None
    agreement: bool | None = None


class Agency(Model):
    """经办机构，甲方."""

    name: Line | None = None
    legal_representative: Line | None = None
    address: Line | None = None
    phone: Line | None = None
    postcode: Line | None = None


class Institution(Model):
    """定点医疗机构，乙方."""

    name: Line | None = None
    uscc: Line | None = None
    code: Line | None = None
    level: Line | None = None
    ownership: Literal["public", "private", "military"] | None = None
    type: Line | None = None
    beds: Annotated[int, Field(ge=0, le=100_000)] | None = None
    legal_representative: Line | None = None
    address: Line | None = None
    phone: Line | None = None
    postcode: Line | None = None
    bank: Bank = Bank()
    internet_hospital: InternetHospital | None = None


class Person(Model):
    """相关人员: whose right to have services paid by the fund is registered, as the annexed forms ask for it.

    `code` is the national one, given at registration; `division` is 医保区划. `state` is that of the registration.
    """

    name: Line | None = None
    sex: Literal["男", "女"] | None = None
    identity_number: Line | None = None
    born: Month | None = None
    code: Line | None = None
    phone: Line | None = None
    division: Line | None = None
    practice_type: Line | None = None
    practice_category: Line | None = None
    practice_scope: Line | None = None
    technical_title: Line | None = None
    state: Literal["正常", "暂停", "终止"] | None = None
    promised: bool | None = None


class Term(Model):
    """The agreement's term, both days included."""

    start: Day | None = None
    end: Day | None = None


class Options(Model):
    """How optional clauses and lapsed rules are handled.

    `optional_clauses`: dropped and renumbered, or kept with their blanks struck. `lapsed_rules`: where the region's
    rules aren't in force on the day, the law above them holds, or its own terms are kept, with a recorded reason.
    """

    optional_clauses: Literal["omit", "keep"] = "omit"
    lapsed_rules: Literal["leave", "keep"] = "leave"


class Addition(Model):
    """A negotiated term: plain text that becomes an article of its own after the clause `after`."""

    after: Line
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    by: Line


class Waiver(Model):
    """Why a problem of severity `reason` is accepted, and by whom. `problem` is its code, or `code:key`."""

    problem: Line
    reason: Line
    by: Line


class OwnAgreement(Model):
    """The agreement that a later paper belongs to; the register fills it in."""

    number: Line | None = None
    title: Line | None = None
    date: Day | None = None  # the day it was signed
    start: Day | None = None
    end: Day | None = None


class Finding(Model):
    """A ground of a decision: what was found, and the places of agreement and statute that it falls under.

    `ground` is a legal ground's id in the region's list; `clause` and `item` are ids in the text of the agreement as it
    was issued. What follows `on` is filled in from that agreement and from the statutes.
    """

    fact: Line
    ground: Line | None = None
    clause: Line | None = None
    item: Line | None = None
    on: Day | None = None  # the day of the breach: it is judged by the agreement as it stood then
    address: Line | None = None  # 第六十五条第（三）项
    words: Line | None = None  # what stands there
    statute: Line | None = None  # 《…》第四十三条第（三）项
    statute_words: Line | None = None


class Amendment(Model):
    """A change of an agreement's text: of an article, one of its paragraphs (counted from 1) or one of its items.

    `action`: `replace` puts `after` in place of `before`; `insert` puts a new article after the clause; `delete` takes
    out. `before` and `address` are filled in from the agreement; a `before` that is given must be what stands there.
    """

    clause: Line
    paragraph: Annotated[int, Field(ge=1, le=200)] | None = None
    item: Line | None = None
    action: Literal["replace", "insert", "delete"] = "replace"
    title: Line | None = None  # of an inserted article
    before: str | None = None
    after: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)] | None = None
    address: Line | None = None


class Case(Model):
    """One order for one document. `date` is the signing date: the law is read as of this day."""

    kind: str
    region: str
    date: Day
    number: Line | None = None
    renews: Line | None = None
    agency: Agency = Agency()
    institution: Institution = Institution()
    services: tuple[Literal["outpatient", "inpatient", "other"], ...] = ()
    services_other: Line | None = None
    term: Term = Term()
    values: dict[str, str | dict[str, str]] = {}
    commitment_materials: Line | None = None
    facts: dict[str, Line] = {}  # what the legal rules of the region ask for, and what the kind declares as facts.…
    agreement: OwnAgreement | None = None  # of a paper that belongs to one
    person: Person = Person()  # of a form of the rules on personnel
    findings: Annotated[tuple[Finding, ...], Field(max_length=MOST_FINDINGS)] = ()
    amendments: Annotated[tuple[Amendment, ...], Field(max_length=200)] = ()
    options: Options = Options()
    additions: Annotated[tuple[Addition, ...], Field(max_length=200)] = ()
    waivers: tuple[Waiver, ...] = ()
    places: Annotated[Any, Field(exclude=True, repr=False)] = Places()

    def fact(self, path: tuple[str, ...]) -> Any:
        """Return the fact at a path, None where any step of it is absent."""
        found: Any = self
        for name in path:
            if isinstance(found, dict):
                found = found.get(name)
            elif found is None or not hasattr(found, name):
                return None
            else:
                found = getattr(found, name)
        return found
