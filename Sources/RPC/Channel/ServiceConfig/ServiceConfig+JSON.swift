internal import Protobuf

extension ServiceConfig {
  /// More than any that was written by people.
  private static let limits = DecodingLimits(
    byteCountMax: 1 << 20, depthMax: 32, memoryByteCountMax: 16 << 20)

  /// Reads gRPC's own form (grpc/doc/service_config.md, gRFC A2, A6, A17): `loadBalancingConfig`,
  /// `healthCheckConfig`, `methodConfig`, `retryThrottling`. What it does not know it ignores, as gRPC
  /// does; what it knows and cannot be right throws INVALID_ARGUMENT with its place.
  ///
  /// A `hedgingPolicy` must name its methods one by one.
  public init(json: String) throws(RPCError) {
    let root: ConfigField
    do throws(JSONError) {
      let value = try JSONParser.parse(Array(json.utf8), limits: Self.limits)
      root = ConfigField(value: value, path: "the service config")
    } catch {
      throw RPCError(.invalidArgument, "the service config is not JSON: \(error)")
    }
    self.init()
    for entry in try root.array("methodConfig") {
      methods.append(try MethodConfig(entry))
    }
    retryThrottling = try root.field("retryThrottling").map { (field) throws(RPCError) in
      let count = try field.required("maxTokens").integer(in: 1...1000)
      let ratio = try field.required("tokenRatio").number()
      guard ratio > 0 else { throw field.problem("tokenRatio must be more than 0") }
      return RetryThrottling(tokenCountMax: count, tokenRatio: ratio)
    }
    watchedService = try root.field("healthCheckConfig")?.field("serviceName")?.string()
    for choice in try root.array("loadBalancingConfig") where loadBalancing == nil {
      loadBalancing = try LoadBalancing(choice)
    }
  }
}

/// A value with its place, for messages. Names are compared by their bytes: to `==` of strings, other
/// spellings of a character are the same name.
private struct ConfigField {
  let value: JSONValue
  let path: String

  func problem(_ what: String) -> RPCError { RPCError(.invalidArgument, "\(path): \(what)") }

  func field(_ name: String) throws(RPCError) -> ConfigField? {
    guard case .object(let members) = value else { throw problem("it must be an object") }
    let member = members.first { $0.name.utf8.elementsEqual(name.utf8) }
    guard let value = member?.value, !value.isNull else { return nil }
    return ConfigField(value: value, path: "\(path).\(name)")
  }

  func required(_ name: String) throws(RPCError) -> ConfigField {
    guard let field = try field(name) else { throw problem("\(name) is missing") }
    return field
  }

  func array(_ name: String) throws(RPCError) -> [ConfigField] {
    guard let field = try field(name) else { return [] }
    guard case .array(let values) = field.value else { throw field.problem("it must be a list") }
    return values.enumerated().map { ConfigField(value: $1, path: "\(field.path)[\($0)]") }
  }

  func string() throws(RPCError) -> String {
    guard case .string(let text) = value else { throw problem("it must be a string") }
    return text
  }

  func bool() throws(RPCError) -> Bool {
    guard case .bool(let flag) = value else { throw problem("it must be true or false") }
    return flag
  }

