/// Rows in columns as wide as their widest cell.
struct Table: Sendable {
  var headings: [String]
  var rows: [[String]] = []
  /// Columns of numbers, which stand on the right.
  var rightAligned: Set<Int> = []

  /// The lines, without styles: the headings first.
  var lines: [String] {
    let all = [headings] + rows
    let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        rightAligned.contains(column)
          ? row[column].paddedLeft(to: widths[column]) : row[column].padded(to: widths[column])
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  func write(to console: Console) {
    for (index, line) in lines.enumerated() {
      console.line(index == 0 ? console.styled(line, .bold) : line)
    }
  }
}
