// Speed of the matrix products by format, instruction set and rows, in processor time.
// usage: kernel-benchmark [TABLE...]      (all that this processor can run, without arguments)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"

enum { OUTPUTS = 1536, COLUMNS = 768, ROWS_MAX = 96, ROUNDS = 15 };

static const char *const format_names[APUS_FORMAT_COUNT] = {
    "F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"};

static double processor_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// Random bytes are weights too: only their speed counts. From 0x30 to 0x3f, because floats of such
// bytes are neither infinite nor subnormal.
static void *random_bytes(size_t count) {
  uint8_t *bytes = malloc(count);
  uint32_t state = 1;
  for (size_t i = 0; i < count; i++) {
    state = state * 1664525 + 1013904223;
    bytes[i] = 0x30 | (uint8_t)(state >> 28);
  }
  return bytes;
}

// The least time of a product, in multiply-adds a nanosecond.
static double speed(const apus_kernels *k, apus_format f, apus_matmul *m, size_t rows) {
  double best = 1e9;
  size_t repeats = 1 + 24 / rows;
  m->row_count = rows;
  for (int round = 0; round < ROUNDS; round++) {
    double start = processor_seconds();
    for (size_t i = 0; i < repeats; i++) apus_multiply(k, f, m);
    double time = (processor_seconds() - start) / (double)repeats;
    if (time < best) best = time;
  }
  return (double)OUTPUTS * COLUMNS * (double)rows / best / 1e9;
}

static void measure(const apus_kernels *k, apus_format f, float *x, apus_q8_block *q, float *y) {
  static const size_t row_counts[] = {1, 2, 4, 6, 96};
  const apus_format_shape shape = apus_shape(f);
  size_t tiles = OUTPUTS / shape.tile_rows, blocks = COLUMNS / shape.block_columns;
  void *w = random_bytes(OUTPUTS * blocks * shape.block_bytes);
  void *packed = malloc(tiles * blocks * shape.tile_block_bytes);
  double start = processor_seconds();
  apus_pack(f, w, OUTPUTS, COLUMNS, 0, tiles, packed);
  double pack_time = processor_seconds() - start;
  int floating = f <= APUS_BF16;
  apus_matmul m = {.packed = packed, .x = floating ? (void *)x : (void *)q, .y = y,
                   .x_stride = floating ? COLUMNS : COLUMNS / 32, .y_stride = OUTPUTS,
                   .depth = COLUMNS, .out_rows = OUTPUTS, .tile_end = tiles};
  printf("| %s | %s |", k->name, format_names[f]);
  for (size_t i = 0; i < sizeof row_counts / sizeof *row_counts; i++)
    printf(" %.0f |", speed(k, f, &m, row_counts[i]));
  printf(" %.0f |\n", (double)OUTPUTS * COLUMNS / pack_time / 1e6);
  fflush(stdout);
  free(w), free(packed);
}

int main(int argc, char **argv) {
  const apus_kernels *tables[] = {apus_kernels_avx2(), apus_kernels_avx_vnni(),
                                  apus_kernels_avx512(), apus_kernels_neon(),
                                  apus_kernels_neon_i8mm()};
  float *x = malloc(sizeof *x * ROWS_MAX * COLUMNS), *y = calloc(ROWS_MAX * OUTPUTS, sizeof *y);
  apus_q8_block *q = malloc(sizeof *q * ROWS_MAX * COLUMNS / 32);
  for (size_t i = 0; i < (size_t)ROWS_MAX * COLUMNS; i++) x[i] = (float)(i * 37 % 101) / 50 - 1;
  apus_kernels_scalar()->quantize_q8(x, (size_t)ROWS_MAX * COLUMNS, q);
  printf("%d x %d weights in the cache; 10^9 multiply-adds a second of processor time, by rows;\n"
         "packing in 10^6 weights a second\n\n", OUTPUTS, COLUMNS);
  printf("| table | format | 1 | 2 | 4 | 6 | 96 | pack |\n|---|---|---|---|---|---|---|---|\n");
  for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
    int wanted = argc < 2;
    for (int i = 1; i < argc; i++) wanted |= tables[t] && strcmp(argv[i], tables[t]->name) == 0;
    if (!tables[t] || !wanted) continue;
    for (apus_format f = 0; f < APUS_FORMAT_COUNT; f++) measure(tables[t], f, x, q, y);
  }
  free(x), free(y), free(q);
  return 0;
}
