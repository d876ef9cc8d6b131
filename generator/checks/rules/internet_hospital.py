"""The internet hospital: both conditions of the optional articles are said, and its name where they hold.

Grounds are the document's own article on optional articles, as it reads where it applies.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.assembly import assemble
from generator.checks.context import Facts, article_quote
from generator.model.case import InternetHospital
from generator.problems import Ground, Problem, Severity

OPTIONAL_ARTICLES = "optional-articles"
"""The clause that says when the optional articles hold."""

_KEY = "institution.internet_hospital"


def find(facts: Facts) -> Iterator[Problem]:
    """Yield what is missing from or contradicts the facts of the internet hospital."""
    found = facts.case.institution.internet_hospital
    if found is None or not facts.declares(f"{_KEY}.agreement", f"{_KEY}.name"):
        return
    if found.agreement is None:
        message = "写了互联网医院，却没有说明它是否与甲方建立医保协议关系，定不了可选条款是否生效"
        mend = "已建立的写“agreement: true”，没有的写“agreement: false”；没有互联网医院的，删去 internet_hospital"
        yield facts.problem(__name__, f"{_KEY}.agreement", message, law=_grounds(facts), mend=mend)
    elif found.agreement and found.name is None:
        message = f"互联网医院已与甲方建立医保协议关系，却没有写名称{facts.needed_by(f'{_KEY}.name')}"
        yield facts.problem(__name__, f"{_KEY}.name", message, law=_grounds(facts), mend="请写“name: 互联网医院名称”")
    elif not found.agreement and found.name is not None:
        kept = facts.case.options.optional_clauses == "keep"
        handled = "可选条款保留，空白划去" if kept else "可选条款不印"
        message = f"互联网医院没有与甲方建立医保协议关系，{handled}，名称“{found.name}”不会印进协议"
        mend = "如已建立协议关系，请改为“agreement: true”"
        yield facts.problem(__name__, f"{_KEY}.name", message, mend=mend, severity=Severity.NOTE)


def _grounds(facts: Facts) -> tuple[Ground, ...]:
    """Return the article on optional articles as it would stand in this document."""
    if facts.document is None:
        return ()
    institution = facts.case.institution.model_copy(update={"internet_hospital": InternetHospital(agreement=True)})
    case = facts.case.model_copy(update={"institution": institution})
    return article_quote(assemble(facts.library, case), OPTIONAL_ARTICLES)
