// AVX2 bodies, with and without the byte dot product of AVX-VNNI.
#include "kernels.h"

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,fma,f16c")))
#define LANE_COUNT 8
#include "avx2_common.h"

#define WIDE 0
#define load_f16(p) ((vf)load_f16_8(p))
#include "attention_body.h"
#include "attention_q8_body.h"

#define VI __m256i
#define VF __m256
#define OP(x) _mm256_##x
#define TILES 1

#define NAME(x) x
#define store_sums store_tile
#include "x86_tiles.h"

#define FLOATS(name) \
  TARGET static void matmul_##name(const apus_matmul *m) { matmul_floats(m, APUS_##name); }
#define QUANTISED(name, ...)                                         \
  TARGET static void matmul_##name(const apus_matmul *m) {           \
    multiply(m, m->tile_begin, m->tile_end, LAYOUT(__VA_ARGS__));    \
  }
FLOAT_FORMATS(FLOATS)
QUANTISED_FORMATS(QUANTISED)

TARGET static void attention_q8_0(const apus_attention *a) {
  attention_bytes(a, matmul_Q8_0);
}
#undef QUANTISED
#undef NAME
#undef TARGET

#define TARGET __attribute__((target("avx2,fma,f16c,avxvnni")))
#define NAME(x) x##_vnni
#define store_sums_vnni store_tile
#define DPBUSD _mm256_dpbusd_avx_epi32
#include "x86_tiles.h"

#define QUANTISED(name, ...)                                              \
  TARGET static void matmul_##name##_vnni(const apus_matmul *m) {         \
    multiply_vnni(m, m->tile_begin, m->tile_end, LAYOUT(__VA_ARGS__));    \
  }
QUANTISED_FORMATS(QUANTISED)

TARGET static void attention_q8_0_vnni(const apus_attention *a) {
  attention_bytes(a, matmul_Q8_0_vnni);
}
#undef TARGET

#include "kernel_table.h"

#define ENTRY(name, ...) [APUS_##name] = matmul_##name,
static const apus_kernels avx2 = {
    .name = "avx2",
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(ENTRY)},
    .attention_q8_0 = attention_q8_0,
    COMMON_KERNELS};

#define VNNI_ENTRY(name, ...) [APUS_##name] = matmul_##name##_vnni,
static const apus_kernels avx_vnni = {
    .name = "avx-vnni",
    .matmul = {FLOAT_FORMATS(ENTRY) QUANTISED_FORMATS(VNNI_ENTRY)},
    .attention_q8_0 = attention_q8_0_vnni,
    COMMON_KERNELS};

const apus_kernels *apus_kernels_avx2(void) {
  int ok = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("f16c");
  return ok ? &avx2 : NULL;
}

const apus_kernels *apus_kernels_avx_vnni(void) {
  return apus_kernels_avx2() && __builtin_cpu_supports("avxvnni") ? &avx_vnni : NULL;
}

#else

const apus_kernels *apus_kernels_avx2(void) { return NULL; }
const apus_kernels *apus_kernels_avx_vnni(void) { return NULL; }

#endif
