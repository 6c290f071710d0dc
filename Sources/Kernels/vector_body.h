// Elementwise, reduction and scan kernels in terms of vectors, once for every instruction set. The
// including file defines
//   TARGET         the function attribute that enables the instructions
//   LANE_COUNT     floats of a vector: 8, which is an AVX register or two of NEON, or 16
//   store_f16      a vector of floats to halves
// The compilers' vector types do the rest. Remainders (count % LANE_COUNT) run lane by lane through
// `load_some` and `store_some`.
#include <math.h>
#include <string.h>

#include "kernels.h"

typedef float vf __attribute__((vector_size(LANE_COUNT * 4), aligned(4)));
typedef int32_t vi __attribute__((vector_size(LANE_COUNT * 4), aligned(4)));
#define INLINE static inline __attribute__((always_inline)) TARGET

INLINE vf splat(float x) { return x - (vf){0}; }
INLINE vf load(const float *p) { return *(const vf *)p; }
INLINE void store(float *p, vf v) { *(vf *)p = v; }
INLINE vf load_some(const float *p, size_t count) {
  float lanes[LANE_COUNT] = {0};
  for (size_t i = 0; i < count; i++) lanes[i] = p[i];
  return load(lanes);
}
INLINE void store_some(float *p, vf v, size_t count) {
  float lanes[LANE_COUNT];
  store(lanes, v);
  for (size_t i = 0; i < count; i++) p[i] = lanes[i];
}
INLINE vf pick(vi mask, vf a, vf b) { return (vf)((mask & (vi)a) | (~mask & (vi)b)); }
INLINE vf larger(vf a, vf b) { return pick(a > b, a, b); }
// The sum of the lanes, by halves, in an order that depends on nothing.
INLINE float lane_sum(vf v) {
  float lanes[LANE_COUNT];
  store(lanes, v);
  for (int half = LANE_COUNT / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
  return lanes[0];
}
INLINE float lane_max(vf v) {
  float largest = v[0];
  for (int i = 1; i < LANE_COUNT; i++) largest = v[i] > largest ? v[i] : largest;
  return largest;
}

// e^x to 2 units in the last place for -87 <= x <= 88, clamped outside: x = n ln 2 + r,
// |r| <= ln 2 / 2, and a polynomial of degree 6 (Cephes' expf) for e^r.
INLINE vf exponential(vf x) {
  x = pick(x > splat(88.0f), splat(88.0f), x);
  x = pick(x < splat(-87.0f), splat(-87.0f), x);
  const vf magic = splat(12582912.0f);  // 1.5 * 2^23: adding it rounds to an integer
  vf shifted = x * splat(1.44269504f) + magic;
  vf n = shifted - magic;
  vf r = x - n * splat(0.693359375f);
  r = r - n * splat(-2.12194440e-4f);
  vf p = splat(1.9875691500e-4f);
  p = p * r + splat(1.3981999507e-3f);
  p = p * r + splat(8.3334519073e-3f);
  p = p * r + splat(4.1665795894e-2f);
  p = p * r + splat(1.6666665459e-1f);
  p = p * r + splat(5.0000001201e-1f);
  p = p * (r * r) + r + splat(1.0f);
  vi exponent = ((vi)shifted - 0x4b400000 + 127) << 23;
  return p * (vf)exponent;
}

INLINE vf gelu_lanes(vf x) {
  // erf by Abramowitz and Stegun 7.1.26: absolute error under 1.5e-7.
  vf z = x * splat(0.70710678f);
  vf magnitude = larger(z, -z);
  vf t = splat(1.0f) / (splat(0.3275911f) * magnitude + splat(1.0f));
  vf p = splat(1.061405429f);
  p = p * t - splat(1.453152027f);
  p = p * t + splat(1.421413741f);
  p = p * t - splat(0.284496736f);
  p = p * t + splat(0.254829592f);
  vf erf = splat(1.0f) - p * t * exponential(-(magnitude * magnitude));
  erf = pick(z < splat(0.0f), -erf, erf);
  return splat(0.5f) * x * (splat(1.0f) + erf);
}

INLINE vf silu_mul_lanes(vf gate, vf up) {
  return gate / (splat(1.0f) + exponential(-gate)) * up;
}

// x (1 + tanh(u)) / 2 is x / (1 + e^(-2 u)), u = sqrt(2 / pi) (x + 0.044715 x^3).
INLINE vf gelu_tanh_mul_lanes(vf gate, vf up) {
  vf cube = gate * gate * gate;
  vf u = (gate + splat(0.044715f) * cube) * splat(-1.59576912f);
  return gate / (splat(1.0f) + exponential(u)) * up;
}

// tanh(u) = 1 - 2 / (1 + e^(2 u)).
INLINE vf soft_cap_lanes(vf x, float cap) {
  vf power = exponential(x * splat(2.0f / cap));
  return splat(cap) - splat(2.0f * cap) / (splat(1.0f) + power);
}

TARGET static void soft_cap(const float *x, size_t count, float cap, float *y) {
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) store(y + i, soft_cap_lanes(load(x + i), cap));
  if (i < count) store_some(y + i, soft_cap_lanes(load_some(x + i, count - i), cap), count - i);
}

