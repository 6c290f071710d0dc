// How packed quantised matrices lie in memory, for packing and for every body.
//
// A tile block is 8 output rows x 32 columns:
//   scales   of 8 rows each: f16 scale[8], and f16 offset[8] where there are offsets;
//            in K formats integers: u8 scale[8] and u8 offset[8], or i8 scale[2][8], one for each
//            half of the columns
//   quants   bytes: byte g * 32 + i * 4 + k holds row i, column 4 g + k, g in 0 ..< 8;
//            nibbles: byte g * 32 + i * 4 + k, g in 0 ..< 4, holds that column of row i in its low
//            half and column 4 (g + 4) + k in its high half
//   high     bits above the nibble. One: bit g of byte i * 4 + k belongs to column 4 g + k of
//            row i. Two: bits 2 (g % 4) and up of byte g / 4 * 32 + i * 4 + k do
// K formats put f16 factors of the integer scales (and of the offsets) in front of eight such
// blocks.
//
// A weight is scale * (quant - centre) or scale * quant + offset. Quants are unsigned; what a
// format counts from its centre is subtracted from the sum of products, as integers: exactly.
#pragma once
#include <string.h>

#include "kernels.h"

typedef struct {
  int bits;         // of a quant: 4, 5, 6 or 8
  int centre_bits;  // the centre is 2 to the power of this; 0: none
  int offsets;      // 1: there are offsets
  int super;        // 1: integer scales, in super-blocks of eight blocks
  int halves;       // 1: a scale for every 16 columns
} layout;

// X(format, bits, centre_bits, offsets, super, halves)
#define QUANTISED_FORMATS(X) \
  X(Q4_0, 4, 3, 0, 0, 0)     \
  X(Q4_1, 4, 0, 1, 0, 0)     \
  X(Q5_0, 5, 4, 0, 0, 0)     \
  X(Q5_1, 5, 0, 1, 0, 0)     \
  X(Q8_0, 8, 7, 0, 0, 0)     \
  X(Q4_K, 4, 0, 1, 1, 0)     \
  X(Q5_K, 5, 0, 1, 1, 0)     \
  X(Q6_K, 6, 5, 0, 1, 1)
#define FLOAT_FORMATS(X) X(F32) X(F16) X(BF16)

#define LAYOUT(bits, centre_bits, offsets, super, halves) \
  ((layout){bits, centre_bits, offsets, super, halves})

enum { SUPER_BLOCK = 8 };

static inline layout layout_of(apus_format format) {
  switch (format) {
#define CASE(name, ...) \
  case APUS_##name: return LAYOUT(__VA_ARGS__);
    QUANTISED_FORMATS(CASE)
#undef CASE
    default: __builtin_trap();
  }
}

static inline uint16_t load_u16(const uint8_t *p) {
  uint16_t value;
  memcpy(&value, p, 2);
  return value;
}

// Vectors of eight scales that lie in front of a block, and of a super-block.
static inline size_t scale_vectors(const layout l) { return 1 + (size_t)(l.offsets | l.halves); }
static inline size_t factor_vectors(const layout l) { return 1 + (size_t)l.offsets; }

static inline size_t scale_bytes(const layout l) {
  return scale_vectors(l) * APUS_QUANT_TILE * (l.super ? 1 : 2);
}
static inline size_t super_bytes(const layout l) {
  return l.super ? factor_vectors(l) * APUS_QUANT_TILE * 2 : 0;
}
static inline size_t block_bytes(const layout l) {
  return scale_bytes(l) + (size_t)l.bits * APUS_QUANT_TILE * APUS_QUANT_BLOCK / 8;
}
// A tile over `blocks` blocks of columns.
static inline size_t tile_bytes(const layout l, size_t blocks) {
  return blocks * block_bytes(l) + blocks / SUPER_BLOCK * super_bytes(l);
}

// What the bodies rely on: activations lie in -128...127 (-128 only where the input was NaN), so
// with 16-bit sums of pairs of products as vpmaddubsw makes them
_Static_assert(8 * 2 * 15 * 128 <= INT16_MAX, "a block of nibbles fits 16 bits");
_Static_assert(4 * 2 * 31 * 128 <= INT16_MAX, "half a block of 5 bits fits 16 bits");
_Static_assert(2 * 2 * 63 * 128 <= INT16_MAX, "a quarter of a block of 6 bits fits 16 bits");
_Static_assert(2 * 128 * 127 <= INT16_MAX, "a pair of signed bytes fits 16 bits");
// and every sum of a block is a whole number that a float holds exactly.
_Static_assert(32 * 255 * 128 <= 1 << 24, "a block of bytes fits 24 bits");
