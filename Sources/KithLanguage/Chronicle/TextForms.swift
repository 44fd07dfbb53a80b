import KithGraph

/// The canonical texts of rows that differ in nothing but their names, their day and their note: worked out once for each form.
///
/// Good for one state of the names.
struct TextForms {
  private var forms = PerForm<Form?>()
  private var written: [Written?]
  private var row = RowForm()
  private let chronicle: Chronicle
  private let records: Records
  private let printer: SentencePrinter
  private let laterWords: Set<String>

  /// One form: what stands before each name or day and behind the last, and what the names are.
  fileprivate struct Form {
    let texts: [[UInt8]]
    /// Which of the gaps is the day.
    let day: Int?
    let kinds: [NodeKind]
  }

  /// A name as it is written, and what it is; only where it is written alike wherever such a name may stand.
  private struct Written {
    let text: [UInt8]?
    let kind: NodeKind
  }

  /// The forms of a chronicle's rows.
  init(of chronicle: Chronicle) {
    (self.chronicle, records, printer) = (chronicle, chronicle.records, chronicle.printer)
    laterWords = chronicle.vocabulary.laterWords
    written = [Written?](repeating: nil, count: chronicle.names.count)
  }

  /// The canonical text of a statement.
  mutating func text(of number: Int) -> String {
    guard let form = form(of: number) else { return chronicle.text(of: number) }
    var text = form.texts[0]
    var next = 0
    for gap in 1..<form.texts.count {
      if gap - 1 == form.day {
        text += row.day.description.utf8
      } else {
        let name = written(row.nodes[next])
        guard name.kind == form.kinds[next], let word = name.text else { return chronicle.text(of: number) }
        text += word
        next += 1
      }
      text += form.texts[gap]
    }
    if let note = row.note.flatMap(records.text) { text += printer.noted(note).utf8 }
    return String(decoding: text, as: UTF8.self)
  }

  /// The form of a row that is taken apart now; `nil` where it has none in common with others.
  private mutating func form(of number: Int) -> Form? {
    guard chronicle.redirections.isEmpty, records.edited(by: number) == nil,
      records.takeApart(records.row(of: number), into: &row),
      row.isWhole, row.hasOtherNodes, row.nodes.allSatisfy({ (0..<written.count).contains(Int($0.index)) })
    else { return nil }
    return forms.value(of: row) { Form(of: row, said: chronicle[number], chronicle) } ?? nil
  }

  private mutating func written(_ node: Node) -> Written {
    if let known = written[Int(node.index)] { return known }
    let kind = chronicle.names.kind(of: node)
    let text = printer.name(node, as: kind)
    // Behind a verb it may belong to a longer phrase, and behind `at` something else may bear it.
    let isAlike = !laterWords.contains(text.lowercased()) && printer.isFoundByName(node)
    let found = Written(text: isAlike ? Array(text.utf8) : nil, kind: kind)
    written[Int(node.index)] = found
    return found
  }
}

extension TextForms.Form {
  /// The form of a row, from what it says; `nil` where rows of it are to be read.
  fileprivate init?(of row: RowForm, said: Sentence<Node>, _ chronicle: Chronicle) {
    var printer = chronicle.printer
    printer.isForm = true
    let printed = Array(printer.text(said).utf8)
    let isGap = { (byte: UInt8) in byte == 1 || byte == 2 }
    let gaps = printed.filter(isGap)
    kinds = chronicle.mentions(of: said).map(\.kind).filter { $0 != .channel }
    day = gaps.firstIndex(of: 2)
    let names = gaps.count { $0 == 1 }
    texts = printed.split(omittingEmptySubsequences: false, whereSeparator: isGap).map { Array($0) }
    guard !chronicle.vocabulary.rewrites(said.phrase), kinds.count == names, row.nodes.count == names,
      gaps.count - names == (said.day == nil ? 0 : 1)
    else { return nil }
  }
}
