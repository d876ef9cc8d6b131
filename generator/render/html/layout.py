"""Read a layout: the frame `page.html`, its style sheets, those of other layouts that it builds on, and the fonts.

In: the folder `templates/<layout>`, beside `templates/fonts.yaml` and the other layouts. Out: a Layout, kept by the
content of its files. A frame takes `styles.paper` from its own `paper.css` and `layouts.agreement.paper` from that of
`templates/agreement`: the short papers look like the agreement but where they say otherwise. Office staff edit these
files, so every mistake in them is a LayoutError that names file and line, and nothing in them may reach outside the
templates: the HTML is one file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.errors import LayoutError
from generator.fonts.roles import Role, read_roles

FRAME = "page.html"
SHARED = "shared"  # the folder beside the layouts with what several of them take

# What would make a reader's browser, or the PDF's, fetch or run something.
_OUTWARD_IN_FRAME = re.compile(
    r"""<\s*(?:script|link|iframe|object|embed|base)\b|\b(?:src|srcset|poster|action|data)\s*=|\bon[a-z]+\s*="""
    r"""|\bhref\s*=\s*["']?(?!["']?[#{])""",
    re.IGNORECASE,
)
# What a frame may be made of. Arithmetic and calls are left out, for Jinja folds constants while it
# compiles, and `{{ 7**3000000 }}` would hold the program up before anything is drawn.
_ALLOWED = frozenset(
    {
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Name,
        nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Compare, nodes.Operand, nodes.And,
        nodes.Or, nodes.Not,
    }
)  # fmt: skip

_TAKEN = re.compile(r"\blayouts\.(\w+)\.(\w+)")
_OUTWARD_IN_STYLE = re.compile(r"""@import|url\(\s*["']?(?!["']?data:)|</""", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """A layout ready to draw: the compiled frame, the style sheets by name without `.css`, the fonts as CSS.

    `others` holds the sheets that are taken from other layouts, by layout and name.
    """

    file: Path
    frame: Template
    styles: dict[str, Markup]
    others: dict[str, dict[str, Markup]]
    fonts: Markup


def read_layout(folder: Path) -> Layout:
    """Return the layout of a folder. LayoutError where a file is missing, malformed or reaches outside."""
    frame = _read(folder / FRAME)
    sheets = tuple((path, _read(path)) for path in (*sorted(folder.glob("*.css")), *_taken(folder, frame)))
    roles = read_roles(folder.parent / "fonts.yaml")
    return _build(folder, frame, sheets, tuple(roles.items()))


def layout_files(folder: Path) -> list[Path]:
    """Return every file that a look depends on: the fonts', the layout's own and shared ones, other layouts' sheets."""
    own = (path for name in (folder, folder.parent / SHARED) for path in sorted(name.rglob("*")) if path.is_file())
    taken = _taken(folder, _read(folder / FRAME)) if (folder / FRAME).is_file() else ()
    return list(dict.fromkeys((folder.parent / "fonts.yaml", *own, *taken)))


def _taken(folder: Path, frame: str) -> list[Path]:
    """Return the sheets of other layouts that a frame names; one that isn't there is told when it is drawn."""
    named = sorted(set(_TAKEN.findall(frame)))
    paths = (folder.parent / layout / f"{sheet}.css" for layout, sheet in named)
    return [path for path in paths if path.is_file()]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}：读不到版式文件（{error}）。") from error


@lru_cache(maxsize=8)
def _build(
    folder: Path, frame: str, sheets: tuple[tuple[Path, str], ...], roles: tuple[tuple[str, Role], ...]
) -> Layout:
    _refuse(_OUTWARD_IN_FRAME, frame, folder / FRAME)
    others: dict[str, dict[str, Markup]] = {}
    for path, sheet in sheets:
        _refuse(_OUTWARD_IN_STYLE, sheet, path)
        others.setdefault(path.parent.name, {})[path.stem] = Markup(sheet)  # noqa: S704 - closing tags are refused
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        _check(environment.parse(frame), folder / FRAME)
        template = environment.from_string(frame)
    except TemplateSyntaxError as error:
        raise LayoutError(f"{folder / FRAME}:{error.lineno}：模板写法有误（{error.message}）。") from error
    return Layout(
        file=folder / FRAME,
        frame=template,
        styles=others.get(folder.name, {}),
        others=others,
        fonts=_font_variables(roles),
    )


def _check(tree: nodes.Template, path: Path) -> None:
    """Refuse what a frame has no need of: everything but names, their parts, comparisons, if and for."""
    for node in (tree, *tree.find_all(nodes.Node)):
        if type(node) not in _ALLOWED:
            raise LayoutError(
                f"{path}:{node.lineno}：模板里不能用 {type(node).__name__}，"
                "只能用 {{ 名称 }}、{% if %} 和 {% for %}，不能计算、调用或引入别的文件。"
            )


def _refuse(pattern: re.Pattern[str], content: str, path: Path) -> None:
    if found := pattern.search(content):
        line = content.count("\n", 0, found.start()) + 1
        raise LayoutError(
            f"{path}:{line}：“{found.group().strip()}”会引用文件以外的内容或运行脚本。"
            "HTML 必须自成一体，请改用文件内的样式和锚点。"
        )


def _font_variables(roles: tuple[tuple[str, Role], ...]) -> Markup:
    """Write the roles as CSS variables: `--body-font`, `--body-weight` and so on."""
    lines = []
    for name, role in roles:
        families = ", ".join(f'"{family}"' for family in role.families)
        lines.append(f"--{name}-font: {families}; --{name}-weight: {role.weight};")
    return Markup(":root { " + " ".join(lines) + " }")  # noqa: S704 - quotes and brackets are refused in names