  func number() throws(RPCError) -> Double {
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      throw problem("it must be a number")
    }
    return number
  }

  func integer(in range: ClosedRange<Int>) throws(RPCError) -> Int {
    guard let count = Int(exactly: try number()), range.contains(count) else {
      throw problem("it must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }

  /// protobuf's JSON form of a duration: `1.5s`.
  func duration() throws(RPCError) -> Duration {
    let text = try string()
    guard let (seconds, nanoseconds) = DurationText.parse(text), seconds >= 0, nanoseconds >= 0
    else { throw problem("'\(text)' is no duration; write 1.5s") }
    return .seconds(seconds) + .nanoseconds(Int64(nanoseconds))
  }

  /// Numbers or names.
  func codes(_ name: String) throws(RPCError) -> Set<RPCError.Code> {
    var codes: Set<RPCError.Code> = []
    for field in try array(name) {
      let known = (0...16).map { RPCError.Code(rawValue: $0) }
      let code =
        switch field.value {
        case .string(let name): known.first { $0.name.utf8.elementsEqual(name.uppercased().utf8) }
        case .number(let text): known.first { "\($0.rawValue)" == text }
        default: RPCError.Code?.none
        }
      guard let code else { throw field.problem("it is no status code") }
      codes.insert(code)
    }
    return codes
  }
}

extension MethodConfig {
  fileprivate init(_ field: ConfigField) throws(RPCError) {
    self.init([])
    for name in try field.array("name") {
      let service = try name.field("service")?.string() ?? ""
      let method = try name.field("method")?.string() ?? ""
      switch (service.isEmpty, method.isEmpty) {
      case (false, false): names.append(.method(MethodPath(service: service, method: method)))
      case (false, true): names.append(.service(service))
      case (true, true): names.append(.everything)
      case (true, false): throw name.problem("a method without its service")
      }
    }
    timeout = try field.field("timeout")?.duration()
    waitForReady = try field.field("waitForReady")?.bool() ?? false
    let (retry, hedging) = (try field.field("retryPolicy"), try field.field("hedgingPolicy"))
    switch (retry, hedging) {
    case (nil, nil): break
    case (let retry?, nil): attempts = .retry(try RetryPolicy(retry))
    case (nil, let hedging?):
      for case .service(let name) in names {
        throw hedging.problem("it must name the methods of \(name) that may be served twice")
      }
      guard !names.contains(.everything) else {
        throw hedging.problem("it must name the methods that may be served twice")
      }
      attempts = .hedge(try HedgingPolicy(hedging))
    case (_?, let hedging?): throw hedging.problem("there is a retryPolicy beside it")
    }
  }
}

extension RetryPolicy {
  fileprivate init(_ field: ConfigField) throws(RPCError) {
    let multiplier = try field.required("backoffMultiplier").number()
    guard multiplier > 0 else { throw field.problem("backoffMultiplier must be more than 0") }
    let codes = try field.codes("retryableStatusCodes")
    guard !codes.isEmpty else { throw field.problem("retryableStatusCodes is missing") }
    self.init(
      attemptCountMax: try field.required("maxAttempts").integer(in: 2...Int(Int32.max)),
      backoffInitial: try field.required("initialBackoff").duration(),
      backoffMax: try field.required("maxBackoff").duration(), backoffMultiplier: multiplier,
      retryableCodes: codes)
  }
}

extension HedgingPolicy {
  fileprivate init(_ field: ConfigField) throws(RPCError) {
    self.init(
      attemptCountMax: try field.required("maxAttempts").integer(in: 2...Int(Int32.max)),
      delay: .fixed(try field.field("hedgingDelay")?.duration() ?? .zero),
      nonFatalCodes: try field.codes("nonFatalStatusCodes"))
  }
}

extension LoadBalancing {
  /// Nil for a policy that is not known here: the next one of the list counts.
  fileprivate init?(_ field: ConfigField) throws(RPCError) {
    guard case .object(let members) = field.value, members.count == 1,
      let name = members.first?.name, let parameters = try field.field(name)
    else { throw field.problem("it must be an object of one policy") }
    switch name {
    case "pick_first": self = .pickFirst
    case "round_robin": self = .roundRobin
    case "least_request", "least_request_experimental":
      let count = try parameters.field("choiceCount")?.integer(in: 2...Int(Int32.max)) ?? 2
      self = .leastRequest(choiceCount: count)
    case "ring_hash", "ring_hash_experimental":
      self = .ringHash(metadataKey: try parameters.field("requestHashHeader")?.string())
    default: return nil
    }
  }
}
