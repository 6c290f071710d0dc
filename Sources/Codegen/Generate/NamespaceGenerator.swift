/// Writes the enums that stand for the packages of the generated files.
struct NamespaceGenerator {
  /// The name of the file that holds them.
  static let outputName = "Namespaces.pb.swift"

  let files: [Protoc.FileDescriptorProto]
  let visibility: String

  /// The file, or nil if no generated file has a package.
  func generate() -> String? {
    var children: [[String]: Set<String>] = [:]
    var packages: [[String]: String] = [:]
    for file in files {
      let names = SwiftName.namespaces(ofPackage: file.package)
      let parts = file.package.split(separator: ".").map(String.init)
      for depth in names.indices {
        children[Array(names[..<depth]), default: []].insert(names[depth])
        packages[Array(names[...depth])] = parts[...depth].joined(separator: ".")
      }
    }
    guard !children.isEmpty else { return nil }
    var out = SourceText()
    out.line("// Written by protoc-gen-apus; `make protos` writes it again.")
    for name in (children[[]] ?? []).sorted() {
      out.line()
      write([name], children, packages, &out)
    }
    return out.text
  }

  private func write(
    _ path: [String], _ children: [[String]: Set<String>], _ packages: [[String]: String],
    _ out: inout SourceText
  ) {
    out.documentation("The package `\(packages[path] ?? "")`.")
    let inner = (children[path] ?? []).sorted()
    guard !inner.isEmpty else {
      return out.line("\(visibility) enum \(path[path.count - 1]) {}")
    }
    out.block("\(visibility) enum \(path[path.count - 1])") { out in
      for (index, name) in inner.enumerated() {
        if index > 0 { out.line() }
        write(path + [name], children, packages, &out)
      }
    }
  }
}
