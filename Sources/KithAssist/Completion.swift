/// What could stand where the cursor is.
public struct Completion: Sendable {
  /// Something that could stand there.
  public struct Candidate: Sendable {
    /// Ready to stand in the text.
    public let text: String
    /// What it is, in a few words; empty where the text says so.
    public let detail: String
    /// The name that it is, as it is spelled without quotes; `nil` where it is a word of the language.
    public var name: String?
  }

  /// The byte offset from which a candidate replaces the text before the cursor.
  public let start: Int
  /// The candidates, the likeliest first.
  public let candidates: [Candidate]

  /// Candidates for what stands behind an offset.
  public init(start: Int, candidates: [Candidate]) { (self.start, self.candidates) = (start, candidates) }
}
