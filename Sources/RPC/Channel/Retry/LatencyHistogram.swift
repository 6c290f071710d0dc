/// How long calls took of late: counts in buckets that are an eighth of their value wide.
///
/// Old calls fade: when `fadeCount` were counted, all counts are halved. A percentile is at most an
/// eighth too high.
package struct LatencyHistogram {
  /// Fewer calls than this say too little.
  package static let countMin = 100
  static let fadeCount = 2000
  /// From 1 µs to 2^27 µs, two minutes; what is longer counts as that.
  private static let octaveCount = 27
  private static let bucketsPerOctave = 8

  private var buckets = [UInt32](repeating: 0, count: octaveCount * bucketsPerOctave)
  package private(set) var count = 0

  package init() {}

  package mutating func record(_ duration: Duration) {
    buckets[Self.bucket(duration)] += 1
    count += 1
    guard count >= Self.fadeCount else { return }
    count = 0
    for index in buckets.indices {
      buckets[index] /= 2
      count += Int(buckets[index])
    }
  }

  /// The upper bound of the bucket that `share` of the calls are not above; nil when too few are known.
  package func percentile(_ share: Double) -> Duration? {
    guard count >= Self.countMin else { return nil }
    let wanted = Int((Double(count) * min(max(share, 0), 1)).rounded(.up))
    var seen = 0
    for (index, bucket) in buckets.enumerated() {
      seen += Int(bucket)
      if seen >= max(1, wanted) { return Self.upperBound(index) }
    }
    return Self.upperBound(buckets.count - 1)
  }

  private static func bucket(_ duration: Duration) -> Int {
    let microseconds = max(1, Int64(duration / .microseconds(1)))
    let octave = 63 - microseconds.leadingZeroBitCount
    guard octave < octaveCount else { return octaveCount * bucketsPerOctave - 1 }
    let part = Int((microseconds << 3) >> octave) & 7
    return octave * bucketsPerOctave + part
  }

  private static func upperBound(_ bucket: Int) -> Duration {
    let (octave, part) = bucket.quotientAndRemainder(dividingBy: bucketsPerOctave)
    return .nanoseconds((Int64(1000 * (part + 9)) << Int64(octave)) / 8)
  }
}
