// JSON-like values from literals: `["name": "a", "sizes": [1, 2.5], "parent": nil]`.

extension Google.Protobuf.Struct: ExpressibleByDictionaryLiteral {
  /// The fields of the literal. Traps when a name occurs twice.
  public init(dictionaryLiteral elements: (String, Google.Protobuf.Value)...) {
    self.init(fields: Dictionary(uniqueKeysWithValues: elements))
  }

  /// The value of a field; nil when there is none.
  public subscript(_ name: String) -> Google.Protobuf.Value? {
    get { fields[name] }
    set { fields[name] = newValue }
  }
}

extension Google.Protobuf.ListValue: ExpressibleByArrayLiteral {
  /// The elements of the literal.
  public init(arrayLiteral elements: Google.Protobuf.Value...) {
    self.init(values: elements)
  }
}

extension Google.Protobuf.Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// JSON's null.
  public init(nilLiteral: ()) {
    self.init(kind: .nullValue(.nullValue))
  }

  /// True or false.
  public init(booleanLiteral value: Bool) {
    self.init(kind: .boolValue(value))
  }

  /// A number; a `Value` holds all of them as doubles.
  public init(integerLiteral value: Int) {
    self.init(kind: .numberValue(Double(value)))
  }

  /// A number.
  public init(floatLiteral value: Double) {
    self.init(kind: .numberValue(value))
  }

  /// A string.
  public init(stringLiteral value: String) {
    self.init(kind: .stringValue(value))
  }

  /// A list.
  public init(arrayLiteral elements: Google.Protobuf.Value...) {
    self.init(kind: .listValue(.init(values: elements)))
  }

  /// An object. Traps when a name occurs twice.
  public init(dictionaryLiteral elements: (String, Google.Protobuf.Value)...) {
    self.init(kind: .structValue(.init(fields: Dictionary(uniqueKeysWithValues: elements))))
  }
}
