"""llama.cpp, built once from the source archive of PyPI `llama-cpp-python` into .cache/llama.cpp.

Its build is told the processor's instruction sets one by one and without AMX, because its native
build dies of an illegal instruction where AMX is announced but not permitted.
"""

import os
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


def run(command, **options):
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, **options)


def fetch_source() -> Path:
    """Installs the build tools and unpacks the source, unless both are there."""
    venv = PEER / "venv"
    if not (venv / "bin/ninja").exists():
        run([sys.executable, "-m", "venv", venv])
        run([venv / "bin/pip", "install", "--quiet", "cmake", "ninja", "scikit-build-core"])
    sources = list((PEER / "source").glob("*/vendor/llama.cpp"))
    if not sources:
        with tempfile.TemporaryDirectory() as folder:
            run([venv / "bin/pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                 "--no-build-isolation", "--dest", folder, PACKAGE])
            with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
                archive.extractall(PEER / "source", filter="data")
        sources = list((PEER / "source").glob("*/vendor/llama.cpp"))
    return sources[0]


def build(target: str) -> Path:
    """The program of that name (`llama-bench`, `llama-server`), built unless it is there."""
    binary = PEER / "build/bin" / target
    if binary.exists():
        return binary
    print(f"building {target} once; this takes minutes", flush=True)
    source = fetch_source()
    flags = Path("/proc/cpuinfo").read_text().split()
    sets = [f"-DGGML_{name}=ON" for flag, name in INSTRUCTION_SETS.items() if flag in flags]
    venv = PEER / "venv"
    path = f"{venv / 'bin'}:{os.environ['PATH']}"
    options = {"env": {**os.environ, "PATH": path}, "stdout": subprocess.DEVNULL}
    run(["cmake", "-S", source, "-B", PEER / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
         "-DGGML_NATIVE=OFF", "-DLLAMA_CURL=OFF", "-DLLAMA_OPENSSL=OFF", "-DLLAMA_BUILD_TESTS=OFF",
         "-DLLAMA_BUILD_EXAMPLES=OFF", "-DLLAMA_BUILD_SERVER=ON", "-DLLAMA_BUILD_UI=OFF",
         "-DLLAMA_USE_PREBUILT_UI=OFF", *sets], **options)
    run(["ninja", "-C", PEER / "build", target], **options)
    return binary


def build_peer(name: str) -> Path:
    """Compiles peer/NAME.cc with llama.cpp's libraries, unless it is newer than its source."""
    libraries = build("llama-bench").parent
    program, code = PEER / name, ROOT / f"Benchmarks/inference/peer/{name}.cc"
    if not program.exists() or program.stat().st_mtime < code.stat().st_mtime:
        source = fetch_source()
        run(["g++", "-O2", "-std=c++17", "-Wall", "-Wextra", f"-I{source}/include",
             f"-I{source}/ggml/include", code, "-o", program, f"-L{libraries}", "-lllama",
             "-lggml", "-lggml-base", f"-Wl,-rpath,{libraries}"])
    return program
