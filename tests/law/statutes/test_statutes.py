"""The statutes that are held say what their sources say, to the character, article by article.

The sources stand in `source/` (see `take_source.py`), the statutes under `regions/`. They are read here by a
few lines of our own and not by the project's loader, so that no fault there can hide a fault in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

REGIONS = Path(__file__).parents[3] / "regions"
SOURCES = Path(__file__).parent / "source"
PLACES = {
    "nhsa-order-2": ("national", 53),
    "neimenggu-model": ("neimenggu", 84),
    "foshan-2021-93": ("guangdong/foshan", 52),
    "nhsa-personnel-2024": ("national", 59),
    "jiangsu-2023-3": ("jiangsu", 53),
}
NUMERAL = "[一二三四五六七八九十]+"
PAPERS = {"医疗机构执业许可证", "医师执业证书", "定点医疗机构医疗保障服务协议"}  # in 《》, but no statutes
DIGITS = "零一二三四五六七八九"

each_statute = pytest.mark.parametrize("statute_id", PLACES)


@dataclass(frozen=True)
class Part:
    """A heading of a statute file: label (第三条, 第一章, 附件1, 印发通知), title, and the lines below it."""

    label: str
    title: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Statute:
    front: dict[str, Any]
    parts: list[Part]

    @property
    def articles(self) -> list[Part]:
        return [part for part in self.parts if part.label.endswith("条")]

    def article(self, number: int) -> Part:
        return self.articles[number - 1]


def read_statute(statute_id: str) -> Statute:
    path = REGIONS / PLACES[statute_id][0] / "statutes" / f"{statute_id}.md"
    opening, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    parts: list[Part] = []
    for line in body.splitlines():
        if heading := re.fullmatch(r"#{1,3} (\S+)(?: (.+))?", line):
            parts.append(Part(heading[1], heading[2] or "", []))
        elif line:
            parts[-1].lines.append(line)
    return Statute(YAML(typ="safe").load(front), parts)


def read_cited() -> list[dict[str, Any]]:
    cited: list[dict[str, Any]] = YAML(typ="safe").load((REGIONS / "cited.yaml").read_text(encoding="utf-8"))
    return cited


def chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return ten + (DIGITS[units] if units else "")


def bare(text: str) -> str:
    """Take white space and the lines of blanks out, make full-width forms half-width, as in the sources."""
    return re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", text))


def as_printed(statute: Statute) -> dict[str, str]:
    """Say what the source must read for this statute, by the labels that the source prints."""
    front = statute.front
    other = {f"第{chinese(number)}条": label for number, label in front.get("printed", {}).items()}
    numbered = re.compile(rf"第{NUMERAL}[章节条]|附件\d")  # the other labels are ours
    texts: dict[str, str] = {}
    for part in statute.parts:
        title = part.title if numbered.fullmatch(part.label) else ""
        if part.label == "第一章" and front["id"] != "neimenggu-model":  # that source prints no title
            texts["标题"] = bare(front["title"])
        if part.label == "附件1" and front["id"] != "neimenggu-model":
            titles = enumerate(front["annexes"], start=1)
            texts["附件目录"] = bare("附件：" + "".join(f"{n}.{title}" for n, title in titles))
        texts[other.get(part.label, part.label)] = bare(title + part.text)
    return texts


def read_source(statute_id: str, front: dict[str, Any]) -> dict[str, str]:
    """Read a source by its labels and mend in it what the statute file lists, and nothing else."""
    lines = (SOURCES / f"{statute_id}.txt").read_text(encoding="utf-8").splitlines()
    parts = dict(line.split("\t") for line in lines)
    assert len(parts) == len(lines)
    for mend in front.get("mended", []):
        label = mend["part"] if "part" in mend else f"第{chinese(mend['article'])}条"
        assert parts[label].count(bare(mend["source"])) == 1, f"{label}: 来源中没有所列的误处"
        parts[label] = parts[label].replace(bare(mend["source"]), bare(mend["text"]))
    return parts


def differences(ours: dict[str, str], source: dict[str, str]) -> dict[str, str]:
    """Name each part that differs and show where it begins to."""
    found = {label: "只在一方" for label in ours.keys() ^ source.keys()}
    for label in ours.keys() & source.keys():
        a, b = ours[label], source[label]
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            found[label] = f"…{a[max(0, at - 10) : at + 10]}… 来源：…{b[max(0, at - 10) : at + 10]}…"
    return found


@each_statute
def test_text_is_the_source_to_the_character(statute_id: str) -> None:
    """Else a quote could be proved by an article that does not say it."""
    statute = read_statute(statute_id)
    ours, source = as_printed(statute), read_source(statute_id, statute.front)
    assert differences(ours, source) == {}
    assert list(ours) == list(source), "次序与来源不同"


@pytest.mark.parametrize(
    ("written", "altered"), [("不超过3个月", "不超过2个月"), ("应当", "应"), ("，", ""), ("1年内", "1年以内")]
)
def test_comparison_names_the_article_where_one_word_was_changed(written: str, altered: str) -> None:
    """Else the comparison above could pass over a change, or leave one to look for it in 53 articles."""
    statute = read_statute("nhsa-order-2")
    source = read_source("nhsa-order-2", statute.front)
    part = next(part for part in statute.articles if written in part.text)
    part.lines[:] = part.text.replace(written, altered, 1).split("\n")
    assert list(differences(as_printed(statute), source)) == [part.label]


@each_statute
def test_articles_run_without_gap(statute_id: str) -> None:
    """Else a citation by number would find its neighbour."""
    statute = read_statute(statute_id)
    labels = [part.label for part in statute.articles]
    assert labels == [f"第{chinese(number)}条" for number in range(1, PLACES[statute_id][1] + 1)]
    chapters = [part.label for part in statute.parts if part.label.endswith("章")]
    assert chapters == [f"第{chinese(number)}章" for number in range(1, len(chapters) + 1)]


@each_statute
def test_items_run_without_gap_directly_under_their_paragraph(statute_id: str) -> None:
    """Else 第六十二条第（十）项 would be another item, or none."""
    path = REGIONS / PLACES[statute_id][0] / "statutes" / f"{statute_id}.md"
    text = path.read_text(encoding="utf-8")
    for paragraph in text.split("\n\n"):
        numerals = re.findall(rf"^（({NUMERAL})）", paragraph, flags=re.MULTILINE)
        assert numerals == [chinese(number) for number in range(1, len(numerals) + 1)]
    assert not re.search(r"\n\n（[一二]）", text), "项应紧接其款"
    hidden = re.findall(rf".*[。；：]（{NUMERAL}）.*", text)
    assert hidden == [], "一行中藏有另一项"


@each_statute
def test_no_paragraph_is_broken_and_no_artefact_is_left(statute_id: str) -> None:
    """Else a 款 would be counted twice, or a quote that runs over the break would not be found."""
    for part in read_statute(statute_id).articles:
        for line in part.lines:
            assert line.endswith(("。", "；", "：")), f"{part.label}: 断行：{line[-20:]}"
            assert not re.search(r"[,;:()!*#\[\]\\\ue000-\uf8ff]", line), f"{part.label}: {line}"
            assert not re.search(r"\d\s|\s\d|[，。；：、）]\s", line), f"{part.label}: {line}"


def test_a_break_at_a_full_stop_did_not_make_a_paragraph() -> None:
    """Else 第二十一条 of the model, broken there by the edge of a line, would have three 款."""
    model = read_statute("neimenggu-model")
    paragraphs = {n: sum(not line.startswith("（") for line in model.article(n).lines) for n in range(1, 85)}
    assert {n: count for n, count in paragraphs.items() if count > 1} == {
        8: 3, 9: 4, 15: 2, 17: 2, 18: 6, 23: 2, 25: 2, 26: 3, 35: 2, 40: 2, 41: 2, 47: 2, 48: 2, 49: 2,
        53: 2, 56: 2, 59: 3, 74: 2,
    }  # fmt: skip


def test_what_an_item_goes_on_to_say_stays_in_it() -> None:
    """Else Foshan's three days to ask for a review (第十条第（四）项) would belong to no item."""
    lines = read_statute("foshan-2021-93").article(10).lines[1:]
    inside = ["（一）", "（二）", "  材", "（三）", "（四）", "  公", "  公", "（五）", "（六）"]
    assert [line[:3] for line in lines] == inside


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@each_statute
def test_front_matter_is_printed_in_the_source(statute_id: str) -> None:
    """Else a statute would be in force, or have lapsed, by nobody's word."""
    statute = read_statute(statute_id)
    front, everything = statute.front, bare("".join(part.text for part in statute.parts))
    assert front["id"] == statute_id
    assert front["nature"] in {"ministry_rule", "normative", "contract_model", "procedure"}
    if statute_id == "neimenggu-model":
        assert [front[key] for key in ("number", "issuer", "issued", "effective_from")] == [None] * 4
        return
    assert front["number"] is None or bare(front["number"]) in everything
    assert front["issuer"] in everything
    assert in_chinese(front["issued"]) in everything
    assert f"自{in_chinese(front['effective_from'])}起施行" in statute.articles[-1].text
    for replaced in front.get("replaces", []):
        assert f"{replaced}同时废止" in statute.articles[-1].text


