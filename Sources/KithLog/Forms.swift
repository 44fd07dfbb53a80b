import KithColumns
import KithGrammar
import KithGraph

/// The forms of a log's rows, each once. They only ever grow, so that copies of a log share them.
package final class Forms {
  /// The words of all forms, and where those of each end.
  package private(set) var words = Column<Int32>()
  package private(set) var starts = Column<UInt32>([0])
  private var decoded: [Form?] = []
  /// The number of each form that was asked for by its words.
  private var numbers: [[Int32]: Int]?

  /// No forms.
  package init() {}

  /// Those that a file holds; `nil` unless they fit together.
  package init?(words: Column<Int32>, starts: Column<UInt32>) {
    guard starts.count > 0 else { return nil }
    (self.words, self.starts) = (words, starts)
    decoded = [Form?](repeating: nil, count: starts.count - 1)
  }

  /// How many there are.
  package var count: Int { starts.count - 1 }

  /// A form by its number; `nil` where there is none, or it is corrupt.
  package subscript(number: Int) -> Form? {
    guard decoded.indices.contains(number) else { return nil }
    if let form = decoded[number] { return form }
    decoded[number] = Form(shape(of: number))
    return decoded[number]
  }

  /// The form of some words, without adding it to these; `nil` where they are corrupt.
  package func form(of shape: [Int32]) -> Form? { knownNumber(of: shape).flatMap { self[$0] } ?? Form(shape) }

  private func knownNumber(of shape: [Int32]) -> Int? {
    if numbers == nil {
      numbers = Dictionary((0..<count).map { (self.shape(of: $0), $0) }) { first, _ in first }
    }
    return numbers?[shape]
  }

  /// The number of a form by its words, made if there is none.
  package func number(of shape: [Int32]) -> Int {
    if let known = knownNumber(of: shape) { return known }
    numbers?[shape] = count
    words.append(contentsOf: shape)
    starts.append(UInt32(words.count))
    decoded.append(nil)
    return count - 1
  }

  private func shape(of number: Int) -> [Int32] {
    let (start, end) = (Int(starts[number]), Int(starts[number + 1]))
    return start <= end ? words.withElements(in: start..<end) { Array($0) } : []
  }
}

/// Something that is worked out once for all rows of a form.
package struct ByForm<Value> {

  package init() {
  }
  private var values: [Value?] = []

  /// What is known for the form of a number; `nil` where it is not worked out yet.
  package subscript(form: Int) -> Value? {
    get { form < values.count ? values[form] : nil }
    set {
      while values.count <= form { values.append(nil) }
      values[form] = newValue
    }
  }
}
