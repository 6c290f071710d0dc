#include "kernel_checks.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

typedef struct {
  const apus_kernels *fast, *reference;
  uint64_t random;
  size_t failures;
  char *message;
  size_t message_size;
} context;

static const apus_kernels *find(const char *name) {
  const apus_kernels *tables[] = {apus_kernels_avx2(), apus_kernels_avx_vnni(),
                                  apus_kernels_avx512(), apus_kernels_neon(),
                                  apus_kernels_neon_i8mm()};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    if (tables[i] && strcmp(tables[i]->name, name) == 0) return tables[i];
  return NULL;
}

int kernel_checks_available(const char *table) { return find(table) != NULL; }

static uint64_t next(context *c) {  // xorshift64*
  c->random ^= c->random >> 12;
  c->random ^= c->random << 25;
  c->random ^= c->random >> 27;
  return c->random * 0x2545f4914f6cdd1dull;
}

static size_t up_to(context *c, size_t most) { return 1 + next(c) % most; }

static float uniform(context *c) { return (float)(next(c) >> 40) / 8388608.0f - 1.0f; }

static float *floats(context *c, size_t count, float range) {
  float *x = malloc((count + 1) * sizeof *x);
  for (size_t i = 0; i < count; i++) x[i] = uniform(c) * range;
  return x;
}

static void fail(context *c, const char *format, ...) {
  if (c->failures++ > 0) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(c->message, c->message_size, format, arguments);
  va_end(arguments);
}

// Exact when tolerance is 0; else relative to 1 + |expected|.
static void same(context *c, const char *what, const float *got, const float *expected,
                 size_t count, float tolerance) {
  for (size_t i = 0; i < count; i++) {
    int equal = tolerance == 0.0f
                    ? memcmp(&got[i], &expected[i], 4) == 0
                    : fabsf(got[i] - expected[i]) <= tolerance * (1.0f + fabsf(expected[i]));
    if (!equal) {
      fail(c, "%s: element %zu of %zu is %.9g, expected %.9g", what, i, count, (double)got[i],
           (double)expected[i]);
      return;
    }
  }
}

// ---- Matrix products

static const char *const format_names[] = {"F32",  "F16",  "BF16", "Q4_0", "Q4_1", "Q5_0",
                                           "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"};
_Static_assert(sizeof format_names / sizeof *format_names == APUS_FORMAT_COUNT, "a name for each");

// Writes a 16-bit float of moderate size at the places of a block where GGUF has one.
static void put_factors(context *c, apus_format f, uint8_t *block) {
  static const struct { size_t count, at[2]; } places[APUS_FORMAT_COUNT] = {
      [APUS_F16] = {1, {0}}, [APUS_Q4_0] = {1, {0}}, [APUS_Q4_1] = {2, {0, 2}},
      [APUS_Q5_0] = {1, {0}}, [APUS_Q5_1] = {2, {0, 2}}, [APUS_Q8_0] = {1, {0}},
      [APUS_Q4_K] = {2, {0, 2}}, [APUS_Q5_K] = {2, {0, 2}}, [APUS_Q6_K] = {1, {208}}};
  for (size_t i = 0; i < places[f].count; i++) {
    uint16_t half = apus_f32_to_f16(uniform(c));
    memcpy(block + places[f].at[i], &half, 2);
  }
  float value = uniform(c);
  if (f == APUS_F32) memcpy(block, &value, 4);
  if (f == APUS_BF16) memcpy(block, (uint8_t *)&value + 2, 2);
}

