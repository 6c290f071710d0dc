// Written by protoc-gen-apus from everything.proto; `make protos` writes it again.

package import Protobuf

extension Fixture.V1 {
  /// Color is an open enumeration with a negative number.
  package enum Color: ProtobufEnum {
    /// `COLOR_UNSPECIFIED`
    case unspecified
    /// `COLOR_RED`
    case red
    /// `COLOR_GREEN`
    case green
    /// `COLOR_KHAKI`
    case khaki
    /// `COLOR_BEHIND`
    case behind
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    package static let allCases: [Color] = [.unspecified, .red, .green, .khaki, .behind]

    /// The name with its package.
    package static let protobufFullName = "fixture.v1.Color"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: String, number: Int32)] = [
      ("COLOR_UNSPECIFIED", 0),
      ("COLOR_RED", 1),
      ("COLOR_GREEN", 2),
      ("COLOR_KHAKI", 3),
      ("COLOR_BEHIND", -5),
    ]

    /// The value with this number.
    package init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .red
      case 2: self = .green
      case 3: self = .khaki
      case -5: self = .behind
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .red: 1
      case .green: 2
      case .khaki: 3
      case .behind: -5
      case .unrecognized(let number): number
      }
    }
  }

  /// Everything has a field of every kind and label.
  package struct Everything: Message {
    /// The field `one_int32`.
    package var oneInt32: Int32 = 0

    /// The field `one_int64`.
    package var oneInt64: Int64 = 0

    /// The field `one_uint32`.
    package var oneUint32: UInt32 = 0

    /// The field `one_uint64`.
    package var oneUint64: UInt64 = 0

    /// The field `one_sint32`.
    package var oneSint32: Int32 = 0

    /// The field `one_sint64`.
    package var oneSint64: Int64 = 0

    /// The field `one_fixed32`.
    package var oneFixed32: UInt32 = 0

    /// The field `one_fixed64`.
    package var oneFixed64: UInt64 = 0

    /// The field `one_sfixed32`.
    package var oneSfixed32: Int32 = 0

    /// The field `one_sfixed64`.
    package var oneSfixed64: Int64 = 0

    /// The field `one_float`.
    package var oneFloat: Float = 0

    /// The field `one_double`.
    package var oneDouble: Double = 0

    /// The field `one_bool`.
    package var oneBool: Bool = false

    /// The field `one_string`.
    package var oneString: String = ""

    /// The field `one_bytes`.
    package var oneBytes: [UInt8] = []

    /// The field `one_color`.
    package var oneColor: Color = .unspecified

    /// The field `one_leaf`.
    package var oneLeaf: Leaf?

    /// The field `maybe_int32`.
    package var maybeInt32: Int32?

    /// The field `maybe_int64`.
    package var maybeInt64: Int64?

    /// The field `maybe_uint32`.
    package var maybeUint32: UInt32?

    /// The field `maybe_uint64`.
    package var maybeUint64: UInt64?

    /// The field `maybe_sint32`.
    package var maybeSint32: Int32?

    /// The field `maybe_sint64`.
    package var maybeSint64: Int64?

    /// The field `maybe_fixed32`.
    package var maybeFixed32: UInt32?

    /// The field `maybe_fixed64`.
    package var maybeFixed64: UInt64?

    /// The field `maybe_sfixed32`.
    package var maybeSfixed32: Int32?

    /// The field `maybe_sfixed64`.
    package var maybeSfixed64: Int64?

    /// The field `maybe_float`.
    package var maybeFloat: Float?

    /// The field `maybe_double`.
    package var maybeDouble: Double?

    /// The field `maybe_bool`.
    package var maybeBool: Bool?

    /// The field `maybe_string`.
    package var maybeString: String?

    /// The field `maybe_bytes`.
    package var maybeBytes: [UInt8]?

    /// The field `maybe_color`.
    package var maybeColor: Color?

    /// The field `maybe_leaf`.
    package var maybeLeaf: Leaf?

    /// The field `many_int32`.
    package var manyInt32: [Int32] = []

    /// The field `many_int64`.
    package var manyInt64: [Int64] = []

    /// The field `many_uint32`.
    package var manyUint32: [UInt32] = []

    /// The field `many_uint64`.
    package var manyUint64: [UInt64] = []

    /// The field `many_sint32`.
    package var manySint32: [Int32] = []

    /// The field `many_sint64`.
    package var manySint64: [Int64] = []

    /// The field `many_fixed32`.
    package var manyFixed32: [UInt32] = []

    /// The field `many_fixed64`.
    package var manyFixed64: [UInt64] = []

    /// The field `many_sfixed32`.
    package var manySfixed32: [Int32] = []

    /// The field `many_sfixed64`.
    package var manySfixed64: [Int64] = []

    /// The field `many_float`.
    package var manyFloat: [Float] = []

    /// The field `many_double`.
    package var manyDouble: [Double] = []

    /// The field `many_bool`.
    package var manyBool: [Bool] = []

    /// The field `many_string`.
    package var manyString: [String] = []

    /// The field `many_bytes`.
    package var manyBytes: [[UInt8]] = []

    /// The field `many_color`.
    package var manyColor: [Color] = []

    /// The field `many_leaf`.
    package var manyLeaf: [Leaf] = []

    /// The field `loose_int32`.
    package var looseInt32: [Int32] = []

    /// The field `loose_int64`.
    package var looseInt64: [Int64] = []

    /// The field `loose_uint32`.
    package var looseUint32: [UInt32] = []

    /// The field `loose_uint64`.
    package var looseUint64: [UInt64] = []

    /// The field `loose_sint32`.
    package var looseSint32: [Int32] = []

    /// The field `loose_sint64`.
    package var looseSint64: [Int64] = []

    /// The field `loose_fixed32`.
    package var looseFixed32: [UInt32] = []

    /// The field `loose_fixed64`.
    package var looseFixed64: [UInt64] = []

    /// The field `loose_sfixed32`.
    package var looseSfixed32: [Int32] = []

    /// The field `loose_sfixed64`.
    package var looseSfixed64: [Int64] = []

    /// The field `loose_float`.
    package var looseFloat: [Float] = []

    /// The field `loose_double`.
    package var looseDouble: [Double] = []

    /// The field `loose_bool`.
    package var looseBool: [Bool] = []

    /// The field `loose_color`.
    package var looseColor: [Color] = []

    /// One of `pick_int32`, `pick_int64`, `pick_uint32`, `pick_uint64`, `pick_sint32`,
    /// `pick_sint64`, `pick_fixed32`, `pick_fixed64`, `pick_sfixed32`, `pick_sfixed64`,
    /// `pick_float`, `pick_double`, `pick_bool`, `pick_string`, `pick_bytes`, `pick_color`,
    /// `pick_leaf`, `pick_everything`, or none.
    package var choice: Choice?

    /// The field `by_int32`.
    package var byInt32: [Int32: String] = [:]

    /// The field `by_int64`.
    package var byInt64: [Int64: String] = [:]

    /// The field `by_uint32`.
    package var byUint32: [UInt32: String] = [:]

    /// The field `by_uint64`.
    package var byUint64: [UInt64: String] = [:]

    /// The field `by_sint32`.
    package var bySint32: [Int32: String] = [:]

    /// The field `by_sint64`.
    package var bySint64: [Int64: String] = [:]

    /// The field `by_fixed32`.
    package var byFixed32: [UInt32: String] = [:]

    /// The field `by_fixed64`.
    package var byFixed64: [UInt64: String] = [:]

    /// The field `by_sfixed32`.
    package var bySfixed32: [Int32: String] = [:]

    /// The field `by_sfixed64`.
    package var bySfixed64: [Int64: String] = [:]

    /// The field `by_bool`.
    package var byBool: [Bool: String] = [:]

    /// The field `by_string`.
    package var byString: [String: String] = [:]

    /// The field `to_int32`.
    package var toInt32: [String: Int32] = [:]

    /// The field `to_int64`.
    package var toInt64: [String: Int64] = [:]

    /// The field `to_uint32`.
    package var toUint32: [String: UInt32] = [:]

    /// The field `to_uint64`.
    package var toUint64: [String: UInt64] = [:]

    /// The field `to_sint32`.
    package var toSint32: [String: Int32] = [:]

    /// The field `to_sint64`.
    package var toSint64: [String: Int64] = [:]

    /// The field `to_fixed32`.
    package var toFixed32: [String: UInt32] = [:]

    /// The field `to_fixed64`.
    package var toFixed64: [String: UInt64] = [:]

    /// The field `to_sfixed32`.
    package var toSfixed32: [String: Int32] = [:]

    /// The field `to_sfixed64`.
    package var toSfixed64: [String: Int64] = [:]

    /// The field `to_float`.
    package var toFloat: [String: Float] = [:]

    /// The field `to_double`.
    package var toDouble: [String: Double] = [:]

    /// The field `to_bool`.
    package var toBool: [String: Bool] = [:]

    /// The field `to_string`.
    package var toString: [String: String] = [:]

    /// The field `to_bytes`.
    package var toBytes: [String: [UInt8]] = [:]

    /// The field `to_color`.
    package var toColor: [String: Color] = [:]

    /// The field `to_leaf`.
    package var toLeaf: [String: Leaf] = [:]

    /// A message that may contain itself, and one that does so by way of another.
    package var inner: Everything? {
      get { _inner.value }
      set { _inner.value = newValue }
    }
    private var _inner: Indirect<Everything> = .absent

    /// The field `ping`.
    package var ping: Ping?

    /// The field `children`.
    package var children: [Everything] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      oneInt32: Int32 = 0,
      oneInt64: Int64 = 0,
      oneUint32: UInt32 = 0,
      oneUint64: UInt64 = 0,
      oneSint32: Int32 = 0,
      oneSint64: Int64 = 0,
      oneFixed32: UInt32 = 0,
      oneFixed64: UInt64 = 0,
      oneSfixed32: Int32 = 0,
      oneSfixed64: Int64 = 0,
      oneFloat: Float = 0,
      oneDouble: Double = 0,
      oneBool: Bool = false,
      oneString: String = "",
      oneBytes: [UInt8] = [],
      oneColor: Color = .unspecified,
      oneLeaf: Leaf? = nil,
      maybeInt32: Int32? = nil,
      maybeInt64: Int64? = nil,
      maybeUint32: UInt32? = nil,
      maybeUint64: UInt64? = nil,
      maybeSint32: Int32? = nil,
      maybeSint64: Int64? = nil,
      maybeFixed32: UInt32? = nil,
      maybeFixed64: UInt64? = nil,
      maybeSfixed32: Int32? = nil,
      maybeSfixed64: Int64? = nil,
      maybeFloat: Float? = nil,
      maybeDouble: Double? = nil,
      maybeBool: Bool? = nil,
      maybeString: String? = nil,
      maybeBytes: [UInt8]? = nil,
      maybeColor: Color? = nil,
      maybeLeaf: Leaf? = nil,
      manyInt32: [Int32] = [],
      manyInt64: [Int64] = [],
      manyUint32: [UInt32] = [],
      manyUint64: [UInt64] = [],
      manySint32: [Int32] = [],
      manySint64: [Int64] = [],
      manyFixed32: [UInt32] = [],
      manyFixed64: [UInt64] = [],
      manySfixed32: [Int32] = [],
      manySfixed64: [Int64] = [],
      manyFloat: [Float] = [],
      manyDouble: [Double] = [],
      manyBool: [Bool] = [],
      manyString: [String] = [],
      manyBytes: [[UInt8]] = [],
      manyColor: [Color] = [],
      manyLeaf: [Leaf] = [],
      looseInt32: [Int32] = [],
      looseInt64: [Int64] = [],
      looseUint32: [UInt32] = [],
      looseUint64: [UInt64] = [],
      looseSint32: [Int32] = [],
      looseSint64: [Int64] = [],
      looseFixed32: [UInt32] = [],
      looseFixed64: [UInt64] = [],
      looseSfixed32: [Int32] = [],
      looseSfixed64: [Int64] = [],
      looseFloat: [Float] = [],
      looseDouble: [Double] = [],
      looseBool: [Bool] = [],
      looseColor: [Color] = [],
      choice: Choice? = nil,
      byInt32: [Int32: String] = [:],
      byInt64: [Int64: String] = [:],
      byUint32: [UInt32: String] = [:],
      byUint64: [UInt64: String] = [:],
      bySint32: [Int32: String] = [:],
      bySint64: [Int64: String] = [:],
      byFixed32: [UInt32: String] = [:],
      byFixed64: [UInt64: String] = [:],
      bySfixed32: [Int32: String] = [:],
      bySfixed64: [Int64: String] = [:],
      byBool: [Bool: String] = [:],
      byString: [String: String] = [:],
      toInt32: [String: Int32] = [:],
      toInt64: [String: Int64] = [:],
      toUint32: [String: UInt32] = [:],
      toUint64: [String: UInt64] = [:],
      toSint32: [String: Int32] = [:],
      toSint64: [String: Int64] = [:],
      toFixed32: [String: UInt32] = [:],
      toFixed64: [String: UInt64] = [:],
      toSfixed32: [String: Int32] = [:],
      toSfixed64: [String: Int64] = [:],
      toFloat: [String: Float] = [:],
      toDouble: [String: Double] = [:],
      toBool: [String: Bool] = [:],
      toString: [String: String] = [:],
      toBytes: [String: [UInt8]] = [:],
      toColor: [String: Color] = [:],
      toLeaf: [String: Leaf] = [:],
      inner: Everything? = nil,
      ping: Ping? = nil,
      children: [Everything] = []
    ) {
      self.oneInt32 = oneInt32
      self.oneInt64 = oneInt64
      self.oneUint32 = oneUint32
      self.oneUint64 = oneUint64
      self.oneSint32 = oneSint32
      self.oneSint64 = oneSint64
      self.oneFixed32 = oneFixed32
      self.oneFixed64 = oneFixed64
      self.oneSfixed32 = oneSfixed32
      self.oneSfixed64 = oneSfixed64
      self.oneFloat = oneFloat
      self.oneDouble = oneDouble
      self.oneBool = oneBool
      self.oneString = oneString
      self.oneBytes = oneBytes
      self.oneColor = oneColor
      self.oneLeaf = oneLeaf
      self.maybeInt32 = maybeInt32
      self.maybeInt64 = maybeInt64
      self.maybeUint32 = maybeUint32
      self.maybeUint64 = maybeUint64
      self.maybeSint32 = maybeSint32
      self.maybeSint64 = maybeSint64
      self.maybeFixed32 = maybeFixed32
      self.maybeFixed64 = maybeFixed64
      self.maybeSfixed32 = maybeSfixed32
      self.maybeSfixed64 = maybeSfixed64
      self.maybeFloat = maybeFloat
      self.maybeDouble = maybeDouble
      self.maybeBool = maybeBool
      self.maybeString = maybeString
      self.maybeBytes = maybeBytes
      self.maybeColor = maybeColor
      self.maybeLeaf = maybeLeaf
      self.manyInt32 = manyInt32
      self.manyInt64 = manyInt64
      self.manyUint32 = manyUint32
      self.manyUint64 = manyUint64
      self.manySint32 = manySint32
      self.manySint64 = manySint64
      self.manyFixed32 = manyFixed32
      self.manyFixed64 = manyFixed64
      self.manySfixed32 = manySfixed32
      self.manySfixed64 = manySfixed64
      self.manyFloat = manyFloat
      self.manyDouble = manyDouble
      self.manyBool = manyBool
      self.manyString = manyString
      self.manyBytes = manyBytes
      self.manyColor = manyColor
      self.manyLeaf = manyLeaf
      self.looseInt32 = looseInt32
      self.looseInt64 = looseInt64
      self.looseUint32 = looseUint32
      self.looseUint64 = looseUint64
      self.looseSint32 = looseSint32
      self.looseSint64 = looseSint64
      self.looseFixed32 = looseFixed32
      self.looseFixed64 = looseFixed64
      self.looseSfixed32 = looseSfixed32
      self.looseSfixed64 = looseSfixed64
      self.looseFloat = looseFloat
      self.looseDouble = looseDouble
      self.looseBool = looseBool
      self.looseColor = looseColor
      self.choice = choice
      self.byInt32 = byInt32
      self.byInt64 = byInt64
      self.byUint32 = byUint32
      self.byUint64 = byUint64
      self.bySint32 = bySint32
      self.bySint64 = bySint64
      self.byFixed32 = byFixed32
      self.byFixed64 = byFixed64
      self.bySfixed32 = bySfixed32
      self.bySfixed64 = bySfixed64
      self.byBool = byBool
      self.byString = byString
      self.toInt32 = toInt32
      self.toInt64 = toInt64
      self.toUint32 = toUint32
      self.toUint64 = toUint64
      self.toSint32 = toSint32
      self.toSint64 = toSint64
      self.toFixed32 = toFixed32
      self.toFixed64 = toFixed64
      self.toSfixed32 = toSfixed32
      self.toSfixed64 = toSfixed64
      self.toFloat = toFloat
      self.toDouble = toDouble
      self.toBool = toBool
      self.toString = toString
      self.toBytes = toBytes
      self.toColor = toColor
      self.toLeaf = toLeaf
      self.inner = inner
      self.ping = ping
      self.children = children
    }

    /// What `choice` can hold.
    package indirect enum Choice: Sendable, Hashable {
      /// The field `pick_int32`.
      case pickInt32(Int32)
      /// The field `pick_int64`.
      case pickInt64(Int64)
      /// The field `pick_uint32`.
      case pickUint32(UInt32)
      /// The field `pick_uint64`.
      case pickUint64(UInt64)
      /// The field `pick_sint32`.
      case pickSint32(Int32)
      /// The field `pick_sint64`.
      case pickSint64(Int64)
      /// The field `pick_fixed32`.
      case pickFixed32(UInt32)
      /// The field `pick_fixed64`.
      case pickFixed64(UInt64)
      /// The field `pick_sfixed32`.
      case pickSfixed32(Int32)
      /// The field `pick_sfixed64`.
      case pickSfixed64(Int64)
      /// The field `pick_float`.
      case pickFloat(Float)
      /// The field `pick_double`.
      case pickDouble(Double)
      /// The field `pick_bool`.
      case pickBool(Bool)
      /// The field `pick_string`.
      case pickString(String)
      /// The field `pick_bytes`.
      case pickBytes([UInt8])
      /// The field `pick_color`.
      case pickColor(Color)
      /// The field `pick_leaf`.
      case pickLeaf(Leaf)
      /// The field `pick_everything`.
      case pickEverything(Everything)
    }
  }

  /// Leaf is a small message.
  package struct Leaf: Message {
    /// The field `name`.
    package var name: String = ""

    /// The field `count`.
    package var count: Int64 = 0

    /// The field `numbers`.
    package var numbers: [Int32] = []

    /// The field `next`.
    package var next: Leaf? {
      get { _next.value }
      set { _next.value = newValue }
    }
    private var _next: Indirect<Leaf> = .absent

    /// One of `text`, `leaf`, `number`, or none.
    package var end: End?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      name: String = "",
      count: Int64 = 0,
      numbers: [Int32] = [],
      next: Leaf? = nil,
      end: End? = nil
    ) {
      self.name = name
      self.count = count
      self.numbers = numbers
      self.next = next
      self.end = end
    }

    /// What `end` can hold.
    package indirect enum End: Sendable, Hashable {
      /// The field `text`.
      case text(String)
      /// The field `leaf`.
      case leaf(Leaf)
      /// The field `number`.
      case number(Double)
    }
  }

  /// Ping and Pong contain each other.
  package struct Ping: Message {
    /// The field `pong`.
    package var pong: Pong? {
      get { _pong.value }
      set { _pong.value = newValue }
    }
    private var _pong: Indirect<Pong> = .absent

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(pong: Pong? = nil) {
      self.pong = pong
    }
  }

  /// Pong and Ping contain each other.
  package struct Pong: Message {
    /// The field `ping`.
    package var ping: Ping? {
      get { _ping.value }
      set { _ping.value = newValue }
    }
    private var _ping: Indirect<Ping> = .absent

    /// The field `note`.
    package var note: String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(ping: Ping? = nil, note: String = "") {
      self.ping = ping
      self.note = note
    }
  }

  /// Empty has no field, so that everything in it is unknown.
  package struct Empty: Message {
    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}
  }
}

