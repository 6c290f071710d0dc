#include "kernels.h"

const apus_kernels *apus_kernels_best(void) {
  const apus_kernels *table = apus_kernels_avx512();
  if (!table) table = apus_kernels_avx_vnni();
  if (!table) table = apus_kernels_avx2();
  if (!table) table = apus_kernels_neon_i8mm();
  if (!table) table = apus_kernels_neon();
  return table ? table : apus_kernels_scalar();
}