// A random tensor, packed. `fill` in 0...255: every byte of the quants, to reach the accumulators'
// bounds; -1: random ones.
static void *packed_weights(context *c, apus_format f, size_t out, size_t depth, int fill) {
  const apus_format_shape shape = apus_shape(f);
  size_t tiles = (out + shape.tile_rows - 1) / shape.tile_rows;
  size_t blocks = depth / shape.block_columns;
  uint8_t *w = malloc(out * blocks * shape.block_bytes);
  for (size_t b = 0; b < out * blocks; b++) {
    uint8_t *block = w + b * shape.block_bytes;
    for (size_t i = 0; i < shape.block_bytes; i++)
      block[i] = fill < 0 ? (uint8_t)next(c) : (uint8_t)fill;
    put_factors(c, f, block);
  }
  void *packed = malloc(tiles * blocks * shape.tile_block_bytes);
  apus_pack(f, w, out, depth, 0, tiles, packed);
  free(w);
  return packed;
}

static void check_matmul(context *c, apus_format f, size_t out, size_t depth, size_t rows,
                         int fill) {
  const apus_format_shape shape = apus_shape(f);
  const int floating = f <= APUS_BF16;
  size_t tiles = (out + shape.tile_rows - 1) / shape.tile_rows;
  void *packed = packed_weights(c, f, out, depth, fill);
  float *x = floats(c, rows * depth, 4.0f);
  for (size_t i = 0; fill >= 0 && i < rows * depth; i++) x[i] = i / depth % 2 ? -4.0f : 4.0f;
  apus_q8_block *q = malloc((rows * depth / 32 + 1) * sizeof *q);
  for (size_t r = 0; !floating && r < rows; r++)
    c->reference->quantize_q8(x + r * depth, depth, q + r * (depth / 32));
  size_t stride = out + 3;
  float *expected = floats(c, rows * stride, 1.0f);
  float *got = malloc(rows * stride * sizeof *got), *single = malloc(rows * stride * sizeof *got);
  memcpy(got, expected, rows * stride * sizeof *got);
  memcpy(single, expected, rows * stride * sizeof *got);
  apus_matmul m = {.packed = packed, .x = floating ? (void *)x : (void *)q, .y = expected,
                   .x_stride = floating ? depth : depth / 32, .y_stride = stride,
                   .depth = depth, .out_rows = out, .tile_end = tiles,
                   .row_count = rows, .accumulate = (int)(next(c) & 1)};
  apus_multiply(c->reference, f, &m);
  m.y = got;
  apus_multiply(c->fast, f, &m);
  char what[128];
  snprintf(what, sizeof what, "%s %zux%zu, %zu rows, fill %d", format_names[f], out, depth, rows,
           fill);
  same(c, what, got, expected, rows * stride, 0.0f);  // the gap between rows is untouched too
  // Row independence: one row at a time, tile by tile.
  m.row_count = 1;
  for (size_t r = 0; r < rows; r++) {
    m.y = single + r * stride;
    m.x = floating ? (void *)(x + r * depth) : (void *)(q + r * (depth / 32));
    for (m.tile_begin = 0; m.tile_begin < tiles; m.tile_begin++) {
      m.tile_end = m.tile_begin + 1;
      apus_multiply(c->fast, f, &m);
    }
  }
  strncat(what, ", row by row", sizeof what - strlen(what) - 1);
  same(c, what, single, got, rows * stride, 0.0f);
  free(packed), free(x), free(q), free(expected), free(got), free(single);
}

static void check_matmuls(context *c) {
  for (apus_format f = 0; f < APUS_FORMAT_COUNT; f++) {
    size_t block = apus_shape(f).block_columns;
    size_t step = block < 32 ? 32 : block;
    for (size_t rows = 1; rows <= 33; rows++)
      check_matmul(c, f, up_to(c, 40), step * up_to(c, block == 256 ? 2 : 6), rows, -1);
    for (size_t out = 1; out <= 17; out++) check_matmul(c, f, out, step, 5, -1);
    check_matmul(c, f, 64, 1536, 7, -1);
    // Every quant at a bound, against activations that are all 127 or all -127.
    if (f <= APUS_BF16) continue;
    static const int fills[] = {0x00, 0x80, 0x7f, 0xff};
    for (size_t i = 0; i < 4; i++) check_matmul(c, f, 25, 256, 6, fills[i]);
  }
  for (apus_format f = 0; f <= APUS_BF16; f++)
    for (size_t depth = 1; depth < 9; depth++) check_matmul(c, f, 20, depth, 7, -1);
}