def test_only_foshan_ends_and_on_the_day_its_own_words_give() -> None:
    """Else a document of 2024 would stand on a rule that had lapsed."""
    ends = {statute_id: read_statute(statute_id).front["effective_to"] for statute_id in PLACES}
    assert {statute_id for statute_id, day in ends.items() if day} == {"foshan-2021-93"}
    foshan = read_statute("foshan-2021-93")
    words = foshan.front["ends_by"]
    assert words["quote"] in foshan.article(words["article"]).text
    years = int(re.findall(r"有效期(\d)年", words["quote"])[0])
    begins: date = foshan.front["effective_from"]
    assert ends["foshan-2021-93"] + timedelta(days=1) == begins.replace(year=begins.year + years)


def test_every_annex_that_is_listed_is_held() -> None:
    """Else a form that the procedure prescribes would be missing; the forms keep titles of their own."""
    personnel = read_statute("nhsa-personnel-2024")
    forms = [part for part in personnel.parts if part.label.startswith("附件")]
    assert [part.label for part in forms] == [f"附件{n}" for n in range(1, 8)]
    listed = personnel.front["annexes"]
    assert [n for n, form in enumerate(forms, 1) if form.title != listed[n - 1]] == [1, 3, 6]
    assert read_statute("neimenggu-model").front["annexes"] == ["承诺书"]


