// The scalar reference: what every other body is tested against. Written to be read.
#include <math.h>
#include <string.h>

#include "packed_layout.h"

static void store(float *y, float value, int accumulate) { *y = accumulate ? *y + value : value; }

static float float_at(const void *packed, apus_format format, size_t i) {
  if (format == APUS_F32) return ((const float *)packed)[i];
  uint16_t half = ((const uint16_t *)packed)[i];
  return format == APUS_F16 ? apus_f16_to_f32(half) : apus_bf16_to_f32(half);
}

static void matmul_floats(const apus_matmul *m, apus_format format) {
  for (size_t r = 0; r < m->row_count; r++) {
    const float *x = (const float *)m->x + r * m->x_stride;
    for (size_t o = m->tile_begin * APUS_F32_TILE; o < m->tile_end * APUS_F32_TILE; o++) {
      if (o >= m->out_rows) break;
      size_t first = o / APUS_F32_TILE * APUS_F32_TILE * m->depth + o % APUS_F32_TILE;
      float sum = 0.0f;
      for (size_t c = 0; c < m->depth; c++)
        sum = fmaf(x[c], float_at(m->packed, format, first + c * APUS_F32_TILE), sum);
      store(m->y + r * m->y_stride + o, sum, m->accumulate);
    }
  }
}

static float half_at(const uint8_t *p) {
  uint16_t half;
  memcpy(&half, p, 2);
  return apus_f16_to_f32(half);
}

// The quant of row i, column c of a tile block; `quants` lies behind its scales.
static int32_t quant_at(const layout l, const uint8_t *quants, size_t i, size_t c) {
  size_t group = c / 4, lane = i * 4 + c % 4;
  if (l.bits == 8) return quants[group * 32 + lane];
  int32_t q = quants[group % 4 * 32 + lane] >> (group / 4 * 4) & 15;
  if (l.bits == 5) q |= (quants[128 + lane] >> group & 1) << 4;
  if (l.bits == 6) q |= (quants[128 + group / 4 * 32 + lane] >> 2 * (group % 4) & 3) << 4;
  return q;
}

// Columns begin ..< end: at most 32 * 255 * 128 in magnitude, which a float holds exactly.
static float dot(const layout l, const uint8_t *quants, size_t i, const int8_t *a, size_t begin,
                 size_t end) {
  int32_t sum = 0, centre = l.centre_bits ? 1 << l.centre_bits : 0;
  for (size_t c = begin; c < end; c++) sum += (quant_at(l, quants, i, c) - centre) * a[c];
  return (float)sum;
}

// What a block contributes to output i: one step for each scale, then one for the offset.
static float block_step(const layout l, const uint8_t *super, const uint8_t *w, size_t i,
                        const apus_q8_block *a, float sum) {
  const uint8_t *quants = w + scale_bytes(l);
  if (l.halves) {
    for (size_t h = 0; h < 2; h++) {
      float scale = half_at(super + 2 * i) * (float)(int8_t)w[8 * h + i];
      sum = fmaf(dot(l, quants, i, a->q, 16 * h, 16 * h + 16), scale * a->scale, sum);
    }
    return sum;
  }
  float scale = l.super ? half_at(super + 2 * i) * (float)w[i] : half_at(w + 2 * i);
  sum = fmaf(dot(l, quants, i, a->q, 0, 32), scale * a->scale, sum);
  if (!l.offsets) return sum;
  float offset =
      l.super ? half_at(super + 16 + 2 * i) * (float)w[8 + i] : half_at(w + 16 + 2 * i);
  return fmaf(offset, a->scaled_sum, sum);
}

static void matmul_quantised(const apus_matmul *m, const layout l) {
  size_t blocks = m->depth / 32;
  for (size_t r = 0; r < m->row_count; r++) {
    const apus_q8_block *x = (const apus_q8_block *)m->x + r * m->x_stride;
    for (size_t o = m->tile_begin * 8; o < m->tile_end * 8 && o < m->out_rows; o++) {
      const uint8_t *w = (const uint8_t *)m->packed + o / 8 * tile_bytes(l, blocks);
      const uint8_t *super = w;
      float sum = 0.0f;
      for (size_t b = 0; b < blocks; b++, w += block_bytes(l)) {
        if (l.super && b % SUPER_BLOCK == 0) {
          super = w;
          w += super_bytes(l);
        }
        sum = block_step(l, super, w, o % 8, x + b, sum);
      }
      store(m->y + r * m->y_stride + o, sum, m->accumulate);
    }
  }
}

#define FLOATS(name) \
  static void matmul_##name(const apus_matmul *m) { matmul_floats(m, APUS_##name); }
