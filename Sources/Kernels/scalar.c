// The scalar reference: what every other body is tested against. Written to be read.
#include <math.h>
#include <string.h>

#include "kernels.h"

static void store(float *y, float value, int accumulate) { *y = accumulate ? *y + value : value; }

static void matmul_f32(const apus_matmul *m) {
  for (size_t r = 0; r < m->row_count; r++) {
    const float *x = (const float *)m->x + r * m->x_stride;
    for (size_t o = m->tile_begin * APUS_F32_TILE; o < m->tile_end * APUS_F32_TILE; o++) {
      if (o >= m->out_rows) break;
      const float *w = (const float *)m->packed + o / APUS_F32_TILE * APUS_F32_TILE * m->depth;
      float sum = 0.0f;
      for (size_t c = 0; c < m->depth; c++)
        sum = fmaf(x[c], w[c * APUS_F32_TILE + o % APUS_F32_TILE], sum);
      store(m->y + r * m->y_stride + o, sum, m->accumulate);
    }
  }
}

static float half_at(const uint8_t *p) {
  uint16_t half;
  memcpy(&half, p, 2);
  return apus_f16_to_f32(half);
}

static int32_t dot_q4(const uint8_t *quants, size_t i, const int8_t *a) {
  int32_t sum = 0;  // at most 32 * 15 * 128 = 61,440
  for (size_t j = 0; j < 16; j++) {
    uint8_t byte = quants[j / 4 * 32 + i * 4 + j % 4];
    sum += (byte & 15) * a[j] + (byte >> 4) * a[j + 16];
  }
  return sum;
}

static int32_t dot_q8(const int8_t *quants, size_t i, const int8_t *a) {
  int32_t sum = 0;  // at most 32 * 128 * 128 = 524,288: exact in a float too
  for (size_t c = 0; c < 32; c++) sum += quants[c / 4 * 32 + i * 4 + c % 4] * a[c];
  return sum;
}

static void matmul_q4_1(const apus_matmul *m) {
  size_t blocks = m->depth / 32;
  for (size_t r = 0; r < m->row_count; r++) {
    const apus_q8_block *x = (const apus_q8_block *)m->x + r * m->x_stride;
    for (size_t o = m->tile_begin * 8; o < m->tile_end * 8 && o < m->out_rows; o++) {
      const uint8_t *w = (const uint8_t *)m->packed + o / 8 * blocks * APUS_Q4_1_TILE_BLOCK_BYTES;
      float sum = 0.0f;
      for (size_t b = 0; b < blocks; b++, w += APUS_Q4_1_TILE_BLOCK_BYTES) {
        float products = (float)dot_q4(w + 32, o % 8, x[b].q);
        sum = fmaf(products, half_at(w + o % 8 * 2) * x[b].scale, sum);
        sum = fmaf(half_at(w + 16 + o % 8 * 2), x[b].scaled_sum, sum);
      }
      store(m->y + r * m->y_stride + o, sum, m->accumulate);
    }
  }
}

static void matmul_q8_0(const apus_matmul *m) {
  size_t blocks = m->depth / 32;
  for (size_t r = 0; r < m->row_count; r++) {
    const apus_q8_block *x = (const apus_q8_block *)m->x + r * m->x_stride;
    for (size_t o = m->tile_begin * 8; o < m->tile_end * 8 && o < m->out_rows; o++) {
      const uint8_t *w = (const uint8_t *)m->packed + o / 8 * blocks * APUS_Q8_0_TILE_BLOCK_BYTES;
      float sum = 0.0f;
      for (size_t b = 0; b < blocks; b++, w += APUS_Q8_0_TILE_BLOCK_BYTES) {
        float products = (float)dot_q8((const int8_t *)w + 16, o % 8, x[b].q);
        sum = fmaf(products, half_at(w + o % 8 * 2) * x[b].scale, sum);
      }
      store(m->y + r * m->y_stride + o, sum, m->accumulate);
    }
  }
}

static void quantize_q8(const float *x, size_t count, apus_q8_block *out) {
  for (size_t b = 0; b < count / 32; b++, x += 32) {
    float largest = 0.0f;
    for (size_t i = 0; i < 32; i++) largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    float inverse = largest >= 1e-35f ? 127.0f / largest : 0.0f;  // below, 127 / x overflows
    int32_t sum = 0;
    for (size_t i = 0; i < 32; i++) {
      float scaled = x[i] * inverse;
      // Also false for a NaN, whose conversion to an integer is undefined.
      float rounded = scaled > -127.5f && scaled < 127.5f ? rintf(scaled) : -127.0f;
      out[b].q[i] = (int8_t)rounded;
      sum += out[b].q[i];
    }
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)sum;
  }
}

static float key_at(const apus_attention *a, int half, size_t t, size_t d) {
  size_t i = (t / 8 * a->head_dim + d) * 8 + t % 8;
  return half ? apus_f16_to_f32(((const uint16_t *)a->keys)[i]) : ((const float *)a->keys)[i];
}

