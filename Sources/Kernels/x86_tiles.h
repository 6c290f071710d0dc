// Products with quantised tiles for x86, for every format, included once per way of computing:
//   NAME(x), TARGET
//   TILES    1: a register holds 8 rows x 4 columns of bytes; 2: of two neighbouring tiles
//   VI, VF   the register as integers and as floats; OP(x) its intrinsics
//   DPBUSD   the byte dot product, where the processor has it
// Two tiles come with 32 registers, enough for 8 rows beside the unpacked weights.
// Four activations are broadcast to all rows. The layout is constant at every call, so each format
// gets a body of its own.

#if TILES == 2
#define ROWS_MAX 8
#define WITH_ROWS WITH_8_ROWS
#else
#define ROWS_MAX 6
#define WITH_ROWS WITH_6_ROWS
#endif

// 32 bytes of quants of each tile; tiles lie `stride` bytes apart.
INLINE VI NAME(load_quants)(const uint8_t *w, size_t stride) {
  __m256i first = _mm256_loadu_si256((const __m256i *)w);
#if TILES == 1
  (void)stride;
  return first;
#else
  return _mm512_inserti64x4(_mm512_castsi256_si512(first),
                            _mm256_loadu_si256((const __m256i *)(w + stride)), 1);
#endif
}

// Eight 16-bit floats of each tile.
INLINE VF NAME(load_halves)(const uint8_t *w, size_t stride) {
  __m128i first = _mm_loadu_si128((const __m128i *)w);
#if TILES == 1
  (void)stride;
  return _mm256_cvtph_ps(first);
#else
  return _mm512_cvtph_ps(
      _mm256_inserti128_si256(_mm256_castsi128_si256(first),
                              _mm_loadu_si128((const __m128i *)(w + stride)), 1));
#endif
}

// Eight bytes of each tile as floats.
INLINE VF NAME(load_bytes)(const uint8_t *w, size_t stride, const int is_signed) {
  __m128i bytes = _mm_loadl_epi64((const __m128i *)w);
#if TILES == 1
  (void)stride;
#else
  bytes = _mm_unpacklo_epi64(bytes, _mm_loadl_epi64((const __m128i *)(w + stride)));
#endif
  return OP(cvtepi32_ps)(is_signed ? OP(cvtepi8_epi32)(bytes) : OP(cvtepu8_epi32)(bytes));
}

// The quants of a block in columns 4 g ..< 4 g + 4, for every g.
INLINE void NAME(unpack)(const uint8_t *w, size_t stride, const layout l, VI *group) {
  if (l.bits == 8) {
    for (int g = 0; g < 8; g++) group[g] = NAME(load_quants)(w + 32 * g, stride);
    return;
  }
  const VI low = OP(set1_epi8)(15);
  for (int g = 0; g < 4; g++) {
    VI bytes = NAME(load_quants)(w + 32 * g, stride);
    group[g] = bytes & low;
    group[g + 4] = OP(srli_epi16)(bytes, 4) & low;
  }
  if (l.bits == 5) {
    const VI bit = OP(set1_epi8)(0x10);
    VI high = NAME(load_quants)(w + 128, stride);
    for (int g = 0; g < 4; g++) {
      group[g] |= OP(slli_epi16)(high, 4 - g) & bit;
      group[g + 4] |= OP(srli_epi16)(high, g) & bit;
    }
  }
  if (l.bits == 6) {
    const VI bits = OP(set1_epi8)(0x30);
    for (int h = 0; h < 2; h++) {
      VI high = NAME(load_quants)(w + 128 + 32 * h, stride);
      group[4 * h] |= OP(slli_epi16)(high, 4) & bits;
      group[4 * h + 1] |= OP(slli_epi16)(high, 2) & bits;
      group[4 * h + 2] |= high & bits;
      group[4 * h + 3] |= OP(srli_epi16)(high, 2) & bits;
    }
  }
}

#ifdef DPBUSD

// The sums of (quant - centre) * activation over each half of the block; only their sum counts
// where the format has one scale for both.
INLINE void NAME(dot)(const VI *group, const apus_q8_block *a, const layout l, VI *half) {
  const int32_t *q = (const int32_t *)a->q;
  for (int h = 0; h < 2; h++) {
    half[h] = l.centre_bits ? OP(slli_epi32)(OP(set1_epi32)(a->negated_sum[h]), l.centre_bits)
                            : OP(set1_epi32)(0);
    for (int g = 4 * h; g < 4 * h + 4; g++)
      half[h] = DPBUSD(half[h], group[g], OP(set1_epi32)(q[g]));
  }
}

#else

INLINE VI NAME(pairs)(const VI *group, const int32_t *q, int g) {
  return OP(maddubs_epi16)(group[g], OP(set1_epi32)(q[g]));
}

