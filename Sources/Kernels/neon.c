// NEON bodies for 64-bit Arm with the dot-product instructions (Armv8.2, every server core since
// Neoverse N1), and with the matrix instructions (Armv8.6, since Neoverse V1) where there are
// several rows. Older cores get the scalar table.
#include "kernels.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#include <sys/auxv.h>

#define TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
#define load_f16_8(p) load_halves(p)
#define store_f16(p, v) store_halves(p, v)
#define LANE_COUNT 8

typedef float halves_as_floats __attribute__((vector_size(32), aligned(4)));

static inline __attribute__((always_inline)) TARGET halves_as_floats
load_halves(const uint16_t *p) {
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

#include "packed_layout.h"
#include "vector_body.h"

typedef union {
  vf all;
  float32x4_t half[2];
} two_halves;

INLINE vf fused(vf a, vf b, vf c) {
  two_halves x = {.all = a}, y = {.all = b}, z = {.all = c};
  for (int i = 0; i < 2; i++) z.half[i] = vfmaq_f32(z.half[i], x.half[i], y.half[i]);
  return z.all;
}

INLINE uint32_t lanes_at_least(vf v, vf least) {
  two_halves x = {.all = v}, y = {.all = least};
  const uint32x4_t low = {1, 2, 4, 8}, high = {16, 32, 64, 128};
  return vaddvq_u32(vorrq_u32(vandq_u32(vcgeq_f32(x.half[0], y.half[0]), low),
                              vandq_u32(vcgeq_f32(x.half[1], y.half[1]), high)));
}
#include "weights_body.h"

#define WIDE 0
#define load_f16(p) ((vf)load_f16_8(p))
#include "attention_body.h"

// Writes the four outputs o ..< o + 4, or the fewer that exist.
INLINE void store_four(const apus_matmul *m, size_t row, size_t o, float32x4_t sum) {
  float *y = m->y + row * m->y_stride;
  float lanes[4];
  vst1q_f32(lanes, sum);
  for (size_t i = 0; i < 4 && o + i < m->out_rows; i++)
    y[o + i] = m->accumulate ? y[o + i] + lanes[i] : lanes[i];
}

// Four weights from index i on.
INLINE float32x4_t load_weights(const void *packed, size_t i, const apus_format format) {
  if (format == APUS_F32) return vld1q_f32((const float *)packed + i);
  uint16x4_t halves = vld1_u16((const uint16_t *)packed + i);
  if (format == APUS_F16) return vcvt_f32_f16(vreinterpret_f16_u16(halves));
  return vreinterpretq_f32_u32(vshll_n_u16(halves, 16));
}

// 16 outputs x up to 6 rows in 24 of the 32 registers.
INLINE void float_tile(const apus_matmul *m, size_t tile, size_t row, const apus_format format,
                       const int rows) {
  float32x4_t sum[6][4];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < 4; v++) sum[r][v] = vdupq_n_f32(0.0f);
  size_t i = tile * m->depth * APUS_F32_TILE;
  const float *x = (const float *)m->x + row * m->x_stride;
  for (size_t c = 0; c < m->depth; c++, i += APUS_F32_TILE) {
    float32x4_t weights[4];
    for (size_t v = 0; v < 4; v++) weights[v] = load_weights(m->packed, i + 4 * v, format);
    for (int r = 0; r < rows; r++) {
      float32x4_t a = vdupq_n_f32(x[(size_t)r * m->x_stride + c]);
      for (int v = 0; v < 4; v++) sum[r][v] = vfmaq_f32(sum[r][v], weights[v], a);
    }
  }
  for (int r = 0; r < rows; r++)
    for (size_t v = 0; v < 4; v++)
      store_four(m, row + (size_t)r, tile * 16 + 4 * v, sum[r][v]);
}

INLINE void matmul_floats(const apus_matmul *m, const apus_format format) {
  for (size_t row = 0; row < m->row_count;) {
    size_t rows = row_group(m->row_count - row, 6);
    for (size_t tile = m->tile_begin; tile < m->tile_end; tile++)
      WITH_6_ROWS(rows, float_tile, m, tile, row, format)
    row += rows;
  }
}

INLINE float32x4_t four_halves(const uint8_t *p) {
  return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(p)));
}