#define QUANTISED(name, ...) \
  static void matmul_##name(const apus_matmul *m) { matmul_quantised(m, LAYOUT(__VA_ARGS__)); }
FLOAT_FORMATS(FLOATS)
QUANTISED_FORMATS(QUANTISED)

static void quantize_q8(const float *x, size_t count, apus_q8_block *out) {
  for (size_t b = 0; b < count / 32; b++, x += 32) {
    float largest = 0.0f;
    for (size_t i = 0; i < 32; i++) largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    float inverse = largest >= 1e-35f ? 127.0f / largest : 0.0f;  // below, 127 / x overflows
    int32_t sums[2] = {0, 0};
    for (size_t i = 0; i < 32; i++) {
      float scaled = x[i] * inverse;
      // Also false for a NaN, whose conversion to an integer is undefined.
      float rounded = scaled > -127.5f && scaled < 127.5f ? rintf(scaled) : -127.0f;
      out[b].q[i] = (int8_t)rounded;
      sums[i / 16] += out[b].q[i];
    }
    out[b].scale = largest / 127.0f;
    out[b].scaled_sum = out[b].scale * (float)(sums[0] + sums[1]);
    out[b].negated_sum[0] = -sums[0];
    out[b].negated_sum[1] = -sums[1];
  }
}

#define LOG2_E 1.44269504f

static float weight_of(float x, float largest, float scale) {
  const float magic = 12582912.0f, step = 0x1p-11f;
  float t = (x - largest) * scale;
  t = t < -64.0f ? -64.0f : t;  // a NaN stays one
  float n = (t + magic) - magic, f = t - n;
  float p = 0x1.41fbbcp-13f;
  p = fmaf(p, f, 0x1.5f3e54p-10f);
  p = fmaf(p, f, 0x1.3b2d4cp-7f);
  p = fmaf(p, f, 0x1.c6aee8p-5f);
  p = fmaf(p, f, 0x1.ebfbdcp-3f);
  p = fmaf(p, f, 0x1.62e430p-1f);
  p = fmaf(p, f, 1.0f);
  return (ldexpf(p, (int)n) + step) - step;
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

static void attend(const apus_attention *a, int half, const float *q, size_t begin, size_t end,
                   float *partial) {
  float *scores = a->scratch;
  memset(partial, 0, apus_partial_floats(a->head_dim) * sizeof *partial);
  partial[0] = -INFINITY;
  for (size_t t = begin; t < end; t++) {
    float sum = 0.0f;
    for (size_t d = 0; d < a->head_dim; d++) sum += q[d] * key_at(a, half, t, d);
    scores[t] = sum * a->scale;
    partial[0] = scores[t] > partial[0] ? scores[t] : partial[0];
  }
  for (size_t t = begin; t < end; t++) {
    float weight = expf(scores[t] - partial[0]);
    partial[1] += weight;
    for (size_t d = 0; d < a->head_dim; d++) partial[8 + d] += weight * value_at(a, half, t, d);
  }
}

// Keys and values in Q8_0: integer sums of key and query, and a scale for every 32 of them.
static void attend_q8_0(const apus_attention *a, int half, const float *q, size_t begin, size_t end,
                        float *partial) {
  (void)half;
  float *scores = a->scratch;
  size_t blocks = a->head_dim / 32;
  apus_q8_block *quantised = (apus_q8_block *)(a->scratch + APUS_ATTENTION_BLOCK);
  memset(partial, 0, apus_partial_floats(a->head_dim) * sizeof *partial);
  partial[0] = -INFINITY;
  if (begin >= end) return;
  quantize_q8(q, a->head_dim, quantised);
  apus_matmul product = {.packed = a->keys, .x = quantised, .y = scores, .x_stride = blocks,
                         .y_stride = end, .depth = a->head_dim, .out_rows = end,
                         .tile_begin = begin / 8, .tile_end = (end + 7) / 8, .row_count = 1};
  matmul_Q8_0(&product);
  float largest = -INFINITY;
  for (size_t t = begin; t < end; t++) largest = scores[t] > largest ? scores[t] : largest;
  partial[0] = largest * a->scale;
  const int8_t *values = a->values;
  const uint16_t *scales = (const uint16_t *)(values + APUS_ATTENTION_BLOCK * a->head_dim);
  double sum = 0;
  for (size_t t = begin; t < end; t++) {
    float weight = weight_of(scores[t], largest, a->scale * LOG2_E);
    sum += (double)weight;
    for (size_t d = 0; d < a->head_dim; d++) {
      float scaled = weight * apus_f16_to_f32(scales[d / 32 * APUS_ATTENTION_BLOCK + t]);
      partial[8 + d] = fmaf(scaled, values[t * a->head_dim + d], partial[8 + d]);
    }
  }
  partial[1] = (float)sum;
}

typedef void (*attend_body)(const apus_attention *a, int half, const float *q, size_t begin,
                            size_t end, float *partial);

static size_t within_block(int64_t key) {
  return key < 0 ? 0 : key > APUS_ATTENTION_BLOCK ? APUS_ATTENTION_BLOCK : (size_t)key;
}

static void attention(const apus_attention *a, attend_body body, int half) {
  for (size_t r = 0; r < a->row_count; r++) {
    int64_t shift = (int64_t)r * a->key_count_step;
    size_t begin = within_block(a->key_begin + shift), end = within_block(a->key_count + shift);
    for (size_t h = 0; h < a->head_count; h++)
      body(a, half, a->q + r * a->row_stride + h * a->head_stride, begin, end,
           a->partials + (r * a->head_count + h) * apus_partial_floats(a->head_dim));
  }
}

static void attention_merge(const float *next, size_t query_count, size_t head_dim, float *into) {
  for (size_t i = 0; i < query_count; i++) {
    if (into[1] == 0.0f) {
      memcpy(into, next, apus_partial_floats(head_dim) * sizeof *into);
    } else if (next[1] != 0.0f) {
      float largest = next[0] > into[0] ? next[0] : into[0];
      float keep = weight_of(into[0], largest, LOG2_E);
      float take = weight_of(next[0], largest, LOG2_E);
      into[0] = largest;
      into[1] = fmaf(next[1], take, into[1] * keep);
      for (size_t d = 8; d < 8 + head_dim; d++) into[d] = fmaf(next[d], take, into[d] * keep);
    }
    next += apus_partial_floats(head_dim);
    into += apus_partial_floats(head_dim);
  }
}

static void attention_finish(const float *partial, size_t head_dim, float *out) {
  float inverse = 1.0f / partial[1];
  for (size_t d = 0; d < head_dim; d++) out[d] = partial[8 + d] * inverse;
}

static void attention_f16(const apus_attention *a) { attention(a, attend, 1); }
static void attention_f32(const apus_attention *a) { attention(a, attend, 0); }
static void attention_q8_0(const apus_attention *a) { attention(a, attend_q8_0, 0); }

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

static void gelu_tanh_mul(const float *gate, const float *up, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) {
    float x = gate[i], u = 0.79788456f * (x + 0.044715f * x * x * x);
    y[i] = x / (1.0f + expf(-2.0f * u)) * up[i];  // x (1 + tanh(u)) / 2, without its cancellation
  }
}

