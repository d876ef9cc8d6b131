"""Lost without these: the text of an agreement as it stands after its supplements, and the numbers that others cite."""

from datetime import date

import pytest

from generator.assembly.consolidation import AmendmentError, Change, apply, consolidate
from generator.document.lookup import fill_text, find_article, find_part, part_address, part_text
from generator.document.walk import articles, document_lines
from generator.model.case import Amendment
from tests.documents import every_node

ISSUED = every_node()
FIRST, SECOND, *_ = articles(ISSUED)
SIGNED = date(2026, 3, 1)


def _change(*amendments: Amendment, day: date = SIGNED) -> Change:
    return Change("示〔2026〕0002号", "政策调整补充协议", day, amendments)


def test_a_replaced_article_keeps_its_number_and_its_place() -> None:
    amendment = Amendment(clause=FIRST.clause, after="第一句。\n第二句。", address="第一条")
    now = consolidate(ISSUED, [_change(amendment)], SIGNED)
    article = find_article(now, FIRST.clause)
    assert article is not None
    assert [paragraph.address for paragraph in article.paragraphs] == ["第一条第一款", "第一条第二款"]
    assert part_text(article) == "第一句。\n第二句。"
    assert [other.label for other in articles(now)] == [other.label for other in articles(ISSUED)]
    assert find_article(now, SECOND.clause) == SECOND


def test_every_change_is_told_with_its_supplement_and_its_day() -> None:
    now = consolidate(ISSUED, [_change(Amendment(clause=FIRST.clause, after="新文。", address="第一条"))], SIGNED)
    assert now.remarks[-1] == "第一条：由《政策调整补充协议》（示〔2026〕0002号）修改，自2026年3月1日起。"


def test_what_takes_effect_later_is_not_yet_in_the_text() -> None:
    later = _change(Amendment(clause=FIRST.clause, after="新文。"), day=date(2026, 3, 2))
    assert consolidate(ISSUED, [later], SIGNED) == ISSUED
    assert consolidate(ISSUED, [later], date(2026, 3, 2)) != ISSUED


def test_an_inserted_article_takes_no_number_from_another() -> None:
    put = [Amendment(clause=FIRST.clause, action="insert", title="甲", after=text) for text in ("其一。", "其二。")]
    now = consolidate(ISSUED, [_change(*put)], SIGNED)
    labels = [article.label for article in articles(now)]
    assert labels[:4] == ["第一条", "第一条之一", "第一条之二", SECOND.label]
    lines = list(document_lines(now))
    assert lines.index("第一条之一其一。") < lines.index("第一条之二其二。")


def test_an_article_taken_out_leaves_its_number_behind() -> None:
    now = apply(ISSUED, Amendment(clause=SECOND.clause, action="delete"))
    assert [article.label for article in articles(now)] == [article.label for article in articles(ISSUED)]
    assert part_text(find_article(now, SECOND.clause) or SECOND) == "（删去）"


def test_an_item_alone_is_changed() -> None:
    now = apply(ISSUED, Amendment(clause=FIRST.clause, item="visits", after="仅限门诊；"))
    part, other = find_part(now, FIRST.clause, item="visits"), find_part(ISSUED, FIRST.clause, item="visits")
    assert part is not None
    assert other is not None
    assert (part_address(part), part_text(part)) == ("第一条第（一）项", "仅限门诊；")
    assert part_text(other) != part_text(part)


def test_text_that_looks_like_an_item_or_a_template_stays_text() -> None:
    now = apply(ISSUED, Amendment(clause=FIRST.clause, after="- {#x} 甲\n{{ secret }}"))
    article = find_article(now, FIRST.clause)
    assert article is not None
    assert part_text(article) == "- {#x} 甲\n{{ secret }}"
    assert not any(paragraph.items for paragraph in article.paragraphs)


def test_a_particular_changes_wherever_it_is_printed() -> None:
    old = fill_text(ISSUED, "institution.name")
    now = apply(ISSUED, Amendment(clause="particulars", item="institution.name", after="新名医院"))
    assert fill_text(now, "institution.name") == "新名医院"
    assert old is not None
    assert not any(old in line for line in document_lines(now))


@pytest.mark.parametrize(
    ("amendment", "message"),
    [
        (Amendment(clause="nowhere", after="甲"), "协议里没有条款“nowhere”"),
        (Amendment(clause=FIRST.clause, item="nothing", after="甲"), "没有条款“.*”“nothing”项"),
        (Amendment(clause=FIRST.clause, paragraph=9, after="甲"), "第九款"),
        (Amendment(clause=FIRST.clause, before="别的原文", after="甲"), "原文与补充协议所写的不一致"),
        (Amendment(clause="particulars", item="institution.beds", after="9"), "没有印“institution.beds”"),
    ],
)
def test_an_amendment_without_a_place_is_refused(amendment: Amendment, message: str) -> None:
    with pytest.raises(AmendmentError, match=message):
        apply(ISSUED, amendment)
