// AVX-512 bodies: two neighbouring tiles side by side in one register, so that every instruction
// does the work of two. A last, odd tile takes the 256-bit path; the bits are the same either way.
#include "kernels.h"

#if defined(__x86_64__)

#define TARGET \
  __attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))
#define LANE_COUNT 16
#include "avx2_common.h"

INLINE __m512 load_f16_16(const uint16_t *p) {
  return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)p));
}
INLINE __m512 load_f16_pair(const uint16_t *a, const uint16_t *b) {
  return _mm512_cvtph_ps(_mm256_set_m128i(_mm_loadu_si128((const __m128i *)b),
                                          _mm_loadu_si128((const __m128i *)a)));
}
INLINE __m512 load_f32_pair(const float *a, const float *b) {
  return _mm512_insertf32x8(_mm512_castps256_ps512(_mm256_loadu_ps(a)), _mm256_loadu_ps(b), 1);
}
#define WIDE 1
#define load_f16(p) ((vf)load_f16_16(p))
#include "attention_body.h"
#include "attention_q8_body.h"

#define VI __m256i
#define VF __m256
#define OP(x) _mm256_##x
#define TILES 1
#define NAME(x) x##_narrow
#define store_sums_narrow store_tile
#define DPBUSD _mm256_dpbusd_epi32
#include "x86_tiles.h"
#undef VI
#undef VF
#undef OP
#undef TILES
#undef NAME
#undef DPBUSD

INLINE void store_pair(const apus_matmul *m, size_t row, size_t out, __m512 sum) {
  store_tile(m, row, out, _mm512_castps512_ps256(sum));
  store_tile(m, row, out + 8, _mm512_extractf32x8_ps(sum, 1));
}

#define VI __m512i
#define VF __m512
#define OP(x) _mm512_##x
#define TILES 2
#define NAME(x) x##_wide
#define store_sums_wide store_pair
#define DPBUSD _mm512_dpbusd_epi32
#include "x86_tiles.h"

// All whole pairs of tiles, then an odd last one.
INLINE void multiply(const apus_matmul *m, const layout l) {
  size_t pairs_end = m->tile_begin + (m->tile_end - m->tile_begin) / 2 * 2;
  multiply_wide(m, m->tile_begin, pairs_end, l);
  multiply_narrow(m, pairs_end, m->tile_end, l);
}

// Sixteen weights from index i on.
INLINE __m512 load_wide_weights(const void *packed, size_t i, const apus_format format) {
  if (format == APUS_F32) return _mm512_loadu_ps((const float *)packed + i);
  __m256i halves = _mm256_loadu_si256((const __m256i *)((const uint16_t *)packed + i));
  if (format == APUS_F16) return _mm512_cvtph_ps(halves);
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16));
}

// Two float tiles: 32 outputs x up to 12 rows in 24 accumulators. Many rows, because the
// weights of a tile come from the second-level cache for every group of rows: with six rows, that is
// what the multiplications wait for (77 against 89 billion a second at best, and 14 gain no more).
INLINE void pair_of_float_tiles(const apus_matmul *m, size_t tile, size_t row,
                                const apus_format format, const int rows) {
  size_t i = tile * m->depth * APUS_F32_TILE, stride = m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  __m512 sum[12][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm512_setzero_ps();
  for (size_t c = 0; c < m->depth; c++, i += APUS_F32_TILE) {
    __m512 first = load_wide_weights(m->packed, i, format);
    __m512 second = load_wide_weights(m->packed, i + stride, format);
    for (int r = 0; r < rows; r++) {
      __m512 v = _mm512_set1_ps(x[(size_t)r * m->x_stride + c]);
      sum[r][0] = _mm512_fmadd_ps(v, first, sum[r][0]);
      sum[r][1] = _mm512_fmadd_ps(v, second, sum[r][1]);
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t v = 0; v < 2; v++) store_pair(m, row + (size_t)r, tile * 16 + 16 * v, sum[r][v]);
}

INLINE void multiply_floats(const apus_matmul *m, const apus_format format) {
  size_t pairs_end = m->tile_begin + (m->tile_end - m->tile_begin) / 2 * 2;
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row, 12);
    for (size_t tile = m->tile_begin; tile < pairs_end; tile += 2) {
      WITH_12_ROWS(rows, pair_of_float_tiles, m, tile, row, format)
    }
    row += rows;
  }
  apus_matmul last = *m;
  last.tile_begin = pairs_end;
  matmul_floats(&last, format);
}

#define FLOATS(name) \
  TARGET static void matmul_##name(const apus_matmul *m) { multiply_floats(m, APUS_##name); }
#define QUANTISED(name, ...) \
  TARGET static void matmul_##name(const apus_matmul *m) { multiply(m, LAYOUT(__VA_ARGS__)); }
FLOAT_FORMATS(FLOATS)
QUANTISED_FORMATS(QUANTISED)

TARGET static void attention_q8_0(const apus_attention *a) {
  attention_bytes(a, matmul_Q8_0);
}

#include "kernel_table.h"

#define ENTRY(name, ...) [APUS_##name] = matmul_##name,
static const apus_kernels avx512 = {
    .name = "avx512",
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(ENTRY)},
    .attention_q8_0 = attention_q8_0,
    COMMON_KERNELS};

const apus_kernels *apus_kernels_avx512(void) {
  int ok = apus_kernels_avx2() && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  return ok ? &avx512 : NULL;
}

#else

const apus_kernels *apus_kernels_avx512(void) { return NULL; }

#endif
