/// How a message is written as JSON.
public struct JSONEncodingOptions: Sendable {
  /// Writes fields without presence also when they have their default value.
  public var includesDefaults = false
  /// Names fields as the `.proto` file does, instead of in lower camel case.
  public var usesProtoNames = false
  /// Writes enumerations as numbers instead of names.
  public var writesEnumsAsNumbers = false
  /// Most bytes of text, deepest nesting of messages, those inside of `Any`s too, and most bytes of
  /// memory that unpacking `Any`s may take: their content may come from anyone.
  public var limits = DecodingLimits.standard
  /// What an `Any` may hold.
  public var types = MessageTypes()

  /// Creates options with the defaults of proto3's JSON mapping.
  public init() {}
}

/// What is accepted as JSON of a message.
public struct JSONDecodingOptions: Sendable {
  /// Passes over names, and names of enumerations' values, that the message does not declare;
  /// otherwise they are refused.
  public var ignoresUnknownFields = false
  /// Most bytes of text, deepest nesting of messages, those inside of `Any`s too, and most bytes of
  /// memory. Levels are counted as on the wire: what is accepted here is not too deep there.
  public var limits = DecodingLimits.standard
  /// What an `Any` may hold.
  public var types = MessageTypes()

  /// Creates options with the defaults of proto3's JSON mapping.
  public init() {}
}

/// Message types by name: JSON shows what is inside an `Any`, and only its name says what that is.
public struct MessageTypes: Sendable {
  private var byName: [ExactName: any Message.Type] = [:]

  /// The given types.
  public init(_ types: [any Message.Type] = []) {
    for type in types { byName[ExactName(type.descriptor.fullName)] = type }
  }

  /// The type that a URL such as `type.googleapis.com/google.protobuf.Duration` names.
  func type(ofURL url: String) -> (any Message.Type)? {
    guard let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return byName[ExactName(String(url[url.utf8.index(after: slash)...]))]
  }
}