static float value_at(const apus_attention *a, int half, size_t t, size_t d) {
  size_t i = t * a->head_dim + d;
  return half ? apus_f16_to_f32(((const uint16_t *)a->values)[i]) : ((const float *)a->values)[i];
}

static void softmax(const float *x, size_t count, float *y) {
  float largest = x[0], sum = 0.0f;
  for (size_t i = 1; i < count; i++) largest = x[i] > largest ? x[i] : largest;
  for (size_t i = 0; i < count; i++) sum += y[i] = expf(x[i] - largest);
  for (size_t i = 0; i < count; i++) y[i] /= sum;
}

static void attention(const apus_attention *a, int half) {
  for (size_t h = 0; h < a->query_count; h++) {
    const float *q = a->q + h * a->q_stride;
    for (size_t t = 0; t < a->key_count; t++) {
      float sum = 0.0f;
      for (size_t d = 0; d < a->head_dim; d++) sum += q[d] * key_at(a, half, t, d);
      a->scores[t] = sum * a->scale;
    }
    softmax(a->scores, a->key_count, a->scores);
    for (size_t d = 0; d < a->head_dim; d++) {
      float sum = 0.0f;
      for (size_t t = 0; t < a->key_count; t++) sum += a->scores[t] * value_at(a, half, t, d);
      a->out[h * a->out_stride + d] = sum;
    }
  }
}

static void attention_f16(const apus_attention *a) { attention(a, 1); }
static void attention_f32(const apus_attention *a) { attention(a, 0); }

static void rms_norm(const float *x, const float *weight, size_t count, float epsilon, float *y) {
  float squares = 0.0f;
  for (size_t i = 0; i < count; i++) squares += x[i] * x[i];
  float scale = 1.0f / sqrtf(squares / (float)count + epsilon);
  for (size_t i = 0; i < count; i++) y[i] = x[i] * scale * weight[i];
}

static void layer_norm(const float *x, const float *weight, const float *bias, size_t count,
                       float epsilon, float *y) {
  float sum = 0.0f, squares = 0.0f;
  for (size_t i = 0; i < count; i++) sum += x[i];
  float mean = sum / (float)count;
  for (size_t i = 0; i < count; i++) squares += (x[i] - mean) * (x[i] - mean);
  float scale = 1.0f / sqrtf(squares / (float)count + epsilon);
  for (size_t i = 0; i < count; i++) y[i] = (x[i] - mean) * scale * weight[i] + bias[i];
}

static void silu_mul(const float *gate, const float *up, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = gate[i] / (1.0f + expf(-gate[i])) * up[i];
}

static void gelu(const float *x, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = 0.5f * x[i] * (1.0f + erff(x[i] * 0.70710678f));
}

static void add(const float *x, const float *z, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = x[i] + z[i];
}

static void rope_pairs(float *x, size_t heads, size_t head_dim, size_t rotated_dim,
                       const float *cos_sin) {
  for (size_t h = 0; h < heads; h++, x += head_dim) {
    for (size_t i = 0; i < rotated_dim; i += 2) {
      float even = x[i], odd = x[i + 1];
      x[i] = even * cos_sin[i] - odd * cos_sin[i + 1];
      x[i + 1] = even * cos_sin[i + 1] + odd * cos_sin[i];
    }
  }
}

static void f32_to_f16(const float *x, size_t count, uint16_t *y) {
  for (size_t i = 0; i < count; i++) y[i] = apus_f32_to_f16(x[i]);
}

static float dot_f32(const float *a, const float *b, size_t count) {
  float sum = 0.0f;
  for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

static void scan_f32(const float *query, const float *vectors, size_t vector_count, size_t dim,
                     float *scores) {
  for (size_t i = 0; i < vector_count; i++) scores[i] = dot_f32(query, vectors + i * dim, dim);
}

static int32_t dot_i8(const int8_t *a, const int8_t *b, size_t count) {
  int32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

static void scan_i8(const int8_t *query, const int8_t *vectors, size_t vector_count, size_t dim,
                    int32_t *scores) {
  for (size_t i = 0; i < vector_count; i++) scores[i] = dot_i8(query, vectors + i * dim, dim);
}

static const apus_kernels table = {
    .name = "scalar",
    .matmul_f32 = matmul_f32,
    .matmul_q4_1 = matmul_q4_1,
    .matmul_q8_0 = matmul_q8_0,
    .quantize_q8 = quantize_q8,
    .attention_f16 = attention_f16,
    .attention_f32 = attention_f32,
    .rms_norm = rms_norm,
    .layer_norm = layer_norm,
    .softmax = softmax,
    .silu_mul = silu_mul,
    .gelu = gelu,
    .add = add,
    .rope_pairs = rope_pairs,
    .f32_to_f16 = f32_to_f16,
    .dot_f32 = dot_f32,
    .scan_f32 = scan_f32,
    .dot_i8 = dot_i8,
    .scan_i8 = scan_i8,
};

const apus_kernels *apus_kernels_scalar(void) { return &table; }
