// The two inner products of attention for vectors of LANES floats:
//   LANES        8 or 16; NAME(x)
//   load_f16(p)  LANES halves as floats
// Keys and values are F32 or F16; values may be BYTES, whose scales are then part of the weights.
// `n` queries (at most 6) share every key and value that is loaded. Each lane of a score is a chain
// of fused multiply-adds over d, each element of a result one over t: independent of n and of
// LANES.

typedef float NAME(lanes) __attribute__((vector_size(LANES * 4), aligned(4)));
typedef int8_t NAME(bytes) __attribute__((vector_size(LANES), aligned(1)));

INLINE NAME(lanes) NAME(load_values)(const void *p, size_t i, const int type) {
  if (type == F16) return NAME(load_f16)((const uint16_t *)p + i);
  if (type == BYTES)
    return __builtin_convertvector(*(const NAME(bytes) *)((const int8_t *)p + i), NAME(lanes));
  return *(const NAME(lanes) *)((const float *)p + i);
}

// Element d of LANES keys from t on, which is LANES / 8 pieces of eight.
INLINE NAME(lanes) NAME(load_keys)(const apus_attention *a, size_t t, size_t d, const int type) {
  size_t i = (t / 8 * a->head_dim + d) * 8;
#if LANES == 8
  return NAME(load_values)(a->keys, i, type);
#else
  size_t j = i + a->head_dim * 8;
  if (type == F16) return load_f16_pair((const uint16_t *)a->keys + i, (const uint16_t *)a->keys + j);
  return load_f32_pair((const float *)a->keys + i, (const float *)a->keys + j);
#endif
}

// Scores of groups * LANES keys from t on.
INLINE void NAME(score)(const apus_attention *a, const float *const *q, size_t t, const int groups,
                        const int type, const int n) {
  NAME(lanes) sum[6][4] = {0};
  for (size_t d = 0; d < a->head_dim; d++) {
    NAME(lanes) key[4];
    for (int g = 0; g < groups; g++)
      key[g] = NAME(load_keys)(a, t + (size_t)g * LANES, d, type);
    for (int i = 0; i < n; i++)
      for (int g = 0; g < groups; g++) sum[i][g] = q[i][d] * key[g] + sum[i][g];
  }
  for (int i = 0; i < n; i++)
    for (int g = 0; g < groups; g++)
      *(NAME(lanes) *)(a->scratch + i * APUS_ATTENTION_BLOCK + t + (size_t)g * LANES) =
          sum[i][g] * a->scale;
}

// Adds the values of positions begin ..< end, each times its weight, to dimensions d and up of the
// results from out[0] on; these start from zero unless they `resume`.
INLINE void NAME(mix)(const apus_attention *a, const float *weights, size_t begin, size_t end,
                      int resume, size_t d, float *const *out, const int groups, const int type,
                      const int n) {
  NAME(lanes) sum[6][4] = {0};
  for (int i = 0; i < n && resume; i++)
    for (int g = 0; g < groups; g++)
      sum[i][g] = *(const NAME(lanes) *)(out[i] + d + (size_t)g * LANES);
  for (size_t t = begin; t < end; t++) {
    NAME(lanes) value[4];
    for (int g = 0; g < groups; g++)
      value[g] = NAME(load_values)(a->values, t * a->head_dim + d + (size_t)g * LANES, type);
    for (int i = 0; i < n; i++)
      for (int g = 0; g < groups; g++)
        sum[i][g] = weights[i * APUS_ATTENTION_BLOCK + t] * value[g] + sum[i][g];
  }
  for (int i = 0; i < n; i++)
    for (int g = 0; g < groups; g++)
      *(NAME(lanes) *)(out[i] + d + (size_t)g * LANES) = sum[i][g];
}