TARGET static void gelu(const float *x, size_t count, float *y) {
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) store(y + i, gelu_lanes(load(x + i)));
  if (i < count) store_some(y + i, gelu_lanes(load_some(x + i, count - i)), count - i);
}

// y = lanes(gate, up), lane by lane.
#define GATED(name)                                                                               \
  TARGET static void name(const float *gate, const float *up, size_t count, float *y) {           \
    size_t i = 0;                                                                                 \
    for (; i + LANE_COUNT <= count; i += LANE_COUNT)                                              \
      store(y + i, name##_lanes(load(gate + i), load(up + i)));                                   \
    size_t rest = count - i;                                                                      \
    if (rest == 0) return;                                                                        \
    store_some(y + i, name##_lanes(load_some(gate + i, rest), load_some(up + i, rest)), rest);    \
  }
GATED(silu_mul)
GATED(gelu_tanh_mul)
#undef GATED

TARGET static void add(const float *x, const float *z, size_t count, float *y) {
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) store(y + i, load(x + i) + load(z + i));
  for (; i < count; i++) y[i] = x[i] + z[i];
}

INLINE vf sum_lanes(const float *x, size_t count) {
  vf sum = splat(0.0f);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) sum += load(x + i);
  if (i < count) sum += load_some(x + i, count - i);
  return sum;
}

// The sum of (x - mean)^2.
INLINE float square_sum(const float *x, size_t count, float mean) {
  vf center = splat(mean), sum = splat(0.0f);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) {
    vf d = load(x + i) - center;
    sum += d * d;
  }
  float total = lane_sum(sum);
  for (; i < count; i++) total += (x[i] - mean) * (x[i] - mean);
  return total;
}

TARGET static void rms_norm(const float *x, const float *weight, size_t count, float epsilon,
                            float *y) {
  float scale = 1.0f / sqrtf(square_sum(x, count, 0.0f) / (float)count + epsilon);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT)
    store(y + i, load(x + i) * splat(scale) * load(weight + i));
  for (; i < count; i++) y[i] = x[i] * scale * weight[i];
}

TARGET static void layer_norm(const float *x, const float *weight, const float *bias, size_t count,
                              float epsilon, float *y) {
  float mean = lane_sum(sum_lanes(x, count)) / (float)count;
  float scale = 1.0f / sqrtf(square_sum(x, count, mean) / (float)count + epsilon);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT)
    store(y + i, (load(x + i) - splat(mean)) * splat(scale) * load(weight + i) + load(bias + i));
  for (; i < count; i++) y[i] = (x[i] - mean) * scale * weight[i] + bias[i];
}

INLINE float maximum(const float *x, size_t count) {
  size_t i = 0;
  vf largest = splat(-INFINITY);
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) largest = larger(load(x + i), largest);
  float result = lane_max(largest);
  for (; i < count; i++) result = x[i] > result ? x[i] : result;
  return result;
}

// The largest element first, then where it is: the second pass ends early and needs no indices.
TARGET static size_t argmax(const float *x, size_t count) {
  vi has_nan = {0};
  vf largest_lanes = splat(-INFINITY);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) {
    vf v = load(x + i);
    has_nan |= v != v;
    largest_lanes = larger(v, largest_lanes);
  }
  float largest = lane_max(largest_lanes);
  int rest_has_nan = 0;
  for (size_t k = i; k < count; k++) {
    rest_has_nan |= x[k] != x[k];
    largest = x[k] > largest ? x[k] : largest;
  }
  for (int lane = 0; lane < LANE_COUNT; lane++) rest_has_nan |= has_nan[lane];
  if (rest_has_nan) return count;
  for (i = 0; i + 4 * LANE_COUNT <= count; i += 4 * LANE_COUNT) {
    vi found = (load(x + i) == splat(largest)) | (load(x + i + LANE_COUNT) == splat(largest)) |
               (load(x + i + 2 * LANE_COUNT) == splat(largest)) |
               (load(x + i + 3 * LANE_COUNT) == splat(largest));
    int64_t words[LANE_COUNT / 2], any = 0;
    memcpy(words, &found, sizeof words);
    for (int word = 0; word < LANE_COUNT / 2; word++) any |= words[word];
    if (any) break;
  }
  while (i < count && x[i] != largest) i++;
  return i < count ? i : 0;
}

// y = e^(x - largest); returns their sum.
INLINE float exponentials(const float *x, size_t count, float largest, float *y) {
  vf sum = splat(0.0f);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) {
    vf e = exponential(load(x + i) - splat(largest));
    store(y + i, e);
    sum += e;
  }
  float total = lane_sum(sum);
  if (i < count) {
    size_t rest = count - i;
    store_some(y + i, exponential(load_some(x + i, rest) - splat(largest)), rest);
    for (; i < count; i++) total += y[i];
  }
  return total;
}

