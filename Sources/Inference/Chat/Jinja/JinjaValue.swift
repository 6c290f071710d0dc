/// What a template computes with.
package indirect enum JinjaValue: Sendable {
  /// A name or a field that is not there; `what` says which, for messages.
  case undefined(String)
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case text(JinjaText)
  case list(JinjaList)
  case dictionary(JinjaDictionary)
  /// The one kind of value that can be changed: an index into the interpreter's namespaces.
  case namespace(Int)
  case macro(JinjaMacro)
  /// A function that every template has, by its name.
  case function(JinjaFunction)
  /// Where a loop stands.
  case loop(JinjaRound)

  /// Lists and dictionaries may lie this deep within each other, so that nothing recurses further.
  static let depthMax = 64

  package static func content(_ text: String) -> JinjaValue { .text(JinjaText(content: text)) }

  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .dictionary(let dictionary): dictionary.depth
    default: 0
    }
  }

  /// What Python takes for true.
  var isTrue: Bool {
    switch self {
    case .undefined, .none: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .text(let text): !text.isEmpty
    case .list(let list): !list.elements.isEmpty
    case .dictionary(let dictionary): !dictionary.entries.isEmpty
    case .namespace, .macro, .function, .loop: true
    }
  }

  var isUndefined: Bool { if case .undefined = self { true } else { false } }

  /// What the value is, for messages.
  var kind: String {
    switch self {
    case .undefined(let what): "\(what), which is undefined"
    case .none: "none"
    case .bool: "a boolean"
    case .int: "an integer"
    case .float: "a float"
    case .text: "a string"
    case .list: "a list"
    case .dictionary: "a mapping"
    case .namespace: "a namespace"
    case .macro: "a macro"
    case .function: "a function"
    case .loop: "a loop"
    }
  }

  /// A number as a double; Python's booleans are numbers.
  var number: Double? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  var integer: Int? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    default: nil
    }
  }
}

/// The functions that every template has.
package enum JinjaFunction: String, Sendable {
  case namespace, range, dict
  case raise = "raise_exception"
}

/// One round of a loop.
package struct JinjaRound: Sendable {
  let index: Int
  let count: Int
  let previous: JinjaValue
  let next: JinjaValue

  /// A field of `loop`.
  subscript(name: String) -> JinjaValue? {
    switch name {
    case "index": .int(index + 1)
    case "index0": .int(index)
    case "revindex": .int(count - index)
    case "revindex0": .int(count - index - 1)
    case "first": .bool(index == 0)
    case "last": .bool(index == count - 1)
    case "length": .int(count)
    case "previtem": previous
    case "nextitem": next
    default: nil
    }
  }
}

/// A list, or a tuple, which prints otherwise and equals no list.
package struct JinjaList: Sendable {
  let elements: [JinjaValue]
  let isTuple: Bool
  let depth: Int

  package init(_ elements: [JinjaValue], isTuple: Bool = false) {
    self.elements = elements
    self.isTuple = isTuple
    depth = 1 + elements.reduce(0) { max($0, $1.depth) }
  }
}

/// A mapping with text for keys, in the order of insertion.
package struct JinjaDictionary: Sendable {
  package struct Entry: Sendable {
    package let key: JinjaText
    package let value: JinjaValue
  }

  package let entries: [Entry]
  let depth: Int

  /// Of entries with one key the last is kept, in the place of the first.
  init(_ entries: [Entry]) {
    var kept: [Entry] = []
    var places: [JinjaText: Int] = [:]
    for entry in entries {
      if let place = places[entry.key] {
        kept[place] = Entry(key: kept[place].key, value: entry.value)
      } else {
        places[entry.key] = kept.count
        kept.append(entry)
      }
    }
    self.entries = kept
    depth = 1 + kept.reduce(0) { max($0, $1.value.depth) }
  }

  /// A mapping of content: the keys too are the caller's.
  package init(content entries: KeyValuePairs<String, JinjaValue>) {
    self.init(entries.map { Entry(key: JinjaText(content: $0), value: $1) })
  }

  package init(content entries: [(String, JinjaValue)]) {
    self.init(entries.map { Entry(key: JinjaText(content: $0), value: $1) })
  }

  subscript(key: JinjaText) -> JinjaValue? { entries.first { $0.key == key }?.value }
  subscript(key: String) -> JinjaValue? { self[JinjaText(template: key)] }
}
