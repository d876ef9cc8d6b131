"""People in bulk: a roster of an institution's people → a promise or a registration for each.

In: what hospitals really send (Excel), by the parts of `renewal.roster`. Out: one form a person, made, read back and
entered with its entry in the register by the machinery of `renewal.run`.

1. `shape`     regions/staff.yaml: the columns, and what this sort of roster is
2. `entries`, `reading`  a row → the case of a person's form; a row at fault stops no other
3. `judging`, `running`  a row → whether its form may be made, and what is entered; the batch
4. `template`  the workbook to be filled in
"""

from generator.renewal.staff.reading import StaffResult, read_staff, require_known
from generator.renewal.staff.running import StaffForms, institution_in, run_staff
from generator.renewal.staff.shape import KINDS
from generator.renewal.staff.template import staff_template

__all__ = [
    "KINDS",
    "StaffForms",
    "StaffResult",
    "institution_in",
    "read_staff",
    "require_known",
    "run_staff",
    "staff_template",
]
