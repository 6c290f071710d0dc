// What the AVX2 bodies share: conversions, the float tile and the quantiser. Included with TARGET
// defined.
#include <immintrin.h>

#define load_f16_8(p) _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p)))
#if LANE_COUNT == 8
#define store_f16(p, v) _mm_storeu_si128((__m128i *)(p), _mm256_cvtps_ph((__m256)(v), 0))
#else
#define store_f16(p, v) _mm256_storeu_si256((__m256i *)(p), _mm512_cvtps_ph((__m512)(v), 0))
#endif

#include "packed_layout.h"
#include "vector_body.h"

#if LANE_COUNT == 8
#define fused(a, b, c) ((vf)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#define lanes_at_least(v, least) \
  ((uint32_t)_mm256_movemask_ps(_mm256_cmp_ps((__m256)(v), (__m256)(least), _CMP_GE_OQ)))
#else
#define fused(a, b, c) ((vf)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
#define lanes_at_least(v, least) \
  ((uint32_t)_mm512_cmp_ps_mask((__m512)(v), (__m512)(least), _CMP_GE_OQ))
#endif
#include "weights_body.h"

enum { PREFETCH_BYTES = 4096 };

// The outputs of a last tile that is not whole. Rare, and so not part of every body.
__attribute__((noinline)) TARGET static void store_part(const apus_matmul *m, float *y, size_t count,
                                                        __m256 sum) {
  float lanes[8];
  _mm256_storeu_ps(lanes, sum);
  for (size_t i = 0; i < count; i++) y[i] = m->accumulate ? y[i] + lanes[i] : lanes[i];
}

// Writes the eight outputs of a tile, or the fewer that exist in the last one.
INLINE void store_tile(const apus_matmul *m, size_t row, size_t out, __m256 sum) {
  float *y = m->y + row * m->y_stride + out;
  if (out + 8 <= m->out_rows) {
    _mm256_storeu_ps(y, m->accumulate ? _mm256_add_ps(_mm256_loadu_ps(y), sum) : sum);
  } else if (out < m->out_rows) {
    store_part(m, y, m->out_rows - out, sum);
  }
}

// Eight weights from index i on.
INLINE __m256 load_weights(const void *packed, size_t i, const apus_format format) {
  if (format == APUS_F32) return _mm256_loadu_ps((const float *)packed + i);
  __m128i halves = _mm_loadu_si128((const __m128i *)((const uint16_t *)packed + i));
  if (format == APUS_F16) return _mm256_cvtph_ps(halves);
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
}

// 16 outputs x up to 6 rows in 12 accumulators; two weight registers, one broadcast.
INLINE void rows_of_float_tile(const apus_matmul *m, size_t tile, size_t row,
                               const apus_format format, const int rows) {
  __m256 sum[6][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm256_setzero_ps();
  size_t i = tile * m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  for (size_t c = 0; c < m->depth; c++, i += APUS_F32_TILE) {
    __m256 low = load_weights(m->packed, i, format), high = load_weights(m->packed, i + 8, format);
    for (int r = 0; r < rows; r++) {
      __m256 a = _mm256_broadcast_ss(x + (size_t)r * m->x_stride + c);
      sum[r][0] = _mm256_fmadd_ps(a, low, sum[r][0]);
      sum[r][1] = _mm256_fmadd_ps(a, high, sum[r][1]);
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t v = 0; v < 2; v++)
      store_tile(m, row + (size_t)r, tile * 16 + 8 * v, sum[r][v]);
}

INLINE void matmul_floats(const apus_matmul *m, const apus_format format) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row, 6);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++) {
      WITH_6_ROWS(rows, rows_of_float_tile, m, tile, row, format)
    }
    row += rows;
  }
}

// The sum of eight integers.
INLINE int32_t integer_sum(__m256i v) {
  __m128i sums = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0xb1)));
}

TARGET static void quantize_q8(const float *x, size_t count, apus_q8_block *out) {
  const __m256 magnitude_bits = _mm256_castsi256_ps(_mm256_set1_epi32(0x7fffffff));
  for (size_t b = 0; b < count / 32; b++, x += 32) {
    __m256 v[4], largest8 = _mm256_setzero_ps();
    for (int i = 0; i < 4; i++) {
      v[i] = _mm256_loadu_ps(x + 8 * i);
      largest8 = _mm256_max_ps(_mm256_and_ps(v[i], magnitude_bits), largest8);
    }
    __m128 four =
        _mm_max_ps(_mm256_castps256_ps128(largest8), _mm256_extractf128_ps(largest8, 1));
    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    four = _mm_max_ss(four, _mm_movehdup_ps(four));
    float largest = _mm_cvtss_f32(four);
    __m256 inverse = _mm256_set1_ps(largest >= 1e-35f ? 127.0f / largest : 0.0f);
    __m256i n[4];
    for (int i = 0; i < 4; i++) n[i] = _mm256_cvtps_epi32(_mm256_mul_ps(v[i], inverse));
    int32_t sums[2] = {integer_sum(_mm256_add_epi32(n[0], n[1])),
                       integer_sum(_mm256_add_epi32(n[2], n[3]))};
    // The packs interleave 128-bit halves; the permutation restores the order.
    __m256i bytes =
        _mm256_packs_epi16(_mm256_packs_epi32(n[0], n[1]), _mm256_packs_epi32(n[2], n[3]));
    bytes = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    _mm256_storeu_si256((__m256i *)out[b].q, bytes);
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)(sums[0] + sums[1]);
    out[b].negated_sum[0] = -sums[0];
    out[b].negated_sum[1] = -sums[1];
  }
}
