#include "kernels.h"
typedef int kernels_translation_unit_is_not_empty;
