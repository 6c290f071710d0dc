// Checks one table of kernels against the scalar reference. Plain C, so that the same checks run in
// the test process and, cross-compiled, under an emulator.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Tables by name: "avx2", "avx-vnni", "avx512", "neon". 1 if this machine can run it.
int kernel_checks_available(const char *table);
// Runs every check on random and edge shapes. Returns the number of failures; the first of them
// is described in `message` (at least 256 bytes).
size_t kernel_checks_run(const char *table, uint64_t seed, char *message, size_t message_size);
