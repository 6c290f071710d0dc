"""What a peer's load measured, in the words of `state-benchmark`."""


def show(times: list[float], elapsed: float) -> None:
    """Prints how often something was done in `elapsed` seconds and how long it took."""
    times = sorted(times)
    print(f"per_s {len(times) / elapsed}")
    for name, part in (("p50_ms", 0.5), ("p99_ms", 0.99)):
        print(f"{name} {1_000 * times[min(len(times) - 1, int(part * len(times)))]}")
