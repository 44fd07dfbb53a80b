/// How a field is called that somebody sets.
package enum FieldName {
  /// Whether a word can be the name of a field that somebody sets: one word of letters.
  package static func isName(_ word: String) -> Bool {
    guard word.unicodeScalars.first?.properties.isAlphabetic ?? false, word.utf8.count <= 100,
      !clauseWords.contains(word),
      word != "and"
    else { return false }
    return word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0) }
  }

  /// The fields that need not have been set before where a sentence could say something else as well.
  package static let usual: Set = [
    "email", "phone", "url", "address", "birthday", "linkedin", "twitter", "instagram",
  ]

  /// The field that a word means: `mobile` is a phone.
  package static func meant(by word: String) -> String {
    [
      "number": "phone", "mobile": "phone", "phone number": "phone", "mobile number": "phone", "cell": "phone",
      "mail": "email", "email address": "email", "e-mail": "email", "website": "url", "web site": "url",
      "homepage": "url", "home address": "address",
      "bday": "birthday",
    ][word] ?? word
  }
}
