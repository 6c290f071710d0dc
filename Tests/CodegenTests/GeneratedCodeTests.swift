import Codegen
import Messages
import Protobuf
import RPC
import Testing

/// The fixture with awkward names, compiled into this target, behaves as any other message.
@Suite struct GeneratedCodeTests {
  typealias Message = Fixture.Names.V1.Message

  @Test func awkwardNamesCompileAndRoundTrip() throws {
    var message = Message(
      default: "d", selfField: 1, init: [2], descriptorField: true, unknownFieldsField: "u",
      hashValueField: ["h"], id: "i", tenantID: "t", tokenIDs: ["a", "b"], idToken: "k",
      sha256Hex: "s", camelCase: "c", allcaps: "A", string: .init(text: "x"),
      int32: .init(number: 5), errors: ["e": .error404, "n": .none, "r": .rawValueValue],
      at: .init(seconds: 1, nanos: 2), thing: .init(parts: [.init(size: .large)]), size: .large,
      value: .case(7), data: [])
    message.type = Message.TypeValue(
      protocol: "p", outer: Message(value: .valueValue(.init())), inner: .one(.init()))
    let read = try Message(serializedBytes: message.serializedBytes())
    #expect(read == message)
    #expect(read.type?.outer?.value == .valueValue(Fixture.Names.V1.Value()))
    #expect(read.data == [])
  }

  @Test func fieldsLeaveTheInitializersAlone() throws {
    let read = try Message(jsonString: #"{"id":"i","jsonString":"s","jsonBytes":"AQ=="}"#)
    #expect(read == Message(id: "i", jsonStringField: "s", jsonBytesField: [1]))
    #expect(try Message(jsonBytes: Array(#"{"id":"i"}"#.utf8)) == Message(id: "i"))
    #expect(try Message(id: "i").jsonString() == #"{"id":"i"}"#)
  }

  @Test func namesInJSONMayHoldAnything() throws {
    #expect(Message.descriptor.fields[27].jsonName == #"a"\(b)"#)
    #expect(try Message(jsonString: #"{"a\"\\(b)":"c"}"#) == Message(quoted: "c"))
  }

  @Test func anEnumerationIsKnownByItsFullName() throws {
    #expect(Fixture.Names.V1.Nothing.protobufFullName == "fixture.names.v1.Nothing")
    #expect(Fixture.Other.V1.Thing.Part.Size.protobufFullName == "fixture.other.v1.Thing.Part.Size")
    var options = JSONEncodingOptions()
    options.includesDefaults = true
    #expect(try Message().jsonString(options).contains(#""nothing":"NULL_VALUE""#))
  }

  @Test func aliasesAreConstants() {
    #expect(Fixture.Names.V1.Alias.second == .first)
    #expect(Fixture.Names.V1.Alias.allCases.map(\.rawValue) == [0, 1])
    #expect(Fixture.Names.V1.Error(rawValue: 77) == .unrecognized(77))
  }

  @Test func descriptorsNameEveryField() {
    let fields = Message.descriptor.fields
    #expect(Message.descriptor.fullName == "fixture.names.v1.Message")
    #expect(fields.map(\.number) == Array(1...29))
    #expect(fields[12].name == "ALLCAPS")
  }

  @Test func fileDescriptorsDescribeTheFileAndItsImports() throws {
    let file = Fixture.Names.V1.namesFileDescriptor
    let proto = try Protoc.FileDescriptorProto(serializedBytes: file.serializedBytes)
    #expect(proto.name == "names.proto")
    #expect(proto.package == "fixture.names.v1")
    #expect(proto.sourceCodeInfo == nil)
    #expect(proto.service.map(\.name) == ["Odd"])
    #expect(file.dependencies.map(\.name) == proto.dependency)
    #expect(proto.dependency == ["google/protobuf/timestamp.proto", "other.proto"])
  }

  @Test func servicesAreDefined() {
    let definition = OddImplementation().definition
    #expect(definition.name == "fixture.names.v1.Odd")
    #expect(definition.methods.map(\.name) == ["Default", "Switch", "HTTPUpload", "Talk"])
    #expect(
      definition.methods.map(\.kind) == [
        .unary, .serverStreaming, .clientStreaming, .bidirectionalStreaming,
      ])
    let path = Fixture.Names.V1.OddServiceClient.Method.httpUpload
    #expect(path.path == "/fixture.names.v1.Odd/HTTPUpload")
  }

  /// Every file of the API has a descriptor whose imports lead to all of its types.
  @Test func theServicesOfTheAPIAreDescribed() throws {
    let files = [
      Apus.Gateway.V1.gatewayFileDescriptor, Apus.Inference.V1.inferenceFileDescriptor,
      Apus.Memory.V1.memoryFileDescriptor, Apus.Orchestrator.V1.orchestratorFileDescriptor,
      Apus.Retrieval.V1.retrievalFileDescriptor, Apus.Status.V1.statusFileDescriptor,
      Grpc.Health.V1.healthFileDescriptor, Grpc.Reflection.V1.reflectionFileDescriptor,
      Grpc.Reflection.V1alpha.reflectionFileDescriptor,
    ]
    for file in files {
      let proto = try Protoc.FileDescriptorProto(serializedBytes: file.serializedBytes)
      #expect(proto.name == file.name)
      #expect(proto.service.count == 1)
      #expect(proto.dependency == file.dependencies.map(\.name))
    }
  }
}

/// Shows that the service protocol can be implemented; nothing calls it.
private struct OddImplementation: Fixture.Names.V1.OddService {
  func `default`(
    _ request: Fixture.Names.V1.Message, context: ServerContext
  ) async throws -> Fixture.Names.V1.String {
    .init(text: request.default)
  }

  func `switch`(
    _ request: Fixture.Names.V1.String, writer: ResponseWriter<Fixture.Names.V1.Message>,
    context: ServerContext
  ) async throws {
    try await writer.write(.init(default: request.text))
  }

  func httpUpload(
    _ requests: RequestStream<Fixture.Other.V1.Thing>, context: ServerContext
  ) async throws -> Fixture.Names.V1.Int32 {
    var number: Int32 = 0
    for try await request in requests { number += Int32(request.parts.count) }
    return .init(number: number)
  }

  func talk(
    _ requests: RequestStream<Fixture.Names.V1.Message>,
    writer: ResponseWriter<Fixture.Names.V1.Message>, context: ServerContext
  ) async throws {
    for try await request in requests { try await writer.write(request) }
  }
}
