"""What other processes do to a register, in tests; they are forked from a server that has all loaded."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from generator.register import open_register, seams
from tests.register.samples import WHO, happening, signing, want

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.register.processes", "django.db.migrations.executor"])
WAIT = 120


def run_all(work: Callable[..., None], arguments: list[tuple[Any, ...]]) -> list[list[Any]]:
    """Run work in as many processes as there are arguments, at once; return what each sent before its end."""
    started = []
    for given in arguments:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=work, args=(theirs, *given))
        process.start()
        theirs.close()
        started.append((process, ours))
    found = []
    for process, ours in started:
        sent = []
        try:
            while ours.poll(WAIT):
                sent.append(ours.recv())
        except EOFError:
            pass
        process.join(WAIT)
        ours.close()
        process.close()
        found.append(sent)
    return found


def issue(told: Connection, place: str, cases: list[str]) -> None:
    """Issue an agreement for each case, and tell every number that was acknowledged."""
    with open_register(place) as register:
        for case in cases:
            number = register.reserve(want(case)).number
            register.enter(signing(number))
            register.placed([number], WHO)
            told.send((case, number))


def only_open(told: Connection, place: str) -> None:
    """Open a register."""
    with open_register(place) as register:
        told.send(register.head().seq)


def reserve_and_die(told: Connection, place: str, case: str, batch: str | None) -> None:
    """Reserve a number and be killed."""
    with open_register(place) as register:
        told.send(register.reserve(want(case, batch)).number)
        os.kill(os.getpid(), signal.SIGKILL)


def reserve_fork_and_die(told: Connection, place: str, case: str) -> None:
    """Reserve a number, leave a child behind that lives on for a while, and be killed."""
    with open_register(place) as register:
        told.send(register.reserve(want(case)).number)
        if os.fork() == 0:
            told.close()
            time.sleep(15)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)


def live_until_killed(told: Connection, place: str, at: int) -> None:
    """Issue an agreement, change it, void another; be killed at the `at`th place between two writes."""
    left = at

    def kill(name: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            told.send(("killed", name))
            os.kill(os.getpid(), signal.SIGKILL)

    seams.step = kill
    live(told.send, place)
    told.send(("end", ""))


def live(tell: Callable[[tuple[str, str]], None], place: str) -> None:
    """Go through everything that writes; what is acknowledged is told."""
    with open_register(place) as register:
        number = register.reserve(want("one")).number
        tell(("reserved", number))
        register.enter(signing(number))
        tell(("entered", number))
        register.placed([number], WHO)
        tell(("placed", number))
        register.enter(happening(number, "suspend", 1, "中止1号"))
        tell(("suspended", number))
        spoilt = register.reserve(want("two")).number
        tell(("reserved", spoilt))
        register.void(spoilt, "写错了", WHO)
        tell(("void", spoilt))
