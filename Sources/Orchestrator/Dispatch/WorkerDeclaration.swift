internal import Messages
internal import RPC
internal import Store

/// What a program says that it can do, checked.
struct WorkerDeclaration: Sendable {
  static let agentCountMax = 64
  static let capacityMax = 1_000
  static let nameByteCountMax = 128
  private static let descriptionByteCountMax = 1_024

  let name: String
  let agents: [AgentDeclaration]
  let labels: TaskLabels
  let capacity: Int

  /// `address` is its name when it gives none.
  init(_ hello: Apus.Orchestrator.V1.WorkerHello, address: String) throws {
    name = hello.name.isEmpty ? address : hello.name
    guard name.utf8.count <= Self.nameByteCountMax, !name.utf8.contains(0) else {
      throw RPCError(
        .invalidArgument,
        "name has \(name.utf8.count) bytes or a NUL; give at most \(Self.nameByteCountMax)")
    }
    guard (1...Self.agentCountMax).contains(hello.agents.count) else {
      throw RPCError(
        .invalidArgument,
        "\(hello.agents.count) agents are declared; declare 1 to \(Self.agentCountMax)")
    }
    capacity = hello.capacity == 0 ? 1 : Int(hello.capacity)
    guard capacity <= Self.capacityMax else {
      throw RPCError(
        .invalidArgument, "capacity is \(capacity); give 1 to \(Self.capacityMax), or 0 for 1")
    }
    do {
      labels = try TaskLabels(hello.labels)
    } catch {
      throw RPCError(.invalidArgument, "labels: \(error.message)")
    }
    agents = try hello.agents.map(Self.agent)
  }

  /// The queues that it takes tasks from: those for any version of its agents, and those for its own.
  var queues: [String] {
    agents.flatMap { [$0.name.name, "\($0.name)"] }.reduce(into: []) { queues, name in
      if !queues.contains(name) { queues.append(name) }
    }
  }

  private static func agent(
    _ declared: Apus.Orchestrator.V1.AgentDeclaration
  ) throws -> AgentDeclaration {
    let version = declared.version == 0 ? 1 : Int(declared.version)
    guard let name = AgentName(text: "\(declared.name)@\(version)") else {
      throw RPCError(
        .invalidArgument,
        "'\(declared.name.prefix(AgentName.byteCountMax))' is no name of an agent: use letters, digits, "
          + "'-', '_' and '.', at most \(AgentName.byteCountMax) bytes with the version")
    }
    guard declared.description.utf8.count <= descriptionByteCountMax else {
      throw RPCError(
        .invalidArgument,
        "the description of agent '\(name)' has \(declared.description.utf8.count) bytes; give at most "
          + "\(descriptionByteCountMax)")
    }
    return AgentDeclaration(
      name: name,
      signature: AgentSignature(
        inputs: try type(declared.inputsJson, "inputs_json of agent '\(name)'"),
        output: try type(declared.outputJson, "output_json of agent '\(name)'")),
      description: declared.description.replacing("\0", with: ""))
  }

  private static func type<T: Decodable>(_ json: String, _ field: String) throws -> T {
    do {
      return try RunCoding.decode(T.self, from: Array(json.utf8))
    } catch let error as DecodingError {
      throw RPCError(.invalidArgument, "\(field): \(error.documentProblem)")
    }
  }
}

/// An agent that connected programs are.
struct AgentDeclaration: Sendable, Hashable {
  var name: AgentName
  var signature: AgentSignature
  var description: String
}
