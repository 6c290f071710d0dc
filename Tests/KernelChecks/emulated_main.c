// The checks as a program, for running under an emulator: main TABLE SEED.
#ifdef KERNEL_CHECKS_MAIN
#include <stdio.h>
#include <stdlib.h>

#include "kernel_checks.h"

int main(int argc, char **argv) {
  if (argc != 3) return fprintf(stderr, "usage: %s TABLE SEED\n", argv[0]), 2;
  char message[256] = "";
  uint64_t seed = strtoull(argv[2], NULL, 0);
  size_t failures = kernel_checks_run(argv[1], seed, message, sizeof message);
  if (failures == 0) return printf("%s: ok\n", argv[1]), 0;
  printf("%s, seed %s: %zu failures, first: %s\n", argv[1], argv[2], failures, message);
  return 1;
}
#else
typedef int not_a_program;
#endif
