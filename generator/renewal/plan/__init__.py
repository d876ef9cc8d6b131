"""The plan of a year's renewals.

In: the register's agreements, a roster, the law of the day of signing. Out: a plan that people edit in a workbook, and
that is read back against the law.

1. `law`        regions/<id>/renewal.yaml: what holds a renewal up, what may raise or lower a value
2. `signed`     an agreement as it stands, and whether it is due
3. `renewing`   the renewed agreement's case, each value before and after; `laws_between`, `adjusting`
4. `checking`   the rules that need no Document
5. `judging`    what is proposed for one agreement, and why; `making` the whole plan
6. `sheet`, `writing`, `summary`   the workbook; the summary with charts beside it
7. `reading`, `edited`   the workbook read back
"""

from generator.renewal.plan.judging import Year
from generator.renewal.plan.making import make_plan, plan_from
from generator.renewal.plan.reading import read_plan
from generator.renewal.plan.writing import plan_workbook

__all__ = ["Year", "make_plan", "plan_from", "plan_workbook", "read_plan"]
