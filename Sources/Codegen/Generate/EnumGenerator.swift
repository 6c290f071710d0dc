/// Writes one open enumeration.
struct EnumGenerator {
  let proto: Protoc.EnumDescriptorProto
  /// With its package and the messages around it.
  let fullName: String
  let location: [Int32]
  let scope: FileScope

  /// The case for zero, without its dot.
  static func zeroCase(_ fullName: String, _ registry: TypeRegistry) -> String? {
    guard let proto = registry.entries[fullName]?.enumeration else { return nil }
    return proto.value.first { $0.number ?? 0 == 0 }.map {
      SwiftName.enumCase($0.name, of: proto.name)
    }
  }

  func write(_ out: inout SourceText) {
    let access = scope.access
    let name = SwiftName.type(proto.name)
    let int32 = scope.library("Int32", "Swift")
    out.documentation(scope.comments.comment(location, fallback: "The enumeration `\(name)`."))
    out.block("\(access) enum \(name): \(scope.library("ProtobufEnum", "Protobuf"))") { out in
      // Of values with the same number the first is the case, the others are constants.
      var cases: [(name: String, number: Int32)] = []
      var aliases: [(name: String, target: String, comment: String)] = []
      for (index, value) in proto.value.enumerated() {
        let number = value.number ?? 0
        let caseName = SwiftName.enumCase(value.name, of: proto.name)
        let comment = scope.comments.comment(
          location + [2, Int32(index)], fallback: "`\(value.name)`")
        if let target = cases.first(where: { $0.number == number }) {
          aliases.append((caseName, target.name, comment))
        } else {
          cases.append((caseName, number))
          out.documentation(comment)
          out.line("case \(caseName)")
        }
      }
      out.documentation("A number that this version does not know.")
      out.line("case unrecognized(\(int32))")
      for alias in aliases {
        out.line()
        out.documentation(alias.comment)
        out.line("\(access) static let \(alias.name) = \(name).\(alias.target)")
      }
      out.line()
      out.documentation("Every value that this version knows.")
      out.list("\(access) static let allCases: [\(name)] = [", cases.map { "." + $0.name }, "]")
      out.line()
      out.documentation("The name with its package.")
      out.line("\(access) static let protobufFullName = \"\(fullName)\"")
      writeNames(&out)
      writeRawValue(cases, int32, &out)
    }
  }

  /// All names of the `.proto` file, those of aliases too, for JSON.
  private func writeNames(_ out: inout SourceText) {
    let string = scope.library("String", "Swift")
    let int32 = scope.library("Int32", "Swift")
    out.line()
    out.documentation("The names and numbers of the `.proto` file, in its order.")
    out.list(
      "\(scope.access) static let protobufNames: [(name: \(string), number: \(int32))] = [",
      proto.value.map { "(\"\($0.name)\", \($0.number ?? 0))" }, "]")
  }

  private func writeRawValue(
    _ cases: [(name: String, number: Int32)], _ int32: String, _ out: inout SourceText
  ) {
    let access = scope.access
    out.line()
    out.documentation("The value with this number.")
    out.block("\(access) init(rawValue: \(int32))") { out in
      out.line("switch rawValue {")
      for (name, number) in cases { out.line("case \(number): self = .\(name)") }
      out.line("default: self = .unrecognized(rawValue)")
      out.line("}")
    }
    out.line()
    out.documentation("The number on the wire.")
    out.block("\(access) var rawValue: \(int32)") { out in
      out.line("switch self {")
      for (name, number) in cases { out.line("case .\(name): \(number)") }
      out.line("case .unrecognized(let number): number")
      out.line("}")
    }
  }
}
