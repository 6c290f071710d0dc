#!/usr/bin/env python3
"""Our RPC stack against gRPC C++ on the same machine, alternating, medians of several rounds.

usage: compare.py [--rounds N] [--seconds S] [--only PART,...]   parts: unary stream client latency idle allocations loops

Both servers serve apus.bench.v1.Echo, pinned to one core; the load (h2load, or a client) is pinned to
another. The C++ peer is built once from peer/ into .cache/rpc-peer.

Beside the rate on the clock stands the rate for each second of processor time that the server took:
for a server that fills its core both are the same, and the second one says what a call costs even on
a machine that others keep busy, or when h2load is the slower side.
"""

import argparse
import contextlib
import math
import os
import re
import resource
import socket
import statistics
import struct
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PEER = ROOT / ".cache/rpc-peer"
SOURCES = ROOT / "Benchmarks/rpc/peer"
OURS = ROOT / ".build/release/rpc-benchmark"
SERVER_CORE, LOAD_CORE = "0", "1"
PAYLOAD = b"x" * 64
STREAM_MESSAGES = 1000
IDLE_CONNECTIONS = 10_000
TICK = 1 / os.sysconf("SC_CLK_TCK")


def run(command, **options):
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, **options)


def build_peer() -> None:
    """Compiles what is older than its source."""
    PEER.mkdir(parents=True, exist_ok=True)
    proto = ROOT / "Protos/apus/bench/v1/echo.proto"
    generated = PEER / "apus/bench/v1"

    def is_stale(target: Path, *sources: Path) -> bool:
        return not target.exists() or any(
            source.stat().st_mtime > target.stat().st_mtime for source in sources)

    if is_stale(generated / "echo.grpc.pb.cc", proto):
        plugin = run(["sh", "-c", "command -v grpc_cpp_plugin"], capture_output=True, text=True)
        run(["protoc", "-I", ROOT / "Protos", f"--cpp_out={PEER}", f"--grpc_out={PEER}",
             f"--plugin=protoc-gen-grpc={plugin.stdout.strip()}", proto])
    flags = run(["pkg-config", "--cflags", "--libs", "grpc++", "protobuf"],
                capture_output=True, text=True).stdout.split()
    for name in ("server", "client"):
        if is_stale(PEER / name, SOURCES / f"{name}.cc", generated / "echo.grpc.pb.cc"):
            print(f"building the C++ {name}", flush=True)
            run(["g++", "-O2", "-std=c++17", f"-I{PEER}", SOURCES / f"{name}.cc",
                 *sorted(generated.glob("*.cc")), "-o", PEER / name, *flags])
    if is_stale(PEER / "count_allocations.so", SOURCES / "count_allocations.c"):
        run(["cc", "-O2", "-Wall", "-shared", "-fPIC", SOURCES / "count_allocations.c", "-o",
             PEER / "count_allocations.so"])


def envelope(message: bytes) -> bytes:
    return b"\0" + struct.pack(">I", len(message)) + message


def ping(count: int = 0) -> bytes:
    message = b"\x0a" + bytes([len(PAYLOAD)]) + PAYLOAD
    if count:
        message += b"\x10" + bytes([count & 0x7F | 0x80, count >> 7])
    return message


