// Products with quantised tiles for NEON, for every format, included once per way of computing:
//   NAME(x), TARGET
//   MATRIX   1: products of two weight rows and two activation rows at a time (smmla)
// A register holds four rows x four columns of bytes. The layout is constant at every call, so each
// format gets a body of its own.

// The quants of four rows of a block in columns 4 g ..< 4 g + 4, for every g. Less than 64, or
// signed: bytes have their centre taken off here.
INLINE void NAME(unpack)(const uint8_t *w, const layout l, int8x16_t *group) {
  if (l.bits == 8) {
    for (int g = 0; g < 8; g++)
      group[g] = vreinterpretq_s8_u8(veorq_u8(vld1q_u8(w + 32 * g), vdupq_n_u8(0x80)));
    return;
  }
  uint8x16_t quants[8];
  for (int g = 0; g < 4; g++) {
    uint8x16_t bytes = vld1q_u8(w + 32 * g);
    quants[g] = vandq_u8(bytes, vdupq_n_u8(15));
    quants[g + 4] = vshrq_n_u8(bytes, 4);
  }
  for (int g = 0; g < 8 && l.bits == 5; g++) {
    uint8x16_t high = vshlq_u8(vld1q_u8(w + 128), vdupq_n_s8((int8_t)(4 - g)));
    quants[g] = vorrq_u8(quants[g], vandq_u8(high, vdupq_n_u8(0x10)));
  }
  for (int g = 0; g < 8 && l.bits == 6; g++) {
    uint8x16_t high =
        vshlq_u8(vld1q_u8(w + 128 + g / 4 * 32), vdupq_n_s8((int8_t)(4 - g % 4 * 2)));
    quants[g] = vorrq_u8(quants[g], vandq_u8(high, vdupq_n_u8(0x30)));
  }
  for (int g = 0; g < 8; g++) group[g] = vreinterpretq_s8_u8(quants[g]);
}

INLINE int32x4_t NAME(centre)(const apus_q8_block *a, int h, const layout l) {
  int taken = l.centre_bits == 0 || l.bits == 8;
  return vdupq_n_s32(taken ? 0 : a->negated_sum[h] * (1 << l.centre_bits));
}

// The sums of (quant - centre) * activation over each half of the block.
INLINE void NAME(dot)(const int8x16_t *group, const apus_q8_block *a, const layout l,
                      int32x4_t *half) {
  for (int h = 0; h < 2; h++) {
    int8x16_t q = vld1q_s8(a->q + 16 * h);
    int32x4_t sum = NAME(centre)(a, h, l);
    sum = vdotq_laneq_s32(sum, group[4 * h], q, 0);
    sum = vdotq_laneq_s32(sum, group[4 * h + 1], q, 1);
    sum = vdotq_laneq_s32(sum, group[4 * h + 2], q, 2);
    half[h] = vdotq_laneq_s32(sum, group[4 * h + 3], q, 3);
  }
}

#if MATRIX
// Two rows by eight columns in each register instead: rows 0 and 1, then rows 2 and 3.
INLINE void NAME(pair_rows)(const int8x16_t *group, int8x16_t *paired) {
  for (int g = 0; g < 8; g += 2) {
    int32x4_t a = vreinterpretq_s32_s8(group[g]), b = vreinterpretq_s32_s8(group[g + 1]);
    paired[g] = vreinterpretq_s8_s32(vzip1q_s32(a, b));
    paired[g + 1] = vreinterpretq_s8_s32(vzip2q_s32(a, b));
  }
}

// The same sums for two rows of activations at once.
INLINE void NAME(dot_two)(const int8x16_t *paired, const apus_q8_block *a, const apus_q8_block *b,
                          const layout l, int32x4_t *half_a, int32x4_t *half_b) {
  for (int h = 0; h < 2; h++) {
    int32x4_t first = vdupq_n_s32(0), last = vdupq_n_s32(0);
    for (int g = 4 * h; g < 4 * h + 4; g += 2) {
      int8x16_t q = vcombine_s8(vld1_s8(a->q + 4 * g), vld1_s8(b->q + 4 * g));
      first = vmmlaq_s32(first, paired[g], q);
      last = vmmlaq_s32(last, paired[g + 1], q);
    }
    half_a[h] = vaddq_s32(vuzp1q_s32(first, last), NAME(centre)(a, h, l));
    half_b[h] = vaddq_s32(vuzp2q_s32(first, last), NAME(centre)(b, h, l));
  }
}
#endif

