/// A bar as long as its share of a width, to an eighth of a column.
public func bar(_ share: Double, width: Int) -> String {
  let eighths = Int((min(max(share, 0), 1) * Double(width * 8)).rounded())
  let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
}

/// A line of little columns, one for each number, the greatest as high as the line; nothing is a point.
public func sparkline(_ numbers: [Int]) -> String {
  let heights = Array("▁▂▃▄▅▆▇█")
  let most = numbers.max() ?? 0
  return String(numbers.map { $0 > 0 ? heights[($0 * heights.count - 1) / max(most, 1)] : "·" })
}

/// A shade for a number among others: none, then four that grow.
public func shade(_ number: Int, most: Int) -> Character {
  number > 0 ? Array("░▒▓█")[(number * 4 - 1) / max(most, 1)] : "·"
}
