"""JSON Schemas of case, region and kind files, for editors that complete and check YAML while it is written.

In: a Library. Out: schemas (draft 7, which editors know best) made from the models that read the files, with the
names that this library has: kinds, regions, parameters with their units, facts that rules ask for. Scalars may be
typed as YAML likes: what the reader takes as text (010000, 12, true) the schema takes too, and an empty key says
nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.cli.editor_words import CASE, INSIDE_CASE, INSIDE_REGION, KIND, REGION
from generator.model.case import Case
from generator.model.library import Library
from generator.model.region import Parameter, Side
from generator.model.rule import Asked
from generator.model.units import SUFFIXES, Unit
from generator.reading.kinds import KindFile
from generator.reading.regions import RegionFile

FILES = ("case", "region", "kind")
Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER = "[0-9０-９]+([.．][0-9０-９]+)?"
_DRAFT = "http://json-schema.org/draft-07/schema#"


class _Quiet(GenerateJsonSchema):
    """Says nothing of defaults that aren't JSON: defaults are left out."""

    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012 - the base class's


def schemas(library: Library) -> dict[str, str]:
    """Return the text of each schema's file, by the file's name."""
    made = {"case": _case(library), "region": _region(library), "kind": _kind()}
    return {
        f"{name}.schema.json": json.dumps({"$schema": _DRAFT, **made[name]}, ensure_ascii=False, indent=2) + "\n"
        for name in FILES
    }


def _case(library: Library) -> Schema:
    found = _yaml(Case.model_json_schema(schema_generator=_Quiet))
    found["title"] = "案卷：一份文书的全部事实"
    known = found["properties"]
    del known["places"]
    known["kind"], known["region"] = {"enum": list(library.kinds)}, {"enum": list(library.regions)}
    known["values"] = _or_null(_object({name: _value(one) for name, one in library.parameters.items()}))
    known["facts"] = _or_null(_object({one.fact: _fact(one) for one in (*_of_kinds(library), *_asked(library))}))
    for name, words in _labels(library).items():
        party, _, key = name.partition(".")
        inside = found["$defs"].get(party.capitalize(), {}).get("properties", {})
        if key in inside:
            inside[key] = {**inside[key], "description": words}
    _describe(known, CASE)
    for name, further in INSIDE_CASE.items():
        _describe(found["$defs"][name]["properties"], further)
    institution = found["$defs"]["Institution"]["properties"]
    institution["level"]["examples"] = list(library.institutions.levels)
    institution["type"]["examples"] = list(library.institutions.types)
    return found


def _region(library: Library) -> Schema:
    found = _yaml(RegionFile.model_json_schema())
    found["title"] = "地区：统筹地区和它的上级所定的数值"
    known, entry = found["properties"], {"$ref": "#/$defs/EntryFile"}
    _describe(known, REGION)
    for name, further in INSIDE_REGION.items():
        _describe(found["$defs"][name]["properties"], further)
    for one in library.parameters.values():
        found["$defs"][f"entry_{one.unit}"] = {"allOf": [entry, _entry(one)]}
    parameters = {
        name: {
            "description": _meaning(one),
            "type": ["array", "null"],
            "items": {"$ref": f"#/$defs/entry_{one.unit}"},
        }
        for name, one in library.parameters.items()
    }
    known["parameters"] = _or_null({**_object(parameters), "description": REGION["parameters"]})
    known["parent"]["examples"], known["stands_on"]["examples"] = list(library.regions), list(library.statutes)
    return found


def _kind() -> Schema:
    found = _yaml(KindFile.model_json_schema())
    found["title"] = "文书种类：条款以外的部分"
    _describe(found["properties"], KIND)
    return found


def _entry(parameter: Parameter) -> Schema:
    """Return what an entry of this parameter keeps beyond any entry: its values have its unit."""
    value = _written(parameter)
    limit = {"properties": {"value": value}}
    sides = {side.value: limit for side in Side}
    by_level = {"type": "object", "additionalProperties": value}
    return {"properties": {"default": {"anyOf": [value, by_level, {"type": "null"}]}, **sides}}


