#include "kernels.h"
const apus_kernels *apus_kernels_neon(void) { return NULL; }
