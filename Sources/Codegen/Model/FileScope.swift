/// One file that code is generated for, with everything that naming things in it takes.
struct FileScope {
  let file: Protoc.FileDescriptorProto
  let registry: TypeRegistry
  let options: GeneratorOptions
  let comments: CommentIndex
  /// The enums around the file's types.
  let namespace: [String]

  init(_ file: Protoc.FileDescriptorProto, _ registry: TypeRegistry, _ options: GeneratorOptions) {
    self.file = file
    self.registry = registry
    self.options = options
    let isDocumented = !(options.undocumentedFolder.map { file.name.hasPrefix($0) } ?? false)
    self.comments = CommentIndex(isDocumented ? file.sourceCodeInfo : nil)
    self.namespace = SwiftName.namespaces(ofPackage: file.package)
  }

  var access: String { options.visibility }

  /// A type of a library. The module is named only where a type of this package hides it.
  func library(_ name: String, _ module: String) -> String {
    let isHidden = registry.declaredNames[namespace]?.contains(name) ?? false
    return isHidden ? "\(module)::\(name)" : name
  }

  /// A generated type; its namespace is left out where it is the file's own and nothing hides it.
  func typeName(_ fullName: String) throws(GeneratorError) -> String {
    let entry = try registry.type(fullName)
    let isHidden = registry.nestedNames[namespace]?.contains(entry.path[0]) ?? false
    guard entry.namespace == namespace, entry.path.count == 1, !isHidden else {
      return entry.swiftName
    }
    return entry.path[0]
  }

  /// The full name of a declaration of this file, without a leading dot.
  func fullName(_ path: [String]) -> String {
    ((file.package.isEmpty ? [] : [file.package]) + path).joined(separator: ".")
  }

  /// The constant that holds a file's descriptor.
  static func descriptorConstant(ofFile name: String, package: String) -> String {
    let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    return (SwiftName.namespaces(ofPackage: package) + [stem + "FileDescriptor"])
      .joined(separator: ".")
  }
}
