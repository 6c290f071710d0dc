/// What a service config says about one method, as calls need it; immutable.
final class MethodPlan: Sendable {
  let timeout: Duration?
  let waitForReady: Bool
  let retry: RetryPolicy?
  let hedging: HedgingPolicy?
  /// The place of what is measured about the method's hedging.
  let hedgingIndex: Int

  init(_ config: MethodConfig, mayHedge: Bool, hedgingIndex: Int) {
    timeout = config.timeout
    waitForReady = config.waitForReady
    self.hedgingIndex = hedgingIndex
    switch config.attempts {
    case .one: (retry, hedging) = (nil, nil)
    case .retry(let policy): (retry, hedging) = (policy, nil)
    case .hedge(let policy): (retry, hedging) = (nil, mayHedge ? policy : nil)
    }
  }
}

/// The plans of a channel, found by a method's path.
struct MethodPlans: Sendable {
  private var methods: [String: MethodPlan] = [:]
  private var services: [String: MethodPlan] = [:]
  private var everything: MethodPlan?
  private(set) var hedgingPolicies: [HedgingPolicy] = []
  private let isEmpty: Bool

  init(_ config: ServiceConfig) {
    isEmpty = config.methods.isEmpty
    for entry in config.methods {
      for name in entry.names { add(entry, name) }
    }
  }

  private mutating func add(_ entry: MethodConfig, _ name: MethodConfig.Name) {
    switch name {
    case .method(let method):
      guard methods[method.path] == nil else { return }
      let plan = MethodPlan(entry, mayHedge: true, hedgingIndex: hedgingPolicies.count)
      if let policy = plan.hedging { hedgingPolicies.append(policy) }
      methods[method.path] = plan
    case .service(let service):
      guard services[service] == nil else { return }
      services[service] = MethodPlan(entry, mayHedge: false, hedgingIndex: 0)
    case .everything:
      everything = everything ?? MethodPlan(entry, mayHedge: false, hedgingIndex: 0)
    }
  }

  func plan(for method: MethodPath) -> MethodPlan? {
    guard !isEmpty else { return nil }
    if let plan = methods[method.path] { return plan }
    if !services.isEmpty, let plan = services[method.service] { return plan }
    return everything
  }
}