extension Fixture.V1.Everything {
  /// `fixture.v1.Everything` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.v1.Everything",
    [
      .init(1, "one_int32", .int32),
      .init(2, "one_int64", .int64),
      .init(3, "one_uint32", .uint32),
      .init(4, "one_uint64", .uint64),
      .init(5, "one_sint32", .sint32),
      .init(6, "one_sint64", .sint64),
      .init(7, "one_fixed32", .fixed32),
      .init(8, "one_fixed64", .fixed64),
      .init(9, "one_sfixed32", .sfixed32),
      .init(10, "one_sfixed64", .sfixed64),
      .init(11, "one_float", .float),
      .init(12, "one_double", .double),
      .init(13, "one_bool", .bool),
      .init(14, "one_string", .string),
      .init(15, "one_bytes", .bytes),
      .init(16, "one_color", .enumeration(Fixture.V1.Color.self)),
      .init(17, "one_leaf", .message(Fixture.V1.Leaf.self)),
      .init(18, "maybe_int32", .int32, .optional),
      .init(19, "maybe_int64", .int64, .optional),
      .init(20, "maybe_uint32", .uint32, .optional),
      .init(21, "maybe_uint64", .uint64, .optional),
      .init(22, "maybe_sint32", .sint32, .optional),
      .init(23, "maybe_sint64", .sint64, .optional),
      .init(24, "maybe_fixed32", .fixed32, .optional),
      .init(25, "maybe_fixed64", .fixed64, .optional),
      .init(26, "maybe_sfixed32", .sfixed32, .optional),
      .init(27, "maybe_sfixed64", .sfixed64, .optional),
      .init(28, "maybe_float", .float, .optional),
      .init(29, "maybe_double", .double, .optional),
      .init(30, "maybe_bool", .bool, .optional),
      .init(31, "maybe_string", .string, .optional),
      .init(32, "maybe_bytes", .bytes, .optional),
      .init(33, "maybe_color", .enumeration(Fixture.V1.Color.self), .optional),
      .init(34, "maybe_leaf", .message(Fixture.V1.Leaf.self)),
      .init(35, "many_int32", .int32, .packed),
      .init(36, "many_int64", .int64, .packed),
      .init(37, "many_uint32", .uint32, .packed),
      .init(38, "many_uint64", .uint64, .packed),
      .init(39, "many_sint32", .sint32, .packed),
      .init(40, "many_sint64", .sint64, .packed),
      .init(41, "many_fixed32", .fixed32, .packed),
      .init(42, "many_fixed64", .fixed64, .packed),
      .init(43, "many_sfixed32", .sfixed32, .packed),
      .init(44, "many_sfixed64", .sfixed64, .packed),
      .init(45, "many_float", .float, .packed),
      .init(46, "many_double", .double, .packed),
      .init(47, "many_bool", .bool, .packed),
      .init(48, "many_string", .string, .repeated),
      .init(49, "many_bytes", .bytes, .repeated),
      .init(50, "many_color", .enumeration(Fixture.V1.Color.self), .packed),
      .init(51, "many_leaf", .message(Fixture.V1.Leaf.self), .repeated),
      .init(52, "loose_int32", .int32, .repeated),
      .init(53, "loose_int64", .int64, .repeated),
      .init(54, "loose_uint32", .uint32, .repeated),
      .init(55, "loose_uint64", .uint64, .repeated),
      .init(56, "loose_sint32", .sint32, .repeated),
      .init(57, "loose_sint64", .sint64, .repeated),
      .init(58, "loose_fixed32", .fixed32, .repeated),
      .init(59, "loose_fixed64", .fixed64, .repeated),
      .init(60, "loose_sfixed32", .sfixed32, .repeated),
      .init(61, "loose_sfixed64", .sfixed64, .repeated),
      .init(62, "loose_float", .float, .repeated),
      .init(63, "loose_double", .double, .repeated),
      .init(64, "loose_bool", .bool, .repeated),
      .init(65, "loose_color", .enumeration(Fixture.V1.Color.self), .repeated),
      .init(66, "pick_int32", .int32, .oneof(0)),
      .init(67, "pick_int64", .int64, .oneof(0)),
      .init(68, "pick_uint32", .uint32, .oneof(0)),
      .init(69, "pick_uint64", .uint64, .oneof(0)),
      .init(70, "pick_sint32", .sint32, .oneof(0)),
      .init(71, "pick_sint64", .sint64, .oneof(0)),
      .init(72, "pick_fixed32", .fixed32, .oneof(0)),
      .init(73, "pick_fixed64", .fixed64, .oneof(0)),
      .init(74, "pick_sfixed32", .sfixed32, .oneof(0)),
      .init(75, "pick_sfixed64", .sfixed64, .oneof(0)),
      .init(76, "pick_float", .float, .oneof(0)),
      .init(77, "pick_double", .double, .oneof(0)),
      .init(78, "pick_bool", .bool, .oneof(0)),
      .init(79, "pick_string", .string, .oneof(0)),
      .init(80, "pick_bytes", .bytes, .oneof(0)),
      .init(81, "pick_color", .enumeration(Fixture.V1.Color.self), .oneof(0)),
      .init(82, "pick_leaf", .message(Fixture.V1.Leaf.self), .oneof(0)),
      .init(83, "pick_everything", .message(Fixture.V1.Everything.self), .oneof(0)),
      .init(300, "by_int32", .map(key: .int32, value: .string), .repeated),
      .init(301, "by_int64", .map(key: .int64, value: .string), .repeated),
      .init(302, "by_uint32", .map(key: .uint32, value: .string), .repeated),
      .init(303, "by_uint64", .map(key: .uint64, value: .string), .repeated),
      .init(304, "by_sint32", .map(key: .sint32, value: .string), .repeated),
      .init(305, "by_sint64", .map(key: .sint64, value: .string), .repeated),
      .init(306, "by_fixed32", .map(key: .fixed32, value: .string), .repeated),
      .init(307, "by_fixed64", .map(key: .fixed64, value: .string), .repeated),
      .init(308, "by_sfixed32", .map(key: .sfixed32, value: .string), .repeated),
      .init(309, "by_sfixed64", .map(key: .sfixed64, value: .string), .repeated),
      .init(310, "by_bool", .map(key: .bool, value: .string), .repeated),
      .init(311, "by_string", .map(key: .string, value: .string), .repeated),
      .init(312, "to_int32", .map(key: .string, value: .int32), .repeated),
      .init(313, "to_int64", .map(key: .string, value: .int64), .repeated),
      .init(314, "to_uint32", .map(key: .string, value: .uint32), .repeated),
      .init(315, "to_uint64", .map(key: .string, value: .uint64), .repeated),
      .init(316, "to_sint32", .map(key: .string, value: .sint32), .repeated),
      .init(317, "to_sint64", .map(key: .string, value: .sint64), .repeated),
      .init(318, "to_fixed32", .map(key: .string, value: .fixed32), .repeated),
      .init(319, "to_fixed64", .map(key: .string, value: .fixed64), .repeated),
      .init(320, "to_sfixed32", .map(key: .string, value: .sfixed32), .repeated),
      .init(321, "to_sfixed64", .map(key: .string, value: .sfixed64), .repeated),
      .init(322, "to_float", .map(key: .string, value: .float), .repeated),
      .init(323, "to_double", .map(key: .string, value: .double), .repeated),
      .init(324, "to_bool", .map(key: .string, value: .bool), .repeated),
      .init(325, "to_string", .map(key: .string, value: .string), .repeated),
      .init(326, "to_bytes", .map(key: .string, value: .bytes), .repeated),
      .init(
        327, "to_color", .map(key: .string, value: .enumeration(Fixture.V1.Color.self)), .repeated),
      .init(328, "to_leaf", .map(key: .string, value: .message(Fixture.V1.Leaf.self)), .repeated),
      .init(1000, "inner", .message(Fixture.V1.Everything.self)),
      .init(1001, "ping", .message(Fixture.V1.Ping.self)),
      .init(536870911, "children", .message(Fixture.V1.Everything.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, oneInt32)
    writer.implicit(1, oneInt64)
    writer.implicit(2, oneUint32)
    writer.implicit(3, oneUint64)
    writer.implicit(4, oneSint32)
    writer.implicit(5, oneSint64)
    writer.implicit(6, oneFixed32)
    writer.implicit(7, oneFixed64)
    writer.implicit(8, oneSfixed32)
    writer.implicit(9, oneSfixed64)
    writer.implicit(10, oneFloat)
    writer.implicit(11, oneDouble)
    writer.implicit(12, oneBool)
    writer.implicit(13, oneString)
    writer.implicit(14, oneBytes)
    writer.implicit(15, oneColor)
    writer.optional(16, oneLeaf)
    writer.optional(17, maybeInt32)
    writer.optional(18, maybeInt64)
    writer.optional(19, maybeUint32)
    writer.optional(20, maybeUint64)
    writer.optional(21, maybeSint32)
    writer.optional(22, maybeSint64)
    writer.optional(23, maybeFixed32)
    writer.optional(24, maybeFixed64)
    writer.optional(25, maybeSfixed32)
    writer.optional(26, maybeSfixed64)
    writer.optional(27, maybeFloat)
    writer.optional(28, maybeDouble)
    writer.optional(29, maybeBool)
    writer.optional(30, maybeString)
    writer.optional(31, maybeBytes)
    writer.optional(32, maybeColor)
    writer.optional(33, maybeLeaf)
    writer.repeated(34, manyInt32)
    writer.repeated(35, manyInt64)
    writer.repeated(36, manyUint32)
    writer.repeated(37, manyUint64)
    writer.repeated(38, manySint32)
    writer.repeated(39, manySint64)
    writer.repeated(40, manyFixed32)
    writer.repeated(41, manyFixed64)
    writer.repeated(42, manySfixed32)
    writer.repeated(43, manySfixed64)
    writer.repeated(44, manyFloat)
    writer.repeated(45, manyDouble)
    writer.repeated(46, manyBool)
    writer.repeated(47, manyString)
    writer.repeated(48, manyBytes)
    writer.repeated(49, manyColor)
    writer.repeated(50, manyLeaf)
    writer.repeated(51, looseInt32)
    writer.repeated(52, looseInt64)
    writer.repeated(53, looseUint32)
    writer.repeated(54, looseUint64)
    writer.repeated(55, looseSint32)
    writer.repeated(56, looseSint64)
    writer.repeated(57, looseFixed32)
    writer.repeated(58, looseFixed64)
    writer.repeated(59, looseSfixed32)
    writer.repeated(60, looseSfixed64)
    writer.repeated(61, looseFloat)
    writer.repeated(62, looseDouble)
    writer.repeated(63, looseBool)
    writer.repeated(64, looseColor)
    switch choice {
    case .pickInt32(let value):
      writer.oneof(65, number: 66, value)
    case .pickInt64(let value):
      writer.oneof(66, number: 67, value)
    case .pickUint32(let value):
      writer.oneof(67, number: 68, value)
    case .pickUint64(let value):
      writer.oneof(68, number: 69, value)
    case .pickSint32(let value):
      writer.oneof(69, number: 70, value)
    case .pickSint64(let value):
      writer.oneof(70, number: 71, value)
    case .pickFixed32(let value):
      writer.oneof(71, number: 72, value)
    case .pickFixed64(let value):
      writer.oneof(72, number: 73, value)
    case .pickSfixed32(let value):
      writer.oneof(73, number: 74, value)
    case .pickSfixed64(let value):
      writer.oneof(74, number: 75, value)
    case .pickFloat(let value):
      writer.oneof(75, number: 76, value)
    case .pickDouble(let value):
      writer.oneof(76, number: 77, value)
    case .pickBool(let value):
      writer.oneof(77, number: 78, value)
    case .pickString(let value):
      writer.oneof(78, number: 79, value)
    case .pickBytes(let value):
      writer.oneof(79, number: 80, value)
    case .pickColor(let value):
      writer.oneof(80, number: 81, value)
    case .pickLeaf(let value):
      writer.oneof(81, number: 82, value)
    case .pickEverything(let value):
      writer.oneof(82, number: 83, value)
    case nil: break
    }
    writer.map(83, byInt32)
    writer.map(84, byInt64)
    writer.map(85, byUint32)
    writer.map(86, byUint64)
    writer.map(87, bySint32)
    writer.map(88, bySint64)
    writer.map(89, byFixed32)
    writer.map(90, byFixed64)
    writer.map(91, bySfixed32)
    writer.map(92, bySfixed64)
    writer.map(93, byBool)
    writer.map(94, byString)
    writer.map(95, toInt32)
    writer.map(96, toInt64)
    writer.map(97, toUint32)
    writer.map(98, toUint64)
    writer.map(99, toSint32)
    writer.map(100, toSint64)
    writer.map(101, toFixed32)
    writer.map(102, toFixed64)
    writer.map(103, toSfixed32)
    writer.map(104, toSfixed64)
    writer.map(105, toFloat)
    writer.map(106, toDouble)
    writer.map(107, toBool)
    writer.map(108, toString)
    writer.map(109, toBytes)
    writer.map(110, toColor)
    writer.map(111, toLeaf)
    writer.optional(112, inner)
    writer.optional(113, ping)
    writer.repeated(114, children)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &oneInt32)
    try reader.implicit(1, into: &oneInt64)
    try reader.implicit(2, into: &oneUint32)
    try reader.implicit(3, into: &oneUint64)
    try reader.implicit(4, into: &oneSint32)
    try reader.implicit(5, into: &oneSint64)
    try reader.implicit(6, into: &oneFixed32)
    try reader.implicit(7, into: &oneFixed64)
    try reader.implicit(8, into: &oneSfixed32)
    try reader.implicit(9, into: &oneSfixed64)
    try reader.implicit(10, into: &oneFloat)
    try reader.implicit(11, into: &oneDouble)
    try reader.implicit(12, into: &oneBool)
    try reader.implicit(13, into: &oneString)
    try reader.implicit(14, into: &oneBytes)
    try reader.implicit(15, into: &oneColor)
    try reader.optional(16, into: &oneLeaf)
    try reader.optional(17, into: &maybeInt32)
    try reader.optional(18, into: &maybeInt64)
    try reader.optional(19, into: &maybeUint32)
    try reader.optional(20, into: &maybeUint64)
    try reader.optional(21, into: &maybeSint32)
    try reader.optional(22, into: &maybeSint64)
    try reader.optional(23, into: &maybeFixed32)
    try reader.optional(24, into: &maybeFixed64)
    try reader.optional(25, into: &maybeSfixed32)
    try reader.optional(26, into: &maybeSfixed64)
    try reader.optional(27, into: &maybeFloat)
    try reader.optional(28, into: &maybeDouble)
    try reader.optional(29, into: &maybeBool)
    try reader.optional(30, into: &maybeString)
    try reader.optional(31, into: &maybeBytes)
    try reader.optional(32, into: &maybeColor)
    try reader.optional(33, into: &maybeLeaf)
    try reader.repeated(34, into: &manyInt32)
    try reader.repeated(35, into: &manyInt64)
    try reader.repeated(36, into: &manyUint32)
    try reader.repeated(37, into: &manyUint64)
    try reader.repeated(38, into: &manySint32)
    try reader.repeated(39, into: &manySint64)
    try reader.repeated(40, into: &manyFixed32)
    try reader.repeated(41, into: &manyFixed64)
    try reader.repeated(42, into: &manySfixed32)
    try reader.repeated(43, into: &manySfixed64)
    try reader.repeated(44, into: &manyFloat)
    try reader.repeated(45, into: &manyDouble)
    try reader.repeated(46, into: &manyBool)
    try reader.repeated(47, into: &manyString)
    try reader.repeated(48, into: &manyBytes)
    try reader.repeated(49, into: &manyColor)
    try reader.repeated(50, into: &manyLeaf)
    try reader.repeated(51, into: &looseInt32)
    try reader.repeated(52, into: &looseInt64)
    try reader.repeated(53, into: &looseUint32)
    try reader.repeated(54, into: &looseUint64)
    try reader.repeated(55, into: &looseSint32)
    try reader.repeated(56, into: &looseSint64)
    try reader.repeated(57, into: &looseFixed32)
    try reader.repeated(58, into: &looseFixed64)
    try reader.repeated(59, into: &looseSfixed32)
    try reader.repeated(60, into: &looseSfixed64)
    try reader.repeated(61, into: &looseFloat)
    try reader.repeated(62, into: &looseDouble)
    try reader.repeated(63, into: &looseBool)
    try reader.repeated(64, into: &looseColor)
    switch reader.oneofNumber(65) {
    case 66: choice = .pickInt32(try reader.value(65))
    case 67: choice = .pickInt64(try reader.value(66))
    case 68: choice = .pickUint32(try reader.value(67))
    case 69: choice = .pickUint64(try reader.value(68))
    case 70: choice = .pickSint32(try reader.value(69))
    case 71: choice = .pickSint64(try reader.value(70))
    case 72: choice = .pickFixed32(try reader.value(71))
    case 73: choice = .pickFixed64(try reader.value(72))
    case 74: choice = .pickSfixed32(try reader.value(73))
    case 75: choice = .pickSfixed64(try reader.value(74))
    case 76: choice = .pickFloat(try reader.value(75))
    case 77: choice = .pickDouble(try reader.value(76))
    case 78: choice = .pickBool(try reader.value(77))
    case 79: choice = .pickString(try reader.value(78))
    case 80: choice = .pickBytes(try reader.value(79))
    case 81: choice = .pickColor(try reader.value(80))
    case 82: choice = .pickLeaf(try reader.value(81))
    case 83: choice = .pickEverything(try reader.value(82))
    default: break
    }
    try reader.map(83, into: &byInt32)
    try reader.map(84, into: &byInt64)
    try reader.map(85, into: &byUint32)
    try reader.map(86, into: &byUint64)
    try reader.map(87, into: &bySint32)
    try reader.map(88, into: &bySint64)
    try reader.map(89, into: &byFixed32)
    try reader.map(90, into: &byFixed64)
    try reader.map(91, into: &bySfixed32)
    try reader.map(92, into: &bySfixed64)
    try reader.map(93, into: &byBool)
    try reader.map(94, into: &byString)
    try reader.map(95, into: &toInt32)
    try reader.map(96, into: &toInt64)
    try reader.map(97, into: &toUint32)
    try reader.map(98, into: &toUint64)
    try reader.map(99, into: &toSint32)
    try reader.map(100, into: &toSint64)
    try reader.map(101, into: &toFixed32)
    try reader.map(102, into: &toFixed64)
    try reader.map(103, into: &toSfixed32)
    try reader.map(104, into: &toSfixed64)
    try reader.map(105, into: &toFloat)
    try reader.map(106, into: &toDouble)
    try reader.map(107, into: &toBool)
    try reader.map(108, into: &toString)
    try reader.map(109, into: &toBytes)
    try reader.map(110, into: &toColor)
    try reader.map(111, into: &toLeaf)
    try reader.optional(112, into: &inner)
    try reader.optional(113, into: &ping)
    try reader.repeated(114, into: &children)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.V1.Leaf {
  /// `fixture.v1.Leaf` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.v1.Leaf",
    [
      .init(1, "name", .string),
      .init(2, "count", .int64),
      .init(3, "numbers", .int32, .packed),
      .init(4, "next", .message(Fixture.V1.Leaf.self)),
      .init(5, "text", .string, .oneof(0)),
      .init(6, "leaf", .message(Fixture.V1.Leaf.self), .oneof(0)),
      .init(7, "number", .double, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, count)
    writer.repeated(2, numbers)
    writer.optional(3, next)
    switch end {
    case .text(let value):
      writer.oneof(4, number: 5, value)
    case .leaf(let value):
      writer.oneof(5, number: 6, value)
    case .number(let value):
      writer.oneof(6, number: 7, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &count)
    try reader.repeated(2, into: &numbers)
    try reader.optional(3, into: &next)
    switch reader.oneofNumber(4) {
    case 5: end = .text(try reader.value(4))
    case 6: end = .leaf(try reader.value(5))
    case 7: end = .number(try reader.value(6))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.V1.Ping {
  /// `fixture.v1.Ping` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.v1.Ping",
    [
      .init(1, "pong", .message(Fixture.V1.Pong.self))
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, pong)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &pong)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.V1.Pong {
  /// `fixture.v1.Pong` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.v1.Pong",
    [
      .init(1, "ping", .message(Fixture.V1.Ping.self)),
      .init(2, "note", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, ping)
    writer.implicit(1, note)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &ping)
    try reader.implicit(1, into: &note)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.V1.Empty {
  /// `fixture.v1.Empty` and its fields.
  package static let descriptor = MessageDescriptor("fixture.v1.Empty", [])

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}
