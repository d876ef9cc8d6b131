"""The register as the books of `issuing`: it gives a paper its number and takes it in before it stands in its place.

In: an open register, the order. Out: `Books` for one paper. What is entered beside the paper (an event, an agreement,
particulars) is entered in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem
from generator.register.words import Confirmation, FileEntry, PaperEntry, Want
from generator.selection import rules_of

if TYPE_CHECKING:
    from generator.register.register import Register

_FORMATS = {"agreement": "number_format", "notice": "notice_number_format", "form": "form_number_format"}
"""The key of region.yaml that holds the format of a series' numbers."""


@dataclass
class RegisterBooks:
    """The books of one order. `beside` says what is entered with its paper, in one transaction."""

    register: Register
    library: Library
    by: str
    fingerprint: str
    beside: Callable[[Staged], Confirmation]

    def number(self, case: Case) -> str:
        """Return the number of the order's paper: the one that was kept for it, or the next."""
        number = self._next(case)
        if case.number is not None and case.number != number:
            message = f"编号“{case.number}”不是登记簿给这份文书的编号，应是“{number}”"
            mend = "请删去 number 这一行：编号由登记簿依次给出，不跳号、不重号"
            place = case.places.of("number")
            raise InputError((Problem(code="number_out_of_turn", message=message, where=place, mend=mend),))
        return number

    def enter(self, staged: Staged) -> None:
        """Enter the paper and what goes with it; raise `InputError` where somebody was quicker."""
        self.register.enter(self.beside(staged))

    def placed(self, staged: Staged) -> None:
        """Take note that the files are in their place."""
        self.register.placed([staged.document.number or ""], self.by)

    def _next(self, case: Case) -> str:
        return self.register.reserve(number_want(self.library, case, self.fingerprint, self.by)).number


def number_want(library: Library, case: Case, fingerprint: str, by: str, batch: str | None = None) -> Want:
    """Return the number that an order's paper wants, in the run of numbers of the region that sets its format."""
    series = library.kinds[case.kind].series
    key = _FORMATS[series]
    owner = next((region for region in rules_of(library, case).regions if getattr(region, key)), None)
    if owner is None:
        raise InputError((_numberless(library, case, key),))
    number_format = getattr(owner, key)  # the numbers of the region that sets it are one run
    return Want(series, owner.id, case.date.year, number_format, fingerprint, by, batch)


def _numberless(library: Library, case: Case, key: str) -> Problem:
    able = [f"{region.title}（{name}）" for name, region in library.regions.items() if getattr(region, key)]
    message = f"“{library.regions[case.region].title}”没有规定《{library.kinds[case.kind].title}》的编号格式，不能签发"
    mend = f"请改为具体的统筹地区：{'、'.join(able)}；或在它的 region.yaml 写明 {key}"
    return Problem(code="number_format_missing", message=message, where=case.places.of("region"), mend=mend)


def paper_entry(staged: Staged, agreement: str) -> PaperEntry:
    """Return what the register keeps of a paper; `agreement` is the number of the one that it belongs to, or empty."""
    record = next(file for file in staged.files if file.format == "record")
    return PaperEntry(
        number=staged.document.number or "",
        kind=staged.document.kind,
        region=staged.document.region,
        agreement=agreement,
        date=staged.document.date,
        case=staged.case,
        document=staged.document,
        text_fingerprint=staged.fingerprints.text,
        full_fingerprint=staged.fingerprints.full,
        files=tuple(
            FileEntry(
                format=file.format,
                name=file.name,
                sha256=file.sha256,
                size=file.size,
                engine=file.engine,
                staged=str((staged.folder / file.name).absolute()),
                final=str((staged.out / file.name).absolute()),
            )
            for file in staged.files
        ),
        record=record.sha256,
        edition=staged.library,
    )
