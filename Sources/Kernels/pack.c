// Packing of GGUF tensors into tiles, and row-wise dequantisation. Runs at load; not hot.
#include <string.h>

#include "kernels.h"

float apus_f16_to_f32(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16;
  uint32_t exponent = (half >> 10) & 0x1f;
  uint32_t mantissa = half & 0x3ff;
  uint32_t bits;
  if (exponent == 0x1f) {
    bits = sign | 0x7f800000 | (mantissa << 13);
  } else if (exponent != 0) {
    bits = sign | ((exponent + 112) << 23) | (mantissa << 13);
  } else if (mantissa == 0) {
    bits = sign;
  } else {
    int shift = __builtin_clz(mantissa) - 21;  // brings the leading one to bit 10
    bits = sign | ((uint32_t)(113 - shift) << 23) | (((mantissa << shift) & 0x3ff) << 13);
  }
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

uint16_t apus_f32_to_f16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  uint16_t sign = (uint16_t)((bits >> 16) & 0x8000);
  uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | (uint16_t)((magnitude >> 13) & 0x3ff);
  if (magnitude >= 0x47800000) return sign | 0x7c00;  // 65536 and above
  if (magnitude < 0x33000000) return sign;            // below half of the least subnormal
  uint32_t exponent = magnitude >> 23;
  uint32_t mantissa = magnitude & 0x7fffff;
  uint32_t result, rest, half;
  if (exponent < 113) {  // subnormal
    uint32_t shift = 126 - exponent;
    mantissa |= 0x800000;
    result = mantissa >> shift;
    rest = mantissa & ((1u << shift) - 1);
    half = 1u << (shift - 1);
  } else {
    result = ((exponent - 112) << 10) | (mantissa >> 13);
    rest = mantissa & 0x1fff;
    half = 0x1000;
  }
  if (rest > half || (rest == half && (result & 1))) result++;  // may carry into the exponent
  return sign | (uint16_t)result;
}

static uint16_t load_u16(const uint8_t *p) {
  uint16_t value;
  memcpy(&value, p, 2);
  return value;
}

void apus_pack_f32(const float *w, size_t out_rows, size_t depth, size_t tile_begin,
                   size_t tile_end, void *packed) {
  for (size_t tile = tile_begin; tile < tile_end; tile++) {
    float *out = (float *)packed + tile * depth * APUS_F32_TILE;
    for (size_t i = 0; i < APUS_F32_TILE; i++) {
      size_t row = tile * APUS_F32_TILE + i;
      for (size_t c = 0; c < depth; c++)
        out[c * APUS_F32_TILE + i] = row < out_rows ? w[row * depth + c] : 0.0f;
    }
  }
}

// Nibble groups: byte g * 32 + i * 4 + k of a tile block's quants holds, of row i, column
// 4 g + k in its low half and column 4 (g + 4) + k in its high half, g in 0 ..< 4. In the GGUF
// block, byte j holds columns j (low) and j + 16 (high): the same pairing.
static void pack_nibbles(const uint8_t *quants, size_t i, uint8_t *out) {
  for (size_t j = 0; j < 16; j++) out[j / 4 * 32 + i * 4 + j % 4] = quants[j];
}

// Shared by Q4_1 (20 bytes a block) and Q4_0 (18), whose offset -8 * scale is exact in f16 unless
// it overflows.
static void pack_q4(const uint8_t *w, size_t block_bytes, int has_min, size_t out_rows,
                    size_t depth, size_t tile_begin, size_t tile_end, void *packed) {
  size_t blocks = depth / APUS_QUANT_BLOCK;
  for (size_t tile = tile_begin; tile < tile_end; tile++) {
    for (size_t b = 0; b < blocks; b++) {
      uint8_t *out = (uint8_t *)packed + (tile * blocks + b) * APUS_Q4_1_TILE_BLOCK_BYTES;
      memset(out, 0, APUS_Q4_1_TILE_BLOCK_BYTES);
      for (size_t i = 0; i < APUS_QUANT_TILE; i++) {
        size_t row = tile * APUS_QUANT_TILE + i;
        if (row >= out_rows) continue;
        const uint8_t *in = w + (row * blocks + b) * block_bytes;
        uint16_t scale = load_u16(in);
        uint16_t min =
            has_min ? load_u16(in + 2) : apus_f32_to_f16(-8.0f * apus_f16_to_f32(scale));
        memcpy(out + 2 * i, &scale, 2);
        memcpy(out + 16 + 2 * i, &min, 2);
        pack_nibbles(in + (has_min ? 4 : 2), i, out + 32);
      }
    }
  }
}

