"""Reading kinds of every form: what they hold, and what is refused when the library is loaded.

Lost without these: an officer's slip in a notice's folder would reach the notice, or stop the agreement too.
"""

import re
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.model.library import Library
from tests.reading.papers import FILES, read_papers


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_papers(tmp_path_factory.mktemp("papers"))


def test_each_form_is_read(papers: Library) -> None:
    assert {name: papers.kinds[name].form for name in ("agreement", "book", "deed", "letter", "sheet")} == {
        "agreement": "agreement",
        "book": "agreement",
        "deed": "deed",
        "letter": "letter",
        "sheet": "sheet",
    }
    assert [clause.slug for clause in papers.kinds["deed"].clauses] == ["changes", "publicity", "effect"]
    assert papers.kinds["letter"].preamble is None
    assert papers.kinds["letter"].series == "notice"


def test_a_kind_takes_over_what_it_is_based_on(papers: Library) -> None:
    """A standing agreement must not lag behind the agreement whose text it shares."""
    book, agreement = papers.kinds["book"], papers.kinds["agreement"]
    slugs = [clause.slug for clause in agreement.clauses if clause.slug != "interfaces"]
    slugs.insert(slugs.index("dispute") + 1, "standing")
    assert [clause.slug for clause in book.clauses] == slugs
    dispute = book.clause("dispute")
    assert dispute is not None
    assert (dispute.title, dispute.chapter) == ("固定协议的争议", "supplementary")
    assert book.clause("deposit-settlement") is agreement.clause("deposit-settlement")
    assert [found.id for found in book.attachments] == ["commitment", "list"]
    assert set(book.facts) == {*agreement.facts, "agreement.number"}
    assert (book.title, book.cover, book.preamble) == ("固定协议", agreement.cover, agreement.preamble)


def test_a_region_changes_what_is_taken_over_and_not_what_is_its_own(papers: Library) -> None:
    """Jiangsu's text is its law wherever the agreement's text stands; a kind's own clause is no longer that text."""
    jiangsu = papers.regions["jiangsu"].variants
    book = papers.kinds["book"].in_region(jiangsu)
    agreement = papers.kinds["agreement"].in_region(jiangsu)
    assert book.clause("suspension") is agreement.clause("suspension")
    assert book.clause("withholding") is None
    found = book.clause("dispute")
    assert found is not None
    assert found.file == "clauses/book/08-supplementary/79-dispute.md"


def told(folder: Path, changed: dict[str, str]) -> list[str]:
    """Return the problems of the kinds with some files changed."""
    with pytest.raises(LibraryError) as caught:
        read_papers(folder, changed=changed)
    return [str(problem) for problem in caught.value.problems]


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """Return a file with its text edited."""
    assert FILES[name].count(old) == 1
    return {name: FILES[name].replace(old, new)}


INDENT = " " * 8
"""That of the texts in FILES."""

