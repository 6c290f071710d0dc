// Attention in terms of vectors, once for every instruction set. Included after weights_body.h, with
//   WIDE 1  and load_f16_16, load_f16_pair, load_f32_pair: registers of 16 floats, 32 of them
//   WIDE 0  registers of 8 floats, 16 of them (or 32 of 4)

enum { F32, F16, BYTES };  // the elements of keys and values

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

// Scores of the keys t ..< end of the block, both multiples of 8, in as large pieces as the registers
// can hold sums for.
INLINE void score_keys(const apus_attention *a, const float *const *q, size_t t, size_t end,
                       const int type, const int n) {
#if WIDE
  for (; t + 64 <= end; t += 64) score_16(a, q, t, 4, type, n);
  for (; t + 16 <= end; t += 16) score_16(a, q, t, 1, type, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; t + 8 * (size_t)groups <= end; t += 8 * (size_t)groups)
    score_8(a, q, t, groups, type, n);
#endif
  for (; t < end; t += 8) score_8(a, q, t, 1, type, n);
}

// The dimensions d ..< d_end of the results; bytes come by 32, and no other piece is compiled for them.
INLINE void mix_values(const apus_attention *a, const float *weights, size_t begin, size_t end,
                       int resume, size_t d, size_t d_end, float *const *out, const int type,
                       const int n) {
#if WIDE
  for (; type != BYTES && d + 64 <= d_end; d += 64)
    mix_16(a, weights, begin, end, resume, d, out, 4, type, n);
  for (; d + 32 <= d_end; d += 32) mix_16(a, weights, begin, end, resume, d, out, 2, type, n);
  for (; type != BYTES && d + 16 <= d_end; d += 16)
    mix_16(a, weights, begin, end, resume, d, out, 1, type, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; d + 8 * (size_t)groups <= d_end; d += 8 * (size_t)groups)
    mix_8(a, weights, begin, end, resume, d, out, groups, type, n);
#endif
  for (; type != BYTES && d < d_end; d += 8)
    mix_8(a, weights, begin, end, resume, d, out, 1, type, n);
}

// Some queries of a call, counted over rows and heads, and the keys of the block that they see.
typedef struct {
  const float *q[6];
  float *partial[6], *out[6];
  size_t begin[6], end[6];          // what each sees
  size_t lower, upper;              // what some see
  size_t common_begin, common_end;  // what all see
} query_group;

INLINE size_t within_block(int64_t key) {
  return key < 0 ? 0 : key > APUS_ATTENTION_BLOCK ? APUS_ATTENTION_BLOCK : (size_t)key;
}

INLINE query_group take_queries(const apus_attention *a, size_t first, const int n) {
  query_group g = {.lower = APUS_ATTENTION_BLOCK, .common_end = APUS_ATTENTION_BLOCK};
  for (int i = 0; i < n; i++) {
    size_t row = (first + (size_t)i) / a->head_count, head = (first + (size_t)i) % a->head_count;
    g.q[i] = a->q + row * a->row_stride + head * a->head_stride;
    g.partial[i] = a->partials + (first + (size_t)i) * apus_partial_floats(a->head_dim);
    g.out[i] = g.partial[i] + 8;
    int64_t shift = (int64_t)row * a->key_count_step;
    g.end[i] = within_block(a->key_count + shift);
    g.begin[i] = within_block(a->key_begin + shift);
    g.begin[i] = g.begin[i] > g.end[i] ? g.end[i] : g.begin[i];
    g.lower = g.begin[i] < g.lower ? g.begin[i] : g.lower;
    g.upper = g.end[i] > g.upper ? g.end[i] : g.upper;
    g.common_begin = g.begin[i] > g.common_begin ? g.begin[i] : g.common_begin;
    g.common_end = g.end[i] < g.common_end ? g.end[i] : g.common_end;
  }
  if (g.common_begin > g.common_end) g.common_begin = g.common_end = g.upper;  // each for itself
  return g;
}

// Dimensions d ..< d_end of all results, from weights in rows of a block. What all queries see is
// read once; keys that only some see, before these and behind them, are left to those, one
// query at a time.
INLINE void mix_group(const apus_attention *a, const query_group *g, const float *weights, size_t d,
                      size_t d_end, const int type, const int n) {
  const int resume = g->lower < g->common_begin;
  for (int i = 0; resume && i < n; i++)
    mix_values(a, weights + i * APUS_ATTENTION_BLOCK, g->begin[i],
               g->end[i] < g->common_begin ? g->end[i] : g->common_begin, 0, d, d_end, g->out + i,
               type, 1);
  mix_values(a, weights, g->common_begin, g->common_end, resume, d, d_end, g->out, type, n);
  for (int i = 0; i < n; i++)
    if (g->end[i] > g->common_end)
      mix_values(a, weights + i * APUS_ATTENTION_BLOCK, g->common_end, g->end[i], 1, d, d_end,
                 g->out + i, type, 1);
}

INLINE void attend(const apus_attention *a, size_t first, const int type, const int n) {
  const query_group g = take_queries(a, first, n);
  score_keys(a, g.q, g.lower / 8 * 8, (g.upper + 7) / 8 * 8, type, n);
  for (int i = 0; i < n; i++) {
    float *scores = a->scratch + i * APUS_ATTENTION_BLOCK + g.begin[i];
    g.partial[i][0] = maximum(scores, g.end[i] - g.begin[i]);
    g.partial[i][1] =
        exponentials(scores, g.end[i] - g.begin[i], g.partial[i][0], scores);
  }
  mix_group(a, &g, a->scratch, 0, a->head_dim, type, n);
}

INLINE void attention(const apus_attention *a, const int type) {
  size_t queries = a->row_count * a->head_count;
  for (size_t first = 0; first < queries;) {
    size_t n = row_group(queries - first, 6);
    WITH_6_ROWS(n, attend, a, first, type)
    first += n;
  }
}

TARGET static void attention_f16(const apus_attention *a) { attention(a, F16); }
TARGET static void attention_f32(const apus_attention *a) { attention(a, F32); }

TARGET static void attention_merge(const float *next, size_t query_count, size_t head_dim,
                                   float *into) {
  const size_t stride = apus_partial_floats(head_dim);
  for (size_t i = 0; i < query_count; i++, next += stride, into += stride) {
    if (into[1] == 0.0f) {
      memcpy(into, next, apus_partial_floats(head_dim) * sizeof *into);
    } else if (next[1] != 0.0f) {
      float largest = next[0] > into[0] ? next[0] : into[0];
      vf both = weight_lanes(weight_exponent((vf){into[0], next[0]}, largest, LOG2_E));
      vf keep = splat(both[0]), take = splat(both[1]);
      into[0] = largest;
      into[1] = fused(splat(next[1]), take, splat(into[1]) * keep)[0];
      size_t d = 8;
      for (; d + LANE_COUNT <= 8 + head_dim; d += LANE_COUNT)
        store(into + d, fused(load(next + d), take, load(into + d) * keep));
      size_t rest = 8 + head_dim - d;
      if (rest == 0) continue;
      vf sum = fused(load_some(next + d, rest), take, load_some(into + d, rest) * keep);
      store_some(into + d, sum, rest);
    }
  }
}

TARGET static void attention_finish(const float *partial, size_t head_dim, float *out) {
  float inverse = 1.0f / partial[1];
  for (size_t d = 0; d < head_dim; d += 8)
    *(lanes_8 *)(out + d) = *(const lanes_8 *)(partial + 8 + d) * inverse;
}
