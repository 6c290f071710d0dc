// NEON bodies for 64-bit Arm with the dot-product instructions (Armv8.2, every server core since
// Neoverse N1). Older cores get the scalar table.
#include "kernels.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#include <sys/auxv.h>

#define TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
#define load_f16_8(p) load_halves(p)
#define store_f16_8(p, v) store_halves(p, v)

typedef float halves_as_floats __attribute__((vector_size(32), aligned(4)));

static inline __attribute__((always_inline)) TARGET halves_as_floats load_halves(const uint16_t *p) {
  float16x8_t h = vreinterpretq_f16_u16(vld1q_u16(p));
  union {
    float32x4_t half[2];
    halves_as_floats all;
  } u = {.half = {vcvt_f32_f16(vget_low_f16(h)), vcvt_high_f32_f16(h)}};
  return u.all;
}

static inline __attribute__((always_inline)) TARGET void store_halves(uint16_t *p,
                                                                      halves_as_floats v) {
  union {
    halves_as_floats all;
    float32x4_t half[2];
  } u = {.all = v};
  vst1q_u16(p, vreinterpretq_u16_f16(vcvt_high_f16_f32(vcvt_f16_f32(u.half[0]), u.half[1])));
}

#include "vector_body.h"

// Writes the four outputs o ..< o + 4, or the fewer that exist.
INLINE void store_four(const apus_matmul *m, size_t row, size_t o, float32x4_t sum) {
  float *y = m->y + row * m->y_stride;
  float lanes[4];
  vst1q_f32(lanes, sum);
  for (size_t i = 0; i < 4 && o + i < m->out_rows; i++)
    y[o + i] = m->accumulate ? y[o + i] + lanes[i] : lanes[i];
}

// 16 outputs x up to 6 rows in 24 of the 32 registers.
INLINE void float_tile(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  float32x4_t sum[6][4];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < 4; v++) sum[r][v] = vdupq_n_f32(0.0f);
  const float *w = (const float *)m->packed + tile * m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  for (size_t c = 0; c < m->depth; c++, w += APUS_F32_TILE) {
    float32x4_t weights[4] = {vld1q_f32(w), vld1q_f32(w + 4), vld1q_f32(w + 8), vld1q_f32(w + 12)};
    for (int r = 0; r < rows; r++) {
      float32x4_t a = vdupq_n_f32(x[(size_t)r * m->x_stride + c]);
      for (int v = 0; v < 4; v++) sum[r][v] = vfmaq_f32(sum[r][v], weights[v], a);
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t v = 0; v < 4; v++)
      store_four(m, row + (size_t)r, tile * 16 + 4 * v, sum[r][v]);
}

// One block's step for four outputs: sum += products * (scale * a), then the offset's part.
INLINE float32x4_t block_step(float32x4_t sum, int32x4_t products, float32x4_t scale, float a) {
  return vfmaq_f32(sum, vcvtq_f32_s32(products), vmulq_n_f32(scale, a));
}

INLINE float32x4_t four_halves(const uint8_t *p) {
  return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(p)));
}

