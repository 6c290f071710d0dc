extension MemoryLimits {
  /// What to record of facts, or why one is refused.
  static func events(of facts: [NewFact], now: Int) throws(MemoryError) -> [FactEvent] {
    guard (1...factCountMax).contains(facts.count) else {
      throw .invalid("facts holds \(facts.count); give 1 to \(factCountMax)")
    }
    var events: [FactEvent] = []
    for (index, fact) in facts.enumerated() {
      let field = "facts[\(index)]"
      try checkName(fact.subject, field: "\(field).subject")
      try checkName(fact.predicate, field: "\(field).predicate")
      try check(fact.value ?? "", field: "\(field).value", byteCountMax: factValueByteCountMax)
      try check(id: fact.session, field: "\(field).session_id")
      let validFrom = fact.validFrom ?? now
      for (name, time) in [("valid_from_ms", validFrom), ("valid_to_ms", fact.validTo ?? 0)]
      where !(-timeMax...timeMax).contains(time) {
        throw .invalid("\(field).\(name) is \(time); give -\(timeMax) to \(timeMax)")
      }
      if let validTo = fact.validTo, validTo <= validFrom {
        throw .invalid(
          "\(field) is valid from \(validFrom) to \(validTo): the end has to come after the beginning"
        )
      }
      let timeToLive = try timeToLive(fact.timeToLiveSeconds, field: "\(field).ttl_s")
      events.append(
        FactEvent(
          subject: fact.subject, predicate: fact.predicate, value: fact.value,
          validFrom: validFrom, validTo: fact.validTo,
          session: fact.session.isEmpty ? nil : fact.session,
          position: fact.session.isEmpty ? nil : fact.position,
          expiresAt: timeToLive.map { now + $0 }))
    }
    return events
  }

  /// What to record of preferences, or why one is refused.
  static func events(
    setting values: [String: String], clearing names: [String]
  ) throws(MemoryError) -> [FactEvent] {
    let count = values.count + names.count
    guard (1...preferenceChangeCountMax).contains(count) else {
      throw .invalid(
        "\(count) preferences are to change; give 1 to \(preferenceChangeCountMax) at a time")
    }
    var events: [FactEvent] = []
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      try checkName(name, field: "a name in preferences")
      try check(value, field: "preferences['\(name)']", byteCountMax: factValueByteCountMax)
      events.append(preference(name, value))
    }
    for name in names {
      try checkName(name, field: "a name in cleared")
      guard values[name] == nil else {
        throw .invalid("'\(name)' is to be set and cleared: do one of them")
      }
      events.append(preference(name, nil))
    }
    return events
  }

  /// Preferences are true at all times: earlier ones are seen by recorded time.
  private static func preference(_ name: String, _ value: String?) -> FactEvent {
    FactEvent(
      subject: "", predicate: name, value: value, validFrom: -timeMax, validTo: nil, session: nil,
      position: nil, expiresAt: nil)
  }

  private static func checkName(_ name: String, field: String) throws(MemoryError) {
    guard !name.isEmpty else { throw .invalid("\(field) is empty; say what it is about") }
    try check(name, field: field, byteCountMax: factNameByteCountMax)
  }
}
