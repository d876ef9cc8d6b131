"""Made inputs: the case in `case.yaml`, and as many other hospitals as are asked for.

Each number gives another hospital: its name, codes, address, level and rates differ, so that nothing that is
kept by value can answer for the next document. The names are made up.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stdnum.cn import uscc

from generator.model.case import Case
from generator.reading.cases import read_case

CASE = Path(__file__).resolve().parent / "case.yaml"
LEVELS = ("三级甲等", "三级乙等", "二级甲等", "一级甲等")


@cache
def _pattern() -> Case:
    return read_case(CASE)


def make_case(number: int) -> Case:
    """Return the case of the hospital with this number, from 0 to 9999."""
    pattern = _pattern()
    institution = pattern.institution
    name = f"呼和浩特市示例第{number}医院"
    body = f"121501000000{number:05}"
    changed = institution.model_copy(
        update={
            "name": name,
            "uscc": body + uscc.calc_check_digit(body),
            "code": f"H1501020{number:04}",
            "level": LEVELS[number % len(LEVELS)],
            "beds": 20 + number,
            "address": f"呼和浩特市示例区示例街{number}号",
            "phone": f"0471-{2_000_000 + number}",
            "bank": institution.bank.model_copy(update={"account": f"{number:019}"}),
            "internet_hospital": institution.internet_hospital
            and institution.internet_hospital.model_copy(update={"name": name + "互联网医院"}),
        }
    )
    values = {
        "penalty_report_limit": f"{5 + number % 26}个工作日",
        "quality_deposit_rate": f"{1 + number % 401 / 100:.2f}%",
    }
    return pattern.model_copy(
        update={
            "number": f"内医保协〔2025〕{number:04}号",
            "institution": changed,
            "values": {**pattern.values, **values},
            "commitment_materials": f"{name}定点申请材料",
        }
    )