// Four bytes as floats.
INLINE float32x4_t four_bytes(const uint8_t *p, const int is_signed) {
  uint32_t word;
  memcpy(&word, p, 4);
  uint8x8_t bytes = vcreate_u8(word);
  if (is_signed)
    return vcvtq_f32_s32(vmovl_s16(vget_low_s16(vmovl_s8(vreinterpret_s8_u8(bytes)))));
  return vcvtq_f32_u32(vmovl_u16(vget_low_u16(vmovl_u8(bytes))));
}

#define NAME(x) x
#define MATRIX 0
#include "neon_tiles.h"

#define FLOATS(name) \
  TARGET static void matmul_##name(const apus_matmul *m) { matmul_floats(m, APUS_##name); }
#define QUANTISED(name, ...) \
  TARGET static void matmul_##name(const apus_matmul *m) { multiply(m, LAYOUT(__VA_ARGS__)); }
FLOAT_FORMATS(FLOATS)
QUANTISED_FORMATS(QUANTISED)

TARGET static void quantize_q8(const float *x, size_t count, apus_q8_block *out) {
  for (size_t b = 0; b < count / 32; b++, x += 32) {
    float32x4_t largest4 = vdupq_n_f32(0.0f);
    for (int i = 0; i < 8; i++) largest4 = vmaxq_f32(largest4, vabsq_f32(vld1q_f32(x + 4 * i)));
    float largest = vmaxvq_f32(largest4);
    float inverse = largest >= 1e-35f ? 127.0f / largest : 0.0f;
    int32_t sums[2] = {0, 0};
    for (int i = 0; i < 8; i++) {
      // Rounds to nearest, ties to even, like the reference's rintf.
      int32x4_t n = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(x + 4 * i), inverse));
      sums[i / 4] += vaddvq_s32(n);
      int8x8_t bytes = vqmovn_s16(vcombine_s16(vqmovn_s32(n), vdup_n_s16(0)));
      memcpy(out[b].q + 4 * i, &bytes, 4);
    }
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)(sums[0] + sums[1]);
    out[b].negated_sum[0] = -sums[0];
    out[b].negated_sum[1] = -sums[1];
  }
}

#include "attention_q8_body.h"

TARGET static void attention_q8_0(const apus_attention *a) {
  attention_bytes(a, matmul_Q8_0);
}

#undef NAME
#undef MATRIX
#undef TARGET
#undef QUANTISED
#define TARGET __attribute__((target("arch=armv8.2-a+dotprod+i8mm")))
#define NAME(x) x##_matrix
#define MATRIX 1
#include "neon_tiles.h"

#define QUANTISED(name, ...)                                       \
  TARGET static void matmul_##name##_matrix(const apus_matmul *m) { \
    multiply_matrix(m, LAYOUT(__VA_ARGS__));                       \
  }
QUANTISED_FORMATS(QUANTISED)

TARGET static void attention_q8_0_matrix(const apus_attention *a) {
  attention_bytes(a, matmul_Q8_0_matrix);
}

#include "kernel_table.h"

#define ENTRY(name, ...) [APUS_##name] = matmul_##name,
static const apus_kernels neon = {
    .name = "neon",
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(ENTRY)},
    .attention_q8_0 = attention_q8_0,
    COMMON_KERNELS};

#define MATRIX_ENTRY(name, ...) [APUS_##name] = matmul_##name##_matrix,
static const apus_kernels neon_i8mm = {
    .name = "neon-i8mm",
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(MATRIX_ENTRY)},
    .attention_q8_0 = attention_q8_0_matrix,
    COMMON_KERNELS};

const apus_kernels *apus_kernels_neon(void) {
  const unsigned long dot_product = 1ul << 20;  // HWCAP_ASIMDDP
  return (getauxval(AT_HWCAP) & dot_product) ? &neon : NULL;
}

const apus_kernels *apus_kernels_neon_i8mm(void) {
  const unsigned long matrix = 1ul << 13;  // HWCAP2_I8MM
  return apus_kernels_neon() && (getauxval(AT_HWCAP2) & matrix) ? &neon_i8mm : NULL;
}

#else

const apus_kernels *apus_kernels_neon(void) { return NULL; }
const apus_kernels *apus_kernels_neon_i8mm(void) { return NULL; }

#endif
