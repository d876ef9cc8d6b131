"""How strongly a rule of the law binds."""

from enum import StrEnum


class Force(StrEnum):
    """How strongly a limit binds."""

    MUST = "must"  # 应当、不得: past it is an error
    IN_PRINCIPLE = "in_principle"  # 原则上: past it wants a recorded reason
    AS_A_RULE = "as_a_rule"  # 一般: past it is a note
    MAY = "may"  # 可以: a decision, never by itself
