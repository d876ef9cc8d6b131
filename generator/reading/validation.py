"""Plain data → models; what doesn't fit becomes Problems with place, reason and mend.

In: data from `read_yaml`, a model. Out: the model, or Chinese problems, one for each key that is wrong.
"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model.places import Places
from generator.problems import Problem

M = TypeVar("M", bound=BaseModel)

_WHOLE_NUMBER = "请用阿拉伯数字写成不小于0的整数，不带单位和千分号"


def validate(model: type[M], data: Any, places: Places, code: str = "format") -> tuple[M | None, list[Problem]]:
    """Return the model made from data and no problems, or None and what is wrong."""
    if not isinstance(data, dict):
        where = places.of("")
        return None, [Problem(code=code, message="文件内容应是“键: 值”", where=where, mend="请对照样例改写")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = _likely(error.errors(include_url=False), data)
        problems = [_problem(model, path, detail, places, code) for path, detail in details]
        return None, sorted(problems, key=lambda problem: (problem.where.line is None, problem.where.line or 0))


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that is most like a name, None where none is."""
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else None


def _likely(details: list[ErrorDetails], data: Any) -> list[tuple[list[str], ErrorDetails]]:
    """Return errors with their paths in the file; of a union's branches, only those of the one that fits best.

    The validator puts the branch's name into the path and tells what is wrong with every branch.
    """
    found: list[tuple[list[str], tuple[str, ...], ErrorDetails]] = []
    for detail in details:
        path: list[str] = []
        branch: tuple[str, ...] = ("",)
        here = data
        for index, step in enumerate(detail["loc"]):
            absent = detail["type"] == "missing" and index == len(detail["loc"]) - 1
            inside = step in here if isinstance(here, dict) else isinstance(here, list) and isinstance(step, int)
            if inside:
                here = here[step]
            if inside or absent:
                path.append(str(step))
            else:
                branch = (*path, str(step))
        found.append((path, branch, detail))
    sizes = Counter(branch for _, branch, _ in found)
    best: dict[tuple[str, ...], tuple[str, ...]] = {}
    for branch in sizes:
        best[branch[:-1]] = min(best.get(branch[:-1], branch), branch, key=lambda one: sizes[one])
    return [(path, detail) for path, branch, detail in found if best[branch[:-1]] == branch]


def _problem(model: type[BaseModel], path: list[str], detail: ErrorDetails, places: Places, code: str) -> Problem:
    where = places.of(".".join(path))
    if detail["type"] == "extra_forbidden":
        known = _fields(model, path[:-1])
        close = nearest(path[-1], known)
        mend = f"最接近的是“{close}”" if close else f"可用的键：{'、'.join(known)}"
        return Problem(code="unknown_key", message=f"没有“{path[-1]}”这个键", where=where, mend=mend)
    message, mend = _words(detail)
    return Problem(code=code, message=message, where=where, mend=mend)


def _words(detail: ErrorDetails) -> tuple[str, str]:
    """Return the Chinese message and mend for an error of the validator."""
    kind, context = detail["type"], detail.get("ctx", {})
    written = detail["input"]
    shown = f"“{str(written)[:40]}”" if isinstance(written, str) else ""
    expected = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、").replace("'", "")
    words = {
        "missing": (f"缺少“{detail['loc'][-1]}”", "请补上"),
        "value_error": (str(context.get("error", detail["msg"])), "请改正后重试"),
        "date": (f"{shown}不是日期", "日期写成“2026-01-01”的样子"),
        "int": (f"{shown}不是合适的整数", _WHOLE_NUMBER),
        "greater": (f"{shown}不是合适的整数", _WHOLE_NUMBER),
        "less": (f"{shown}不是合适的整数", _WHOLE_NUMBER),
        "bool": (f"{shown}应是 true 或 false", "是写 true，否写 false"),
        "literal_error": (f"{shown}不在可选项内", f"可选：{expected}"),
        "enum": (f"{shown}不在可选项内", f"可选：{expected}"),
        "string_too_short": ("不能是空的", "请填写，或删去这一行"),
        "string_too_long": (f"文字超过{context.get('max_length')}个字", "请缩短"),
        "string": ("这里应是一行文字", "请写成文字；没有内容就删去这一行"),
        "too_long": (f"超过{context.get('max_length')}项", "请合并或减少"),
        "tuple": ("这里应是清单", "请用“- ”逐行列出，或写成 [a, b]"),
        "model": ("这里应是一组“键: 值”", "请换行缩进后逐行写“键: 值”"),
        "dict": ("这里应是一组“键: 值”", "请换行缩进后逐行写“键: 值”"),
    }
    found = next((text for start, text in words.items() if kind.startswith(start)), None)
    return found or (f"{shown}的写法不对（{detail['msg']}）", "请对照样例改写")


def _fields(model: type[BaseModel], path: list[str]) -> list[str]:
    """Return the keys that the model at a path knows."""
    found: Any = model
    for step in path:
        if isinstance(found, type) and issubclass(found, BaseModel) and step in found.model_fields:
            found = _model_in(found.model_fields[step].annotation)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [field.alias or name for name, field in found.model_fields.items() if not field.exclude]
    return []


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner)) is not None), None)
