internal import Protobuf

/// The members of a schema's object, by name and in order.
struct SchemaMembers {
  let list: [JSONValue.Member]

  init(_ list: [JSONValue.Member]) { self.list = list }

  var names: [String] { list.map(\.name) }

  /// By code points: names that only look the same are different.
  subscript(_ name: String) -> JSONValue? {
    list.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }
}
