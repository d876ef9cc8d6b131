"""Lost without these: a misspelt attribute of a finding would only show in a printed notice."""

from generator.language import names_in
from generator.language.entries import entry_name, has_many_lines
from generator.language.parse import parse_body


def test_names_through_a_loop_are_told_by_their_list() -> None:
    text = "{% for one in findings %}{% if one.on %}{{ one.fact }}{{ date }}{% endif %}{% endfor %}{{ one.fact }}"
    use = names_in(parse_body(text))
    assert use.loops == (("findings",),)
    assert use.entries == ((("findings",), ("on",), False), (("findings",), ("fact",), True))
    assert use.values == (("date",), ("one", "fact"))


def test_a_loop_in_a_loop_keeps_its_own_list() -> None:
    text = "{% for a in findings %}{% for b in services %}{{ a.fact }}{{ b }}{% endfor %}{% endfor %}"
    use = names_in(parse_body(text))
    assert use.entries == ((("findings",), ("fact",), True), (("services",), (), True))


def test_the_name_of_an_entry_is_read() -> None:
    assert entry_name("findings[12].address") == ("findings", 12, "address")
    assert entry_name("services[1]") == ("services", 1, "")
    assert entry_name("institution.name") is None
    assert has_many_lines("amendments[1].after")
    assert not has_many_lines("findings[1].fact")
