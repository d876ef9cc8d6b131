"""Answer requests until standard input closes: what the warm sides of a comparison have in common.

In: one JSON object a line on standard input, `{"do": name, …}`. Out: one JSON object a line on standard
output. A side stays warm between requests, times itself, and says how long it took in seconds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

Handler = Callable[..., dict[str, Any]]


def serve(**handlers: Handler) -> None:
    """Answer each request with the handler that it names; its other keys are the handler's arguments."""
    # Whatever a library prints goes to standard error: standard output is for answers alone.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        answer = handlers[request.pop("do")](**request)
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()
