// Attention in terms of vectors, once for every instruction set. Included after vector_body.h, with
//   WIDE 1  and load_f16_16, load_f16_pair, load_f32_pair: registers of 16 floats, 32 of them
//   WIDE 0  registers of 8 floats, 16 of them (or 32 of 4)

#define LANES 8
#define NAME(x) x##_8
#include "attention_lanes.h"
#undef LANES
#undef NAME

#if WIDE
#define LANES 16
#define NAME(x) x##_16
#include "attention_lanes.h"
#undef LANES
#undef NAME
#endif

// Scores of the first `count` keys of the block, a multiple of 8, in as large pieces as the
// registers can hold sums for.
INLINE void score_keys(const apus_attention *a, const float *const *q, size_t count,
                       const int half, const int n) {
  size_t t = 0;
#if WIDE
  for (; t + 64 <= count; t += 64) score_16(a, q, t, 4, half, n);
  for (; t + 16 <= count; t += 16) score_16(a, q, t, 1, half, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; t + 8 * (size_t)groups <= count; t += 8 * (size_t)groups)
    score_8(a, q, t, groups, half, n);
#endif
  for (; t < count; t += 8) score_8(a, q, t, 1, half, n);
}

INLINE void mix_values(const apus_attention *a, const float *weights, size_t begin, size_t end,
                       float *const *out, const int half, const int n) {
  size_t d = 0;
#if WIDE
  for (; d + 64 <= a->head_dim; d += 64) mix_16(a, weights, begin, end, d, out, 4, half, n);
  for (; d + 16 <= a->head_dim; d += 16) mix_16(a, weights, begin, end, d, out, 1, half, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; d + 8 * (size_t)groups <= a->head_dim; d += 8 * (size_t)groups)
    mix_8(a, weights, begin, end, d, out, groups, half, n);
#endif
  for (; d < a->head_dim; d += 8) mix_8(a, weights, begin, end, d, out, 1, half, n);
}

// The queries first ..< first + n, counted over rows and heads. What they all see is read once;
// keys that only some see are left to these, one query at a time.
INLINE void attend(const apus_attention *a, size_t first, const int half, const int n) {
  const float *q[6];
  float *partial[6], *out[6];
  size_t count[6], least = APUS_ATTENTION_BLOCK, most = 0;
  for (int i = 0; i < n; i++) {
    size_t row = (first + (size_t)i) / a->head_count, head = (first + (size_t)i) % a->head_count;
    q[i] = a->q + row * a->row_stride + head * a->head_stride;
    partial[i] = a->partials + (first + (size_t)i) * apus_partial_floats(a->head_dim);
    out[i] = partial[i] + 8;
    int64_t seen = a->key_count + (int64_t)row * a->key_count_step;
    count[i] = seen < 0 ? 0 : seen > APUS_ATTENTION_BLOCK ? APUS_ATTENTION_BLOCK : (size_t)seen;
    least = count[i] < least ? count[i] : least;
    most = count[i] > most ? count[i] : most;
  }
  score_keys(a, q, (most + 7) / 8 * 8, half, n);
  for (int i = 0; i < n; i++) {
    float *scores = a->scratch + i * APUS_ATTENTION_BLOCK;
    partial[i][0] = maximum(scores, count[i]);
    partial[i][1] = exponentials(scores, count[i], partial[i][0], scores);
  }
  mix_values(a, a->scratch, 0, least, out, half, n);
  for (int i = 0; i < n; i++)
    if (count[i] > least)
      mix_values(a, a->scratch + i * APUS_ATTENTION_BLOCK, least, count[i], out + i, half, 1);
}

INLINE void attention(const apus_attention *a, const int half) {
  size_t queries = a->row_count * a->head_count;
  for (size_t first = 0; first < queries;) {
    size_t n = row_group(queries - first, 6);
    WITH_6_ROWS(n, attend, a, first, half)
    first += n;
  }
}

TARGET static void attention_f16(const apus_attention *a) { attention(a, 1); }
TARGET static void attention_f32(const apus_attention *a) { attention(a, 0); }

TARGET static void attention_merge(const float *next, size_t query_count, size_t head_dim,
                                   float *into) {
  for (size_t i = 0; i < query_count; i++) {
    if (next[1] != 0.0f) {
      float largest = next[0] > into[0] ? next[0] : into[0];
      float keep = exponential(splat(into[0] - largest))[0];
      float take = exponential(splat(next[0] - largest))[0];
      into[0] = largest;
      into[1] = into[1] * keep + next[1] * take;
      for (size_t d = 8; d < 8 + head_dim; d += 8)
        *(lanes_8 *)(into + d) =
            *(const lanes_8 *)(into + d) * keep + *(const lanes_8 *)(next + d) * take;
    }
    next += apus_partial_floats(head_dim);
    into += apus_partial_floats(head_dim);
  }
}

TARGET static void attention_finish(const float *partial, size_t head_dim, float *out) {
  float inverse = 1.0f / partial[1];
  for (size_t d = 0; d < head_dim; d += 8)
    *(lanes_8 *)(out + d) = *(const lanes_8 *)(partial + 8 + d) * inverse;
}