TARGET static void softmax(const float *x, size_t count, float *y) {
  if (count == 0) return;
  float inverse = 1.0f / exponentials(x, count, maximum(x, count), y);
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) store(y + i, load(y + i) * splat(inverse));
  for (; i < count; i++) y[i] *= inverse;
}

TARGET static void rope_pairs(float *x, size_t heads, size_t head_dim, size_t rotated_dim,
                              const float *cos_sin) {
  for (size_t h = 0; h < heads; h++, x += head_dim) {
    for (size_t i = 0; i < rotated_dim; i += 2) {
      float even = x[i], odd = x[i + 1];
      x[i] = even * cos_sin[i] - odd * cos_sin[i + 1];
      x[i + 1] = even * cos_sin[i + 1] + odd * cos_sin[i];
    }
  }
}

TARGET static void f32_to_f16(const float *x, size_t count, uint16_t *y) {
  size_t i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT) store_f16(y + i, load(x + i));
  for (; i < count; i++) y[i] = apus_f32_to_f16(x[i]);
}

// ---- Vector scan: four vectors at a time share the loads of the query. Each dot product keeps
// two accumulators whatever `n` is, so a score does not depend on its neighbours.

INLINE void dots_f32(const float *q, const float *v, size_t dim, const int n, float *scores) {
  vf low[4], high[4];
  for (int j = 0; j < n; j++) low[j] = high[j] = splat(0.0f);
  size_t i = 0;
  for (; i + 2 * LANE_COUNT <= dim; i += 2 * LANE_COUNT) {
    vf q0 = load(q + i), q1 = load(q + i + LANE_COUNT);
    for (int j = 0; j < n; j++) {
      low[j] += q0 * load(v + (size_t)j * dim + i);
      high[j] += q1 * load(v + (size_t)j * dim + i + LANE_COUNT);
    }
  }
  for (int j = 0; j < n; j++) {
    float sum = lane_sum(low[j] + high[j]);
    for (size_t k = i; k < dim; k++) sum = fmaf(q[k], v[(size_t)j * dim + k], sum);
    scores[j] = sum;
  }
}

TARGET static float dot_f32(const float *a, const float *b, size_t count) {
  float score;
  dots_f32(a, b, count, 1, &score);
  return score;
}

TARGET static void scan_f32(const float *query, const float *vectors, size_t vector_count,
                            size_t dim, float *scores) {
  size_t i = 0;
  for (; i + 4 <= vector_count; i += 4) dots_f32(query, vectors + i * dim, dim, 4, scores + i);
  for (; i < vector_count; i++) dots_f32(query, vectors + i * dim, dim, 1, scores + i);
}

// Products of int8 fit int16 (at most 16,384); pairs are widened to int32 by the compiler.
TARGET static int32_t dot_i8(const int8_t *a, const int8_t *b, size_t count) {
  int32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += (int16_t)a[i] * (int16_t)b[i];
  return sum;
}

TARGET static void scan_i8(const int8_t *query, const int8_t *vectors, size_t vector_count,
                           size_t dim, int32_t *scores) {
  for (size_t i = 0; i < vector_count; i++) scores[i] = dot_i8(query, vectors + i * dim, dim);
}

// The rows of a batch, cut into groups of at most `most` of nearly equal size: of at most 6, 8 rows
// are 4 + 4, since a group costs by its unpacking too.
INLINE size_t row_group(size_t rows_left, size_t most) {
  size_t groups = (rows_left + most - 1) / most;
  return (rows_left + groups - 1) / groups;
}

// Calls body(..., rows) with `rows` as a constant, so that each gets its own registers: in 1...6,
// as many as 16 registers hold sums for, or in 1...8 or 1...12 with 32 registers.
#define WITH_6_ROWS(rows, body, ...)           \
  switch (rows) {                              \
    case 1: body(__VA_ARGS__, 1); break;       \
    case 2: body(__VA_ARGS__, 2); break;       \
    case 3: body(__VA_ARGS__, 3); break;       \
    case 4: body(__VA_ARGS__, 4); break;       \
    case 5: body(__VA_ARGS__, 5); break;       \
    default: body(__VA_ARGS__, 6); break;      \
  }
#define WITH_8_ROWS(rows, body, ...)                       \
  switch (rows) {                                          \
    case 7: body(__VA_ARGS__, 7); break;                   \
    case 8: body(__VA_ARGS__, 8); break;                   \
    default: WITH_6_ROWS(rows, body, __VA_ARGS__)          \
  }
#define WITH_12_ROWS(rows, body, ...)                      \
  switch (rows) {                                          \
    case 9: body(__VA_ARGS__, 9); break;                   \
    case 10: body(__VA_ARGS__, 10); break;                 \
    case 11: body(__VA_ARGS__, 11); break;                 \
    case 12: body(__VA_ARGS__, 12); break;                 \
    default: WITH_8_ROWS(rows, body, __VA_ARGS__)          \
  }
