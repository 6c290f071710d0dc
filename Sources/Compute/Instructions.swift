internal import Kernels

/// The kernels in use: chosen once, when first needed, by what the processor can do.
enum Active {
  // A pointer to a constant table: immutable after its first use.
  nonisolated(unsafe) private static let table: UnsafePointer<apus_kernels> = apus_kernels_best()

  static var kernels: apus_kernels { table.pointee }

  static func multiply(_ format: apus_format, _ arguments: inout apus_matmul) {
    apus_multiply(table, format, &arguments)
  }
}

/// Which instruction set the kernels use on this processor.
package enum InstructionSet {
  /// For example `avx2`, `avx-vnni`, `neon` or `scalar`.
  package static var active: String { String(cString: Active.kernels.name) }
}
