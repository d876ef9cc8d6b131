"""`new`: asks what is missing, says who needs it, judges the answers, and writes a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.cases import read_case
from tests.cli.conftest import TERTIARY, Xieyi

NEW = ("new", "--from", "begun.yaml")

ANSWERS = {
    "date": "2026-01-01",
    "agency": ["示例局", "示例甲", "某地1号", "0471-6000001", "010010"],
    "institution": ["示例医院", "12150100MB0000001H", "H15010200001", "综合医院", "2", "公立", "800"],
    "people": ["示例乙", "某路2号", "0471-6000002", "示例行", "0012"],
    "services": ["1，2"],
    "internet": ["是", "y", "示例互联网医院"],
    "rest": ["10个工作日", "4%", "2026", "执业许可证", "内医保协〔2026〕0009号"],
}


@pytest.fixture
def begun(folder: Path) -> Path:
    """Return a case that says kind and region alone, in the current folder."""
    path = folder / "begun.yaml"
    path.write_text("kind: agreement\nregion: neimenggu\n", encoding="utf-8")
    return path


def lines(**changed: str | list[str]) -> str:
    """Return all answers, one a line, some of them changed."""
    found: list[str] = []
    for answers in {**ANSWERS, **changed}.values():
        found += [answers] if isinstance(answers, str) else answers
    return "\n".join(found) + "\n"


@pytest.mark.usefixtures("begun")
def test_a_whole_dialogue_ends_in_a_case_that_may_be_issued(xieyi: Xieyi, folder: Path) -> None:
    """Else somebody answers everything and still can't issue."""
    ran = xieyi(*NEW, answers=lines())
    assert ran.code == 0, ran.out
    assert "已可以签发" in ran.out
    assert xieyi("check", "case.yaml").code == 0
    case = read_case(folder / "case.yaml")
    assert case.agency.postcode == "010010"
    assert case.services == ("outpatient", "inpatient")
    assert case.institution.internet_hospital is not None
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "quality_deposit_rate: 4% # 质量保证金比例，第三十三条《质量保证金》要用" in text


@pytest.mark.usefixtures("begun")
def test_a_question_names_the_article_and_the_limit_with_its_law(xieyi: Xieyi) -> None:
    """Else the clerk doesn't know what the number is for, nor how far it may go."""
    out = xieyi(*NEW, answers=lines()).out
    assert "质量保证金比例（第三十三条《质量保证金》要用）" in out
    question = out.split("质量保证金比例（")[1].split("> ")[0]
    assert "不超过5%" in question
    assert "第三十三条“不超过5%”" in question


@pytest.mark.usefixtures("begun")
def test_without_an_internet_hospital_nothing_more_is_asked_of_it(xieyi: Xieyi, folder: Path) -> None:
    """Else a health centre is asked for what its agreement doesn't hold."""
    ran = xieyi(*NEW, answers=lines(internet="否"))
    assert "互联网医院名称" not in ran.out
    assert read_case(folder / "case.yaml").institution.internet_hospital is None
    again = xieyi("new", "next.yaml", "--from", "case.yaml")
    assert "是否设有互联网医院" not in again.out


@pytest.mark.usefixtures("begun")
def test_a_bad_answer_is_refused_with_the_reason_and_asked_again(xieyi: Xieyi) -> None:
    """Else a wrong digit is found only when everything has been typed."""
    ran = xieyi(
        *NEW,
        answers=lines(
            date=["2026/1/1", "2026-01-01"],
            institution=["示例医院", "12150100MB00000011", *ANSWERS["institution"][1:]],
            rest=["10个工作日", "5", "6%", *ANSWERS["rest"][1:]],
        ),
    )
    assert "“2026/1/1”不是日期" in ran.out
    assert "末位应是“H”" in ran.out
    assert "没有写百分号" in ran.out
    assert "写的是6%" in ran.out
    assert xieyi("check", "case.yaml").code == 0, ran.out


@pytest.mark.usefixtures("begun")
def test_the_term_is_asked_for_only_where_the_one_written_is_wrong(xieyi: Xieyi, folder: Path) -> None:
    """Else a clerk types what the region's rule gives, or can't mend what goes against the signing date."""
    ran = xieyi(*NEW, answers=lines())
    assert "有效期" not in ran.out
    whole = (folder / "case.yaml").read_text(encoding="utf-8")
    for term, answers, said in (
        ("start: 2025-12-31", "2026-01-01\n2025-12-31\n", "签订日期2026年1月1日晚于有效期起始的2025年12月31日"),
        ("start: 2026-01-01\n  end: 2025-06-30", "2025-12-31\n2026-12-31\n", "早于起始的2026年1月1日"),
    ):
        (folder / "wrong.yaml").write_text(f"{whole}term:\n  {term}\n", encoding="utf-8")
        mended = xieyi("new", "mended.yaml", "--from", "wrong.yaml", answers=answers)
        assert said in mended.out
        assert xieyi("check", "mended.yaml").code == 0, mended.out
        (folder / "mended.yaml").unlink()


