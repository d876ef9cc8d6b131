"""Step 2: Library + Case → Problems, all of them at once.

In: a Library, a Case. Out: Problems in the order of the case file's lines. One rule a file in
`generator.checks.rules`; the file's name is the problem's code. What a case waives becomes a note.
"""

from generator.checks.run import check, problem_codes

__all__ = ["check", "problem_codes"]
