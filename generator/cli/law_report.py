"""What is told of statutes, of where their articles live, and of rules on facts, as plain data.

In: a Library, a day. Out: dictionaries that `--json` prints as they are and that the commands print as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.assembly.basis import FORCE_WORDS
from generator.errors import UsageError
from generator.model.citation import Citation
from generator.model.law import CitedStatute
from generator.model.library import Library
from generator.model.numerals import numeral
from generator.model.region import Region
from generator.model.rule import LegalRule
from generator.model.statute import Statute

ABOUT = {
    "application": "申请", "refusal": "不予受理", "evaluation": "评估公示", "internet_supplement": "互联网医院",
    "request": "乙方的请求", "signing": "签订",
    "event": "协议一生的事件", "personnel": "相关人员",
}  # fmt: skip
TYPES = {"date": "日期", "number": "整数", "truth": "是否", "text": "文字"}
PLACES = {
    "clause": "条款", "parameter": "参数", "rule": "规则", "kind": "文书",
}  # fmt: skip


def state(statute: Statute | CitedStatute, on: date) -> str:
    """Say in a word whether a statute is in force on a day."""
    if statute.effective_from is None and statute.effective_to is None:
        return "施行日期不详"
    if statute.effective_from is not None and on < statute.effective_from:
        return "尚未施行"
    return "施行中" if statute.in_force(on) else "已失效"


def period(statute: Statute | CitedStatute) -> str:
    """Return the days in force as they are printed."""
    if statute.effective_from is None and statute.effective_to is None:
        return ""
    return f"{statute.effective_from or ''} 至 {statute.effective_to or '今'}"


def statutes(library: Library, on: date) -> list[dict[str, Any]]:
    """Return every statute that is held, then those that are only cited."""
    held = [statute(found, on) for found in library.statutes.values()]
    return held + [statute(found, on) for found in library.cited.values()]


def statute(found: Statute | CitedStatute, on: date) -> dict[str, Any]:
    """Return what is known of a statute, its text left out. `in_force` is null where its dates aren't known."""
    told: dict[str, Any] = {
        "id": found.id, "title": found.title, "number": found.number,
        "effective_from": _written(found.effective_from), "effective_to": _written(found.effective_to),
        "in_force": None if state(found, on) == "施行日期不详" else found.in_force(on),
        "state": state(found, on), "period": period(found), "held": isinstance(found, Statute),
    }  # fmt: skip
    if isinstance(found, Statute):
        return {**told, "issuer": found.issuer, "articles": len(found.articles), "file": found.file}
    return {**told, "cited_in": list(found.cited_in), "says": list(found.says)}


def find_statute(library: Library, name: str) -> Statute | CitedStatute:
    """Return a statute that is held or cited; raise `UsageError`."""
    found = library.statutes.get(name) or library.cited.get(name)
    if found is None:
        from generator.reading.validation import nearest

        close = nearest(name, [*library.statutes, *library.cited])
        hint = f"是否想写 {close}？" if close else "用 xieyi law list 查看全部代号。"
        raise UsageError(f"没有代号为“{name}”的法规。{hint}")
    return found


def passages(library: Library, target: str) -> tuple[Statute | CitedStatute, str, list[dict[str, Any]]]:
    """Return a statute, what of it is meant (printed), and its passages: all articles, or the cited place.

    A statute that isn't held has none. Raise `UsageError` where there is no such place.
    """
    name, _, place = target.partition("#")
    found = find_statute(library, name)
    if not isinstance(found, Statute):
        return found, f"《{found.title}》", []
    if not place:
        cites = [Citation(statute=found.id, article=article.number) for article in found.articles]
        texts = [{"article": cite.article, "text": found.passage(cite)} for cite in cites]
        return found, found.name(), texts
    try:
        citation = Citation.read(target)
    except ValueError as error:
        raise UsageError(f"{error}。") from None
    text = found.passage(citation)
    if text is None:
        raise UsageError(f"{found.name()}没有“{citation}”这一处，全文共{len(found.articles)}条。")
    return found, library.print_citation(citation), [{"article": citation.article, "text": text}]


def short_citation(library: Library, citation: Citation) -> str:
    """Return a citation with the statute's number in place of its long name, where it has one."""
    statute = library.statutes[citation.statute]
    return library.print_citation(citation).replace(statute.name(), statute.number or f"《{statute.title}》", 1)


def lives(library: Library, name: str) -> Iterator[dict[str, Any]]:
    """Yield where each article of a statute lives; an article that the trace leaves out has neither places nor why."""
    known = library.trace.get(name, {})
    titles = _titles(library)
    for article in library.statutes[name].articles:
        found = known.get(article.number)
        yield {
            "statute": name,
            "article": article.number,
            "label": f"第{numeral(article.number)}条",
            "lives": [_place(written, titles) for written in (found.lives if found else ())],
            "why": found.why if found else None,
        }


def _place(written: str, titles: dict[str, str]) -> dict[str, str]:
    what, _, name = written.partition(":")
    return {"what": what, "name": name, "title": titles.get(f"{what}:{name.partition('#')[0]}", "")}


def _titles(library: Library) -> dict[str, str]:
    """Return what the places that a trace may name are called."""
    found = {f"parameter:{name}": parameter.label for name, parameter in library.parameters.items()}
    for region in library.regions.values():
        for variants in region.variants.values():
            clauses = (*variants.replacements.values(), *variants.insertions)
            found |= {f"clause:{clause.slug}": clause.title for clause in clauses}
    for kind in library.kinds.values():
        found |= {f"clause:{clause.slug}": clause.title for clause in kind.texts()}
        found[f"kind:{kind.id}"] = kind.title
    return found


def rule(library: Library, found: LegalRule, region: Region) -> dict[str, Any]:
    """Return a rule on facts: what it asks, what it stands on, and what is said where it isn't met."""
    ground = library.ground(found.cite, found.quote)
    return {
        "id": found.id, "about": found.about, "about_label": ABOUT[found.about], "force": found.force.value,
        "force_label": FORCE_WORDS[found.force], "region": region.id, "region_title": region.title,
        "asks": [
            {"fact": one.fact, "label": one.label, "type": one.type, "type_label": TYPES[one.type]}
            for one in found.asks
        ],
        "cite": str(found.cite), "citation": ground.citation, "quote": found.quote, "text": ground.text,
        "message": found.message, "mend": found.mend, "note": found.note,
    }  # fmt: skip


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