class Server:
    """A running server, pinned, with its port."""

    def __init__(self, side: str, loops: int = 1, cores: str = SERVER_CORE, environment=None):
        command = {
            "ours": [OURS, "serve", "127.0.0.1:0", str(loops)],
            "grpc-c++": [PEER / "server", "127.0.0.1:0"],
        }[side]
        self.process = subprocess.Popen(
            ["taskset", "-c", cores, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            text=True, env={**os.environ, **(environment or {})})
        self.port = int(self.process.stdout.readline().split()[1])

    def url(self, method: str) -> str:
        return f"http://127.0.0.1:{self.port}/apus.bench.v1.Echo/{method}"

    @property
    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * TICK

    @property
    def resident_bytes(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Load:
    """h2load with a fixed body; every answer must be a 200 and of the right length."""

    def __init__(self, folder: Path):
        self.bodies = {"Unary": folder / "unary", "ServerStream": folder / "stream"}
        self.bodies["Unary"].write_bytes(envelope(ping()))
        self.bodies["ServerStream"].write_bytes(envelope(ping(STREAM_MESSAGES)))
        self.log = folder / "log"

    def command(self, server: Server, method: str, clients: int, streams: int, count: int, *more):
        return ["taskset", "-c", LOAD_CORE, "h2load", "-t", "1", "-c", str(clients), "-m",
                str(streams), "-n", str(count), "-d", self.bodies[method], "-H",
                "content-type: application/grpc", "-H", "te: trailers", *more, server.url(method)]

    def rate(self, server, method, clients, streams, count, *more) -> tuple[float, float]:
        """Requests a second by the clock, and by the server's processor time."""
        before = server.processor_seconds
        output = run(self.command(server, method, clients, streams, count, *more),
                     capture_output=True, text=True).stdout
        used = server.processor_seconds - before
        succeeded = int(re.search(r"(\d+) succeeded", output)[1])
        data = int(re.search(r"\((\d+)\) data", output)[1])
        messages = STREAM_MESSAGES if method == "ServerStream" else 1
        expected = succeeded * messages * len(envelope(ping()))
        assert succeeded == count and data == expected, output
        return float(re.search(r"([\d.]+) req/s", output)[1]), count / max(used, TICK)


def both_sides(rounds: int, measure, sides=("grpc-c++", "ours")) -> dict[str, list]:
    """Alternates the sides; `measure` gets a side and returns a tuple of figures."""
    results: dict[str, list] = {side: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            results[side].append(measure(side))
    return {side: [statistics.median(column) for column in zip(*rows)]
            for side, rows in results.items()}


def result(metric: str, ours: float, peer: float | None, target: str, *, less_is_more=False):
    if peer is None:
        return print(f"RESULT {metric} ours={ours:.1f} target={target}", flush=True)
    ratio = peer / ours if less_is_more else ours / peer
    print(f"RESULT {metric} ours={ours:.1f} peer=grpc-c++:{peer:.1f} ratio={ratio:.2f} "
          f"target={target}", flush=True)


def throughput(options, load: Load, method: str, shape: tuple[int, int], unit: int, target: str):
    """Rates of one method; the counts are chosen so that a round takes about `--seconds`."""
    with contextlib.ExitStack() as stack:
        servers = {side: stack.enter_context(Server(side)) for side in ("grpc-c++", "ours")}
        clients, streams = shape
        counts = {}
        for side, server in servers.items():
            warm, _ = load.rate(server, method, clients, streams, max(200, 20_000 // unit))
            counts[side] = max(200, int(warm * options.seconds))
        figures = both_sides(options.rounds, lambda side: load.rate(
            servers[side], method, clients, streams, counts[side]))
    name = {"Unary": "unary_calls_per_s", "ServerStream": "stream_messages_per_s"}[method]
    (peer, peer_cpu), (ours, ours_cpu) = figures["grpc-c++"], figures["ours"]
    result(f"rpc_{name}", ours * unit, peer * unit, target)
    result(f"rpc_{name}_of_server_processor", ours_cpu * unit, peer_cpu * unit, target)
    return ours, peer


def client(options):
    """64 concurrent unary calls against our server, the client pinned to its own core."""
    commands = {"ours": [OURS, "call"], "grpc-c++": [PEER / "client"]}
    with Server("ours") as server:
        def measure(side):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            calls = int(20_000 * options.seconds)
            output = run(["taskset", "-c", LOAD_CORE, *commands[side], f"127.0.0.1:{server.port}",
                          "64", str(calls)], capture_output=True, text=True).stdout
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
            # A tenth of the calls is made before, to warm up.
            return float(output), calls * 1.1 / used
        figures = both_sides(options.rounds, measure)
    for index, name in enumerate(["rpc_client_calls_per_s", "rpc_client_calls_per_s_of_processor"]):
        result(name, figures["ours"][index], figures["grpc-c++"][index], "2.00")


def latency(options, load: Load, ours_peak: float, peer_peak: float):
    """Percentiles at half of the peak, for both at the peer's and for ours at its own."""
    clients, streams = 8, 32
    cases = [("grpc-c++", "peer_half", peer_peak), ("ours", "peer_half", peer_peak),
             ("ours", "own_half", ours_peak)]
    rows: dict[tuple[str, str], list] = {}
    for _ in range(options.rounds):
        for side, name, peak in cases:
            with Server(side) as server:
                per_client = max(1, round(peak / 2 / clients))
                count = int(per_client * clients * options.seconds)
                load.log.unlink(missing_ok=True)
                load.rate(server, "Unary", clients, streams, count, f"--rps={per_client}",
                          f"--log-file={load.log}")
            times = sorted(int(line.split("\t")[2]) for line in load.log.read_text().splitlines())
            at = [times[min(len(times) - 1, math.ceil(len(times) * share) - 1)]
                  for share in (0.5, 0.99, 0.999)]
            rows.setdefault((name, side), []).append(at)
    medians = {key: [statistics.median(column) for column in zip(*value)]
               for key, value in rows.items()}
    for index, name in enumerate(["p50", "p99", "p999"]):
        result(f"rpc_latency_{name}_us_at_half_of_peer", medians["peer_half", "ours"][index],
               medians["peer_half", "grpc-c++"][index], "1.00", less_is_more=True)
    for index, name in enumerate(["p50", "p99", "p999"]):
        result(f"rpc_latency_{name}_us_at_half_of_own", medians["own_half", "ours"][index], None, "-")


def idle(_options):
    """Resident memory for each of 10,000 connections that have shaken hands and do nothing."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    count = min(IDLE_CONNECTIONS, limit - 100)
    if count < IDLE_CONNECTIONS:
        print(f"only {count} connections: the limit of open files is {limit}")
    figures = {}
    for side in ("grpc-c++", "ours"):
        with Server(side) as server, contextlib.ExitStack() as stack:
            before = server.resident_bytes
            for _ in range(count):
                connection = stack.enter_context(
                    socket.create_connection(("127.0.0.1", server.port)))
                # The preface, and an empty SETTINGS frame; an acknowledgement of the server's.
                connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
                                   + bytes([0, 0, 0, 4, 1, 0, 0, 0, 0]))
                assert connection.recv(64), "the server closed an idle connection"
            figures[side] = (server.resident_bytes - before) / count
    result("rpc_bytes_per_idle_connection", figures["ours"], figures["grpc-c++"], "20480",
           less_is_more=True)


def allocations(_options, load: Load, folder: Path):
    """Calls of malloc and its kin for each unary call and for each streamed message."""
    figures: dict[str, dict[str, float]] = {}
    for side in ("grpc-c++", "ours"):
        counter = folder / f"allocations-{side}"
        environment = {"LD_PRELOAD": str(PEER / "count_allocations.so"),
                       "ALLOCATION_COUNT": str(counter)}
        with Server(side, environment=environment) as server:
            def allocated(method, clients, streams, count):
                load.rate(server, method, clients, streams, count)
                before = struct.unpack("<Q", counter.read_bytes())[0]
                load.rate(server, method, clients, streams, count)
                return (struct.unpack("<Q", counter.read_bytes())[0] - before) / count
            figures[side] = {
                "unary_call": allocated("Unary", 8, 32, 20_000),
                "streamed_message": allocated("ServerStream", 4, 4, 200) / STREAM_MESSAGES}
    for name in ("unary_call", "streamed_message"):
        result(f"rpc_allocations_per_{name}", figures["ours"][name], figures["grpc-c++"][name], "-",
               less_is_more=True)


def loops(options, load: Load):
    """One and two loops, the server on both cores and so beside its load."""
    print("loops  unary calls/s  per processor second")
    for count in (1, 2):
        with Server("ours", loops=count, cores="0-1") as server:
            rows = [load.rate(server, "Unary", 8, 32, int(40_000 * options.seconds))
                    for _ in range(options.rounds)]
        wall, cpu = (statistics.median(column) for column in zip(*rows))
        print(f"{count:5}  {wall:13.0f}  {cpu:20.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--only", default="unary,stream,client,latency,idle,allocations,loops")
    options = parser.parse_args()
    parts = set(options.only.split(","))
    assert len(os.sched_getaffinity(0)) >= 2, "two cores are needed: one serves, one loads"
    build_peer()
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load = Load(folder)
        if parts & {"unary", "latency"}:
            peaks = throughput(options, load, "Unary", (8, 32), 1, "2.50")
        if "stream" in parts:
            throughput(options, load, "ServerStream", (4, 4), STREAM_MESSAGES, "5.00")
        if "client" in parts:
            client(options)
        if "latency" in parts:
            latency(options, load, *peaks)
        if "idle" in parts:
            idle(options)
        if "allocations" in parts:
            allocations(options, load, folder)
        if "loops" in parts:
            loops(options, load)
    print(f"load average after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
