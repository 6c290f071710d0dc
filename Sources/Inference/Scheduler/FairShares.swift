/// Decides whose turn it is among tenants, by what each was given so far.
///
/// Start-time fair queueing (Goyal, Vin and Cheng, 1996): a tenant's virtual time moves on by the tokens
/// that it was given, over its weight; the one that is behind comes first. Who comes back after a pause
/// starts at the present virtual time: idling saves nothing up.
struct FairShares: Sendable {
  /// Tenants that are remembered because they are ahead of the present. One more replaces the one that
  /// is ahead by least.
  static let tenantCountMax = 4_096

  private let weights: [String: Int]
  private var times: [String: Double] = [:]
  private var present = 0.0

  /// - Parameter weights: 1 for tenants not named.
  init(weights: [String: Int]) {
    precondition(weights.values.allSatisfy { $0 >= 1 }, "weights are 1 or more: \(weights)")
    self.weights = weights
  }

  var tenantCount: Int { times.count }

  func time(of tenant: String) -> Double { max(times[tenant] ?? 0, present) }

  /// It is this tenant's turn.
  mutating func picked(_ tenant: String) { present = max(present, time(of: tenant)) }

  /// A tenant was given tokens.
  mutating func given(_ tenant: String, tokenCount: Int) {
    times[tenant] = time(of: tenant) + Double(tokenCount) / Double(weights[tenant] ?? 1)
    guard times.count > Self.tenantCountMax else { return }
    let present = present
    times = times.filter { $0.value > present }
    if times.count > Self.tenantCountMax, let least = times.min(by: { $0.value < $1.value }) {
      times[least.key] = nil
    }
  }

  /// Nobody waits or runs: nobody is owed anything.
  mutating func idled() {
    times.removeAll()
    present = 0
  }
}
