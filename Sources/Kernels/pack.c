// Packing of GGUF tensors into tiles, and rows of either as floats. Packing runs at load; a row is
// unpacked for every token that is embedded, which is not hot either.
// The blocks are described in ggml's ggml-common.h.
#include <string.h>

#include "packed_layout.h"

// The layout is constant at every call: a packer for each format, without branches on it.
#define INLINE static inline __attribute__((always_inline))

apus_format_shape apus_shape(apus_format format) {
  switch (format) {
    case APUS_F32: return (apus_format_shape){1, 4, APUS_F32_TILE, APUS_F32_TILE * 4};
    case APUS_F16:
    case APUS_BF16: return (apus_format_shape){1, 2, APUS_F32_TILE, APUS_F32_TILE * 2};
#define SHAPE(name, block, bytes)                                                     \
  case APUS_##name:                                                                   \
    return (apus_format_shape){block, bytes, APUS_QUANT_TILE,                         \
                               tile_bytes(layout_of(format), block / APUS_QUANT_BLOCK)};
    SHAPE(Q4_0, 32, 18)
    SHAPE(Q4_1, 32, 20)
    SHAPE(Q5_0, 32, 22)
    SHAPE(Q5_1, 32, 24)
    SHAPE(Q8_0, 32, 34)
    SHAPE(Q4_K, 256, 144)
    SHAPE(Q5_K, 256, 176)
    SHAPE(Q6_K, 256, 210)
    default: __builtin_trap();
  }
}
#undef SHAPE

// ---- GGUF blocks taken apart

// A block of up to 256 columns; see packed_layout.h for what the parts mean.
typedef struct {
  uint16_t factor, offset_factor;  // f16: the scale and the offset, or the factors of integer ones
  uint8_t scales[16];              // K formats; int8 in Q6_K
  uint8_t offsets[8];
  uint8_t q[256];
} parts;

// Byte j holds columns j (low half) and j + 16 (high half); bit c of `high` belongs to column c.
INLINE void nibbles_of_32(const uint8_t *bytes, uint32_t high, uint8_t *q) {
  for (size_t j = 0; j < 16; j++) {
    q[j] = (uint8_t)((bytes[j] & 15) | (high >> j & 1) << 4);
    q[j + 16] = (uint8_t)(bytes[j] >> 4 | (high >> (j + 16) & 1) << 4);
  }
}

INLINE void take_apart_32(const layout l, const uint8_t *in, parts *p) {
  p->factor = load_u16(in);
  in += 2;
  if (l.offsets) {
    p->offset_factor = load_u16(in);
    in += 2;
  }
  if (l.bits == 8) {
    for (size_t c = 0; c < 32; c++) p->q[c] = in[c] ^ 0x80;  // int8 to its distance from -128
    return;
  }
  uint32_t high = 0;
  if (l.bits == 5) {
    memcpy(&high, in, 4);
    in += 4;
  }
  nibbles_of_32(in, high, p->q);
}

// Q4_K and Q5_K: f16 factor and offset factor, twelve bytes of 6-bit scales and offsets, the fifth
// bits, and nibbles: byte 32 j + n holds columns 64 j + n and 64 j + 32 + n.
INLINE void take_apart_k(const layout l, const uint8_t *in, parts *p) {
  p->factor = load_u16(in);
  p->offset_factor = load_u16(in + 2) ^ 0x8000;  // the file subtracts its offsets
  const uint8_t *s = in + 4;
  for (size_t j = 0; j < 4; j++) {
    p->scales[j] = s[j] & 63;
    p->offsets[j] = s[j + 4] & 63;
    p->scales[j + 4] = (uint8_t)((s[j + 8] & 15) | s[j] >> 6 << 4);
    p->offsets[j + 4] = (uint8_t)(s[j + 8] >> 4 | s[j + 4] >> 6 << 4);
  }
  const uint8_t *high = in + 16, *quants = high + (l.bits == 5 ? 32 : 0);
  for (size_t c = 0; c < 256; c++) {
    uint8_t byte = quants[c / 64 * 32 + c % 32];
    p->q[c] = c / 32 % 2 ? byte >> 4 : byte & 15;
    if (l.bits == 5) p->q[c] |= (uint8_t)((high[c % 32] >> c / 32 & 1) << 4);
  }
}

