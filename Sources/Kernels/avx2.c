// AVX2 bodies, with and without the byte dot product of AVX-VNNI.
#include "kernels.h"

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,fma,f16c")))
#include "avx2_common.h"

#define NAME(x) x
#define VNNI 0
#include "avx2_tiles.h"
#undef NAME
#undef VNNI
#undef TARGET

#define TARGET __attribute__((target("avx2,fma,f16c,avxvnni")))
#define NAME(x) x##_vnni
#define VNNI 1
#define DPBUSD _mm256_dpbusd_avx_epi32
#include "avx2_tiles.h"
#undef TARGET

#include "kernel_table.h"

static const apus_kernels avx2 = {
    .name = "avx2", .matmul_f32 = matmul_f32, .matmul_q4_1 = matmul_q4_1,
    .matmul_q8_0 = matmul_q8_0, COMMON_KERNELS};
static const apus_kernels avx_vnni = {.name = "avx-vnni",
                                      .matmul_f32 = matmul_f32,
                                      .matmul_q4_1 = matmul_q4_1_vnni,
                                      .matmul_q8_0 = matmul_q8_0_vnni,
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
