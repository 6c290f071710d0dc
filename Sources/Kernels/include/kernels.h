// The numeric kernels: one signature each, one table of function pointers per instruction set.
//
// No kernel allocates, locks or keeps state: callers pass every buffer. All of them promise
// **row independence**: the result for one activation row (one query, one vector) is bitwise the
// same whichever other rows are computed in the same call. The matrix products go further: every
// table computes the same bits as the scalar reference, because integer sums are exact and the
// floating-point steps are explicit fused multiply-adds in one stated order.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum {
  APUS_QUANT_BLOCK = 32,  // activations that share a scale
  APUS_QUANT_TILE = 8,    // output rows interleaved in one tile of a quantised matrix
  APUS_F32_TILE = 16,     // output rows interleaved in one tile of a float matrix
  APUS_KEY_GROUP = 8,     // keys interleaved in the key cache
  APUS_WEIGHT_BLOCK = 256,  // weights of a distribution that are summed together
};

// The element types of GGUF tensors that there are kernels for. A packed matrix has one layout for
// each, of the file's own size or at most 3 % more; packed_layout.h describes them.
typedef enum {
  APUS_F32, APUS_F16, APUS_BF16,
  APUS_Q4_0, APUS_Q4_1, APUS_Q5_0, APUS_Q5_1, APUS_Q8_0, APUS_Q4_K, APUS_Q5_K, APUS_Q6_K,
  APUS_FORMAT_COUNT,
} apus_format;

typedef struct {
  size_t block_columns;     // columns that come together: 1, 32 or 256
  size_t block_bytes;       // of one block in a GGUF tensor
  size_t tile_rows;         // output rows interleaved in a tile
  size_t tile_block_bytes;  // of a packed tile, for every `block_columns` columns
} apus_format_shape;
apus_format_shape apus_shape(apus_format format);

// 32 activations of one row, quantised: value = scale * q. `q` lies in -127...127.
typedef struct {
  float scale;
  float scaled_sum;        // scale * (sum of q), for weights with an offset
  int32_t negated_sum[2];  // -(sum of q) of each half, for weights that are centred
  int8_t q[APUS_QUANT_BLOCK];
} apus_q8_block;

// y[r][o] (+)= sum over columns of w[o][c] * x[r][c], for output rows o in the tiles
// tile_begin ..< tile_end. Strides count elements of x (floats or blocks) and floats of y.
typedef struct {
  const void *packed;    // as written by apus_pack
  const void *x;         // float, or apus_q8_block for quantised weights
  float *y;
  size_t x_stride;
  size_t y_stride;
  size_t depth;          // columns; a multiple of the format's block
  size_t out_rows;       // rows of the whole matrix; the last tile may be partial
  size_t tile_begin;
  size_t tile_end;
  size_t row_count;      // activation rows
  int accumulate;        // 1: add to y, 0: overwrite y
} apus_matmul;

// Scaled dot-product attention of the queries of some rows over one block of the keys and values of
// one head, up to APUS_ATTENTION_BLOCK positions. Long contexts are blocks that begin at multiples
// of it: each gives a partial result, and partial results are merged in the order of positions. So
// what a query gets is a function of the query and of the keys and values that it sees, whoever
// computes which block when.
//
// As floats, `keys` is interleaved by 8: element (t, d) lies at (t / 8 * head_dim + d) * 8 + t % 8,
// and is allocated up to a multiple of 8 keys; `values` is plain [t][d]; head_dim is a multiple of 8.
//
// As Q8_0, a value is a byte times the 16-bit scale of its 32 dimensions, and head_dim is a multiple
// of 32. `keys` is a packed Q8_0 matrix whose rows are the positions: tiles of 8 positions x 32
// dimensions, allocated as 128 rows. `values` is bytes [t][d], 128 rows of them, and behind these
// the scales [d / 32][t].
typedef struct {
  const float *q;          // head h of row r at r * row_stride + h * head_stride
  const void *keys;        // of the block's first position
  const void *values;
  float *partials;         // query r * head_count + h at that multiple of apus_partial_floats()
  float *scratch;          // apus_attention_scratch(head_dim) floats
  size_t row_stride;
  size_t head_stride;
  size_t row_count;
  size_t head_count;       // query heads that share these keys and values
  // Row 0 sees the keys key_begin ..< key_count, counted from the block's first position: what lies
  // before 0 belongs to earlier blocks, what lies behind the block to later ones. Each further row
  // sees from so many keys later on to so many keys later.
  int64_t key_begin;
  int64_t key_count;
  int64_t key_count_step;
  size_t head_dim;
  float scale;
} apus_attention;

enum { APUS_ATTENTION_BLOCK = 128 };
// For each of six queries: scores, weights and the quantised query.
static inline size_t apus_attention_scratch(size_t head_dim) {
  return 6 * (2 * APUS_ATTENTION_BLOCK + (head_dim + 31) / 32 * (sizeof(apus_q8_block) / 4));
}
// A partial result: the largest score, the sum of e^(score - largest), six floats of padding, and
// the values weighted by these powers. A sum of 0 says that no key was seen.
static inline size_t apus_partial_floats(size_t head_dim) { return 8 + head_dim; }

