"""What drafts and papers are called. Lost without these: a draft that another kind's draft of the day overwrites."""

from __future__ import annotations

import pytest

from generator.document.nodes import Document, Fill, Origin
from generator.issuing.names import LONGEST, file_stem
from tests.documents import every_node
from tests.short_documents import letter


def agreement(*, draft: bool) -> Document:
    return every_node(draft=draft, name="某医院").model_copy(update={"kind": "agreement"})


def test_a_draft_of_an_agreement_is_named_by_its_day_and_institution() -> None:
    document = agreement(draft=True)
    assert file_stem(document) == f"草案_{document.date.isoformat()}_某医院"


def test_drafts_of_other_kinds_carry_their_titles() -> None:
    """A suspension and its resumption are drafted for one hospital on one day, into one folder."""
    notice = letter(draft=True, name="某医院")
    other = notice.model_copy(update={"title": "关于恢复履行医保协议的通知"})
    assert file_stem(notice) == "草案_2026-04-01_关于中止履行医保协议的通知_某医院"
    assert file_stem(other) != file_stem(notice)


def test_a_numbered_paper_is_named_by_its_number() -> None:
    """The register gives no number twice."""
    assert file_stem(letter(name="某医院")) == "呼医保中心通〔2026〕3号_某医院"


def test_a_paper_that_names_no_institution_has_its_title_once() -> None:
    nobody = letter(draft=True).model_copy(update={"chapters": (), "attachments": (), "addressee": ()})
    assert file_stem(nobody) == "草案_2026-04-01_关于中止履行医保协议的通知"


@pytest.mark.parametrize("name", ["某" * 60, "某" * 200])
def test_a_long_title_leaves_the_name_within_what_a_disk_takes(name: str) -> None:
    long = Fill(name="institution.name", text=name, origin=Origin.CASE)
    found = file_stem(letter(draft=True).model_copy(update={"addressee": (long,)}))
    assert len(found.encode()) <= LONGEST
    assert found.startswith("草案_2026-04-01_关于中止")


def test_a_form_of_a_person_carries_the_persons_name() -> None:
    """A hospital has thousands of promises, all of one kind and one day."""
    both = (
        Fill(name="person.name", text="某人", origin=Origin.CASE),
        Fill(name="institution.name", text="某医院", origin=Origin.CASE),
    )
    assert file_stem(letter().model_copy(update={"addressee": both})) == "呼医保中心通〔2026〕3号_某医院_某人"
    draft = letter(draft=True).model_copy(update={"addressee": both})
    assert file_stem(draft) == "草案_2026-04-01_关于中止履行医保协议的通知_某医院_某人"


def test_a_person_who_is_named_in_an_agreement_names_no_file() -> None:
    """An agreement is its parties'; whoever is named in it is not one."""
    someone = Fill(name="person.name", text="某人", origin=Origin.CASE)
    found = agreement(draft=False).model_copy(update={"addressee": (someone,)})
    assert file_stem(found).endswith("_某医院")
