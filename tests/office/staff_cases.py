"""Cases of one person: a physician at two hospitals, from the promise to the restoration."""

from __future__ import annotations

from generator.model.case import Case
from generator.reading import read_case_text

WHO = "11010519491231002X"
ANOTHER = "110105195001010012"

_ORDER = """
region: neimenggu
date: {day}
institution: {{code: {code}, name: 呼和浩特市示例人民医院}}
person:
  name: 示例庚
  identity_number: {who}
"""


def order(kind: str, day: str, more: str = "", *, code: str = "H15010200001", who: str = WHO) -> Case:
    """Return a case of the person; `more` is YAML: lines of the person first, then others."""
    return read_case_text(_ORDER.format(day=day, code=code, who=who) + more, "staff.yaml", {"kind": kind})


def promise(day: str = "2026-03-02", *, code: str = "H15010200001", who: str = WHO) -> Case:
    """Return the case of a promise."""
    return order("staff-promise", day, code=code, who=who)


def registration(day: str = "2026-03-05", *, code: str = "H15010200001", who: str = WHO) -> Case:
    """Return the case of a registration."""
    sex, born = ("女", "1949年12月") if who == WHO else ("男", "1950年1月")
    more = f"""  born: {born}
  sex: {sex}
  code: D15010200000{1 if who == WHO else 2}
  phone: 0471-6000021
  division: 内蒙古自治区呼和浩特市示例区
  practice_type: 医师
  practice_category: 临床
  practice_scope: 内科专业
  technical_title: 主任医师
  state: 正常
  promised: true
"""
    return order("staff-registration", day, more, code=code, who=who)


def points(day: str, decided: str, number: int, more: str = "", *, code: str = "H15010200001", who: str = WHO) -> Case:
    """Return the case of a notice of points, the rest of it left to the ledger."""
    facts = f"""facts:
  violation: {decided}查实将不属于医保基金支付范围的检查项目串换为可以支付的项目
  points: {number}
  points_decided_on: {decided}
agency: {{name: 呼和浩特市示例医疗保险服务中心}}
waivers: [{{problem: points_bands_empty, reason: 按省级实施细则核对过, by: 示例审批人}}]
"""
    return order("points-notice", day, facts.replace("agency:", f"{more}agency:"), code=code, who=who)


def suspension(day: str, decided: str, number: int, months: int = 3) -> Case:
    """Return the case of a notice of points that suspends."""
    return points(day, decided, number, f"  suspension_months: {months}\n")


def restoration(day: str, received: str) -> Case:
    """Return the case of a decision to restore."""
    facts = f"facts: {{restoration_received_on: {received}, restoration_assessed_on: {day}}}\n"
    return order("restoration-application", day, facts)


def repair(day: str, notice: str, number: int) -> Case:
    """Return the case of a decision to take points back."""
    return order("points-repair-application", day, f"facts: {{notice_number: {notice}, repaired_points: {number}}}\n")
