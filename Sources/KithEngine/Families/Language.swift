import KithGrammar
import KithGraph
import KithQueries

/// The language: the families of its verbs, one after the other, and nothing more.
public final class Language: Sendable {
  /// Verbs of one kind, with what the reference calls them.
  package struct Family: Sendable {
    package let title: String
    package let entries: [VerbEntry]

    package init(_ title: String, _ entries: [VerbEntry]) { (self.title, self.entries) = (title, entries) }
  }

  /// The families.
  package let families: [Family]
  /// The entries of all verbs, in their order.
  public let entries: [VerbEntry]
  /// What their grammar halves make together.
  public let vocabulary: Vocabulary

  /// The version of the program, by semantic versioning, and the latest one of the language.
  public static let (programVersion, version) = ("0.1.0", 2)

  /// The language of this kith.
  public static let standard = Language([
    Family("Contact", contactFamily), Family("Giving and taking", givingFamily),
    Family("Asks and promises", commitmentFamily), Family("Introductions", introductionFamily),
    Family("Facts", factFamily), Family("Fields", fieldFamily), Family("Who is who", identityFamily),
    Family("Rhythm", rhythmFamily), Family("Plans", planFamily), Family("Questions", questionFamily),
    Family("Options", optionFamily), Family("The session", sessionFamily),
  ])

  package init(_ families: [Family]) {
    self.families = families
    entries = families.flatMap(\.entries)
    vocabulary = Vocabulary(entries.map(\.verb), derivedFields: PersonField.derived) { wordings }
  }

  /// The entry of a phrase.
  package func entry(of phrase: Int) -> VerbEntry { entries[vocabulary.phrases[phrase].verb] }
}