// Q6_K, in halves of 128 columns: byte n of 64 nibbles holds columns n and n + 64, bits 2 j and up
// of byte n of 32 belong to column 32 j + n. Then sixteen int8 scales and the f16 factor.
INLINE void take_apart_q6_k(const uint8_t *in, parts *p) {
  for (size_t c = 0; c < 256; c++) {
    uint8_t byte = in[c / 128 * 64 + c % 64];
    uint8_t high = in[128 + c / 128 * 32 + c % 32] >> (2 * (c / 32 % 4)) & 3;
    p->q[c] = (uint8_t)((c / 64 % 2 ? byte >> 4 : byte & 15) | high << 4);
  }
  memcpy(p->scales, in + 192, 16);
  p->factor = load_u16(in + 208);
}

INLINE void take_apart(const layout l, const uint8_t *in, parts *p) {
  if (l.halves)
    take_apart_q6_k(in, p);
  else if (l.super)
    take_apart_k(l, in, p);
  else
    take_apart_32(l, in, p);
}

// ---- Packing

// Adds row i's 32 quants to a zeroed tile block.
INLINE void put_quants(const layout l, const uint8_t *q, size_t i, uint8_t *out) {
  for (size_t c = 0; c < 32; c++) {
    size_t group = c / 4, lane = i * 4 + c % 4;
    uint8_t high = q[c] >> 4;
    if (l.bits == 8)
      out[group * 32 + lane] = q[c];
    else
      out[group % 4 * 32 + lane] |= (uint8_t)((q[c] & 15) << (group / 4 * 4));
    if (l.bits == 5) out[128 + lane] |= (uint8_t)(high << group);
    if (l.bits == 6) out[128 + group / 4 * 32 + lane] |= (uint8_t)(high << 2 * (group % 4));
  }
}

INLINE void put_parts(const layout l, const parts *p, size_t i, uint8_t *out) {
  memcpy(out + 2 * i, &p->factor, 2);
  if (l.offsets) memcpy(out + 16 + 2 * i, &p->offset_factor, 2);
  if (!l.super) return put_quants(l, p->q, i, out + scale_bytes(l));
  out += super_bytes(l);
  for (size_t b = 0; b < SUPER_BLOCK; b++, out += block_bytes(l)) {
    out[i] = p->scales[l.halves ? 2 * b : b];
    out[8 + i] = l.halves ? p->scales[2 * b + 1] : p->offsets[b];
    put_quants(l, p->q + 32 * b, i, out + scale_bytes(l));
  }
}

INLINE void pack_quantised(const layout l, const apus_format_shape shape, const uint8_t *w,
                           size_t out_rows, size_t depth, size_t tile_begin, size_t tile_end,
                           uint8_t *packed) {
  size_t blocks = depth / shape.block_columns;
  for (size_t tile = tile_begin; tile < tile_end; tile++) {
    for (size_t b = 0; b < blocks; b++) {
      uint8_t *out = packed + (tile * blocks + b) * shape.tile_block_bytes;
      memset(out, 0, shape.tile_block_bytes);
      for (size_t i = 0; i < APUS_QUANT_TILE; i++) {
        size_t row = tile * APUS_QUANT_TILE + i;
        if (row >= out_rows) continue;
        parts p;
        take_apart(l, w + (row * blocks + b) * shape.block_bytes, &p);
        put_parts(l, &p, i, out);
      }
    }
  }
}

// Element c of row i of a tile lies at c * 16 + i.
static void pack_floats(size_t size, const uint8_t *w, size_t out_rows, size_t depth,
                        size_t tile_begin, size_t tile_end, uint8_t *packed) {
  for (size_t tile = tile_begin; tile < tile_end; tile++) {
    uint8_t *out = packed + tile * depth * APUS_F32_TILE * size;
    memset(out, 0, depth * APUS_F32_TILE * size);
    for (size_t i = 0; i < APUS_F32_TILE; i++) {
      size_t row = tile * APUS_F32_TILE + i;
      if (row >= out_rows) break;
      for (size_t c = 0; c < depth; c++)
        memcpy(out + (c * APUS_F32_TILE + i) * size, w + (row * depth + c) * size, size);
    }
  }
}

void apus_pack(apus_format format, const void *w, size_t out_rows, size_t depth, size_t tile_begin,
               size_t tile_end, void *packed) {
  const apus_format_shape shape = apus_shape(format);
  switch (format) {
    case APUS_F32:
    case APUS_F16:
    case APUS_BF16:
      pack_floats(shape.block_bytes, w, out_rows, depth, tile_begin, tile_end, packed);
      return;
#define PACK(name, ...)                                                                    \
  case APUS_##name:                                                                        \
    pack_quantised(LAYOUT(__VA_ARGS__), shape, w, out_rows, depth, tile_begin, tile_end, packed); \
    return;
    QUANTISED_FORMATS(PACK)
#undef PACK
    default: __builtin_trap();
  }
}

