"""Every change of an agreement's text holds what its action needs: new wording, a new article's title, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.case import Amendment
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each amendment that lacks its wording or title, or has one that it takes out."""
    for index, amendment in enumerate(facts.case.amendments if facts.declares("amendments") else ()):
        for key, message, mend in _wrong(amendment):
            where = f"amendments.{index}.{key}"
            yield facts.problem(__name__, where, f"第{index + 1}项变更{message}", mend=mend)


def _wrong(amendment: Amendment) -> Iterator[tuple[str, str, str]]:
    """Yield key, message and mend of what doesn't fit the action."""
    action = amendment.action
    if action == "delete" and amendment.after is not None:
        yield "after", "是删去（delete），却写了改后的文字", "请删去 after；要改写的，把 action 改为 replace"
    if action != "delete" and amendment.after is None:
        what = "改写（replace）" if action == "replace" else "增加一条（insert）"
        yield "after", f"是{what}，却没有写改后的文字", "请写“after: 改后的文字”；只是删去的，写 action: delete"
    if action == "insert" and amendment.title is None:
        yield "title", "是增加一条（insert），却没有写这一条的标题", "请写“title: 标题”"
