// The members of a table whose functions carry the plain names, all but the matrix products.
#define COMMON_KERNELS                                                                       \
  .quantize_q8 = quantize_q8, .attention_f16 = attention_f16,                                \
  .attention_f32 = attention_f32, .attention_merge = attention_merge,                        \
  .attention_finish = attention_finish, .rms_norm = rms_norm, .layer_norm = layer_norm,      \
  .softmax = softmax, .silu_mul = silu_mul, .gelu_tanh_mul = gelu_tanh_mul, .gelu = gelu,    \
  .soft_cap = soft_cap, .add = add, .argmax = argmax, .weigh = weigh,                        \
  .select_at_least = select_at_least, .rope_pairs = rope_pairs, .f32_to_f16 = f32_to_f16,    \
  .dot_f32 = dot_f32, .scan_f32 = scan_f32, .dot_i8 = dot_i8, .scan_i8 = scan_i8
