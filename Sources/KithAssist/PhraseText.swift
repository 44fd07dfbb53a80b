import KithGraph
import KithSyntax

/// A text with phrases of the language where its owner's own begin a statement, and where each piece of it stands in
/// what was typed.
struct PhraseText {
  let text: String
  /// The bytes of each own phrase as typed, and of what stands there instead, in order.
  private var pieces: [(typed: Span, said: Span)] = []

  init(_ typed: String, _ phrases: [OwnPhrase]) {
    var (text, rest, at, startsStatement) = ("", typed[...], 0, true)
    while let character = rest.first {
      let phrase = startsStatement ? phrases.first { PhraseText.begins(rest, with: $0.said) } : nil
      if let phrase {
        let (length, start) = (phrase.said.utf8.count, text.utf8.count)
        pieces.append((Span(at, at + length), Span(start, start + phrase.meaning.utf8.count)))
        text += phrase.meaning
        (rest, at) = (rest.dropFirst(phrase.said.count), at + length)
      } else {
        text.append(character)
        (rest, at) = (rest.dropFirst(), at + character.utf8.count)
      }
      startsStatement = phrase == nil && (character == ";" || character == "\n" || startsStatement && character == " ")
    }
    self.text = text
  }

  /// Whether a text begins with a phrase, and that ends where a word does.
  private static func begins(_ text: Substring, with phrase: String) -> Bool {
    text.lowercased().hasPrefix(phrase) && text.dropFirst(phrase.count).first.map { $0 == " " } ?? false
  }

  /// Where a place of the text stands in what was typed; within a phrase it is where that begins.
  func typed(_ place: Int) -> Int {
    var moved = 0
    for piece in pieces {
      if place < piece.said.end, place >= piece.said.start { return piece.typed.start }
      if place >= piece.said.end { moved = piece.typed.end - piece.said.end }
    }
    return place + moved
  }

  /// The bytes of what was typed for some bytes of the text.
  func typed(_ span: Span) -> Span {
    let end = pieces.first { $0.said.start < span.end && span.end <= $0.said.end }?.typed.end ?? typed(span.end)
    return Span(typed(span.start), end)
  }
}
