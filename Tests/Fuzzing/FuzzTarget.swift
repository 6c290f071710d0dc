/// Code that takes bytes from strangers, with what must hold whatever they are.
///
/// libFuzzer drives these (`make fuzz`), and the tests replay the corpus and mutate it. What a target
/// takes is documented where it is written; it throws when a property is broken, and a trap in the code
/// under test ends the process, which is a finding too.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case deframer
  case metadata
  case timeout
  case protobuf
  case json
  case session
  case regex
  case schema
  case gguf
  case tokenizer
  case template
  case safetensors
  case wordpiece

  /// Runs the code on one input.
  package func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    switch self {
    case .deframer: try DeframerFuzz.run(bytes)
    case .metadata: try MetadataFuzz.run(bytes)
    case .timeout: try TimeoutFuzz.run(bytes)
    case .protobuf: try ProtobufFuzz.run(bytes)
    case .json: try JSONFuzz.run(bytes)
    case .session: try SessionFuzz.run(bytes)
    case .regex: try GrammarFuzz.regex(bytes)
    case .schema: try GrammarFuzz.schema(bytes)
    case .gguf: try GGUFFuzz.run(bytes)
    case .tokenizer: try TokenizerFuzz.run(bytes)
    case .template: try TemplateFuzz.run(bytes)
    case .safetensors: try SafeTensorsFuzz.run(bytes)
    case .wordpiece: try WordPieceFuzz.run(bytes)
    }
  }
}

/// What should hold for every input and did not for this one.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

func require(
  _ condition: Bool, _ description: @autoclosure () -> String
) throws(BrokenProperty) {
  if !condition { throw BrokenProperty(description()) }
}