MISTAKES = [
    (edited("letter/kind.yaml", "addressee: institution.name", ""),
     "clauses/letter/kind.yaml addressee 缺少“addressee”。请补上。"),
    (edited("letter/kind.yaml", "addressee: institution.name", "addressee: institution.nam"),
     "没有“institution.nam”这个事实"),
    (edited("deed/kind.yaml", "form: deed", "form: deed\n        chapters: {a: 甲}"), "不分章。请删去 chapters"),
    (edited("deed/kind.yaml", "form: deed", "form: deed\n        addressee: institution.name"), "只有公文"),
    (edited("deed/kind.yaml", "form: deed", "form: deed\n        omit: [changes]"), "omit 只用于"),
    (edited("deed/kind.yaml", "form: deed", "form: dead"), "“dead”不在可选项内"),
    ({"deed/01-part/02-extra.md": FILES["deed/03-effect.md"]}, "clauses/deed/01-part 这种文书（form: deed）不分章"),
    ({"agreement/09-stray.md": "---\ntitle: 甲\n---\n乙。\n"}, "条款文件要放在章的文件夹里"),
    ({"book/09-more/01-more.md": "---\ntitle: 甲\n---\n乙。\n"}, "代号须在 kind.yaml 的 chapters 里有标题"),
    ({"deed/notes.md": "没有文件头"}, "条款的文件名应是“序号-代号.md”"),
    ({"letter/attachments/receipt.md": FILES["letter/attachments/01-receipt.md"]}, "附件的文件名应是“序号-代号.md”"),
    (edited("book/kind.yaml", "omit: [interfaces]", "omit: [intefaces]"), "最接近的是“interfaces”"),
    (edited("book/kind.yaml", "omit: [interfaces]", "omit: [commitment]"),
     "clauses/agreement/01-general/07-institution-duties.md:22 commitment "
     "在以它为底本的《固定协议》里：引用的条款“commitment”不存在"),
    (edited("book/kind.yaml", "based_on: agreement", "based_on: agrement"), "没有“agrement”这个文书种类"),
    (edited("book/kind.yaml", "based_on: agreement", "based_on: book"), "“book”的底本“book”又以它为底本"),
    (edited("deed/kind.yaml", "type: date, ", "type: day, "), "“day”不在可选项内"),
    (edited("deed/kind.yaml", "{label: 甲方全称,", "{label: 甲方全称, type: text,"), "“agency.name”不用写 type"),
    (edited("deed/kind.yaml", "facts.copies:", "facts.copies.all:"), "名称不能再分级"),
    (edited("deed/02-publicity.md", "when: facts.published", 'when: facts.published == "true"'),
     "“facts.published”是“是”或“否”，不能与“true”比较"),
    (edited("deed/03-effect.md", "一式", '{{ box(facts.published == "true") }}一式'),
     "“facts.published”是“是”或“否”，不能与“true”比较"),
    (edited("deed/03-effect.md", "本协议自", "本协议\u202e自"),
     "clauses/deed/03-effect.md:4 文件里有不可见的控制字符（U+202E）"),
    (edited("deed/kind.yaml", "甲方（公章）", "甲方\\u202e（公章）"),
     "clauses/deed/kind.yaml:20 signing.0.0 这里的第3个字是不可见的控制字符（U+202E）"),
    (edited("deed/03-effect.md", "一式", "{{ box(facts.publishd) }}一式"), "最接近的是“facts.published”"),
    (edited("deed/03-effect.md", "facts.effective_on", "facts.effective_at"), "最接近的是“facts.effective_on”"),
    (edited("deed/03-effect.md", "{{ facts.copies }}", "{{ facts.published }}"), "只能用于条件，不能打印"),
    (edited("deed/03-effect.md", "一式", f"\n\n{INDENT}| 甲 |\n\n{INDENT}一式"),
     "表格（以“|”开头的行）只能写在附件和表单"),
    (edited("deed/01-changes.md", "{{ amendment.address }}修改", "{{ amendment.adress }}修改"),
     "“amendments”的各项里没有“adress”。最接近的是“address”"),
    (edited("deed/01-changes.md", "{{ amendment.address }}修改为：“", f"改为：\n{INDENT}- “"),
     "会有几段的文字不能写在项里"),
    (edited("letter/01-findings.md", "{% if finding.on %}", "{% if finding.day %}"), "“findings”的各项里没有“day”"),
    (edited("letter/01-findings.md", "{{ finding.fact }}", "{{ finding }}"), "“findings”的一项不能整个印出来"),
    (edited("letter/01-findings.md", "in findings", "in agreement.number"), "“agreement.number”不是清单"),
    (edited("letter/01-findings.md", "in findings", "in amendments"), "没有“amendments”这个名称"),
    (edited("letter/kind.yaml", "{label: 认定}", "{label: 认定, blank: ____}")
     | edited("letter/02-decision.md", "据此", "{{ findings }}据此"), "“findings”是清单，不能整个印出来"),
    (edited("letter/02-decision.md", 'ref("receipt")', 'ref("findings")'), "没有条号的段落，引用它印不出称呼"),
    (edited("letter/attachments/01-receipt.md", "| 处理决定", '| {{ ref("recept") }}'), "最接近的是“receipt”"),
    (edited("letter/attachments/01-receipt.md", "| 处理决定", '| {{ ref("findings") }}'), "没有条号的段落"),
    (edited("deed/kind.yaml", '["甲方（公章）：', """['{{ ref("publicity") }}'], ["甲方（公章）："""),
     "clauses/deed/kind.yaml:20 publicity 条款“publicity”可能不适用，而这里仍引用它"),
    ({"deed/attachments/01-list.md": "---\ntitle: 清单\nreference: 《清单》\n---\n"
      '{% if facts.published == "true" %}\n甲\n{% endif %}\n'}, "不能与“true”比较"),
    (edited("letter/attachments/01-receipt.md", "| ^ | 处理决定", "| 处理决定"), "表格第3行有3列，应是4列"),
    (edited("sheet/01-list.md", "{{ finding.address }} |\n", "{{ finding.address }}\n"), "以“|”开头、以“|”结尾"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "message"), MISTAKES)
def test_a_mistake_in_a_kind_is_told(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    found = told(tmp_path, changed)
    assert any(message in problem for problem in found), found
    assert all(re.match("(clauses|regions)/", problem) for problem in found), found


def test_a_torn_base_is_told_once(tmp_path: Path) -> None:
    """A slip in the agreement must not be told again for each kind that has its text."""
    base = {"agreement/08-supplementary/99-more.md": "---\ntitel: 甲\n---\n乙。\n"}
    assert told(tmp_path, base) == [
        "clauses/agreement/08-supplementary/99-more.md title 缺少“title”。请补上。",
        "clauses/agreement/08-supplementary/99-more.md:2 titel 没有“titel”这个键。最接近的是“title”。",
    ]


def test_what_is_wrong_with_a_shared_clause_is_told_once(tmp_path: Path) -> None:
    shared = {"agreement/08-supplementary/99-more.md": "---\ntitle: 甲\n---\n{{ institution.nam }}。\n"}
    assert told(tmp_path, shared) == [
        "clauses/agreement/08-supplementary/99-more.md:4 institution.nam 没有“institution.nam”这个名称。"
        "最接近的是“institution.name”。"
    ]


def test_a_kind_without_a_chapter_takes_a_regions_variants(tmp_path: Path) -> None:
    """A region's own wording of a notice or a sheet would else be refused, or lost."""
    own = {
        "../regions/neimenggu/clauses/deed/effect.md": "---\ntitle: 生效\n---\n自{{ facts.effective_on }}起生效。\n",
        "../regions/neimenggu/clauses/deed/extra.md": "---\ntitle: 另外\nafter: effect\n---\n另外约定。\n",
        "../regions/neimenggu/clauses/sheet/list.md": "---\ntitle: 清单\n---\n| 甲 | 乙 |\n",
    }
    library = read_papers(tmp_path, changed=own)
    deed = library.kinds["deed"].in_region(library.regions["neimenggu"].variants)
    assert [(clause.slug, clause.chapter) for clause in deed.clauses][2:] == [("effect", ""), ("extra", "")]
    assert deed.clauses[2].file.startswith("regions/neimenggu/")
