"""What both sides are asked, and how they say what they saw."""

ATTEMPTS = 5
INITIAL_MS, LONGEST_MS = 2000, 3000
TIMEOUT_MS = 1000
# By when something that is to happen has happened.
LIMIT_SECONDS = 60
# Schedulers are this much late at most. Temporal's development server takes up to a second for the first repetition.
LATE_MS = 900


def bounds() -> list[int]:
    """The longest wait after each attempt but the last, in milliseconds."""
    return [min(INITIAL_MS * 2**number, LONGEST_MS) for number in range(ATTEMPTS - 1)]


def waits(times: list[float]) -> str:
    """How long it took from one attempt to the next, beside the bounds."""
    took = [(after - before) * 1000 for before, after in zip(times, times[1:])]
    if len(took) != len(bounds()):
        return f"{len(took)} waits"
    if any(wait > bound + LATE_MS for wait, bound in zip(took, bounds())):
        return f"longer than {bounds()} ms: {[round(wait) for wait in took]}"
    if all(wait >= bound for wait, bound in zip(took, bounds())):
        return f"{bounds()} ms exactly"
    if all(wait >= bound / 2 for wait, bound in zip(took, bounds())):
        return f"from half of {bounds()} ms to all of it"
    return f"shorter than half of {bounds()} ms: {[round(wait) for wait in took]}"
