extension String {
  /// The text for a terminal: control characters, which could move the cursor or change what was
  /// written before, are replaced. Line ends and tabs stay.
  package var printable: String {
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      let isControl = scalar.properties.generalCategory == .control
      return isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
