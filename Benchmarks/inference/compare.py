#!/usr/bin/env python3
"""Decoding and prefill against llama.cpp on the same file, alternating, medians of several rounds.

usage: compare.py [--rounds N] [--threads N] [--model FILE]

llama.cpp is built once, from the source archive of PyPI `llama-cpp-python`, into .cache/llama.cpp.
Its build is told the processor's instruction sets one by one and without AMX, because its native
build dies of an illegal instruction where AMX is announced but not permitted.
Ours runs through `apus generate`, so tokenizer, engine and sampler are in its figures; llama-bench
measures the model alone.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PEER = ROOT / ".cache/llama.cpp"
PACKAGE = "llama-cpp-python==0.3.36"
INSTRUCTION_SETS = {
    "avx": "AVX", "avx2": "AVX2", "fma": "FMA", "f16c": "F16C", "bmi2": "BMI2",
    "avx_vnni": "AVX_VNNI", "avx512f": "AVX512", "avx512_vnni": "AVX512_VNNI",
    "avx512vbmi": "AVX512_VBMI",
}
PROMPT_TOKENS, DECODED_TOKENS = 512, 128


def run(command, **options):
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, **options)


def build_peer() -> Path:
    """Builds llama-bench unless it is there."""
    binary = PEER / "build/bin/llama-bench"
    if binary.exists():
        return binary
    print("building llama.cpp once; this takes minutes", flush=True)
    venv = PEER / "venv"
    run([sys.executable, "-m", "venv", venv])
    run([venv / "bin/pip", "install", "--quiet", "cmake", "ninja", "scikit-build-core"])
    with tempfile.TemporaryDirectory() as folder:
        run([venv / "bin/pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
             "--no-build-isolation", "--dest", folder, PACKAGE])
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            archive.extractall(PEER / "source", filter="data")
    source = next((PEER / "source").glob("*/vendor/llama.cpp"))
    flags = Path("/proc/cpuinfo").read_text().split()
    sets = [f"-DGGML_{name}=ON" for flag, name in INSTRUCTION_SETS.items() if flag in flags]
    path = f"{venv / 'bin'}:{os.environ['PATH']}"
    options = {"env": {**os.environ, "PATH": path}, "stdout": subprocess.DEVNULL}
    run(["cmake", "-S", source, "-B", PEER / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
         "-DGGML_NATIVE=OFF", "-DLLAMA_CURL=OFF", "-DLLAMA_BUILD_TESTS=OFF",
         "-DLLAMA_BUILD_EXAMPLES=OFF", "-DLLAMA_BUILD_SERVER=OFF", *sets], **options)
    run(["ninja", "-C", PEER / "build", "llama-bench"], **options)
    return binary


def peer_figures(binary: Path, model: str, threads: int) -> tuple[float, float]:
    output = run([binary, "-m", model, "-t", str(threads), "-p", str(PROMPT_TOKENS),
                  "-n", str(DECODED_TOKENS), "-r", "1", "-o", "json"],
                 capture_output=True, text=True).stdout
    prefill, decode = json.loads(output)
    return prefill["avg_ts"], decode["avg_ts"]


def our_figures(model: str, threads: int, folder: Path) -> tuple[float, float]:
    def generate(prompt: str, tokens: int):
        file = folder / "prompt.txt"
        file.write_text(prompt)
        output = run([ROOT / ".build/release/apus", "generate", "--model", model,
                      "--prompt-file", file, "--max-tokens", str(tokens), "--temperature", "0",
                      "--speculation", "off", "--threads", str(threads), "--json"],
                     capture_output=True, text=True).stdout
        return json.loads(output)

    # One token a word: " the" is in every GPT-2 style vocabulary.
    long = generate(" the" * PROMPT_TOKENS, 1)
    assert long["prompt_tokens"] == PROMPT_TOKENS, long["prompt_tokens"]
    return long["prefill_tokens_per_s"], generate("The", DECODED_TOKENS)["decode_tokens_per_s"]


def main() -> None:
    models = Path(os.environ.get("APUS_MODELS", Path.home() / ".cache/apus/models"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--model", default=str(models / "SmolLM2-135M-Instruct.Q4_1.gguf"))
    options = parser.parse_args()
    binary = build_peer()
    ours, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, options.rounds + 1):
            peer.append(peer_figures(binary, options.model, options.threads))
            ours.append(our_figures(options.model, options.threads, Path(folder)))
            print(f"round {number}: prefill {ours[-1][0]:.0f} against {peer[-1][0]:.0f}, "
                  f"decode {ours[-1][1]:.0f} against {peer[-1][1]:.0f} tokens/s", flush=True)
    for index, (metric, target) in enumerate([("prefill_pp512", 4.0), ("decode_tg128", 2.4)]):
        mine = statistics.median(figures[index] for figures in ours)
        theirs = statistics.median(figures[index] for figures in peer)
        print(f"RESULT {metric} ours={mine:.1f} peer=llama.cpp:{theirs:.1f} "
              f"ratio={mine / theirs:.2f} target={target:.2f}")


if __name__ == "__main__":
    main()
