"""Lost without these: clauses could compute, call or loop, and a hostile one could stop the program."""

import time

import pytest

from generator.language import names_in
from generator.language.parse import ClauseSyntaxError, parse_body, parse_condition
from generator.model.template import Box, Chunk, Compare, Constant, If, Lookup, Ref, Value


def test_text_values_and_references_become_parts() -> None:
    body = parse_body('预留{{ rate.max }}，见{{ ref("dispute", item="court") }}。')
    assert body == (Chunk("预留"), Value(("rate", "max")), Chunk("，见"), Ref("dispute", "court"), Chunk("。"))


def test_a_box_holds_the_condition_that_ticks_it() -> None:
    """Else a form could not tick its boxes, or a condition in one would escape the check of names."""
    body = parse_body('{{ box(person.sex == "女") }}女{{ box(not person.promised) }}否')
    assert body[0] == Box(Compare("eq", Lookup(("person", "sex")), Constant("女")))
    assert names_in(body).conditions == (("person", "sex"), ("person", "promised"))
    in_loop = names_in(parse_body("{% for one in findings %}{{ box(one.item) }}{% endfor %}"))
    assert in_loop.conditions == (("findings",),)
    assert in_loop.entries == ((("findings",), ("item",), False),)


def test_a_line_that_holds_only_a_tag_vanishes() -> None:
    body = parse_body("范围：\n{% if a == 1 %}\n- 门诊；\n{% endif %}\n- 住院。")
    assert isinstance(body[1], If)
    assert body[1].branches[0][1] == (Chunk("- 门诊；\n"),)
    assert isinstance(body[1].branches[0][0], Compare)


def test_names_in_loops_are_the_loops_own() -> None:
    use = names_in(parse_body("{% for one in services %}{{ one.name }}{{ agency.name }}{% endfor %}"))
    assert use.values == (("agency", "name"),)
    assert use.conditions == (("services",),)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7**3000000 }}",
        "{% if 0 %}{{ 7**3000000 }}{% endif %}",
        "{{ 'x' * 1000000000 }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ name|upper }}",
        "{{ name.upper() }}",
        "{{ name['x'] }}",
        "{{ name.__class__ }}",
        "{% set a = 1 %}",
        "{% include 'x' %}",
        "{% macro f() %}{% endmacro %}",
        "{{ 3 }}",
        "{{ a ~ b }}",
        "{% if a + 1 == 2 %}{% endif %}",
        "{% if a < b < c %}{% endif %}",
        "{{ ref(name) }}",
        "{{ box() }}",
        "{{ box(a, b) }}",
        "{{ box(a, checked=b) }}",
        "{{ box(1 + 1) }}",
        "{{ box(*a) }}",
        "{{ ref('a', 'b') }}",
        "{{ ref('a', item=b) }}",
        "{% if a is defined %}{% endif %}",
        "{% if a",
        "{{ a",
        "{% if " + "(" * 500 + "a" + ")" * 500 + " %}{% endif %}",
        "{% if " + "not " * 5000 + "a %}{% endif %}",
        "{% if a %}" * 2000 + "{% endif %}" * 2000,
        "{{ a" + ".b" * 5000 + " }}",
        "字" * 70_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_the_language_lacks_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ClauseSyntaxError):
        parse_body(text)
    assert time.process_time() - start < 5  # what would run for ever was never run


def test_an_error_names_its_line() -> None:
    with pytest.raises(ClauseSyntaxError) as caught:
        parse_body("一\n二\n{{ a|b }}")
    assert caught.value.line == 3


@pytest.mark.parametrize("text", ["a %}{% for", "1 +", "", "a %}x{% endif %}{% if b"])
def test_a_condition_is_one_expression(text: str) -> None:
    with pytest.raises(ClauseSyntaxError):
        parse_condition(text)
