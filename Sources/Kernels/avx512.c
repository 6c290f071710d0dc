// AVX-512 bodies: two neighbouring tiles side by side in one register, so that every instruction
// does the work of two. A last, odd tile takes the 256-bit path; the bits are the same either way.
#include "kernels.h"

#if defined(__x86_64__)

#define TARGET \
  __attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))
#include "avx2_common.h"

#define NAME(x) x##_narrow
#define VNNI 1
#define DPBUSD _mm256_dpbusd_epi32
#include "avx2_tiles.h"

// The same 32 bytes of tile a (low half) and tile b (high half).
INLINE __m512i both(const uint8_t *a, const uint8_t *b) {
  return _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)a)),
                            _mm256_loadu_si256((const __m256i *)b), 1);
}

INLINE __m512 both_halves(const uint8_t *a, const uint8_t *b) {
  return _mm512_cvtph_ps(_mm256_set_m128i(_mm_loadu_si128((const __m128i *)b),
                                          _mm_loadu_si128((const __m128i *)a)));
}

INLINE void store_pair(const apus_matmul *m, size_t row, size_t out, __m512 sum) {
  float *y = m->y + row * m->y_stride;
  store_tile(y, out, m->out_rows, (v8f)_mm512_castps512_ps256(sum), m->accumulate);
  store_tile(y, out + 8, m->out_rows, (v8f)_mm512_extractf32x8_ps(sum, 1), m->accumulate);
}

INLINE void pair_q4(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  size_t blocks = m->depth / 32;
  const uint8_t *a = (const uint8_t *)m->packed + tile * blocks * APUS_Q4_1_TILE_BLOCK_BYTES;
  const uint8_t *b = a + blocks * APUS_Q4_1_TILE_BLOCK_BYTES;
  const apus_q8_block *x = (const apus_q8_block *)m->x + row * m->x_stride;
  const __m512i low = _mm512_set1_epi8(15);
  __m512 sum[6];
  for (int r = 0; r < rows; r++) sum[r] = _mm512_setzero_ps();
  for (size_t block = 0; block < blocks; block++) {
    __m512i w[8];
    for (int g = 0; g < 4; g++) {
      __m512i bytes = both(a + 32 + 32 * g, b + 32 + 32 * g);
      w[g] = _mm512_and_si512(bytes, low);
      w[g + 4] = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), low);
    }
    __m512 scale = both_halves(a, b), min = both_halves(a + 16, b + 16);
    for (int r = 0; r < rows; r++) {
      const apus_q8_block *activation = x + (size_t)r * m->x_stride + block;
      const int32_t *q = (const int32_t *)activation->q;
      __m512i even = _mm512_setzero_si512(), odd = _mm512_setzero_si512();
      for (int g = 0; g < 8; g += 2) {
        even = _mm512_dpbusd_epi32(even, w[g], _mm512_set1_epi32(q[g]));
        odd = _mm512_dpbusd_epi32(odd, w[g + 1], _mm512_set1_epi32(q[g + 1]));
      }
      __m512 products = _mm512_cvtepi32_ps(_mm512_add_epi32(even, odd));
      __m512 factor = _mm512_mul_ps(scale, _mm512_set1_ps(activation->scale));
      sum[r] = _mm512_fmadd_ps(products, factor, sum[r]);
      sum[r] = _mm512_fmadd_ps(min, _mm512_set1_ps(activation->scaled_sum), sum[r]);
    }
    a += APUS_Q4_1_TILE_BLOCK_BYTES;
    b += APUS_Q4_1_TILE_BLOCK_BYTES;
  }
  for (int r = 0; r < rows; r++) store_pair(m, row + (size_t)r, tile * 8, sum[r]);
}

// Two float tiles: 32 outputs x up to 6 rows in 12 accumulators.
INLINE void pair_f32(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  const float *a = (const float *)m->packed + tile * m->depth * APUS_F32_TILE;
  const float *b = a + m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  __m512 sum[6][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm512_setzero_ps();
  for (size_t c = 0; c < m->depth; c++, a += APUS_F32_TILE, b += APUS_F32_TILE) {
    __m512 low = _mm512_loadu_ps(a), high = _mm512_loadu_ps(b);
    for (int r = 0; r < rows; r++) {
      __m512 v = _mm512_set1_ps(x[(size_t)r * m->x_stride + c]);
      sum[r][0] = _mm512_fmadd_ps(v, low, sum[r][0]);
      sum[r][1] = _mm512_fmadd_ps(v, high, sum[r][1]);
    }
  }
  for (int r = 0; r < rows; r++) {
    store_pair(m, row + (size_t)r, tile * 16, sum[r][0]);
    store_pair(m, row + (size_t)r, tile * 16 + 16, sum[r][1]);
  }
}

INLINE void pair_rows(const apus_matmul *m, size_t tile, size_t row, const int rows,
                      const int nibbles) {
  if (nibbles)
    pair_q4(m, tile, row, rows);
  else
    pair_f32(m, tile, row, rows);
}

// All whole pairs of tiles here, an odd last one in 256 bits.
INLINE void matmul_pairs(const apus_matmul *m, const int nibbles) {
  size_t pairs_end = m->tile_begin + (m->tile_end - m->tile_begin) / 2 * 2;
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row);
    for (size_t tile = m->tile_begin; tile < pairs_end; tile += 2) {
      switch (rows) {
        case 1: pair_rows(m, tile, row, 1, nibbles); break;
        case 2: pair_rows(m, tile, row, 2, nibbles); break;
        case 3: pair_rows(m, tile, row, 3, nibbles); break;
        case 4: pair_rows(m, tile, row, 4, nibbles); break;
        case 5: pair_rows(m, tile, row, 5, nibbles); break;
        default: pair_rows(m, tile, row, 6, nibbles); break;
      }
    }
    row += rows;
  }
  if (pairs_end < m->tile_end) {
    apus_matmul last = *m;
    last.tile_begin = pairs_end;
    if (nibbles)
      matmul_q4_1_narrow(&last);
    else
      matmul_f32(&last);
  }
}

TARGET static void matmul_q4_1(const apus_matmul *m) { matmul_pairs(m, 1); }
TARGET static void matmul_f32_pairs(const apus_matmul *m) { matmul_pairs(m, 0); }
#include "kernel_table.h"

static const apus_kernels avx512 = {.name = "avx512",
                                    .matmul_f32 = matmul_f32_pairs,
                                    .matmul_q4_1 = matmul_q4_1,
                                    .matmul_q8_0 = matmul_q8_0_narrow,
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
