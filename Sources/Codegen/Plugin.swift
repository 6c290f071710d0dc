private import Protobuf

/// The protoc plugin: a request in, generated Swift out.
package enum Plugin {
  /// Bit 0 of `supported_features`: proto3 `optional`.
  private static let proto3Optional: UInt64 = 1

  /// Answers a serialised `CodeGeneratorRequest` with a serialised `CodeGeneratorResponse`.
  ///
  /// What is wrong with the `.proto` files goes into the response, as protoc expects; only a request
  /// that cannot be read is an error.
  package static func run(request: [UInt8]) throws -> [UInt8] {
    // protoc is trusted and sends whole import graphs with their comments.
    let limits = DecodingLimits(
      byteCountMax: Int(Int32.max), depthMax: 100, memoryByteCountMax: .max)
    let request = try Protoc.CodeGeneratorRequest(serializedBytes: request, limits: limits)
    var response = Protoc.CodeGeneratorResponse(supportedFeatures: proto3Optional)
    do {
      response.file = try generate(request)
    } catch {
      response.error = error.description
    }
    return response.serializedBytes()
  }

  private static func generate(
    _ request: Protoc.CodeGeneratorRequest
  ) throws(GeneratorError) -> [Protoc.CodeGeneratorResponse.File] {
    let options = try GeneratorOptions(parsing: request.parameter)
    let registry = TypeRegistry(request.protoFile)
    var packages: [String: String] = [:]
    for file in request.protoFile { packages[file.name] = file.package }
    let wanted = Set(request.fileToGenerate)
    let files = request.protoFile.filter { wanted.contains($0.name) }
    var output: [Protoc.CodeGeneratorResponse.File] = []
    for file in files {
      let generator = FileGenerator(
        scope: FileScope(file, registry, options), packages: packages, generated: wanted)
      output.append(.init(name: generator.outputName, content: try generator.generate()))
    }
    let namespaces = NamespaceGenerator(files: files, visibility: options.visibility)
    if let content = namespaces.generate() {
      output.append(.init(name: NamespaceGenerator.outputName, content: content))
    }
    return output
  }
}