INLINE void q4_tile(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  size_t blocks = m->depth / 32;
  const uint8_t *w = (const uint8_t *)m->packed + tile * blocks * APUS_Q4_1_TILE_BLOCK_BYTES;
  const apus_q8_block *x = (const apus_q8_block *)m->x + row * m->x_stride;
  float32x4_t sum[6][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = vdupq_n_f32(0.0f);
  for (size_t b = 0; b < blocks; b++, w += APUS_Q4_1_TILE_BLOCK_BYTES) {
    // A register holds four outputs x four columns; [half][group of columns].
    int8x16_t group[2][8];
    for (int half = 0; half < 2; half++) {
      for (int g = 0; g < 4; g++) {
        uint8x16_t bytes = vld1q_u8(w + 32 + 32 * g + 16 * half);
        group[half][g] = vreinterpretq_s8_u8(vandq_u8(bytes, vdupq_n_u8(15)));
        group[half][g + 4] = vreinterpretq_s8_u8(vshrq_n_u8(bytes, 4));
      }
    }
    for (int r = 0; r < rows; r++) {
      const apus_q8_block *a = x + (size_t)r * m->x_stride + b;
      int8x16_t low = vld1q_s8(a->q), high = vld1q_s8(a->q + 16);
      for (int half = 0; half < 2; half++) {
        int32x4_t products = vdupq_n_s32(0);
        products = vdotq_laneq_s32(products, group[half][0], low, 0);
        products = vdotq_laneq_s32(products, group[half][1], low, 1);
        products = vdotq_laneq_s32(products, group[half][2], low, 2);
        products = vdotq_laneq_s32(products, group[half][3], low, 3);
        products = vdotq_laneq_s32(products, group[half][4], high, 0);
        products = vdotq_laneq_s32(products, group[half][5], high, 1);
        products = vdotq_laneq_s32(products, group[half][6], high, 2);
        products = vdotq_laneq_s32(products, group[half][7], high, 3);
        sum[r][half] =
            block_step(sum[r][half], products, four_halves(w + 8 * half), a->scale);
        sum[r][half] = vfmaq_f32(sum[r][half], four_halves(w + 16 + 8 * half),
                                 vdupq_n_f32(a->scaled_sum));
      }
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t half = 0; half < 2; half++)
      store_four(m, row + (size_t)r, tile * 8 + 4 * half, sum[r][half]);
}

INLINE void q8_tile(const apus_matmul *m, size_t tile, size_t row, const int rows) {
  size_t blocks = m->depth / 32;
  const uint8_t *w = (const uint8_t *)m->packed + tile * blocks * APUS_Q8_0_TILE_BLOCK_BYTES;
  const apus_q8_block *x = (const apus_q8_block *)m->x + row * m->x_stride;
  float32x4_t sum[6][2];
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = vdupq_n_f32(0.0f);
  for (size_t b = 0; b < blocks; b++, w += APUS_Q8_0_TILE_BLOCK_BYTES) {
    for (int half = 0; half < 2; half++) {
      int8x16_t group[8];
      for (int g = 0; g < 8; g++) group[g] = vld1q_s8((const int8_t *)w + 16 + 32 * g + 16 * half);
      for (int r = 0; r < rows; r++) {
        const apus_q8_block *a = x + (size_t)r * m->x_stride + b;
        int8x16_t low = vld1q_s8(a->q), high = vld1q_s8(a->q + 16);
        int32x4_t products = vdupq_n_s32(0);
        products = vdotq_laneq_s32(products, group[0], low, 0);
        products = vdotq_laneq_s32(products, group[1], low, 1);
        products = vdotq_laneq_s32(products, group[2], low, 2);
        products = vdotq_laneq_s32(products, group[3], low, 3);
        products = vdotq_laneq_s32(products, group[4], high, 0);
        products = vdotq_laneq_s32(products, group[5], high, 1);
        products = vdotq_laneq_s32(products, group[6], high, 2);
        products = vdotq_laneq_s32(products, group[7], high, 3);
        sum[r][half] =
            block_step(sum[r][half], products, four_halves(w + 8 * half), a->scale);
      }
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t half = 0; half < 2; half++)
      store_four(m, row + (size_t)r, tile * 8 + 4 * half, sum[r][half]);
}

enum { FLOATS, NIBBLES, BYTES };

INLINE void tile_rows(const apus_matmul *m, size_t tile, size_t row, const int rows,
                      const int kind) {
  if (kind == FLOATS) float_tile(m, tile, row, rows);
  if (kind == NIBBLES) q4_tile(m, tile, row, rows);
  if (kind == BYTES) q8_tile(m, tile, row, rows);
}

INLINE void matmul(const apus_matmul *m, const int kind) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++) {
      switch (rows) {
        case 1: tile_rows(m, tile, row, 1, kind); break;
        case 2: tile_rows(m, tile, row, 2, kind); break;
        case 3: tile_rows(m, tile, row, 3, kind); break;
        case 4: tile_rows(m, tile, row, 4, kind); break;
        case 5: tile_rows(m, tile, row, 5, kind); break;
        default: tile_rows(m, tile, row, 6, kind); break;
      }
    }
    row += rows;
  }
}

TARGET static void matmul_f32(const apus_matmul *m) { matmul(m, FLOATS); }
TARGET static void matmul_q4_1(const apus_matmul *m) { matmul(m, NIBBLES); }
TARGET static void matmul_q8_0(const apus_matmul *m) { matmul(m, BYTES); }

TARGET static void quantize_q8(const float *x, size_t count, apus_q8_block *out) {
  for (size_t b = 0; b < count / 32; b++, x += 32) {
    float32x4_t largest4 = vdupq_n_f32(0.0f);
    for (int i = 0; i < 8; i++) largest4 = vmaxq_f32(largest4, vabsq_f32(vld1q_f32(x + 4 * i)));
    float largest = vmaxvq_f32(largest4);
    float inverse = largest >= 1e-35f ? 127.0f / largest : 0.0f;
    int32_t sum = 0;
    for (int i = 0; i < 8; i++) {
      // Rounds to nearest, ties to even, like the reference's rintf.
      int32x4_t n = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(x + 4 * i), inverse));
      sum += vaddvq_s32(n);
      int8x8_t bytes = vqmovn_s16(vcombine_s16(vqmovn_s32(n), vdup_n_s16(0)));
      memcpy(out[b].q + 4 * i, &bytes, 4);
    }
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)sum;
  }
}

#include "kernel_table.h"

static const apus_kernels neon = {
    .name = "neon", .matmul_f32 = matmul_f32, .matmul_q4_1 = matmul_q4_1,
    .matmul_q8_0 = matmul_q8_0, COMMON_KERNELS};

const apus_kernels *apus_kernels_neon(void) {
  const unsigned long dot_product = 1ul << 20;  // HWCAP_ASIMDDP
  return (getauxval(AT_HWCAP) & dot_product) ? &neon : NULL;
}

#else

const apus_kernels *apus_kernels_neon(void) { return NULL; }

#endif