// ---- Dequantisation

INLINE void dequantize_block(const layout l, const parts *p, size_t count, float *y) {
  float factor = apus_f16_to_f32(p->factor), offset_factor = apus_f16_to_f32(p->offset_factor);
  int centre = l.centre_bits ? 1 << l.centre_bits : 0;
  for (size_t c = 0; c < count; c++) {
    float scale = factor, offset = offset_factor;
    if (l.halves) scale *= (float)(int8_t)p->scales[c / 16];
    if (l.super && l.offsets) {
      scale *= (float)p->scales[c / 32];
      offset *= (float)p->offsets[c / 32];
    }
    y[c] = scale * (float)(p->q[c] - centre);
    if (l.offsets) y[c] += offset;
  }
}

static void dequantize_floats(apus_format format, const uint8_t *in, size_t stride, size_t count,
                              float *y) {
  for (size_t i = 0; i < count; i++, in += stride) {
    if (format == APUS_F32)
      memcpy(y + i, in, 4);
    else
      y[i] = format == APUS_F16 ? apus_f16_to_f32(load_u16(in)) : apus_bf16_to_f32(load_u16(in));
  }
}

void apus_dequantize(apus_format format, const void *row, size_t count, float *y) {
  const uint8_t *in = row;
  const apus_format_shape shape = apus_shape(format);
  if (shape.block_columns == 1)
    return dequantize_floats(format, in, shape.block_bytes, count, y);
  const layout l = layout_of(format);
  for (; count > 0; count -= shape.block_columns) {
    parts p = {0};
    take_apart(l, in, &p);
    dequantize_block(l, &p, shape.block_columns, y);
    in += shape.block_bytes;
    y += shape.block_columns;
  }
}

// What put_quants added for row i.
INLINE void get_quants(const layout l, const uint8_t *in, size_t i, uint8_t *q) {
  for (size_t c = 0; c < 32; c++) {
    size_t group = c / 4, lane = i * 4 + c % 4;
    if (l.bits == 8)
      q[c] = in[group * 32 + lane];
    else
      q[c] = in[group % 4 * 32 + lane] >> (group / 4 * 4) & 15;
    if (l.bits == 5) q[c] |= (uint8_t)((in[128 + lane] >> group & 1) << 4);
    if (l.bits == 6)
      q[c] |= (uint8_t)((in[128 + group / 4 * 32 + lane] >> 2 * (group % 4) & 3) << 4);
  }
}

// What put_parts wrote for row i.
INLINE void get_parts(const layout l, const uint8_t *in, size_t i, parts *p) {
  p->factor = load_u16(in + 2 * i);
  p->offset_factor = l.offsets ? load_u16(in + 16 + 2 * i) : 0;
  if (!l.super) return get_quants(l, in + scale_bytes(l), i, p->q);
  in += super_bytes(l);
  for (size_t b = 0; b < SUPER_BLOCK; b++, in += block_bytes(l)) {
    p->scales[l.halves ? 2 * b : b] = in[i];
    if (l.halves)
      p->scales[2 * b + 1] = in[8 + i];
    else
      p->offsets[b] = in[8 + i];
    get_quants(l, in + scale_bytes(l), i, p->q + 32 * b);
  }
}

INLINE void unpack_quantised(const layout l, const apus_format_shape shape, const uint8_t *in,
                             size_t depth, size_t i, float *y) {
  for (size_t c = 0; c < depth; c += shape.block_columns, in += shape.tile_block_bytes) {
    parts p;
    get_parts(l, in, i, &p);
    dequantize_block(l, &p, shape.block_columns, y + c);
  }
}

void apus_unpack_row(apus_format format, const void *packed, size_t depth, size_t row, float *y) {
  const apus_format_shape shape = apus_shape(format);
  size_t tile = row / shape.tile_rows, i = row % shape.tile_rows;
  const uint8_t *in =
      (const uint8_t *)packed + tile * (depth / shape.block_columns) * shape.tile_block_bytes;
  switch (format) {
    case APUS_F32:
    case APUS_F16:
    case APUS_BF16:
      dequantize_floats(format, in + i * shape.block_bytes, shape.tile_block_bytes, depth, y);
      return;
#define UNPACK(name, ...)                                              \
  case APUS_##name:                                                    \
    unpack_quantised(LAYOUT(__VA_ARGS__), shape, in, depth, i, y);     \
    return;
    QUANTISED_FORMATS(UNPACK)
#undef UNPACK
    default: __builtin_trap();
  }
}
