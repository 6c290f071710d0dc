#!/bin/sh
# Cross-compiles the kernels for arm64 and checks them against the scalar reference under qemu-user.
# usage: check-kernels-arm64.sh [SEED]
# Needs Debian's gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static.
set -eu
cd "$(dirname "$0")/.."
seed=${1:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
compiler=${CROSS_CC:-aarch64-linux-gnu-gcc}
emulator=${EMULATOR:-qemu-aarch64-static}
for tool in "$compiler" "$emulator"; do
  command -v "$tool" > /dev/null || {
    echo "$0: $tool is missing: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static" >&2
    exit 1
  }
done
mkdir -p .cache
"$compiler" -O2 -std=gnu11 -Wall -Wextra -Werror -Wno-psabi -static -DKERNEL_CHECKS_MAIN \
  -ISources/Kernels/include -ITests/KernelChecks/include \
  Sources/Kernels/*.c Tests/KernelChecks/*.c -lm -lpthread -o .cache/kernel-checks-arm64
echo "arm64 kernels, seed $seed"
for table in neon neon-i8mm; do "$emulator" -cpu max .cache/kernel-checks-arm64 "$table" "$seed"; done
