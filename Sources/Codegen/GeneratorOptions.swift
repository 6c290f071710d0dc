/// What stands before the colon of `--apus_out`: `name=value` pairs with commas between them.
struct GeneratorOptions {
  /// Access level of everything generated: `public` or `package`.
  var visibility = "public"
  /// Whether services and file descriptors are generated; they need the RPC library.
  var generatesServices = true
  /// Modules that hold imported types, from `import=Module`.
  var importedModules: [String] = []
  /// Files below this folder keep their comments to themselves, from `undocumented=FOLDER`.
  var undocumentedFolder: String?

  init(parsing parameter: String) throws(GeneratorError) {
    for pair in parameter.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count == 2 ? parts[1] : ""
      switch (parts[0], value) {
      case ("visibility", "public"), ("visibility", "package"): visibility = value
      case ("services", "true"): generatesServices = true
      case ("services", "false"): generatesServices = false
      case ("import", _) where !value.isEmpty: importedModules.append(value)
      case ("undocumented", _) where !value.isEmpty: undocumentedFolder = value + "/"
      default:
        throw GeneratorError(
          "unknown parameter \"\(pair)\"; known are visibility=public|package, "
            + "services=true|false, import=MODULE and undocumented=FOLDER")
      }
    }
  }
}

/// Why no code can be generated; protoc shows the message and fails.
package struct GeneratorError: Error, CustomStringConvertible {
  /// What is wrong and what to do.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
