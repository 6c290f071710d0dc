// Quantised tiles for AVX2, included once per way of multiplying bytes:
//   NAME(x), TARGET, and VNNI (1: vpdpbusd, 0: vpmaddubsw).
// A register holds 8 rows x 4 columns of bytes; four activations are broadcast to all rows.

// Sum over the block of weight nibbles times activations: 8 rows, int32.
INLINE __m256i NAME(dot_nibbles)(const __m256i *w, const int8_t *q) {
#if VNNI
  __m256i even = _mm256_setzero_si256(), odd = _mm256_setzero_si256();
  for (int g = 0; g < 8; g += 2) {
    even = DPBUSD(even, w[g], _mm256_set1_epi32(((const int32_t *)q)[g]));
    odd = DPBUSD(odd, w[g + 1], _mm256_set1_epi32(((const int32_t *)q)[g + 1]));
  }
  return _mm256_add_epi32(even, odd);
#else
  // int16 lanes: 8 groups x 2 products x 15 x 128 = 30,720 < 32,768.
  __m256i sum = _mm256_maddubs_epi16(w[0], _mm256_set1_epi32(((const int32_t *)q)[0]));
  for (int g = 1; g < 8; g++)
    sum = _mm256_add_epi16(
        sum, _mm256_maddubs_epi16(w[g], _mm256_set1_epi32(((const int32_t *)q)[g])));
  return _mm256_madd_epi16(sum, _mm256_set1_epi16(1));
#endif
}

INLINE void NAME(tile_q4)(const uint8_t *w, size_t blocks, const apus_q8_block *x,
                          size_t x_stride, const int rows, __m256 *sum) {
  for (int r = 0; r < rows; r++) sum[r] = _mm256_setzero_ps();
  const __m256i low = _mm256_set1_epi8(15);
  for (size_t b = 0; b < blocks; b++, w += APUS_Q4_1_TILE_BLOCK_BYTES) {
    __m256i group[8];
    for (int g = 0; g < 4; g++) {
      __m256i bytes = _mm256_loadu_si256((const __m256i *)(w + 32 + 32 * g));
      group[g] = _mm256_and_si256(bytes, low);
      group[g + 4] = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low);
    }
    __m256 scale = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)w));
    __m256 min = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(w + 16)));
    for (int r = 0; r < rows; r++) {
      const apus_q8_block *a = x + (size_t)r * x_stride + b;
      __m256 products = _mm256_cvtepi32_ps(NAME(dot_nibbles)(group, a->q));
      __m256 factor = _mm256_mul_ps(scale, _mm256_set1_ps(a->scale));
      sum[r] = _mm256_fmadd_ps(products, factor, sum[r]);
      sum[r] = _mm256_fmadd_ps(min, _mm256_set1_ps(a->scaled_sum), sum[r]);
    }
  }
}

// Signed weights: |w| is the unsigned operand and the activations take w's sign. -128 becomes the
// unsigned 128, so the products are exact; int16 pairs reach 2 x 128 x 127 = 32,512 < 32,768.
INLINE void NAME(tile_q8)(const uint8_t *w, size_t blocks, const apus_q8_block *x,
                          size_t x_stride, const int rows, __m256 *sum) {
  for (int r = 0; r < rows; r++) sum[r] = _mm256_setzero_ps();
  for (size_t b = 0; b < blocks; b++, w += APUS_Q8_0_TILE_BLOCK_BYTES) {
    __m256i total[6];
    for (int r = 0; r < rows; r++) total[r] = _mm256_setzero_si256();
    for (int g = 0; g < 8; g++) {
      __m256i weights = _mm256_loadu_si256((const __m256i *)(w + 16 + 32 * g));
      __m256i magnitude = _mm256_abs_epi8(weights);
      for (int r = 0; r < rows; r++) {
        const int32_t *q = (const int32_t *)x[(size_t)r * x_stride + b].q;
        __m256i activation = _mm256_sign_epi8(_mm256_set1_epi32(q[g]), weights);
#if VNNI
        total[r] = DPBUSD(total[r], magnitude, activation);
#else
        __m256i pairs = _mm256_maddubs_epi16(magnitude, activation);
        total[r] = _mm256_add_epi32(total[r], _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
#endif
      }
    }
    __m256 scale = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)w));
    for (int r = 0; r < rows; r++) {
      __m256 factor = _mm256_mul_ps(scale, _mm256_set1_ps(x[(size_t)r * x_stride + b].scale));
      sum[r] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(total[r]), factor, sum[r]);
    }
  }
}

INLINE void NAME(rows_of_tile)(const apus_matmul *m, size_t tile, size_t row, const int rows,
                               const int nibbles) {
  __m256 sum[6];
  size_t blocks = m->depth / 32;
  const apus_q8_block *x = (const apus_q8_block *)m->x + row * m->x_stride;
  if (nibbles)
    NAME(tile_q4)((const uint8_t *)m->packed + tile * blocks * APUS_Q4_1_TILE_BLOCK_BYTES, blocks,
                  x, m->x_stride, rows, sum);
  else
    NAME(tile_q8)((const uint8_t *)m->packed + tile * blocks * APUS_Q8_0_TILE_BLOCK_BYTES, blocks,
                  x, m->x_stride, rows, sum);
  for (int r = 0; r < rows; r++)
    store_tile(m->y + (row + (size_t)r) * m->y_stride, tile * 8, m->out_rows, (v8f)sum[r],
               m->accumulate);
}

INLINE void NAME(matmul_quantised)(const apus_matmul *m, const int nibbles) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++) {
      switch (rows) {
        case 1: NAME(rows_of_tile)(m, tile, row, 1, nibbles); break;
        case 2: NAME(rows_of_tile)(m, tile, row, 2, nibbles); break;
        case 3: NAME(rows_of_tile)(m, tile, row, 3, nibbles); break;
        case 4: NAME(rows_of_tile)(m, tile, row, 4, nibbles); break;
        case 5: NAME(rows_of_tile)(m, tile, row, 5, nibbles); break;
        default: NAME(rows_of_tile)(m, tile, row, 6, nibbles); break;
      }
    }
    row += rows;
  }
}

TARGET static void NAME(matmul_q4_1)(const apus_matmul *m) { NAME(matmul_quantised)(m, 1); }
TARGET static void NAME(matmul_q8_0)(const apus_matmul *m) { NAME(matmul_quantised)(m, 0); }