// How many sums of pairs fit 16 bits is asserted in packed_layout.h.
INLINE void NAME(dot)(const VI *group, const apus_q8_block *a, const layout l, VI *half) {
  const int32_t *q = (const int32_t *)a->q;
  const VI ones = OP(set1_epi16)(1);
  for (int h = 0; h < 2; h++) {
    const VI *w = group + 4 * h;
    const int32_t *x = q + 4 * h;
    if (l.bits == 8) {
      // |w| is the unsigned operand and the activations take w's sign; -128 becomes the unsigned
      // 128.
      half[h] = OP(set1_epi32)(0);
      for (int g = 0; g < 4; g++) {
        VI weights = w[g] ^ OP(set1_epi8)(-128);
        VI pairs = OP(maddubs_epi16)(OP(abs_epi8)(weights),
                                     OP(sign_epi8)(OP(set1_epi32)(x[g]), weights));
        half[h] = OP(add_epi32)(half[h], OP(madd_epi16)(pairs, ones));
      }
      continue;
    }
    VI first = OP(add_epi16)(NAME(pairs)(w, x, 0), NAME(pairs)(w, x, 1));
    VI last = OP(add_epi16)(NAME(pairs)(w, x, 2), NAME(pairs)(w, x, 3));
    half[h] = l.bits == 6 ? OP(add_epi32)(OP(madd_epi16)(first, ones), OP(madd_epi16)(last, ones))
                          : OP(add_epi16)(first, last);
    if (l.bits == 5) half[h] = OP(madd_epi16)(half[h], ones);
  }
  if (l.bits == 4) {  // still 16 bits: both halves fit together
    half[0] = OP(madd_epi16)(OP(add_epi16)(half[0], half[1]), ones);
    half[1] = OP(set1_epi32)(0);
  }
  if (l.centre_bits && l.bits != 8) {
    for (int h = 0; h < 2; h++)
      half[h] = OP(add_epi32)(half[h],
                              OP(slli_epi32)(OP(set1_epi32)(a->negated_sum[h]), l.centre_bits));
  }
}

#endif

// The scales and offsets of a block: as they are, or integers times the super-block's factors.
INLINE void NAME(load_scales)(const uint8_t *w, size_t stride, const layout l, const VF *factor,
                              VF *scale, VF *offset) {
  if (!l.super) {
    scale[0] = NAME(load_halves)(w, stride);
    if (l.offsets) *offset = NAME(load_halves)(w + 16, stride);
    return;
  }
  scale[0] = OP(mul_ps)(factor[0], NAME(load_bytes)(w, stride, l.halves));
  if (l.halves) scale[1] = OP(mul_ps)(factor[0], NAME(load_bytes)(w + 8, stride, 1));
  if (l.offsets) *offset = OP(mul_ps)(factor[1], NAME(load_bytes)(w + 8, stride, 0));
}

// Asks for what comes PREFETCH_BYTES behind a block, which lies in the next tiles more often than
// not: the processor's own prefetcher stops at every 4 KiB and begins anew with every stream.
// Measured on weights that no cache holds, steps of 2 to 8 rows take 10 to 20 % less; in a cache it
// costs nothing.
INLINE void NAME(prefetch)(const uint8_t *w, size_t stride, const layout l) {
  for (size_t line = 0; line < block_bytes(l); line += 64) {
    _mm_prefetch((const char *)w + PREFETCH_BYTES + line, _MM_HINT_T0);
    if (TILES == 2) _mm_prefetch((const char *)w + stride + PREFETCH_BYTES + line, _MM_HINT_T0);
  }
}

// The sums of a tile (or two) for some rows, in column order.
INLINE void NAME(tile_sums)(const uint8_t *w, size_t blocks, const apus_q8_block *x,
                            size_t x_stride, const layout l, const int rows, VF *sum) {
  size_t stride = tile_bytes(l, blocks);
  VF factor[2];
  for (int r = 0; r < rows; r++) sum[r] = OP(setzero_ps)();
  for (size_t b = 0; b < blocks; b++, w += block_bytes(l)) {
    if (l.super && b % SUPER_BLOCK == 0) {
      factor[0] = NAME(load_halves)(w, stride);
      if (l.offsets) factor[1] = NAME(load_halves)(w + 16, stride);
      w += super_bytes(l);
    }
    VF scale[2], offset;
    NAME(load_scales)(w, stride, l, factor, scale, &offset);
    NAME(prefetch)(w, stride, l);
    VI group[8];
    NAME(unpack)(w + scale_bytes(l), stride, l, group);
    for (int r = 0; r < rows; r++) {
      const apus_q8_block *a = x + (size_t)r * x_stride + b;
      VI half[2];
      NAME(dot)(group, a, l, half);
      VF a_scale = OP(set1_ps)(a->scale);
      if (l.halves) {
        for (int h = 0; h < 2; h++)
          sum[r] = OP(fmadd_ps)(OP(cvtepi32_ps)(half[h]), OP(mul_ps)(scale[h], a_scale), sum[r]);
      } else {
        VF products = OP(cvtepi32_ps)(OP(add_epi32)(half[0], half[1]));
        sum[r] = OP(fmadd_ps)(products, OP(mul_ps)(scale[0], a_scale), sum[r]);
        if (l.offsets) sum[r] = OP(fmadd_ps)(offset, OP(set1_ps)(a->scaled_sum), sum[r]);
      }
    }
  }
}

INLINE void NAME(rows_of_tile)(const apus_matmul *m, size_t tile, size_t row, const layout l,
                               const int rows) {
  VF sum[ROWS_MAX];
  size_t blocks = m->depth / 32;
  NAME(tile_sums)((const uint8_t *)m->packed + tile * tile_bytes(l, blocks), blocks,
                  (const apus_q8_block *)m->x + row * m->x_stride, m->x_stride, l, rows, sum);
  for (int r = 0; r < rows; r++) NAME(store_sums)(m, row + (size_t)r, tile * 8, sum[r]);
}

// Tiles begin ..< end, a whole number of TILES.
INLINE void NAME(multiply)(const apus_matmul *m, size_t begin, size_t end, const layout l) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row, ROWS_MAX);
    for (size_t tile = begin; tile < end; tile += TILES) {
      WITH_ROWS(rows, NAME(rows_of_tile), m, tile, row, l)
    }
    row += rows;
  }
}

#undef ROWS_MAX
#undef WITH_ROWS