typedef struct {
  const char *name;
  // Matrix products, by the format of the packed matrix.
  void (*matmul[APUS_FORMAT_COUNT])(const apus_matmul *m);
  // `count` is a multiple of 32.
  void (*quantize_q8)(const float *x, size_t count, apus_q8_block *out);
  // Attention; the suffix is the element type of keys and values.
  void (*attention_f16)(const apus_attention *a);
  void (*attention_f32)(const apus_attention *a);
  void (*attention_q8_0)(const apus_attention *a);  // all tables give the same bits
  // into = into merged with the partial results of the next block; all tables give the same bits.
  void (*attention_merge)(const float *next, size_t query_count, size_t head_dim, float *into);
  // One query's result: the weighted values over the sum of the weights; the same bits, too.
  void (*attention_finish)(const float *partial, size_t head_dim, float *out);
  // y may be x in all of the following.
  void (*rms_norm)(const float *x, const float *weight, size_t count, float epsilon, float *y);
  void (*layer_norm)(const float *x, const float *weight, const float *bias, size_t count,
                     float epsilon, float *y);
  void (*softmax)(const float *x, size_t count, float *y);
  void (*silu_mul)(const float *gate, const float *up, size_t count, float *y);
  // y = gelu(gate) * up, the tanh form.
  void (*gelu_tanh_mul)(const float *gate, const float *up, size_t count, float *y);
  void (*gelu)(const float *x, size_t count, float *y);  // the erf form
  // y = cap * tanh(x / cap).
  void (*soft_cap)(const float *x, size_t count, float cap, float *y);
  void (*add)(const float *x, const float *z, size_t count, float *y);
  // The index of the largest element, the lowest of equals; `count` where one of them is NaN.
  size_t (*argmax)(const float *x, size_t count);
  // weights[i] = 2^((x[i] - largest) * scale) to the nearest multiple of 2^-34, where `largest` is the
  // largest element and `scale` is above 0: in 0...1, and 0 where the power is below 2^-35. sums[b]
  // = the sum of the weights b * APUS_WEIGHT_BLOCK ..< (b + 1) * APUS_WEIGHT_BLOCK. A double holds
  // every sum of up to 2^19 weights exactly. All tables give the same bits.
  void (*weigh)(const float *x, size_t count, float largest, float scale, float *weights,
                double *sums);
  // The indices of the elements that are at least `least`, in ascending order; returns their number.
  size_t (*select_at_least)(const float *x, size_t count, float least, uint32_t *indices);
  // Rotates adjacent pairs of each head: cos_sin holds rotated_dim / 2 pairs (cos, sin).
  void (*rope_pairs)(float *x, size_t heads, size_t head_dim, size_t rotated_dim,
                     const float *cos_sin);
  void (*f32_to_f16)(const float *x, size_t count, uint16_t *y);
  // Vector scan: scores[i] = dot(query, vectors + i * dim).
  float (*dot_f32)(const float *a, const float *b, size_t count);
  void (*scan_f32)(const float *query, const float *vectors, size_t vector_count, size_t dim,
                   float *scores);
  // int32 sums are exact up to 133,000 elements (127 * 127 * n < 2^31).
  int32_t (*dot_i8)(const int8_t *a, const int8_t *b, size_t count);
  void (*scan_i8)(const int8_t *query, const int8_t *vectors, size_t vector_count, size_t dim,
                  int32_t *scores);
} apus_kernels;

// Each returns NULL where this build or this processor lacks the instructions.
const apus_kernels *apus_kernels_scalar(void);
const apus_kernels *apus_kernels_avx2(void);
const apus_kernels *apus_kernels_avx_vnni(void);
const apus_kernels *apus_kernels_avx512(void);
const apus_kernels *apus_kernels_neon(void);
const apus_kernels *apus_kernels_neon_i8mm(void);
// The fastest of them on this processor.
const apus_kernels *apus_kernels_best(void);

// y (+)= W x with the kernels `k`.
static inline void apus_multiply(const apus_kernels *k, apus_format format, const apus_matmul *m) {
  k->matmul[format](m);
}

// Packs a GGUF tensor, which is rows of blocks: writes tiles tile_begin ..< tile_end, where rows
// past out_rows become zeros. A packed matrix takes tiles * depth / block_columns *
// tile_block_bytes.
void apus_pack(apus_format format, const void *w, size_t out_rows, size_t depth, size_t tile_begin,
               size_t tile_end, void *packed);
// Row `row` of a packed matrix as floats: bitwise what apus_dequantize makes of it.
void apus_unpack_row(apus_format format, const void *packed, size_t depth, size_t row, float *y);
// One row of a GGUF tensor as floats. `count` is a multiple of the format's block.
void apus_dequantize(apus_format format, const void *row, size_t count, float *y);
// Whether no element of rows of a GGUF tensor is an infinity or not a number. `count` as above.
int apus_all_finite(apus_format format, const void *rows, size_t count);
// Writes a key or value of `head_dim` dimensions as position t of a Q8_0 block, from its quantised form.
void apus_store_key(const apus_q8_block *x, size_t head_dim, size_t t, void *keys);
void apus_store_value(const apus_q8_block *x, size_t head_dim, size_t t, void *values);
float apus_f16_to_f32(uint16_t half);
float apus_bf16_to_f32(uint16_t half);
uint16_t apus_f32_to_f16(float value);  // round to nearest even