static void check_quantize(context *c) {
  for (int round = 0; round < 50; round++) {
    size_t count = 32 * up_to(c, 8);
    float *x = floats(c, count, powf(10.0f, (float)(round % 9 - 4)));
    if (round % 3 == 0) memset(x, 0, 32 * sizeof *x);
    if (round % 4 == 0) x[count - 1] = -1e30f;
    if (round % 5 == 0)
      for (size_t i = 0; i < 32; i++) x[i] *= 1e-40f;
    if (round % 7 == 0)
      for (size_t i = 0; i < 32; i++) x[i] = (float)i - 63.5f;  // halves: ties to even
    apus_q8_block *expected = calloc(count / 32, sizeof *expected);
    apus_q8_block *got = calloc(count / 32, sizeof *got);
    c->reference->quantize_q8(x, count, expected);
    c->fast->quantize_q8(x, count, got);
    for (size_t b = 0; b < count / 32; b++)
      if (memcmp(&expected[b], &got[b], sizeof *got) != 0)
        fail(c, "quantize_q8: block %zu, round %d: scale %g, sum %g, expected %g, %g", b, round,
             (double)got[b].scale, (double)got[b].scaled_sum, (double)expected[b].scale,
             (double)expected[b].scaled_sum);
    free(x), free(expected), free(got);
  }
}

// ---- Attention

enum { F32_CACHE, F16_CACHE, Q8_0_CACHE };

typedef struct {
  size_t rows, heads, keys, dim;  // `keys`: those that row 0 sees
  int step, type;
  size_t window;  // the most keys that a row sees; 0: all
} attention_case;

// The first key that row 0 sees.
static size_t first_key(attention_case s) {
  return s.window > 0 && s.keys > s.window ? s.keys - s.window : 0;
}

static void attend(const apus_kernels *k, const apus_attention *a, int type) {
  if (type == F32_CACHE) k->attention_f32(a);
  if (type == F16_CACHE) k->attention_f16(a);
  if (type == Q8_0_CACHE) k->attention_q8_0(a);
}

// Attention over all blocks, merged in order; `first` and `rows`: of the rows of `a`.
static void run_attention(const apus_kernels *k, apus_attention a, attention_case s, size_t first,
                          size_t rows, float *out, size_t out_stride) {
  static const size_t bytes_of_32[] = {128, 64, 34};
  size_t floats_each = apus_partial_floats(s.dim), size = s.dim / 8 * bytes_of_32[s.type] / 4;
  float *state = malloc(rows * s.heads * floats_each * 4);
  float *next = malloc(rows * s.heads * floats_each * 4);
  int64_t count = (int64_t)(s.keys + first * (size_t)s.step);
  int64_t most = count + (int64_t)(rows - 1) * s.step;
  const uint8_t *keys = a.keys, *values = a.values;
  a.q += first * a.row_stride;
  a.row_count = rows;
  int64_t window = s.window > 0 ? (int64_t)s.window : most;
  int64_t start = count > window ? (count - window) / APUS_ATTENTION_BLOCK : 0;
  for (int64_t block = start; block * APUS_ATTENTION_BLOCK < most; block++) {
    int64_t begin = block * APUS_ATTENTION_BLOCK;
    a.keys = keys + (size_t)begin * size;
    a.values = values + (size_t)begin * size;
    a.key_count = count - begin;
    a.key_begin = a.key_count - window;
    a.partials = block == start ? state : next;
    attend(k, &a, s.type);
    if (block > start) k->attention_merge(next, rows * s.heads, s.dim, state);
  }
  for (size_t i = 0; i < rows * s.heads; i++)
    k->attention_finish(state + i * floats_each, s.dim,
                        out + (first + i / s.heads) * out_stride + i % s.heads * s.dim);
  free(state), free(next);
}