def _value(parameter: Parameter) -> Schema:
    """Return what a case may write for a parameter: one value, or one a level where it differs by it."""
    value = _or_null(_written(parameter))
    if parameter.by == "level":
        value = {"anyOf": [value, {"type": "object", "additionalProperties": value}]}
    return {"description": _meaning(parameter), **value}


def _written(parameter: Parameter) -> Schema:
    """Return how a value of the parameter's unit is written."""
    if parameter.unit is Unit.DATE:
        return {"type": "string", "format": "date"}
    if parameter.unit in (Unit.TEXT, Unit.CHOICE):
        return {**_TEXT, "examples": list(parameter.choices)} if parameter.choices else dict(_TEXT)
    suffix = SUFFIXES[parameter.unit]
    if not suffix:
        return {"type": ["string", "number"], "pattern": f"^ *{_NUMBER} *$"}
    ending = "[%％]" if parameter.unit is Unit.PERCENT else re.escape(suffix)
    return {"type": "string", "pattern": f"^ *{_NUMBER} *{ending} *$"}


def _fact(asked: Asked) -> Schema:
    shapes: dict[str, Schema] = {
        "date": {"type": "string", "format": "date"},
        "number": {"type": ["integer", "string"], "pattern": "^[0-9]+$"},
        "truth": {"enum": [True, False, "true", "false"]},
        "text": dict(_TEXT),
    }
    return {"description": asked.label, **_or_null(shapes[asked.type])}


def _asked(library: Library) -> Iterable[Asked]:
    """Return every fact that a rule of some region asks for, each once."""
    rules = (rule for region in library.regions.values() for rule in region.rules)
    return {one.fact: one for rule in rules for one in rule.asks}.values()


def _of_kinds(library: Library) -> Iterable[Asked]:
    """Return every free fact that some kind's text uses, each once."""
    named = {
        name.removeprefix("facts."): fact
        for kind in library.kinds.values()
        for name, fact in kind.facts.items()
        if name.startswith("facts.")
    }
    return [Asked(fact=name, label=fact.label, type=fact.type) for name, fact in named.items()]


def _labels(library: Library) -> dict[str, str]:
    return {name: fact.label for kind in library.kinds.values() for name, fact in kind.facts.items()}


def _meaning(parameter: Parameter) -> str:
    return f"{parameter.label}：{parameter.meaning}"


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _describe(properties: dict[str, Schema], words: dict[str, str]) -> None:
    for name, text in words.items():
        if "$ref" in properties[name]:  # beside a reference draft 7 reads nothing else
            properties[name] = {"allOf": [properties[name]]}
        properties[name] = {"description": text, **properties[name]}


def _or_null(schema: Schema) -> Schema:
    """Let an empty key pass: it says nothing."""
    if "type" in schema and "enum" not in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _passes_null(schema: Schema) -> bool:
    return {"type": "null"} in schema.get("anyOf", ()) or "null" in schema.get("type", ())


def _yaml(schema: Schema) -> Schema:
    """Return a model's schema as YAML is written and editors know it: words of the code and defaults left out."""
    found: Schema = {}
    required = schema.get("required", [])
    for key, value in schema.items():
        if key in ("title", "description", "default"):
            continue
        if key == "properties":
            found[key] = {
                name: inner if name in required or _passes_null(inner) else _or_null(inner)
                for name, one in value.items()
                for inner in [_yaml(one)]
            }
        elif key == "$defs":
            found[key] = {name: _yaml(one) for name, one in value.items()}
        elif key == "prefixItems":
            found["items"] = [_yaml(one) for one in value]
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            found[key] = _yaml(value)
        elif key in ("anyOf", "allOf", "oneOf"):
            found[key] = [_yaml(one) for one in value]
        else:
            found[key] = value
    if len(found.get("anyOf", ())) == 2 and found["anyOf"][1] == {"type": "null"}:
        found |= _or_null(found.pop("anyOf")[0])
    if found.get("type") == "string" and not {"enum", "const", "format"} & set(found):
        found["type"] = list(_TEXT["type"])
    return found
