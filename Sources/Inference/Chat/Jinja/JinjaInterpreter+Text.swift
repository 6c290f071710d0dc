/// Values in print and in JSON.
extension JinjaInterpreter {
  /// A value as `{{ }}` prints it.
  mutating func text(of value: JinjaValue, _ line: Int) throws(JinjaError) -> JinjaText {
    switch value {
    case .text(let text): return text
    case .undefined: return .empty
    default: break
    }
    var writer = JinjaWriter(style: .python)
    try write(value, to: &writer, line, level: 0)
    return writer.text
  }

  /// JSON as Python's `json.dumps` writes it. All of it is content.
  mutating func json(_ value: JinjaValue, _ call: JinjaCall) throws(JinjaError) -> JinjaText {
    try call.check(positionalMax: 0, named: ["indent", "ensure_ascii", "sort_keys"])
    var writer = JinjaWriter(style: .json)
    writer.escapesAll = call.value(.max, "ensure_ascii")?.isTrue ?? false
    writer.sortsKeys = call.value(.max, "sort_keys")?.isTrue ?? false
    if let indent = call.value(.max, "indent"), indent.number != nil {
      guard let width = indent.integer, (0...JinjaWriter.indentMax).contains(width) else {
        throw call.error("takes an indent of 0 to \(JinjaWriter.indentMax)")
      }
      writer.indent = width
    }
    try write(value, to: &writer, call.line, level: 0)
    return writer.text.asContent
  }

  private mutating func write(
    _ value: JinjaValue, to writer: inout JinjaWriter, _ line: Int, level: Int
  ) throws(JinjaError) {
    let before = writer.text.count
    switch value {
    case .none: writer.write(writer.style == .json ? "null" : "None")
    case .bool(let value):
      let name = value ? "true" : "false"
      writer.write(writer.style == .json ? name : JinjaWriter.capitalized(name))
    case .int(let value): writer.write("\(value)")
    case .float(let value): writer.write(value)
    case .text(let text):
      try charge(text.count, line)
      writer.write(text)
    case .list(let list): try write(list, to: &writer, line, level: level + 1)
    case .dictionary(let dictionary): try write(dictionary, to: &writer, line, level: level + 1)
    case .undefined where writer.style == .python: writer.write("Undefined")
    case .undefined, .namespace, .macro, .function, .loop:
      throw JinjaError(.failed, line: line, "\(value.kind) cannot be written out")
    }
    try charge(writer.text.count - before, line)
  }

  private mutating func write(
    _ list: JinjaList, to writer: inout JinjaWriter, _ line: Int, level: Int
  ) throws(JinjaError) {
    let isTuple = list.isTuple && writer.style == .python
    writer.write(isTuple ? "(" : "[")
    for (index, element) in list.elements.enumerated() {
      writer.separate(index, level: level)
      try write(element, to: &writer, line, level: level)
    }
    if isTuple, list.elements.count == 1 { writer.write(",") }
    writer.close(isTuple ? ")" : "]", isEmpty: list.elements.isEmpty, level: level - 1)
  }

  private mutating func write(
    _ dictionary: JinjaDictionary, to writer: inout JinjaWriter, _ line: Int, level: Int
  ) throws(JinjaError) {
    let entries =
      writer.sortsKeys ? dictionary.entries.sorted { $0.key < $1.key } : dictionary.entries
    writer.write("{")
    for (index, entry) in entries.enumerated() {
      writer.separate(index, level: level)
      try write(.text(entry.key), to: &writer, line, level: level)
      writer.write(": ")
      try write(entry.value, to: &writer, line, level: level)
    }
    writer.close("}", isEmpty: entries.isEmpty, level: level - 1)
  }
}
