import Codegen
import Protobuf
import Testing

/// The plugin on requests made by hand: what it refuses, and that it is deterministic.
@Suite struct PluginTests {
  typealias File = Protoc.FileDescriptorProto
  typealias Field = Protoc.FieldDescriptorProto

  private func run(
    _ message: Protoc.DescriptorProto, parameter: String = "services=false",
    syntax: String = "proto3"
  ) throws -> Protoc.CodeGeneratorResponse {
    let file = File(
      name: "folder/a.proto", package: "some.package.v1", messageType: [message], syntax: syntax)
    let request = Protoc.CodeGeneratorRequest(
      fileToGenerate: [file.name], parameter: parameter, protoFile: [file])
    return try Protoc.CodeGeneratorResponse(
      serializedBytes: Plugin.run(request: request.serializedBytes()))
  }

  @Test func namesFilesByPathAndSupportsOptional() throws {
    let response = try run(.init(name: "M"))
    #expect(response.error == nil)
    #expect(response.supportedFeatures == 1)
    #expect(response.file.map(\.name) == ["folder_a.pb.swift", "Namespaces.pb.swift"])
  }

  @Test func isDeterministic() throws {
    let message = Protoc.DescriptorProto(
      name: "M",
      field: (1...40).map {
        Field(name: "f_\($0)", number: Int32($0), label: .optional, type: .string)
      })
    #expect(try run(message) == run(message))
  }

  @Test(arguments: [
    (Field(name: "g", number: 1, label: .optional, type: .group), "some.package.v1.M.g: type 10"),
    (Field(name: "r", number: 1, label: .required, type: .int32), "`required`"),
    (
      Field(name: "m", number: 1, label: .optional, type: .message, typeName: ".nowhere.T"),
      "no descriptor for .nowhere.T"
    ),
  ])
  func refusesWhatItCannotExpress(field: Field, reason: String) throws {
    let response = try run(.init(name: "M", field: [field]), syntax: "")
    #expect(response.file.isEmpty)
    #expect(response.error?.contains(reason) == true, "\(response.error ?? "no error")")
  }

  @Test func escapesNamesInJSON() throws {
    let field = Field(
      name: "f", number: 1, label: .optional, type: .string, jsonName: "\\(x)\"\n\u{0}\u{2028}é")
    let response = try run(.init(name: "M", field: [field]))
    let literal = #"json: "\\(x)\"\u{a}\u{0}\u{2028}é""#
    #expect(response.file.first?.content.contains(literal) == true)
  }

  @Test(arguments: ["colour=red", "visibility=open", "import=", "services"])
  func refusesUnknownParameters(parameter: String) throws {
    let response = try run(.init(name: "M"), parameter: parameter)
    #expect(response.error?.contains("\"\(parameter)\"") == true)
    #expect(response.error?.contains("visibility=public|package") == true)
  }

  @Test func refusesABrokenRequest() {
    #expect(throws: DecodingError.self) { try Plugin.run(request: [0x0a, 0x05, 0x61]) }
  }

  @Test func longCommentsAreBroken() throws {
    let comment = " " + [String](repeating: "word", count: 60).joined(separator: " ") + "\n"
    var file = File(
      name: "a.proto", package: "p", messageType: [.init(name: "M")], syntax: "proto3")
    file.sourceCodeInfo = .init(location: [.init(path: [4, 0], leadingComments: comment)])
    let request = Protoc.CodeGeneratorRequest(
      fileToGenerate: ["a.proto"], parameter: "services=false", protoFile: [file])
    let response = try Protoc.CodeGeneratorResponse(
      serializedBytes: Plugin.run(request: request.serializedBytes()))
    let lines = try #require(response.file.first).content.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.filter { $0.contains("word word") }.count == 4)
  }
}
