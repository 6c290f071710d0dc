/// Turns names of a `.proto` file into Swift names.
enum SwiftName {
  /// `tenant_id` becomes `tenantID`, `sha256` stays.
  static func property(_ name: String) -> String {
    let camel = lowerCamel(words(name))
    return escaped(memberNames.contains(camel) ? camel + "Field" : camel)
  }

  /// `CreateSession` becomes `createSession`.
  static func method(_ name: String) -> String {
    var scalars = Array(name)
    let upper = scalars.prefix { $0.isUppercase }.count
    // Of a leading abbreviation the last letter opens the next word: `HTTPGet` becomes `httpGet`.
    let lowered = upper > 1 && upper < scalars.count ? upper - 1 : upper
    for index in 0..<lowered { scalars[index] = Character(scalars[index].lowercased()) }
    return escaped(lowerCamel(words(String(scalars))))
  }

  /// `FINISH_REASON_STOP` of `FinishReason` becomes `stop`.
  static func enumCase(_ name: String, of enumName: String) -> String {
    let prefix = enumPrefix(enumName)
    var rest = name[...]
    if name.uppercased().hasPrefix(prefix), name.count > prefix.count {
      rest = rest.dropFirst(prefix.count)
    }
    var camel = lowerCamel(words(String(rest)))
    if camel.first?.isNumber == true { camel = lowerCamel(words(name)) }
    return escaped(caseNames.contains(camel) ? camel + "Value" : camel)
  }

  /// `step_result` becomes `StepResult`; a name that is already in that form stays.
  static func type(_ name: String) -> String {
    let camel = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
    // `X.Type` and `X.Protocol` mean something else in Swift.
    return typeNames.contains(camel) ? camel + "Value" : camel
  }

  /// The type of a oneof's value: `step_result` becomes `StepResult`, unless the message has a type of
  /// that name.
  static func oneofType(_ name: String, in message: Protoc.DescriptorProto) -> String {
    let camel = type(name)
    let siblings = message.nestedType.map(\.name) + message.enumType.map(\.name)
    return siblings.contains { type($0) == camel } ? camel + "Oneof" : camel
  }

  /// The enums that a package becomes: `apus.memory.v1` is `Apus`, `Memory`, `V1`.
  static func namespaces(ofPackage package: String) -> [String] {
    package.split(separator: ".").map { type(String($0)) }
  }

  /// Puts reserved words into backticks.
  static func escaped(_ name: String) -> String {
    reserved.contains(name) ? "`\(name)`" : name
  }

  private static func words(_ name: String) -> [String] {
    // A name in capitals throughout has no words to tell apart but those.
    let name = name == name.uppercased() ? name.lowercased() : name
    return name.split(separator: "_").map(String.init)
  }

  private static func lowerCamel(_ words: [String]) -> String {
    guard let first = words.first else { return "_" }
    var result = first.prefix(1).lowercased() + first.dropFirst()
    for word in words.dropFirst() {
      switch word {
      case "id": result += "ID"
      case "ids": result += "IDs"
      default: result += word.prefix(1).uppercased() + word.dropFirst()
      }
    }
    return result
  }

  /// `FinishReason` becomes `FINISH_REASON_`, as style guides ask of the values' names.
  private static func enumPrefix(_ enumName: String) -> String {
    var result = ""
    var previous: Character?
    for character in enumName {
      if character.isUppercase, let previous, previous.isLowercase || previous.isNumber {
        result += "_"
      }
      result += character.uppercased()
      previous = character
    }
    return result + "_"
  }

  /// Members that every message has; a field of that name gets a suffix.
  private static let memberNames: Set = [
    "descriptor", "encode", "unknownFields", "hashValue", "hash", "isProtobufDefault", "with",
    "serializedBytes", "protobufDefault", "storedByteCount", "store", "self", "jsonString",
    "jsonBytes",
  ]
  private static let caseNames: Set = [
    "self",
    "rawValue", "allCases", "unrecognized", "hashValue", "hash", "isProtobufDefault",
    "protobufDefault", "protobufFullName", "protobufNames", "storedByteCount", "store",
  ]
  private static let typeNames: Set = ["Type", "Protocol", "Self", "Any"]
  private static let reserved: Set = [
    "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import",
    "init", "inout", "internal", "let", "operator", "precedencegroup", "private", "protocol",
    "public", "rethrows", "static", "struct", "subscript", "typealias", "var", "break", "case",
    "catch", "continue", "default", "defer", "do", "else", "fallthrough", "for", "guard", "if",
    "in", "repeat", "return", "throw", "switch", "where", "while", "as", "false", "is", "nil",
    "self", "Self", "super", "throws", "true", "try", "any", "some", "await", "Type", "Any",
  ]
}
