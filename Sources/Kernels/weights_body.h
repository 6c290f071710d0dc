// The weights of a distribution over a vocabulary, once for every instruction set. Included after
// vector_body.h; the including file also defines
//   fused(a, b, c)            a * b + c, rounded once
//   lanes_at_least(v, least)  a bit for each lane of v that is not below `least`
//
// Every table gives the bits of the scalar reference: each step is one IEEE operation, and sums of
// multiples of 2^-34 are exact in a double, so that their order says nothing.

typedef double vd __attribute__((vector_size(LANE_COUNT * 4), aligned(4)));
typedef float half_vf __attribute__((vector_size(LANE_COUNT * 2), aligned(4)));

#define LOG2_E 1.44269504f

// 2^t for -64 <= t <= 0, to a multiple of 2^-34: t = n + f, |f| <= 1/2, and a polynomial for 2^f of
// relative error 1.6e-8, exactly 1 at 0. Adding 2^-11, whose last bit is worth 2^-34, rounds.
INLINE vf weight_lanes(vf t) {
  const vf magic = splat(12582912.0f), step = splat(0x1p-11f);
  vf shifted = t + magic;
  vf f = t - (shifted - magic);
  vf p = splat(0x1.41fbbcp-13f);
  p = fused(p, f, splat(0x1.5f3e54p-10f));
  p = fused(p, f, splat(0x1.3b2d4cp-7f));
  p = fused(p, f, splat(0x1.c6aee8p-5f));
  p = fused(p, f, splat(0x1.ebfbdcp-3f));
  p = fused(p, f, splat(0x1.62e430p-1f));
  p = fused(p, f, splat(1.0f));
  vi exponent = ((vi)shifted - 0x4b400000 + 127) << 23;
  return (p * (vf)exponent + step) - step;
}

INLINE vf weight_exponent(vf x, float largest, float scale) {
  vf t = (x - splat(largest)) * splat(scale);
  return pick(t < splat(-64.0f), splat(-64.0f), t);  // a NaN stays one
}

// Most of a vocabulary is so unlikely that it weighs nothing: four vectors at a time are looked at
// before their powers are taken.
INLINE double weigh_block(const float *x, size_t count, float largest, float scale,
                          float *weights) {
  vd sum = {0};
  for (size_t i = 0; i < count; i += 4 * LANE_COUNT) {
    vf t[4];
    for (size_t v = 0; v < 4; v++)
      t[v] = weight_exponent(load(x + i + v * LANE_COUNT), largest, scale);
    vf most = larger(larger(t[0], t[1]), larger(t[2], t[3]));
    const int any = lanes_at_least(most, splat(-36.0f)) != 0;
    for (size_t v = 0; v < 4; v++) {
      float *at = weights + i + v * LANE_COUNT;
      store(at, any ? weight_lanes(t[v]) : splat(0.0f));
      if (!any) continue;
      sum += __builtin_convertvector(*(const half_vf *)at, vd);
      sum += __builtin_convertvector(*(const half_vf *)(at + LANE_COUNT / 2), vd);
    }
  }
  double total = 0;
  for (int lane = 0; lane < LANE_COUNT / 2; lane++) total += sum[lane];
  return total;
}

TARGET static void weigh(const float *x, size_t count, float largest, float scale, float *weights,
                         double *sums) {
  size_t i = 0;
  for (; i + APUS_WEIGHT_BLOCK <= count; i += APUS_WEIGHT_BLOCK)
    *sums++ = weigh_block(x + i, APUS_WEIGHT_BLOCK, largest, scale, weights + i);
  if (i == count) return;
  float rest[APUS_WEIGHT_BLOCK], weighed[APUS_WEIGHT_BLOCK];
  for (size_t k = 0; k < APUS_WEIGHT_BLOCK; k++) rest[k] = i + k < count ? x[i + k] : -INFINITY;
  *sums = weigh_block(rest, APUS_WEIGHT_BLOCK, largest, scale, weighed);
  memcpy(weights + i, weighed, (count - i) * sizeof *weights);
}

TARGET static size_t select_at_least(const float *x, size_t count, float least, uint32_t *indices) {
  size_t found = 0, i = 0;
  for (; i + LANE_COUNT <= count; i += LANE_COUNT)
    for (uint32_t bits = lanes_at_least(load(x + i), splat(least)); bits != 0; bits &= bits - 1)
      indices[found++] = (uint32_t)(i + (size_t)__builtin_ctz(bits));
  for (; i < count; i++)
    if (x[i] >= least) indices[found++] = (uint32_t)i;
  return found;
}
