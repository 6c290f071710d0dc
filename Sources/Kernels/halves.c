// 16-bit floats, one at a time: the reference for the conversions of the processors.
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

float apus_bf16_to_f32(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, 4);
  return value;
}
