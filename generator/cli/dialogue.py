"""Ask for what a case lacks, one question after the other, and judge each answer by the program's own checks.

In: a Library, a CaseFile, a terminal or a pipe. Out: the CaseFile with what was answered. An empty answer leaves a
question for later; the end of input ends the dialogue.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from generator.checks import check
from generator.cli.case_file import CaseFile, Value
from generator.cli.needs import INTERNET_HOSPITAL, ORDER, Need, label_of, missing, rank
from generator.cli.printing import out
from generator.cli.questions import (
    Question,
    UnreadableAnswerError,
    first_questions,
    internet_hospital_question,
    question_for,
)
from generator.errors import InputError, MissingPartError
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem, Severity
from generator.reading.cases import read_case_text

NAME = "案卷"
"""What the file under completion is called in problems."""


class InputEndedError(Exception):
    """The input ended before all was asked."""


@dataclass
class Dialogue:
    """One completion of a case file. `answered` counts; `left` holds the labels of what was left for later."""

    library: Library
    file: CaseFile
    answered: int = 0
    left: list[str] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)
    _judged: dict[str, tuple[list[Problem], bool]] = field(default_factory=dict)

    def run(self) -> None:
        """Ask everything that is missing; raise `InputEndedError`."""
        for first in first_questions(self.library):
            self._ask_first(first)
        while (question := self._next()) is not None:
            self._asked.add(question.key)
            if not self._ask(question):
                self.left.append(question.label)

    def case(self) -> Case:
        """Return the case as far as it is known; raise `InputError`."""
        return read_case_text(self.file.text(), NAME)

    def _ask_first(self, question: Question) -> None:
        """Ask what no case can be without; one choice is no choice."""
        known = {value for value, _ in question.choices}
        given = self.file.value(question.key)
        if given is not None:
            if (not known or given in known) and not self._refusals(question, given):
                return
            out(f"{question.label}原来写的是“{given}”，不能用。", "yellow")
        if len(question.choices) == 1:
            value, label = question.choices[0]
            out(f"{question.label}：{label}（只有这一种）")
            self.file.put(question.key, value, question.comment())
            return
        while not self._ask(question):
            out("  这一项不能跳过。")

    def _next(self) -> Question | None:
        """Return the next question: what is missing, and what the file that was begun with has wrong."""
        case = self.case()
        for need in sorted([*self._wrong(case), *missing(self.library, case)], key=rank):
            below_internet = need.key.startswith(f"{INTERNET_HOSPITAL}.")
            if below_internet and self.file.value(INTERNET_HOSPITAL) is None:
                if self.file.has(INTERNET_HOSPITAL) or INTERNET_HOSPITAL in self._asked:
                    continue
                return internet_hospital_question(need)
            if need.key not in self._asked:
                return question_for(need, self.library)
        return None

    def _wrong(self, case: Case) -> list[Need]:
        """Return what has a value that the checks refuse, each with the reason."""
        found = []
        for problem in self._errors(self.file)[0]:
            key = problem.where.key or ""
            label = label_of(key, self.library, self.library.kinds[case.kind])
            if label and _filled(self.file, key):
                found.append(Need(key, label, limits=(f"原来写的不能用：{_sentence(problem)}",)))
        return found

    def _ask(self, question: Question) -> bool:
        """Ask until the answer is good; return False where it was left for later."""
        _show(question)
        while True:
            written = read_line("> ").strip()
            if not written:
                return False
            try:
                value = question.read(written)
            except UnreadableAnswerError as error:
                out(f"  {error}。", "yellow")
                continue
            refusals = self._refusals(question, value)
            for problem in refusals:
                out(f"  {_sentence(problem)}", "yellow")
            if not refusals:
                self._take(question, value)
                return True

    def _take(self, question: Question, value: Value) -> None:
        self.answered += 1
        if question.key != INTERNET_HOSPITAL:
            self.file.put(question.key, value, question.comment())
        elif value == "true":
            self._asked.add(INTERNET_HOSPITAL)
            self.file.put(f"{INTERNET_HOSPITAL}.agreement", None, "与甲方建立医保协议关系：true 是、false 否")
        else:
            self.file.put(INTERNET_HOSPITAL, None, "没有互联网医院")

    def _refusals(self, question: Question, value: Value) -> list[Problem]:
        """Return the errors that an answer would bring in, on its own key or on another that is filled."""
        key = question.key
        if key == INTERNET_HOSPITAL:
            return []
        tried = CaseFile(self.file.text(), ORDER)
        tried.put(key, value, question.comment())
        earlier, readable = self._errors(self.file)
        before = {(problem.code, problem.where.key) for problem in earlier}
        return [
            problem
            for problem in self._errors(tried)[0]
            if problem.where.key == key
            or (readable and (problem.code, problem.where.key) not in before and _filled(tried, problem.where.key))
        ]

    def _errors(self, file: CaseFile) -> tuple[list[Problem], bool]:
        """Return the errors of a file, and whether it can be read as a case at all; kept by its text."""
        text = file.text()
        if text not in self._judged:
            self._judged[text] = self._judge(text)
        return self._judged[text]

    def _judge(self, text: str) -> tuple[list[Problem], bool]:
        try:
            problems, readable = check(self.library, read_case_text(text, NAME)), True
        except InputError as error:
            problems, readable = error.problems, False
        except MissingPartError:
            return [], True  # fonts are for those who draw; the commands that do will say so
        return [problem for problem in problems if problem.severity is Severity.ERROR], readable


def read_line(prompt: str) -> str:
    """Return a line of input; raise `InputEndedError` at its end. What isn't text is asked for again."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - Chinese is edited by its width
    while True:
        try:
            return input(prompt)
        except UnicodeDecodeError:
            out("  输入不是可读的文字，请再输入一次。", "yellow")
        except EOFError:
            out()
            raise InputEndedError from None


def _show(question: Question) -> None:
    out()
    needed = f"（{'、'.join(question.needed_by)}要用）" if question.needed_by else ""
    out(f"{question.label}{needed}", "cyan")
    for hint in question.hints:
        out(f"  {hint}")
    for number, (_, label) in enumerate(question.choices, start=1):
        out(f"  {number:>2} {label}")
    if question.choices:
        out("  请写序号" + ("，几项用逗号隔开" if question.many else ""))


def _filled(file: CaseFile, key: str | None) -> bool:
    """Say whether the file has a value at a key, or at the list that it is in."""
    while key:
        if file.value(key) is not None:
            return True
        above, _, last = key.rpartition(".")
        key = above if last.isdecimal() else ""
    return False


def _sentence(problem: Problem) -> str:
    return str(problem.model_copy(update={"where": problem.where.model_copy(update={"file": None, "key": None})}))
