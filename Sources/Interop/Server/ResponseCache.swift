internal import Synchronization

/// What a caching proxy in front of the server would remember of CacheableUnaryCall.
///
/// The case wants the second of two equal requests answered from a cache. The server holds that
/// cache itself, so that the case can be run without a proxy.
package final class ResponseCache: Sendable {
  package static let maxAge: Duration = .seconds(60)
  package static let entryCountMax = 1000
  /// Responses to larger requests are not remembered.
  package static let requestByteCountMax = 1024

  private struct Entry {
    let response: [UInt8]
    let expiry: ContinuousClock.Instant
  }

  private let entries = Mutex<[[UInt8]: Entry]>([:])

  package init() {}

  /// The response to an equal request of the last minute, or a new one.
  package func response(
    to request: [UInt8], now: ContinuousClock.Instant, _ make: () -> [UInt8]
  ) -> [UInt8] {
    guard request.count <= Self.requestByteCountMax else { return make() }
    return entries.withLock { entries in
      if let entry = entries[request], entry.expiry > now { return entry.response }
      if entries.count >= Self.entryCountMax { entries = entries.filter { $0.value.expiry > now } }
      if entries.count >= Self.entryCountMax { entries = [:] }
      let response = make()
      entries[request] = Entry(response: response, expiry: now + Self.maxAge)
      return response
    }
  }
}
