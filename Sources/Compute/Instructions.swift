internal import Kernels

/// The kernels in use: chosen once, when first needed, by what the processor can do.
enum Active {
  // A pointer to a constant table: immutable after its first use.
  nonisolated(unsafe) static let kernels: apus_kernels = apus_kernels_best().pointee
}

/// Which instruction set the kernels use on this processor.
package enum InstructionSet {
  /// For example `avx2`, `avx-vnni`, `neon` or `scalar`.
  package static var active: String { String(cString: Active.kernels.name) }
}
