"""Lost without these: wrong numbers, references that miss, blanks that hide, additions that pass for the model's."""

import pytest

from generator.assembly import assemble
from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import Article, Blank, Document, Fill, Origin, Reference
from generator.document.walk import article_lines, articles, inlines
from generator.model.case import Case
from generator.model.library import Library
from generator.reading import read_case_text

BASE = """
kind: agreement
region: neimenggu
date: 2026-01-01
institution:
  name: 示例医院
  level: 三级甲等
"""
WITH = "  internet_hospital: {name: 示例互联网医院, agreement: true}\n"
WITHOUT_RELATION = "  internet_hospital: {name: 示例互联网医院, agreement: false}\n"
KEEP = "options: {optional_clauses: keep}\n"


def case(extra: str = "") -> Case:
    return read_case_text(BASE + extra, "case.yaml")


def article(document: Document, clause: str) -> Article:
    return next(found for found in articles(document) if found.clause == clause)


def printed(document: Document, clause: str) -> str:
    return "\n".join(article_lines(article(document, clause)))


def test_without_an_internet_hospital_four_articles_leave_and_the_rest_follows(library: Library) -> None:
    document = assemble(library, case())
    assert [found.number for found in articles(document)] == list(range(1, 82))
    assert {found.clause for found in articles(assemble(library, case(WITH)))} - {
        found.clause for found in articles(document)
    } == {"internet-hospital", "internet-diagnosis", "internet-payment", "optional-articles"}
    assert "第五十九条、第六十条、第六十一条、第六十二条情形" in printed(document, "rescission")


def test_references_name_the_article_where_it_stands(library: Library) -> None:
    for extra in ("", WITH, KEEP):
        document = assemble(library, case(extra))
        labels = {found.bookmark: found.label for found in articles(document)}
        references = [inline for inline in inlines(document) if isinstance(inline, Reference)]
        assert len(references) >= 10
        for reference in references:
            assert reference.text == labels.get(reference.target, "承诺书")


def test_both_conditions_of_the_optional_articles_decide(library: Library) -> None:
    def first(extra: str) -> str | None:
        found = [a for a in articles(assemble(library, case(extra))) if a.clause == "internet-hospital"]
        return "\n".join(article_lines(found[0])) if found else None

    assert first("") is None
    assert first(WITHOUT_RELATION) is None
    assert "依托乙方设立的示例互联网医院，" in (first(WITH) or "")
    assert "依托乙方设立的／（互联网医院名称），" in (first(KEEP) or "")
    assert "依托乙方设立的／（互联网医院名称），" in (first(WITHOUT_RELATION + KEEP) or "")


def test_values_come_from_the_case_then_the_region_then_stay_blank(library: Library) -> None:
    document = assemble(library, case("values: {quality_deposit_rate: 4%}\n"))
    found = {inline.name: inline for inline in inlines(document) if isinstance(inline, Fill | Blank)}
    assert (found["quality_deposit_rate"].text, found["quality_deposit_rate"].origin) == ("4%", Origin.CASE)
    assert (found["quality_deposit_rate.max"].text, found["quality_deposit_rate.max"].origin) == ("5%", Origin.LAW)
    assert (found["upload_hours"].text, found["upload_hours"].origin) == ("24小时", Origin.REGION)
    assert isinstance(found["out_of_catalogue_year"], Blank)


def test_an_own_ratio_stands_at_the_institutions_level_alone(library: Library) -> None:
    text = printed(assemble(library, case("values: {out_of_catalogue_ratio: 15%}\n")), "assessment")
    assert "三甲医疗机构不得高于15%；三乙医疗机构不得高于10%" in text


def test_only_declared_services_are_printed_and_the_list_ends_well(library: Library) -> None:
    text = printed(assemble(library, case("services: [outpatient]\n")), "services")
    assert text.endswith("（一）门（急）诊。")
    text = printed(assemble(library, case("services: [inpatient, other]\nservices_other: 家庭病床\n")), "services")
    assert text.endswith("（一）住院；\n（二）其他：家庭病床。")


def test_a_negotiated_term_is_an_article_of_its_own_and_says_so(library: Library) -> None:
    extra = 'additions: [{after: dispute, text: "{{ x }} - 一款\\n二款", by: 双方}]\n'
    document = assemble(library, case(extra))
    added = article(document, "addition-1")
    assert added.number == article(document, "dispute").number + 1
    assert added.added_by == "双方"
    assert list(article_lines(added)) == [f"{added.label}{{{{ x }}}} - 一款", "二款"]
    assert article(document, "aftermath").number == added.number + 1


def test_every_paragraph_and_item_can_be_cited(library: Library) -> None:
    document = assemble(library, case(WITH))
    duties = article(document, "institution-duties")
    assert duties.paragraphs[0].items[8].address == "第七条第（九）项"
    no_refusal = article(document, "no-refusal")
    assert [paragraph.address for paragraph in no_refusal.paragraphs][:2] == ["第十八条第一款", "第十八条第二款"]


def test_equal_terms_have_one_text_fingerprint(library: Library) -> None:
    one = assemble(library, case("values: {quality_deposit_rate: 4%}\n"))
    other_case = BASE.replace("示例医院", "另一医院") + "values: {quality_deposit_rate: 5%}\n"
    other = assemble(library, read_case_text(other_case, "case.yaml"))
    assert text_fingerprint(one) == text_fingerprint(other)
    assert full_fingerprint(one) != full_fingerprint(other)
    assert text_fingerprint(one) != text_fingerprint(assemble(library, case(WITH)))


def test_articles_of_one_batch_are_shared(library: Library) -> None:
    one = assemble(library, case("number: 一\n"))
    two = assemble(library, case("number: 二\n"))
    assert all(a is b for a, b in zip(articles(one), articles(two), strict=True))


@pytest.mark.parametrize("extra", ["", WITH, KEEP, "services: [outpatient]\n"])
def test_the_same_case_gives_the_same_document(library: Library, extra: str) -> None:
    assert assemble(library, case(extra)) == assemble(library, case(extra))