@pytest.mark.usefixtures("begun")
def test_what_is_left_empty_is_named_and_left_for_later(xieyi: Xieyi, folder: Path) -> None:
    """Else a clerk without the bank's papers can't go on."""
    ran = xieyi(*NEW, answers=lines(people=["示例乙", "某路2号", "0471-6000002", "", ""]))
    assert ran.code == 0
    assert "留待以后再填的：乙方开户银行、乙方银行账号" in ran.out
    assert read_case(folder / "case.yaml").institution.bank.name is None
    assert xieyi("check", "case.yaml").code == 3


@pytest.mark.usefixtures("begun")
def test_the_end_of_input_keeps_what_was_answered_and_it_can_be_continued(xieyi: Xieyi, folder: Path) -> None:
    """Else twenty answers are lost with one key."""
    whole = lines().splitlines(keepends=True)
    ran = xieyi(*NEW, answers="".join(whole[:9]))
    assert ran.code == 0
    assert "已填的9项存在 case.yaml" in ran.out
    assert read_case(folder / "case.yaml").institution.code == "H15010200001"
    more = xieyi("new", "case.yaml", "--from", "case.yaml", answers="y\n" + "".join(whole[9:]))
    assert "甲方全称" not in more.out
    assert xieyi("check", "case.yaml").code == 0, more.out


def test_input_that_ends_at_once_writes_nothing(xieyi: Xieyi, folder: Path) -> None:
    """Else an empty case comes to lie about."""
    ran = xieyi("new")
    assert ran.code == 2
    assert "没有写文件" in ran.err
    assert list(folder.iterdir()) == []


def test_an_existing_file_is_not_overwritten_unasked(xieyi: Xieyi, folder: Path) -> None:
    """Else a finished case is lost."""
    (folder / "case.yaml").write_text("kind: agreement\n", encoding="utf-8")
    for answers in ("", "n\n", "\n"):
        assert xieyi("new", answers=answers).code == 2
    assert (folder / "case.yaml").read_text(encoding="utf-8") == "kind: agreement\n"


def test_only_what_is_missing_or_wrong_is_asked_and_comments_stay(xieyi: Xieyi, folder: Path) -> None:
    """Else completing a case means typing it anew."""
    text = TERTIARY.read_text(encoding="utf-8")
    partial = text.replace("quality_deposit_rate: 4%", "quality_deposit_rate: 6%").replace(
        "  phone: 0471-6000001\n", ""
    )
    (folder / "partial.yaml").write_text(partial, encoding="utf-8")
    ran = xieyi("new", "whole.yaml", "--from", "partial.yaml", answers="0471-6000001\n4%\n")
    assert ran.out.count("> ") == 2
    assert "原来写的不能用" in ran.out
    written = (folder / "whole.yaml").read_text(encoding="utf-8")
    assert written == text.replace("phone: 0471-6000001\n", "phone: 0471-6000001 # 甲方联系电话\n")


def test_a_case_that_cannot_be_read_is_not_completed(xieyi: Xieyi, folder: Path) -> None:
    """Else a misspelt key is carried along in silence."""
    (folder / "bad.yaml").write_text("kind: agreement\nagancy: {name: x}\n", encoding="utf-8")
    ran = xieyi("new", "good.yaml", "--from", "bad.yaml")
    assert ran.code == 3
    assert "没有“agancy”这个键" in ran.err
    assert not (folder / "good.yaml").exists()


def test_the_region_is_chosen_by_number_or_name_among_those_that_issue(xieyi: Xieyi, folder: Path) -> None:
    """Else the nation is offered as a pooling region, or a name that was typed in full is refused."""
    (folder / "partial.yaml").write_text("kind: agreement\n", encoding="utf-8")
    ran = xieyi("new", "--from", "partial.yaml", answers="0\n全国\n内蒙古自治区\n2026-01-01\n")
    assert ran.out.count("这个选项") == 2
    assert read_case(folder / "case.yaml").region == "neimenggu"


def test_an_unknown_region_in_the_file_is_put_right(xieyi: Xieyi, folder: Path) -> None:
    """Else a slip in the region ends the dialogue in a failure."""
    (folder / "partial.yaml").write_text("kind: agreement\nregion: neimengg  # 我的\n", encoding="utf-8")
    ran = xieyi("new", "--from", "partial.yaml", answers="neimenggu\n2026-01-01\n示例局\n")
    assert "统筹地区原来写的是“neimengg”" in ran.out
    assert "\nregion: neimenggu # 我的\n" in (folder / "case.yaml").read_text(encoding="utf-8")
