"""What is remembered of a batch: the shared stays, what came once goes, and memory is bounded."""

from generator.document.recent import Recent


def test_what_is_asked_for_again_and_again_is_never_forgotten() -> None:
    kept: Recent[str, int] = Recent(10)
    kept.put("shared", 1)
    for number in range(1_000):
        kept.put(f"own {number}", number)
        if not number % 5:
            assert kept.get("shared") == 1


def test_what_nobody_asks_for_is_let_go() -> None:
    kept: Recent[int, int] = Recent(10)
    for number in range(1_000):
        kept.put(number, number)
    known = [number for number in range(1_000) if kept.get(number) is not None]
    assert set(known) >= set(range(990, 1_000))
    assert len(known) <= 20


def test_a_value_can_be_replaced() -> None:
    kept: Recent[str, int] = Recent(2)
    kept.put("one", 1)
    kept.put("two", 2)
    kept.put("three", 3)
    kept.put("one", 10)
    assert kept.get("one") == 10