def places() -> Iterator[tuple[str, Part]]:
    """Yield each part of each statute with the place by which `cited.yaml` names it."""
    for statute_id in PLACES:
        statute = read_statute(statute_id)
        for part in statute.parts:
            known = part in statute.articles
            yield f"{statute_id}#{statute.articles.index(part) + 1 if known else part.label}", part


def listed_as(name: str, own_title: str, titles: set[str], held: set[str]) -> str | None:
    """Find the title in `cited.yaml` that a name in 《》 stands for; None for what is held or no statute."""
    if name in titles:
        return name
    if name in held | PAPERS or name in own_title or own_title in name:
        return None
    return next((title for title in sorted(titles) if title.endswith(name)), f"未列入：{name}")


def test_every_statute_that_is_named_is_listed_with_its_place() -> None:
    """Else nobody would know that an article leans on a text that is not held."""
    cited = {entry["title"]: entry for entry in read_cited()}
    held = {read_statute(statute_id).front["title"] for statute_id in PLACES}
    missing = []
    for place, part in places():
        own_title = read_statute(place.split("#")[0]).front["title"]
        for name in re.findall("《([^《》]+)》", part.text):
            title = listed_as(name, own_title, set(cited), held)
            if title and place not in cited.get(title, {"cited_in": []})["cited_in"]:
                missing.append((place, title))
    assert missing == []


def test_what_is_listed_as_cited_is_said_there() -> None:
    """Else the list would tell of a statute what no source says of it."""
    texts = {place: part.text for place, part in places()}
    cited = read_cited()
    assert len({entry["id"] for entry in cited}) == len({entry["title"] for entry in cited}) == len(cited)
    for entry in cited:
        assert entry["says"], entry["id"]
        assert entry["held"] is False
        assert entry["id"] not in PLACES
        cited_texts = {place: texts[place] for place in entry["cited_in"]}
        for quote in entry["says"]:
            assert any(quote in text for text in cited_texts.values()), f"{entry['id']}: {quote}"
        for place, text in cited_texts.items():
            named = entry["title"].rsplit("关于")[-1] in text
            assert named or any(quote in text for quote in entry["says"]), f"{entry['id']}: {place}"
        number = entry.get("number")
        assert number is None or any(number in text for text in cited_texts.values()), entry["id"]
