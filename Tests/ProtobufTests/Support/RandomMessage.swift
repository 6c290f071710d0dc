import Protobuf
import ProtobufFixture
import TestSupport

/// Random messages of the fixture, biased towards edges.
enum RandomMessage {
  typealias Everything = Fixture.V1.Everything
  typealias Leaf = Fixture.V1.Leaf
  typealias Generator = SeededGenerator

  static func everything(_ g: inout Generator, depth: Int) -> Everything {
    var message = Everything()
    fillSingular(&message, &g)
    fillOptional(&message, &g)
    fillRepeated(&message, &g)
    fillMaps(&message, &g)
    guard depth > 0 else { return message }
    if chance(&g) { message.oneLeaf = leaf(&g, depth: depth - 1) }
    if chance(&g) { message.manyLeaf = list(&g) { leaf(&$0, depth: depth - 1) } }
    if chance(&g) { message.inner = everything(&g, depth: depth - 1) }
    if chance(&g) { message.children = list(&g) { everything(&$0, depth: depth - 1) } }
    if chance(&g) { message.toLeaf = map(("", leaf(&g, depth: 0)), (text(&g), Leaf())) }
    switch Int.random(in: 0..<7, using: &g) {
    case 0: message.choice = .pickString(text(&g))
    case 1: message.choice = .pickBytes(bytes(&g))
    case 2: message.choice = .pickDouble(double(&g))
    case 3: message.choice = .pickEverything(everything(&g, depth: depth - 1))
    case 4: message.choice = .pickLeaf(leaf(&g, depth: depth - 1))
    case 5: message.choice = .pickColor(color(&g))
    default: break
    }
    return message
  }

  private static func fillSingular(_ message: inout Everything, _ g: inout Generator) {
    if chance(&g) { message.oneInt32 = integer(&g) }
    if chance(&g) { message.oneInt64 = integer(&g) }
    if chance(&g) { message.oneUint32 = integer(&g) }
    if chance(&g) { message.oneUint64 = integer(&g) }
    if chance(&g) { message.oneSint32 = integer(&g) }
    if chance(&g) { message.oneSint64 = integer(&g) }
    if chance(&g) { message.oneFixed32 = integer(&g) }
    if chance(&g) { message.oneFixed64 = integer(&g) }
    if chance(&g) { message.oneSfixed32 = integer(&g) }
    if chance(&g) { message.oneSfixed64 = integer(&g) }
    if chance(&g) { message.oneFloat = Float(double(&g)) }
    if chance(&g) { message.oneDouble = double(&g) }
    if chance(&g) { message.oneBool = true }
    if chance(&g) { message.oneString = text(&g) }
    if chance(&g) { message.oneBytes = bytes(&g) }
    if chance(&g) { message.oneColor = color(&g) }
  }

  private static func fillOptional(_ message: inout Everything, _ g: inout Generator) {
    if chance(&g) { message.maybeInt32 = integer(&g) }
    if chance(&g) { message.maybeUint64 = integer(&g) }
    if chance(&g) { message.maybeSint64 = integer(&g) }
    if chance(&g) { message.maybeFloat = Float(double(&g)) }
    if chance(&g) { message.maybeBool = chance(&g) }
    if chance(&g) { message.maybeString = text(&g) }
    if chance(&g) { message.maybeBytes = bytes(&g) }
    if chance(&g) { message.maybeColor = color(&g) }
  }

  private static func fillRepeated(_ message: inout Everything, _ g: inout Generator) {
    if chance(&g) { message.manyInt32 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manyInt64 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manyUint32 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manySint32 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manySint64 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manyFixed32 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manyFixed64 = list(&g) { integer(&$0) } }
    if chance(&g) { message.manyFloat = list(&g) { Float(double(&$0)) } }
    if chance(&g) { message.manyDouble = list(&g) { double(&$0) } }
    if chance(&g) { message.manyBool = list(&g) { chance(&$0) } }
    if chance(&g) { message.manyString = list(&g) { text(&$0) } }
    if chance(&g) { message.manyBytes = list(&g) { bytes(&$0) } }
    if chance(&g) { message.manyColor = list(&g) { color(&$0) } }
    if chance(&g) { message.looseSint32 = list(&g) { integer(&$0) } }
    if chance(&g) { message.looseDouble = list(&g) { double(&$0) } }
    if chance(&g) { message.looseBool = list(&g) { chance(&$0) } }
    if chance(&g) { message.looseColor = list(&g) { color(&$0) } }
  }

  private static func fillMaps(_ message: inout Everything, _ g: inout Generator) {
    if chance(&g) { message.byInt32 = map((integer(&g), text(&g)), (0, "")) }
    if chance(&g) { message.byUint64 = map((integer(&g), text(&g)), (.max, "max")) }
    if chance(&g) { message.bySint64 = map((integer(&g), text(&g)), (.min, "min")) }
    if chance(&g) { message.byFixed32 = [integer(&g): text(&g)] }
    if chance(&g) { message.byBool = [true: text(&g), false: text(&g)] }
    if chance(&g) { message.byString = map((text(&g), text(&g)), ("k", "v")) }
    if chance(&g) { message.toDouble = [text(&g): double(&g)] }
    if chance(&g) { message.toBytes = [text(&g): bytes(&g)] }
    if chance(&g) { message.toColor = [text(&g): color(&g)] }
    if chance(&g) { message.toBool = [text(&g): false] }
  }

  static func leaf(_ g: inout Generator, depth: Int) -> Leaf {
    var leaf = Leaf(name: text(&g), count: integer(&g), numbers: list(&g) { integer(&$0) })
    guard depth > 0 else { return leaf }
    if chance(&g) { leaf.next = self.leaf(&g, depth: depth - 1) }
    if chance(&g) { leaf.end = .leaf(self.leaf(&g, depth: depth - 1)) }
    return leaf
  }

  private static func chance(_ g: inout Generator) -> Bool { Int.random(in: 0..<3, using: &g) == 0 }

  private static func integer<Value: FixedWidthInteger>(_ g: inout Generator) -> Value {
    let edges: [Value] = [0, 1, .min, .max, 127, Value(truncatingIfNeeded: 128)]
    return Bool.random(using: &g)
      ? edges.randomElement(using: &g)! : .random(in: .min ... .max, using: &g)
  }

  private static func double(_ g: inout Generator) -> Double {
    let edges = [0, -0.0, 1.5, .infinity, -.infinity, 0x1p-149]
    return Bool.random(using: &g) ? edges.randomElement(using: &g)! : .random(in: -9...9, using: &g)
  }

  private static func text(_ g: inout Generator) -> String {
    let alphabet = Array("ab \0\n\u{e9}\u{4e2d}\u{1f426}\u{200d}".unicodeScalars)
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...140, using: &g) {
      result.append(alphabet.randomElement(using: &g)!)
    }
    return String(result)
  }

  private static func bytes(_ g: inout Generator) -> [UInt8] {
    (0..<Int.random(in: 0...140, using: &g)).map { _ in .random(in: 0...255, using: &g) }
  }

  private static func color(_ g: inout Generator) -> Fixture.V1.Color {
    .init(rawValue: [0, 1, 2, -5, 9, .min, .max].randomElement(using: &g)!)
  }

  private static func map<Key, Value>(_ entries: (Key, Value)...) -> [Key: Value] {
    Dictionary(entries) { first, _ in first }
  }

  private static func list<Value>(
    _ g: inout Generator, _ element: (inout Generator) -> Value
  ) -> [Value] {
    (0..<Int.random(in: 0...5, using: &g)).map { _ in element(&g) }
  }
}
