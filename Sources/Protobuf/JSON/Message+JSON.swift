extension Message {
  /// The message in proto3's JSON mapping, as UTF-8 without white space.
  ///
  /// Fields come by ascending number, entries of maps by ascending key. Unknown fields are left out: JSON
  /// has no place for them. Throws for what has no JSON: an `Any` of a type that the options do not
  /// list, a `Timestamp` or `Duration` out of range, a `Value` that is not finite or not set. Throws
  /// too when a limit of the options is exceeded: what is written can be read within the same limits.
  public func jsonBytes(_ options: JSONEncodingOptions = .init()) throws(JSONError) -> [UInt8] {
    try Arena.withArena { (arena) throws(JSONError) in
      var writer = MessageWriter(table: Self.descriptor.table, arena: arena)
      encode(into: &writer)
      var printer = JSONPrinter(options: options, arena: arena)
      try printer.message(UnsafeRawPointer(writer.base), Self.descriptor)
      try printer.checkLength()
      return printer.text.bytes
    }
  }

  /// The message in proto3's JSON mapping; see ``jsonBytes(_:)``.
  public func jsonString(_ options: JSONEncodingOptions = .init()) throws(JSONError) -> String {
    String(decoding: try jsonBytes(options), as: UTF8.self)
  }

  /// Reads a message from proto3's JSON mapping.
  ///
  /// The text may come from anyone. Fields may go by either of their names, numbers may be strings,
  /// `null` is an absent field; anything else that the mapping does not know is refused.
  public init(
    jsonBytes bytes: [UInt8], _ options: JSONDecodingOptions = .init()
  ) throws(JSONError) {
    // A level of messages is two of JSON at most: an object, and an array around it. What is deeper than
    // that is so whatever it holds; the filler counts the rest as the wire does.
    var parsing = options.limits
    parsing.depthMax = min(parsing.depthMax, .max / 2) * 2
    let value = try JSONParser.parse(bytes, limits: parsing)
    self = try Arena.withArena { (arena) throws(JSONError) in
      var filler = JSONFiller(options: options, arena: arena)
      return Self(filledAt: try filler.message(value, Self.descriptor))
    }
  }

  /// Reads a structure that a `JSONFiller` has filled, which nothing can be wrong with.
  init(filledAt base: UnsafeMutableRawPointer) {
    do throws(DecodingError) {
      self = try Self(
        from: MessageReader(base: UnsafeRawPointer(base), table: Self.descriptor.table))
    } catch {
      preconditionFailure("a message filled from JSON cannot be read: \(error)")
    }
  }

  /// Reads a message from proto3's JSON mapping; see ``init(jsonBytes:_:)``.
  public init(
    jsonString text: String, _ options: JSONDecodingOptions = .init()
  ) throws(JSONError) {
    try self.init(jsonBytes: Array(text.utf8), options)
  }
}
