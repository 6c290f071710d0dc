// Whether a tensor holds numbers only. Runs at load; not hot.
#include <string.h>

#include "packed_layout.h"

static int all_finite_f32(const uint8_t *in, size_t count) {
  uint32_t found = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, in + 4 * i, 4);
    found |= (bits & 0x7f800000) == 0x7f800000;
  }
  return !found;
}

// 16-bit floats `stride` bytes apart, whose exponent is `mask`.
static int all_finite_16(const uint8_t *in, size_t count, size_t stride, uint16_t mask) {
  uint32_t found = 0;
  for (size_t i = 0; i < count; i++) found |= (load_u16(in + stride * i) & mask) == mask;
  return !found;
}

// Blocks have 16-bit floats as scales and, behind these, as offsets; all else are integers.
int apus_all_finite(apus_format format, const void *rows, size_t count) {
  const uint16_t f16 = 0x7c00, bf16 = 0x7f80;
  if (format == APUS_F32) return all_finite_f32(rows, count);
  if (format == APUS_F16 || format == APUS_BF16)
    return all_finite_16(rows, count, 2, format == APUS_F16 ? f16 : bf16);
  const layout l = layout_of(format);
  const apus_format_shape shape = apus_shape(format);
  const uint8_t *scales = (const uint8_t *)rows + (l.halves ? shape.block_bytes - 2 : 0);
  size_t blocks = count / shape.block_columns;
  return all_finite_16(scales, blocks, shape.block_bytes, f16) &&
         (!l.offsets || all_finite_16(scales + 2, blocks, shape.block_bytes, f16));
}
