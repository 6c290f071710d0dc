// Attention over keys and values in Q8_0, once for every instruction set. Included after
// attention_body.h and the quantiser; load_f16 turns halves into a vector of floats.
//
// A block's keys are a packed matrix: scores are its product with the quantised queries, by the
// kernel that multiplies weights. Values are mixed as floats; each weight is multiplied with the scales
// of its position first, so that bytes are converted and nothing else. All steps are stated: integer
// sums, fused multiply-adds over positions, weights in steps of 2^-34. So every table gives the same
// bits.

// scores, a row of 128 for each query: what a query does not see weighs nothing.
INLINE void score_bytes(const apus_attention *a, const query_group *g,
                        void (*multiply)(const apus_matmul *), const int n) {
  const size_t blocks = a->head_dim / 32;
  apus_q8_block *quantised = (apus_q8_block *)(a->scratch + 12 * APUS_ATTENTION_BLOCK);
  for (int i = 0; i < n; i++) quantize_q8(g->q[i], a->head_dim, quantised + (size_t)i * blocks);
  const apus_matmul product = {
      .packed = a->keys, .x = quantised, .y = a->scratch, .x_stride = blocks,
      .y_stride = APUS_ATTENTION_BLOCK, .depth = a->head_dim, .out_rows = APUS_ATTENTION_BLOCK,
      .tile_begin = g->lower / 8, .tile_end = (g->upper + 7) / 8, .row_count = (size_t)n};
  multiply(&product);
  for (int i = 0; i < n; i++) {
    float *scores = a->scratch + i * APUS_ATTENTION_BLOCK;
    for (size_t t = 0; t < g->begin[i]; t++) scores[t] = -INFINITY;
    for (size_t t = g->end[i]; t < APUS_ATTENTION_BLOCK; t++) scores[t] = -INFINITY;
  }
}

// Dimensions 32 b ..< 32 b + 32 of the results, from the scores' weights.
INLINE void mix_bytes(const apus_attention *a, const query_group *g, size_t b,
                      const float *weights, const int n) {
  const uint16_t *scales =
      (const uint16_t *)((const int8_t *)a->values + APUS_ATTENTION_BLOCK * a->head_dim) +
      b * APUS_ATTENTION_BLOCK;
  for (size_t t = g->lower / LANE_COUNT * LANE_COUNT; t < g->upper; t += LANE_COUNT) {
    vf scale = load_f16(scales + t);
    for (int i = 0; i < n; i++)
      store(a->scratch + i * APUS_ATTENTION_BLOCK + t,
            load(weights + i * APUS_ATTENTION_BLOCK + t) * scale);
  }
  mix_group(a, g, a->scratch, 32 * b, 32 * b + 32, BYTES, n);
}

INLINE void attend_bytes(const apus_attention *a, size_t first,
                         void (*multiply)(const apus_matmul *), const int n) {
  const query_group g = take_queries(a, first, n);
  float *weights = a->scratch + 6 * APUS_ATTENTION_BLOCK;
  score_bytes(a, &g, multiply, n);
  for (int i = 0; i < n; i++) {
    const float *scores = a->scratch + i * APUS_ATTENTION_BLOCK;
    const float largest = maximum(scores + g.begin[i], g.end[i] - g.begin[i]);
    g.partial[i][0] = largest * a->scale;
    g.partial[i][1] = 0.0f;
    if (g.end[i] > g.begin[i])
      g.partial[i][1] = (float)weigh_block(scores, APUS_ATTENTION_BLOCK, largest,
                                           a->scale * LOG2_E, weights + i * APUS_ATTENTION_BLOCK);
  }
  for (size_t b = 0; b < a->head_dim / 32; b++) mix_bytes(a, &g, b, weights, n);
}

INLINE void attention_bytes(const apus_attention *a, void (*multiply)(const apus_matmul *)) {
  size_t queries = a->row_count * a->head_count;
  for (size_t first = 0; first < queries;) {
    size_t n = row_group(queries - first, 6);
    WITH_6_ROWS(n, attend_bytes, a, first, multiply)
    first += n;
  }
}