// What is seen must not depend on what lies before a window or behind: these become NaN.
static void check_attention(context *c, attention_case s) {
  size_t most = s.keys + (s.rows - 1) * (size_t)s.step, padded = (most + 7) / 8 * 8;
  size_t q_stride = s.heads * s.dim + 8, out_stride = s.heads * s.dim, total = s.rows * out_stride;
  float *q = floats(c, s.rows * q_stride, 1.0f);
  float *k = floats(c, padded * s.dim, 2.0f), *v = floats(c, padded * s.dim, 1.0f);
  for (size_t t = 0; t < padded; t++)
    for (size_t d = 0; d < s.dim && (t >= most || t < first_key(s)); d++)
      k[(t / 8 * s.dim + d) * 8 + t % 8] = v[t * s.dim + d] = NAN;
  uint16_t *k16 = malloc(padded * s.dim * 2), *v16 = malloc(padded * s.dim * 2);
  for (size_t i = 0; i < padded * s.dim; i++) k16[i] = apus_f32_to_f16(k[i]);
  for (size_t i = 0; i < padded * s.dim; i++) v16[i] = apus_f32_to_f16(v[i]);
  float *expected = malloc(total * 4), *got = malloc(total * 4), *single = malloc(total * 4);
  float *scratch = malloc(apus_attention_scratch(s.dim) * 4);
  apus_attention a = {.q = q, .keys = s.type == F16_CACHE ? (void *)k16 : k, .values = s.type == F16_CACHE ? (void *)v16 : v,
                      .scratch = scratch, .row_stride = q_stride, .head_stride = s.dim,
                      .head_count = s.heads, .key_count_step = s.step, .head_dim = s.dim,
                      .scale = 0.3f};
  run_attention(c->reference, a, s, 0, s.rows, expected, out_stride);
  run_attention(c->fast, a, s, 0, s.rows, got, out_stride);
  char what[160];
  snprintf(what, sizeof what,
           "attention, %zu rows of %zu heads, %zu keys + %d each, window %zu, head of %zu, %s",
           s.rows, s.heads, s.keys, s.step, s.window, s.dim, s.type == F16_CACHE ? "f16" : "f32");
  same(c, what, got, expected, total, 1e-5f);
  for (size_t r = 0; r < s.rows; r++) run_attention(c->fast, a, s, r, 1, single, out_stride);
  strncat(what, ", row by row", sizeof what - strlen(what) - 1);
  same(c, what, single, got, total, 0.0f);
  free(q), free(k), free(v), free(k16), free(v16), free(expected), free(got), free(single);
  free(scratch);
}