void apus_pack_q4_1(const void *w, size_t out_rows, size_t depth, size_t tile_begin,
                    size_t tile_end, void *packed) {
  pack_q4(w, 20, 1, out_rows, depth, tile_begin, tile_end, packed);
}

void apus_pack_q4_0(const void *w, size_t out_rows, size_t depth, size_t tile_begin,
                    size_t tile_end, void *packed) {
  pack_q4(w, 18, 0, out_rows, depth, tile_begin, tile_end, packed);
}

// Byte g * 32 + i * 4 + k of the quants holds row i, column 4 g + k, g in 0 ..< 8.
void apus_pack_q8_0(const void *w, size_t out_rows, size_t depth, size_t tile_begin,
                    size_t tile_end, void *packed) {
  size_t blocks = depth / APUS_QUANT_BLOCK;
  for (size_t tile = tile_begin; tile < tile_end; tile++) {
    for (size_t b = 0; b < blocks; b++) {
      uint8_t *out = (uint8_t *)packed + (tile * blocks + b) * APUS_Q8_0_TILE_BLOCK_BYTES;
      memset(out, 0, APUS_Q8_0_TILE_BLOCK_BYTES);
      for (size_t i = 0; i < APUS_QUANT_TILE; i++) {
        size_t row = tile * APUS_QUANT_TILE + i;
        if (row >= out_rows) continue;
        const uint8_t *in = (const uint8_t *)w + (row * blocks + b) * 34;
        memcpy(out + 2 * i, in, 2);
        for (size_t c = 0; c < 32; c++) out[16 + c / 4 * 32 + i * 4 + c % 4] = in[2 + c];
      }
    }
  }
}

void apus_dequantize_q4_0(const void *row, size_t count, float *y) {
  const uint8_t *in = row;
  for (size_t b = 0; b < count / 32; b++, in += 18, y += 32) {
    float scale = apus_f16_to_f32(load_u16(in));
    for (size_t j = 0; j < 16; j++) {
      y[j] = scale * (float)((int)(in[2 + j] & 15) - 8);
      y[j + 16] = scale * (float)((int)(in[2 + j] >> 4) - 8);
    }
  }
}

void apus_dequantize_q4_1(const void *row, size_t count, float *y) {
  const uint8_t *in = row;
  for (size_t b = 0; b < count / 32; b++, in += 20, y += 32) {
    float scale = apus_f16_to_f32(load_u16(in));
    float min = apus_f16_to_f32(load_u16(in + 2));
    for (size_t j = 0; j < 16; j++) {
      y[j] = scale * (float)(in[4 + j] & 15) + min;
      y[j + 16] = scale * (float)(in[4 + j] >> 4) + min;
    }
  }
}

void apus_dequantize_q8_0(const void *row, size_t count, float *y) {
  const uint8_t *in = row;
  for (size_t b = 0; b < count / 32; b++, in += 34, y += 32) {
    float scale = apus_f16_to_f32(load_u16(in));
    for (size_t j = 0; j < 32; j++) y[j] = scale * (float)(int8_t)in[2 + j];
  }
}

void apus_dequantize_f16(const void *row, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) y[i] = apus_f16_to_f32(load_u16((const uint8_t *)row + 2 * i));
}

void apus_dequantize_bf16(const void *row, size_t count, float *y) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = (uint32_t)load_u16((const uint8_t *)row + 2 * i) << 16;
    memcpy(&y[i], &bits, 4);
  }
}