static void soft_cap(const float *x, size_t count, float cap, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = cap * tanhf(x[i] / cap);
}

static void gelu(const float *x, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = 0.5f * x[i] * (1.0f + erff(x[i] * 0.70710678f));
}

static void add(const float *x, const float *z, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = x[i] + z[i];
}

static size_t argmax(const float *x, size_t count) {
  size_t best = 0;
  for (size_t i = 0; i < count; i++) {
    if (isnan(x[i])) return count;
    if (x[i] > x[best]) best = i;
  }
  return best;
}

static void weigh(const float *x, size_t count, float largest, float scale, float *weights,
                  double *sums) {
  for (size_t i = 0; i < count; i++) {
    if (i % APUS_WEIGHT_BLOCK == 0) sums[i / APUS_WEIGHT_BLOCK] = 0;
    weights[i] = weight_of(x[i], largest, scale);
    sums[i / APUS_WEIGHT_BLOCK] += (double)weights[i];
  }
}

static size_t select_at_least(const float *x, size_t count, float least, uint32_t *indices) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++)
    if (x[i] >= least) indices[found++] = (uint32_t)i;
  return found;
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
#define ENTRY(name, ...) [APUS_##name] = matmul_##name,
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(ENTRY)},
    .quantize_q8 = quantize_q8,
    .attention_f16 = attention_f16,
    .attention_f32 = attention_f32,
    .attention_q8_0 = attention_q8_0,
    .attention_merge = attention_merge,
    .attention_finish = attention_finish,
    .rms_norm = rms_norm,
    .layer_norm = layer_norm,
    .softmax = softmax,
    .silu_mul = silu_mul,
    .gelu_tanh_mul = gelu_tanh_mul,
    .gelu = gelu,
    .soft_cap = soft_cap,
    .add = add,
    .argmax = argmax,
    .weigh = weigh,
    .select_at_least = select_at_least,
    .rope_pairs = rope_pairs,
    .f32_to_f16 = f32_to_f16,
    .dot_f32 = dot_f32,
    .scan_f32 = scan_f32,
    .dot_i8 = dot_i8,
    .scan_i8 = scan_i8,
};

const apus_kernels *apus_kernels_scalar(void) { return &table; }