// Every table against the scalar reference bit for bit, and the reference against attention over
// 32-bit floats. Positions that nobody sees hold NaN scales and any bytes.
static void check_attention_q8_0(context *c, attention_case s) {
  const size_t block = APUS_ATTENTION_BLOCK;
  size_t most = s.keys + (s.rows - 1) * (size_t)s.step, blocks = (most + block - 1) / block;
  size_t bytes = block * s.dim / 32 * 34, padded = blocks * block;
  size_t q_stride = s.heads * s.dim + 8, out_stride = s.heads * s.dim, total = s.rows * out_stride;
  float *q = floats(c, s.rows * q_stride, 1.0f);
  float *k = floats(c, padded * s.dim, 0.0f), *v = floats(c, padded * s.dim, 0.0f);
  uint8_t *keys = malloc(blocks * bytes), *values = malloc(blocks * bytes);
  memset(keys, 0xff, blocks * bytes), memset(values, 0xff, blocks * bytes);
  apus_q8_block *quantised = malloc(s.dim / 32 * sizeof *quantised);
  float *row = malloc(s.dim * 4);
  for (size_t t = first_key(s); t < most; t++) {
    for (size_t d = 0; d < s.dim; d++) row[d] = 2.0f * uniform(c);
    c->fast->quantize_q8(row, s.dim, quantised);
    apus_store_key(quantised, s.dim, t % block, keys + t / block * bytes);
    for (size_t d = 0; d < s.dim; d++)
      k[(t / 8 * s.dim + d) * 8 + t % 8] =
          apus_f16_to_f32(apus_f32_to_f16(quantised[d / 32].scale)) * quantised[d / 32].q[d % 32];
    for (size_t d = 0; d < s.dim; d++) row[d] = uniform(c);
    c->fast->quantize_q8(row, s.dim, quantised);
    apus_store_value(quantised, s.dim, t % block, values + t / block * bytes);
    for (size_t d = 0; d < s.dim; d++)
      v[t * s.dim + d] =
          apus_f16_to_f32(apus_f32_to_f16(quantised[d / 32].scale)) * quantised[d / 32].q[d % 32];
  }
  float *plain = malloc(total * 4), *expected = malloc(total * 4);
  float *got = malloc(total * 4), *single = malloc(total * 4);
  float *scratch = malloc(apus_attention_scratch(s.dim) * 4);
  apus_attention a = {.q = q, .keys = keys, .values = values, .scratch = scratch,
                      .row_stride = q_stride, .head_stride = s.dim, .head_count = s.heads,
                      .key_count_step = s.step, .head_dim = s.dim, .scale = 0.3f};
  run_attention(c->reference, a, s, 0, s.rows, expected, out_stride);
  run_attention(c->fast, a, s, 0, s.rows, got, out_stride);
  char what[160];
  snprintf(what, sizeof what, "attention, %zu rows of %zu heads, %zu keys + %d each, window %zu, head of %zu, q8_0",
           s.rows, s.heads, s.keys, s.step, s.window, s.dim);
  same(c, what, got, expected, total, 0.0f);
  for (size_t r = 0; r < s.rows; r++) run_attention(c->fast, a, s, r, 1, single, out_stride);
  strncat(what, ", row by row", sizeof what - strlen(what) - 1);
  same(c, what, single, got, total, 0.0f);
  // What is left is the rounding of queries to 8 bits.
  a.keys = k, a.values = v, s.type = F32_CACHE;
  run_attention(c->reference, a, s, 0, s.rows, plain, out_stride);
  strncat(what, ", against floats", sizeof what - strlen(what) - 1);
  same(c, what, expected, plain, total, 0.02f);
  free(q), free(k), free(v), free(keys), free(values), free(quantised), free(row), free(plain);
  free(expected), free(got), free(single), free(scratch);
}

static void check_attentions(context *c) {
  for (int type = F32_CACHE; type <= Q8_0_CACHE; type++) {
    void (*check)(context *, attention_case) =
        type == Q8_0_CACHE ? check_attention_q8_0 : check_attention;
    size_t step = type == Q8_0_CACHE ? 32 : 8;
    for (size_t keys = 1; keys < 70; keys++)
      check(c, (attention_case){up_to(c, 5), up_to(c, 4), keys, step * up_to(c, 128 / step),
                                (int)(next(c) & 1), type, 0});
    for (size_t rows = 1; rows <= 33; rows++)
      check(c, (attention_case){rows, up_to(c, 4), 100 + up_to(c, 60), 64, 1, type, 0});
    check(c, (attention_case){3, 3, 700, 64, 1, type, 0});
    check(c, (attention_case){20, 1, 256, 128, 0, type, 0});
    check(c, (attention_case){2, 2, 130, 256, 1, type, 0});
    // Windows that begin anywhere in a block, that a block holds whole, and that rows of a group have
    // no key in common of.
    for (size_t rows = 1; rows <= 33; rows++)
      check(c, (attention_case){rows, up_to(c, 4), 1 + up_to(c, 400), step * up_to(c, 64 / step),
                                (int)(next(c) % 4 != 0), type, up_to(c, 200)});
    for (size_t window = 1; window <= 10; window++)
      check(c, (attention_case){12, 1, 120 + window, 32, 1, type, window});
  }
}

// ---- Rows of floats

