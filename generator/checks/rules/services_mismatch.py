"""The services against the facts: inpatient care wants beds, 其他 wants its text, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity


def find(facts: Facts) -> Iterator[Problem]:
    """Yield what contradicts the services; beds that aren't stated at all are told as a missing particular."""
    if not facts.declares("services"):
        return
    yield from _inpatient(facts)
    case, name = facts.case, facts.library.institutions.services.get("other", "other")
    if "other" in case.services and case.services_other is None:
        message = f"服务范围有“{name}”（other），却没有写明是什么{facts.needed_by('services_other')}"
        yield facts.problem(__name__, "services_other", message, mend="请写“services_other: 服务名称”，或删去 other")
    if "other" not in case.services and case.services_other is not None:
        message = f"写了“{name}”服务“{case.services_other}”，服务范围里却没有 other，不会印进协议"
        yield facts.problem(__name__, "services_other", message, mend="请在 services 里加上 other，或删去这一行")


def _inpatient(facts: Facts) -> Iterator[Problem]:
    case, institution = facts.case, facts.case.institution
    name = facts.library.institutions.services.get("inpatient", "inpatient")
    if "inpatient" not in case.services:
        if institution.beds and case.services:
            message = f"有床位{institution.beds}张，服务范围里却没有“{name}”（inpatient）"
            mend = f"提供{name}服务的，请在 services 里加上 inpatient"
            yield facts.problem(__name__, "services", message, mend=mend, severity=Severity.NOTE)
        return
    if institution.beds == 0:
        mend = "请改正床位数，或从 services 删去 inpatient"
        yield facts.problem(__name__, "institution.beds", f"服务范围有“{name}”（inpatient），床位数却是0", mend=mend)
    kind = facts.library.institutions.types.get(institution.type or "")
    if kind is not None and not kind.inpatient:
        message = f"服务范围有“{name}”（inpatient），而“{institution.type}”通常不收治住院"
        mend = "请改正类别，或从 services 删去 inpatient"
        yield facts.problem(__name__, "services", message, mend=mend, severity=Severity.REASON)
