// What the AVX2 bodies share: conversions, the float tile and the quantiser. Included with TARGET
// defined.
#include <immintrin.h>

#define load_f16_8(p) ((v8f)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p))))
#define store_f16_8(p, v) _mm_storeu_si128((__m128i *)(p), _mm256_cvtps_ph((__m256)(v), 0))

#include "vector_body.h"

// Writes the eight outputs of a tile, or the fewer that exist in the last one.
INLINE void store_tile(float *y, size_t out, size_t out_rows, v8f sum, int accumulate) {
  if (out + 8 <= out_rows) {
    store(y + out, accumulate ? load(y + out) + sum : sum);
  } else if (out < out_rows) {
    size_t count = out_rows - out;
    store_some(y + out, accumulate ? load_some(y + out, count) + sum : sum, count);
  }
}

// 16 outputs x up to 6 rows in 12 accumulators; two weight registers, one broadcast.
INLINE void rows_of_float_tile(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  __m256 sum[6][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm256_setzero_ps();
  const float *w = (const float *)m->packed + tile * m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  for (size_t c = 0; c < m->depth; c++, w += APUS_F32_TILE) {
    __m256 low = _mm256_loadu_ps(w), high = _mm256_loadu_ps(w + 8);
    for (int r = 0; r < rows; r++) {
      __m256 a = _mm256_broadcast_ss(x + (size_t)r * m->x_stride + c);
      sum[r][0] = _mm256_fmadd_ps(a, low, sum[r][0]);
      sum[r][1] = _mm256_fmadd_ps(a, high, sum[r][1]);
    }
  }
  for (int r = 0; r < rows; r++) {
    float *y = m->y + (row + (size_t)r) * m->y_stride;
    store_tile(y, tile * 16, m->out_rows, (v8f)sum[r][0], m->accumulate);
    store_tile(y, tile * 16 + 8, m->out_rows, (v8f)sum[r][1], m->accumulate);
  }
}

TARGET static void matmul_f32(const apus_matmul *m) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++) {
      switch (rows) {
        case 1: rows_of_float_tile(m, tile, row, 1); break;
        case 2: rows_of_float_tile(m, tile, row, 2); break;
        case 3: rows_of_float_tile(m, tile, row, 3); break;
        case 4: rows_of_float_tile(m, tile, row, 4); break;
        case 5: rows_of_float_tile(m, tile, row, 5); break;
        default: rows_of_float_tile(m, tile, row, 6); break;
      }
    }
    row += rows;
  }
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
    __m256i total = _mm256_add_epi32(_mm256_add_epi32(n[0], n[1]), _mm256_add_epi32(n[2], n[3]));
    __m128i sums =
        _mm_add_epi32(_mm256_castsi256_si128(total), _mm256_extracti128_si256(total, 1));
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x4e));
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0xb1));
    // The packs interleave 128-bit halves; the permutation restores the order.
    __m256i bytes =
        _mm256_packs_epi16(_mm256_packs_epi32(n[0], n[1]), _mm256_packs_epi32(n[2], n[3]));
    bytes = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    _mm256_storeu_si256((__m256i *)out[b].q, bytes);
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)_mm_cvtsi128_si32(sums);
  }
}