static void check_elementwise(context *c, size_t count, float range) {
  float *x = floats(c, count, range), *z = floats(c, count, range), *b = floats(c, count, 1.0f);
  float *e = malloc(count * 4 + 4), *g = malloc(count * 4 + 4);
  const apus_kernels *s = c->reference, *f = c->fast;
#define COMPARE(tolerance, call, ...)                         \
  do {                                                        \
    s->call(__VA_ARGS__, e), f->call(__VA_ARGS__, g);         \
    same(c, #call, g, e, count, tolerance);                   \
  } while (0)
  COMPARE(0.0f, add, x, z, count);
  COMPARE(2e-6f, rms_norm, x, z, count, 1e-5f);
  COMPARE(1e-5f * (1.0f + range), layer_norm, x, z, b, count, 1e-5f);
  COMPARE(2e-6f, softmax, x, count);
  COMPARE(2e-6f, silu_mul, x, z, count);
  COMPARE(2e-6f, gelu_tanh_mul, x, z, count);
  COMPARE(1e-5f, soft_cap, x, count, 30.0f);
  COMPARE(2e-6f, gelu, x, count);
  memcpy(g, x, count * 4);
  f->gelu(g, count, g);  // in place
  same(c, "gelu in place", g, e, count, 2e-6f);
  uint16_t *h = malloc(count * 2 + 2);
  f->f32_to_f16(x, count, h);
  for (size_t i = 0; i < count; i++)
    if (h[i] != apus_f32_to_f16(x[i])) fail(c, "f32_to_f16: %.9g", (double)x[i]);
  free(x), free(z), free(b), free(e), free(g), free(h);
}

static void check_argmax(context *c) {
  for (int round = 0; round < 400; round++) {
    size_t count = up_to(c, round < 200 ? 40 : 3000);
    float *x = floats(c, count, 5.0f);
    if (round % 3 == 0)  // many equals, infinities among them
      for (size_t i = 0; i < count; i++) x[i] = x[i] > 2.0f ? INFINITY : truncf(x[i]);
    if (round % 5 == 0)
      for (size_t i = 0; i < count; i++) x[i] = -INFINITY;
    if (round % 7 == 0) x[next(c) % count] = NAN;
    size_t expected = c->reference->argmax(x, count), got = c->fast->argmax(x, count);
    if (got != expected) fail(c, "argmax of %zu: %zu, expected %zu", count, got, expected);
    free(x);
  }
}

// Sizes around the blocks, spreads from one token to flat, ties and impossible tokens.
static void check_weigh(context *c) {
  for (int round = 0; round < 300; round++) {
    size_t count = up_to(c, round < 200 ? 600 : 5000), sums = (count + 255) / 256;
    float *x = floats(c, count, powf(4.0f, (float)(round % 6)));
    if (round % 3 == 0)
      for (size_t i = 0; i < count; i++) x[i] = uniform(c) > 0.9f ? -INFINITY : truncf(x[i]);
    float largest = uniform(c), scale = powf(10.0f, 3.0f * uniform(c));
    x[next(c) % count] = largest;
    for (size_t i = 0; i < count; i++) x[i] = x[i] > largest ? 2.0f * largest - x[i] : x[i];
    float *expected = malloc(count * 4), *got = malloc(count * 4);
    double *expected_sums = malloc(sums * 8), *got_sums = malloc(sums * 8);
    c->reference->weigh(x, count, largest, scale, expected, expected_sums);
    c->fast->weigh(x, count, largest, scale, got, got_sums);
    same(c, "weigh", got, expected, count, 0.0f);
    if (memcmp(got_sums, expected_sums, sums * 8) != 0) fail(c, "weigh: sums of %zu", count);
    for (size_t i = 0; i < count; i++) {
      double t = fmax(((double)x[i] - largest) * scale, -64.0), power = exp2(t);
      if (fabs(expected[i] - power) > (1.0 - t) * 0x1p-22 * power + 0x1p-35 || expected[i] > 1.0f)
        fail(c, "weigh: %.9g instead of %.9g", (double)expected[i], power);
    }
    uint32_t *a = malloc(count * 4), *b = malloc(count * 4);
    float least = expected[next(c) % count];
    size_t found = c->reference->select_at_least(expected, count, least, a);
    if (c->fast->select_at_least(expected, count, least, b) != found || memcmp(a, b, found * 4) != 0)
      fail(c, "select_at_least %.9g of %zu", (double)least, count);
    free(x), free(expected), free(got), free(expected_sums), free(got_sums), free(a), free(b);
  }
}

static void check_rope(context *c) {
  for (int round = 0; round < 20; round++) {
    size_t heads = up_to(c, 9), dim = 8 * up_to(c, 16), rotated = 2 * up_to(c, dim / 2);
    float *x = floats(c, heads * dim, 1.0f), *angles = floats(c, rotated, 1.0f);
    float *y = malloc(heads * dim * 4);
    memcpy(y, x, heads * dim * 4);
    c->reference->rope_pairs(x, heads, dim, rotated, angles);
    c->fast->rope_pairs(y, heads, dim, rotated, angles);
    same(c, "rope_pairs", y, x, heads * dim, 1e-6f);
    free(x), free(angles), free(y);
  }
}

static void check_scan(context *c, size_t vectors, size_t dim) {
  float *q = floats(c, dim, 1.0f), *v = floats(c, vectors * dim, 1.0f);
  float *expected = malloc(vectors * 4), *got = malloc(vectors * 4);
  c->reference->scan_f32(q, v, vectors, dim, expected);
  c->fast->scan_f32(q, v, vectors, dim, got);
  same(c, "scan_f32", got, expected, vectors, 1e-5f);
  for (size_t i = 0; i < vectors; i++) expected[i] = c->fast->dot_f32(q, v + i * dim, dim);
  same(c, "scan_f32 against dot_f32", got, expected, vectors, 0.0f);
  int8_t *q8 = malloc(dim + 1), *v8 = malloc(vectors * dim + 1);
  for (size_t i = 0; i < dim; i++) q8[i] = (int8_t)next(c);
  for (size_t i = 0; i < vectors * dim; i++) v8[i] = (int8_t)next(c);
  int32_t *a = malloc(vectors * 4), *b = malloc(vectors * 4);
  c->reference->scan_i8(q8, v8, vectors, dim, a);
  c->fast->scan_i8(q8, v8, vectors, dim, b);
  if (memcmp(a, b, vectors * 4) != 0) fail(c, "scan_i8: %zu vectors of %zu", vectors, dim);
  if (c->fast->dot_i8(q8, v8, dim) != a[0]) fail(c, "dot_i8: %zu elements", dim);
  free(q), free(v), free(expected), free(got), free(q8), free(v8), free(a), free(b);
}

static void check_halves(context *c) {
  for (uint32_t half = 0; half < 0x10000; half++) {
    float value = apus_f16_to_f32((uint16_t)half);
    if (isnan(value)) continue;
    if (apus_f32_to_f16(value) != half) fail(c, "f16 %04x does not survive", half);
  }
}

size_t kernel_checks_run(const char *table, uint64_t seed, char *message, size_t message_size) {
  context c = {find(table), apus_kernels_scalar(), seed | 1, 0, message, message_size};
  if (!c.fast) {
    fail(&c, "this machine has no %s", table);
    return c.failures;
  }
  check_halves(&c);
  check_quantize(&c);
  check_matmuls(&c);
  check_attentions(&c);
  for (size_t count = 1; count < 40; count++) check_elementwise(&c, count, 3.0f);
  check_elementwise(&c, 1536, 1.0f);
  check_elementwise(&c, 257, 90.0f);
  check_argmax(&c);
  check_weigh(&c);
  check_rope(&c);
  for (size_t vectors = 1; vectors < 12; vectors++) check_scan(&c, vectors, up_to(&c, 100));
  check_scan(&c, 33, 384);
  return c.failures;
}
