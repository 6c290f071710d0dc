internal import RPC

/// What reflection can be asked about a server's services; built once.
struct ReflectionIndex: Sendable {
  enum Query: Sendable {
    case file(name: String)
    case fileContaining(symbol: String)
    case fileContainingExtension(type: String, number: Int32)
    case extensionNumbers(type: String)
    case services
    case nothing
  }

  enum Answer: Sendable, Equatable {
    /// The file that was asked for, then everything that it imports.
    case files([[UInt8]])
    case extensionNumbers(type: String, [Int32])
    case services([String])
    case failure(RPCError.Code, String)
  }

  private var services: [String]
  private var files: [String: FileDescriptor] = [:]
  private var fileNameOfSymbol: [String: String] = [:]
  private var fileNameOfExtension: [DescriptorSymbols.Extension: String] = [:]

  init(_ definitions: [ServiceDefinition]) {
    services = Set(definitions.map(\.name)).sorted()
    for definition in definitions {
      if let file = definition.fileDescriptor { add(file) }
    }
  }

  private mutating func add(_ file: FileDescriptor) {
    guard files[file.name] == nil else { return }
    files[file.name] = file
    let declared = DescriptorSymbols(file: file.serializedBytes)
    for symbol in declared.symbols { fileNameOfSymbol[symbol] = file.name }
    for declaration in declared.extensions { fileNameOfExtension[declaration] = file.name }
    for dependency in file.dependencies { add(dependency) }
  }

  func answer(_ query: Query) -> Answer {
    switch query {
    case .file(let name):
      return filesAnswer(files[name] == nil ? nil : name, missing: "file '\(name)'")
    case .fileContaining(let symbol):
      // protoc writes full names with a leading dot; either form is understood.
      let name = symbol.hasPrefix(".") ? String(symbol.dropFirst()) : symbol
      return filesAnswer(fileNameOfSymbol[name], missing: "symbol '\(symbol)'")
    case .fileContainingExtension(let type, let number):
      let wanted = DescriptorSymbols.Extension(extendee: type, number: number)
      return filesAnswer(
        fileNameOfExtension[wanted], missing: "extension \(number) of '\(type)'")
    case .extensionNumbers(let type):
      guard fileNameOfSymbol[type] != nil else {
        return .failure(.notFound, "this server has no type '\(type)'")
      }
      let numbers = fileNameOfExtension.keys.filter { $0.extendee == type }.map(\.number)
      return .extensionNumbers(type: type, numbers.sorted())
    case .services: return .services(services)
    case .nothing:
      return .failure(
        .invalidArgument, "the request asks nothing: set one field of message_request")
    }
  }

  private func filesAnswer(_ name: String?, missing: String) -> Answer {
    guard let name, let file = files[name] else {
      return .failure(.notFound, "this server has no \(missing)")
    }
    var found: [[UInt8]] = []
    var seen: Set<String> = []
    func collect(_ file: FileDescriptor) {
      guard seen.insert(file.name).inserted else { return }
      found.append(file.serializedBytes)
      for dependency in file.dependencies { collect(dependency) }
    }
    collect(file)
    return .files(found)
  }
}
