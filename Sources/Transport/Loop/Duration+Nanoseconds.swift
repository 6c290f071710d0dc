extension Duration {
  /// Whole nanoseconds, at least zero and at most about 146 years.
  package var clampedNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    if overflow || product > UInt64(Int64.max) / 2 { return UInt64(Int64.max) / 2 }
    return product + UInt64(attoseconds / 1_000_000_000)
  }
}