// The scales and offsets of four rows of a block: as they are, or integers times the super-block's
// factors.
INLINE void NAME(load_scales)(const uint8_t *w, const uint8_t *super, size_t first, const layout l,
                              float32x4_t *scale, float32x4_t *offset) {
  if (!l.super) {
    scale[0] = four_halves(w + 2 * first);
    if (l.offsets) *offset = four_halves(w + 16 + 2 * first);
    return;
  }
  float32x4_t factor = four_halves(super + 2 * first);
  scale[0] = vmulq_f32(factor, four_bytes(w + first, l.halves));
  if (l.halves) scale[1] = vmulq_f32(factor, four_bytes(w + 8 + first, 1));
  if (l.offsets)
    *offset = vmulq_f32(four_halves(super + 16 + 2 * first), four_bytes(w + 8 + first, 0));
}

INLINE float32x4_t NAME(block_step)(float32x4_t sum, const int32x4_t *half, const layout l,
                                    const float32x4_t *scale, float32x4_t offset,
                                    const apus_q8_block *a) {
  if (l.halves) {
    for (int h = 0; h < 2; h++)
      sum = vfmaq_f32(sum, vcvtq_f32_s32(half[h]), vmulq_n_f32(scale[h], a->scale));
    return sum;
  }
  float32x4_t products = vcvtq_f32_s32(vaddq_s32(half[0], half[1]));
  sum = vfmaq_f32(sum, products, vmulq_n_f32(scale[0], a->scale));
  return l.offsets ? vfmaq_f32(sum, offset, vdupq_n_f32(a->scaled_sum)) : sum;
}

// Four outputs from `first` on of one block, for some rows.
INLINE void NAME(four_rows)(const uint8_t *w, const uint8_t *super, size_t first,
                            const apus_q8_block *x, size_t x_stride, const layout l,
                            const int rows, float32x4_t *sum) {
  float32x4_t scale[2] = {vdupq_n_f32(0), vdupq_n_f32(0)}, offset = vdupq_n_f32(0);
  NAME(load_scales)(w, super, first, l, scale, &offset);
  int8x16_t group[8];
  NAME(unpack)(w + scale_bytes(l) + 4 * first, l, group);
  int32x4_t half[2];
#if MATRIX
  if (rows > 1) {
    int8x16_t paired[8];
    int32x4_t other[2];
    NAME(pair_rows)(group, paired);
    for (int r = 0; r < rows; r += 2) {  // an odd last row is paired with itself
      const apus_q8_block *a = x + (size_t)r * x_stride, *b = r + 1 < rows ? a + x_stride : a;
      NAME(dot_two)(paired, a, b, l, half, other);
      sum[2 * r] = NAME(block_step)(sum[2 * r], half, l, scale, offset, a);
      if (r + 1 < rows)
        sum[2 * r + 2] = NAME(block_step)(sum[2 * r + 2], other, l, scale, offset, b);
    }
    return;
  }
#endif
  for (int r = 0; r < rows; r++) {
    const apus_q8_block *a = x + (size_t)r * x_stride;
    NAME(dot)(group, a, l, half);
    sum[2 * r] = NAME(block_step)(sum[2 * r], half, l, scale, offset, a);
  }
}

INLINE void NAME(rows_of_tile)(const apus_matmul *m, size_t tile, size_t row, const layout l,
                               const int rows) {
  size_t blocks = m->depth / 32;
  const uint8_t *w = (const uint8_t *)m->packed + tile * tile_bytes(l, blocks), *super = w;
  const apus_q8_block *x = (const apus_q8_block *)m->x + row * m->x_stride;
  float32x4_t sum[12];  // outputs 0 ..< 4 of row r at 2 r, 4 ..< 8 at 2 r + 1
  for (int i = 0; i < 2 * rows; i++) sum[i] = vdupq_n_f32(0.0f);
  for (size_t b = 0; b < blocks; b++, w += block_bytes(l)) {
    if (l.super && b % SUPER_BLOCK == 0) {
      super = w;
      w += super_bytes(l);
    }
    NAME(four_rows)(w, super, 0, x + b, m->x_stride, l, rows, sum);
    NAME(four_rows)(w, super, 4, x + b, m->x_stride, l, rows, sum + 1);
  }
  for (int r = 0; r < rows; r++)
    for (size_t half = 0; half < 2; half++)
      store_four(m, row + (size_t)r, tile * 8 + 4 * half, sum[2 * r + (int)half]);
}

INLINE void NAME(multiply)(const apus_matmul *m, const layout l) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row, 6);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++)
      WITH_6_ROWS(rows, NAME(rows_of_tile), m, tile, row, l)
    row += rows;
  }
}
