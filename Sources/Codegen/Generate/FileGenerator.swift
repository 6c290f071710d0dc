private import Protobuf

/// Writes the Swift file of one `.proto` file.
struct FileGenerator {
  let scope: FileScope
  /// Packages of the imported files by path, to find their descriptors.
  let packages: [String: String]
  /// The files generated in this run; types of others are in the imported modules.
  let generated: Set<String>

  /// `apus/memory/v1/memory.proto` becomes `apus_memory_v1_memory.pb.swift`: names of files must
  /// differ within a module, whatever folder they are in.
  var outputName: String {
    let name = scope.file.name
    let stem = name.hasSuffix(".proto") ? name.dropLast(6) : name[...]
    return stem.map { $0 == "/" ? "_" : String($0) }.joined() + ".pb.swift"
  }

  func generate() throws(GeneratorError) -> String {
    var out = SourceText()
    let source = scope.file.name
    out.line("// Written by protoc-gen-apus from \(source); `make protos` writes it again.")
    out.line()
    let access = scope.access
    // The compiler refuses an import that is wider than its use: services alone use RPC's types.
    let declaresTypes = !scope.file.messageType.isEmpty || !scope.file.enumType.isEmpty
    out.line("\(declaresTypes ? "\(access) " : "")import Protobuf")
    if scope.options.generatesServices { out.line("\(access) import RPC") }
    if scope.file.dependency.contains(where: { !generated.contains($0) }) {
      for module in scope.options.importedModules.sorted() {
        out.line("\(access) import \(module)")
      }
    }
    out.line()
    let messages = try topLevelMessages()
    if !scope.file.enumType.isEmpty || !messages.isEmpty {
      var types = SourceText(depth: scope.namespace.isEmpty ? 0 : 1)
      try writeTypes(messages, &types)
      writeInNamespace(types, &out)
      for message in messages { try message.writeCoding(&out) }
    }
    if scope.options.generatesServices {
      if !scope.file.service.isEmpty {
        out.line()
        let services = ServiceGenerator(scope: scope)
        var types = SourceText(depth: scope.namespace.isEmpty ? 0 : 1)
        try services.writeTypes(&types)
        writeInNamespace(types, &out)
        try services.writeDefinitions(&out)
      }
      writeFileDescriptor(&out)
    }
    return out.text
  }

  private func topLevelMessages() throws(GeneratorError) -> [MessageGenerator] {
    var result: [MessageGenerator] = []
    for (index, proto) in scope.file.messageType.enumerated() {
      let model = try MessageModel(
        proto, path: [SwiftName.type(proto.name)], protoPath: [proto.name],
        location: [4, Int32(index)], scope)
      result.append(MessageGenerator(model: model, scope: scope))
    }
    return result
  }

  private func writeTypes(
    _ messages: [MessageGenerator], _ out: inout SourceText
  ) throws(GeneratorError) {
    var isFirst = true
    for (index, proto) in scope.file.enumType.enumerated() {
      if !isFirst { out.line() }
      isFirst = false
      EnumGenerator(
        proto: proto, fullName: scope.fullName([proto.name]), location: [5, Int32(index)],
        scope: scope
      ).write(&out)
    }
    for message in messages {
      if !isFirst { out.line() }
      isFirst = false
      try message.writeType(&out)
    }
  }

  private func writeInNamespace(_ types: SourceText, _ out: inout SourceText) {
    guard !scope.namespace.isEmpty else { return out.append(types) }
    out.line("extension \(scope.namespace.joined(separator: ".")) {")
    out.append(types)
    out.line("}")
  }

  /// Writes the file's own descriptor, without comments and positions, for reflection.
  private func writeFileDescriptor(_ out: inout SourceText) {
    var file = scope.file
    file.sourceCodeInfo = nil
    let base64 = Base64.encode(file.serializedBytes(), isPadded: true)
    let type = scope.library("FileDescriptor", "RPC")
    let constant = FileScope.descriptorConstant(ofFile: file.name, package: file.package)
    let name = constant.split(separator: ".").last.map(String.init) ?? constant
    let dependencies = file.dependency.map {
      FileScope.descriptorConstant(ofFile: $0, package: packages[$0] ?? "")
    }
    var inner = SourceText(depth: scope.namespace.isEmpty ? 0 : 1)
    inner.documentation("`\(file.name)` as protoc describes it, for reflection.")
    let modifier = scope.namespace.isEmpty ? "let" : "static let"
    inner.nested("\(scope.access) \(modifier) \(name) = \(type)(", ")") { out in
      out.line("name: \"\(file.name)\",")
      out.nested("serializedBytes: Base64Literal.decode(", "),") { out in
        out.line("\"\"\"")
        var rest = base64[...]
        while !rest.isEmpty {
          out.line(String(rest.prefix(84)))
          rest = rest.dropFirst(84)
        }
        out.line("\"\"\"")
      }
      if dependencies.isEmpty {
        out.line("dependencies: []")
      } else {
        out.nested("dependencies: [", "]") { out in
          for dependency in dependencies { out.line(dependency + ",") }
        }
      }
    }
    out.line()
    writeInNamespace(inner, &out)
  }
}
