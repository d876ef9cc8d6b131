"""The roster of people behind the claims (相关人员) as a sort of roster: regions/staff.yaml.

In: nothing. Out: its shape, and the kinds of form that are made from it. Which facts a form needs is its kind's.
"""

from __future__ import annotations

from generator.renewal.roster.shape import Shape

STAFF = Shape(
    file="regions/staff.yaml",
    kind="staff-registration",
    own=("waiver.reason", "waiver.by"),
    values=False,
    sheet="人员名册",
    columns=("person.identity_number", "person.code"),
    once=("person.identity_number", "person.code"),
    command="xieyi staff",
    row="人员",
    said="姓名、身份证件号码……",
    hint="橙色的列必填；医保代码还没有的不填；其余的，登记备案表都要用。",
    many="一人只写一行，请删去多余的",
    none="请补上；不是人员的行请删去",
)

KINDS = ("staff-promise", "staff-registration")
"""The forms that are made from a roster, one a person."""
