"""The register as the books of `issuing`: it gives a paper its number and takes it in before it stands in its place.

In: an open register, the order. Out: `Books` for one paper. What is entered beside the paper (an event, an agreement,
particulars) is entered in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem
from generator.register.refusals import OutOfTurnError
from generator.register.words import Confirmation, FileEntry, PaperEntry, Want
from generator.selection import rules_of
from generator.selection.rules import NUMBER_FORMATS

if TYPE_CHECKING:
    from generator.register.register import Register


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
        want = number_want(self.library, case, self.fingerprint, self.by)
        try:
            return self.register.reserve(replace(want, expected=case.number)).number
        except OutOfTurnError as error:
            mend = "请删去 number 这一行：编号由登记簿依次给出，不跳号、不重号"
            place = case.places.of("number")
            problem = Problem(code="number_out_of_turn", message=str(error), where=place, mend=mend)
            raise InputError((problem,)) from error

    def enter(self, staged: Staged) -> None:
        """Enter the paper and what goes with it; raise `InputError` where somebody was quicker."""
        self.register.enter(self.beside(staged))

    def placed(self, staged: Staged) -> None:
        """Take note that the files are in their place."""
        self.register.placed([staged.document.number or ""], self.by)


def number_want(library: Library, case: Case, fingerprint: str, by: str, batch: str | None = None) -> Want:
    """Return the number that an order's paper wants, in the run of numbers of the region that sets its format."""
    series = library.kinds[case.kind].series
    key = NUMBER_FORMATS[series]
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
