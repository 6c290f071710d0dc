// Keys and values as bytes with 16-bit scales, where attention_q8_body.h reads them.
#include <string.h>

#include "packed_layout.h"

static uint16_t scale_of(const apus_q8_block *x) { return apus_f32_to_f16(x->scale); }

void apus_store_key(const apus_q8_block *x, size_t head_dim, size_t t, void *keys) {
  const layout l = layout_of(APUS_Q8_0);
  uint8_t *tile = (uint8_t *)keys + t / APUS_QUANT_TILE * tile_bytes(l, head_dim / 32);
  for (size_t b = 0; b < head_dim / 32; b++, tile += block_bytes(l)) {
    uint16_t scale = scale_of(x + b);
    memcpy(tile + 2 * (t % APUS_QUANT_TILE), &scale, 2);
    uint8_t *quants = tile + scale_bytes(l) + 4 * (t % APUS_QUANT_TILE);
    for (size_t group = 0; group < 8; group++) {
      uint32_t four;
      memcpy(&four, x[b].q + 4 * group, 4);
      four ^= 0x80808080;  // centred at 128
      memcpy(quants + 32 * group, &four, 4);
    }
  }
}

void apus_store_value(const apus_q8_block *x, size_t head_dim, size_t t, void *values) {
  int8_t *bytes = (int8_t *)values + t * head_dim;
  uint16_t *scales = (uint16_t *)((int8_t *)values + APUS_ATTENTION_BLOCK * head_dim);
  for (size_t b = 0; b < head_dim / 32; b++) {
    memcpy(bytes + 32 * b, x[b].q, 32);
    scales[b * APUS_ATTENTION_BLOCK + t] = scale_of(x + b);
  }
}
