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

// Scores of the keys t ..< end of the block, both multiples of 8, in as large pieces as the registers
// can hold sums for.
INLINE void score_keys(const apus_attention *a, const float *const *q, size_t t, size_t end,
                       const int half, const int n) {
#if WIDE
  for (; t + 64 <= end; t += 64) score_16(a, q, t, 4, half, n);
  for (; t + 16 <= end; t += 16) score_16(a, q, t, 1, half, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; t + 8 * (size_t)groups <= end; t += 8 * (size_t)groups)
    score_8(a, q, t, groups, half, n);
#endif
  for (; t < end; t += 8) score_8(a, q, t, 1, half, n);
}

INLINE void mix_values(const apus_attention *a, const float *weights, size_t begin, size_t end,
                       int resume, float *const *out, const int half, const int n) {
  size_t d = 0;
#if WIDE
  for (; d + 64 <= a->head_dim; d += 64)
    mix_16(a, weights, begin, end, resume, d, out, 4, half, n);
  for (; d + 16 <= a->head_dim; d += 16)
    mix_16(a, weights, begin, end, resume, d, out, 1, half, n);
#else
  const int groups = n <= 3 ? 4 : 2;
  for (; d + 8 * (size_t)groups <= a->head_dim; d += 8 * (size_t)groups)
    mix_8(a, weights, begin, end, resume, d, out, groups, half, n);
#endif
  for (; d < a->head_dim; d += 8) mix_8(a, weights, begin, end, resume, d, out, 1, half, n);
}

INLINE size_t within_block(int64_t key) {
  return key < 0 ? 0 : key > APUS_ATTENTION_BLOCK ? APUS_ATTENTION_BLOCK : (size_t)key;
}

// The queries first ..< first + n, counted over rows and heads. What they all see is read once;
// keys that only some see, before these and behind them, are left to those, one query at a time.
INLINE void attend(const apus_attention *a, size_t first, const int half, const int n) {
  const float *q[6];
  float *partial[6], *out[6];
  size_t begin[6], end[6];                                       // what each sees
  size_t lower = APUS_ATTENTION_BLOCK, upper = 0;                // what some see
  size_t common_begin = 0, common_end = APUS_ATTENTION_BLOCK;    // what all see
  for (int i = 0; i < n; i++) {
    size_t row = (first + (size_t)i) / a->head_count, head = (first + (size_t)i) % a->head_count;
    q[i] = a->q + row * a->row_stride + head * a->head_stride;
    partial[i] = a->partials + (first + (size_t)i) * apus_partial_floats(a->head_dim);
    out[i] = partial[i] + 8;
    int64_t shift = (int64_t)row * a->key_count_step;
    end[i] = within_block(a->key_count + shift);
    begin[i] = within_block(a->key_begin + shift);
    begin[i] = begin[i] > end[i] ? end[i] : begin[i];
    lower = begin[i] < lower ? begin[i] : lower;
    upper = end[i] > upper ? end[i] : upper;
    common_begin = begin[i] > common_begin ? begin[i] : common_begin;
    common_end = end[i] < common_end ? end[i] : common_end;
  }
  if (common_begin > common_end) common_begin = common_end = upper;  // each for itself
  score_keys(a, q, lower / 8 * 8, (upper + 7) / 8 * 8, half, n);
  for (int i = 0; i < n; i++) {
    float *scores = a->scratch + i * APUS_ATTENTION_BLOCK + begin[i];
    partial[i][0] = maximum(scores, end[i] - begin[i]);
    partial[i][1] = exponentials(scores, end[i] - begin[i], partial[i][0], scores);
  }
  const int resume = lower < common_begin;
  for (int i = 0; resume && i < n; i++)
    mix_values(a, a->scratch + i * APUS_ATTENTION_BLOCK, begin[i],
               end[i] < common_begin ? end[i] : common_begin, 0, out + i, half, 1);
  mix_values(a, a->scratch, common_begin, common_end, resume, out, half, n);
  for (int i = 0; i < n; i++)
    if (end[i] > common_end)
      mix_values(a, a->scratch + i * APUS_ATTENTION_BLOCK, common_end, end[i], 1, out + i, half, 1);
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
    if (into[1] == 0.0f) {
      memcpy(into, next, apus_partial_floats(head_dim) * sizeof *into);
    } else if (next[1] != 0.0f) {
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
