private import Protobuf

/// Writes the descriptor of a message and how its fields are written and read.
struct CodingGenerator {
  let model: MessageModel
  let qualifiedName: String
  let scope: FileScope

  private var access: String { scope.access }

  func write(_ out: inout SourceText) {
    out.line()
    out.block("extension \(qualifiedName)") { out in
      writeDescriptor(&out)
      out.line()
      writeEncode(&out)
      out.line()
      writeDecode(&out)
    }
  }

  private func writeDescriptor(_ out: inout SourceText) {
    let type = scope.library("MessageDescriptor", "Protobuf")
    out.documentation("`\(model.fullName)` and its fields.")
    if model.fields.isEmpty {
      out.line("\(access) static let descriptor = \(type)(\"\(model.fullName)\", [])")
      return
    }
    out.nested("\(access) static let descriptor = \(type)(", ")") { out in
      out.line("\"\(model.fullName)\",")
      out.nested("[", "]") { out in
        for field in model.fields {
          let label = label(field).map { ", " + $0 } ?? ""
          let json = jsonName(field.proto).map { ", json: " + SwiftLiteral.string($0) } ?? ""
          out.line(
            ".init(\(field.proto.number), \"\(field.proto.name)\", \(field.kind)\(label)\(json)),")
        }
      }
    }
  }

  private func label(_ field: MessageModel.Field) -> String? {
    switch field.presence {
    case .implicit: nil
    case .optional: field.proto.type == .message ? nil : ".optional"
    case .oneof(let index): ".oneof(\(index))"
    case .map: ".repeated"
    case .repeated: isPacked(field.proto) ? ".packed" : ".repeated"
    }
  }

  /// The name in JSON if it is another one than the rule makes.
  private func jsonName(_ field: Protoc.FieldDescriptorProto) -> String? {
    let name = field.jsonName
    return name.isEmpty || name == FieldDescriptor.jsonName(of: field.name) ? nil : name
  }

  private func isPacked(_ field: Protoc.FieldDescriptorProto) -> Bool {
    switch field.type {
    case .string, .bytes, .message, .group: false
    default: field.options?.packed ?? (scope.file.syntax == "proto3")
    }
  }

  private func writeEncode(_ out: inout SourceText) {
    out.documentation("Hands every field that is set to the writer.")
    let writer = scope.library("MessageWriter", "Protobuf")
    out.block("\(access) func encode(into writer: inout \(writer))") { out in
      for property in model.properties {
        switch property {
        case .field(let field):
          out.line("writer.\(method(field))(\(field.index), \(field.name))")
        case .oneof(let oneof):
          out.line("switch \(oneof.name) {")
          for member in oneof.members {
            out.line("case .\(member.name)(let value):")
            out.indented { out in
              out.line(
                "writer.oneof(\(member.index), number: \(member.proto.number), value)")
            }
          }
          out.line("case nil: break")
          out.line("}")
        }
      }
      out.line("writer.unknown(unknownFields)")
    }
  }

  private func writeDecode(_ out: inout SourceText) {
    out.documentation("Reads every field that is present.")
    let reader = scope.library("MessageReader", "Protobuf")
    let error = scope.library("DecodingError", "Protobuf")
    out.block("\(access) init(from reader: \(reader)) throws(\(error))") { out in
      out.line("self.init()")
      for property in model.properties {
        switch property {
        case .field(let field):
          out.line("try reader.\(method(field))(\(field.index), into: &\(field.name))")
        case .oneof(let oneof):
          out.line("switch reader.oneofNumber(\(oneof.members[0].index)) {")
          for member in oneof.members {
            let value = ".\(member.name)(try reader.value(\(member.index)))"
            out.line("case \(member.proto.number): \(oneof.name) = \(value)")
          }
          out.line("default: break")
          out.line("}")
        }
      }
      out.line("reader.unknown(into: &unknownFields)")
    }
  }

  private func method(_ field: MessageModel.Field) -> String {
    switch field.presence {
    case .implicit: "implicit"
    case .optional, .oneof: "optional"
    case .repeated: "repeated"
    case .map: "map"
    }
  }
}
