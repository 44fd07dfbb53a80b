import KithSyntax

/// The closed lists of words that no new name holds, so that a name does not swallow the sentence behind it. Each list
/// is complete by intention: a word that is missing here is a word of names.
package enum FunctionWords {
  private static let articles = "a an the some any"
  private static let possessives = "my your his her its our their"
  private static let pronouns = """
    he she it they we you him them us hers theirs ours yours mine himself herself itself yourself ourselves yourselves \
    themselves oneself
    """
  private static let otherPronouns = """
    this that these those who whom whose which what someone somebody anyone anybody everyone everybody nobody nothing \
    something everything anything one other others another both all none each either
    """
  private static let conjunctions = "but because when while if so although though unless than whether where why how"
  private static let prepositions = """
    after against along among around as across before behind below beside besides between beyond by despite during \
    except for from in inside into like near of off on onto out outside over past per since through throughout till to \
    toward towards under until up upon via with within without at about re round opposite
    """
  private static let auxiliaries = """
    is are was were am be been being has have had having does did doing can could should would will shall might must \
    isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't can't couldn't shouldn't wouldn't won't
    """
  private static let negations = "not no never"
  private static let numbers = """
    two three four five six seven eight nine ten eleven twelve fifteen \
    twenty thirty forty fifty sixty ninety dozen hundred
    """
  private static let adverbs = """
    again twice once now online together too also just still yet already later soon here there back ever always often \
    sometimes finally then instead tonight early lately recently currently last next first very really quite
    """
  /// Whom or what one meets or writes to without naming them.
  private static let nouns = """
    friends family people clients customers colleagues neighbours neighbors kids children parents staff support \
    reception home work bed poetry folks guys lunch dinner breakfast coffee brunch drinks beer beers pint pints walk \
    chat chats call calls zoom meeting meetings interview students relatives
    """
  private static let particles =
    "van von der den de del della di da do dos du la le el al bin ibn ben abu ter ten zu y e"
  /// What one does with others, besides meeting them.
  private static let activities = """
    played watched revised sang danced cooked ate drank hiked walked ran jogged swam cycled climbed \
    rehearsed practised practiced partied celebrated shopped gamed baked lunched dined camped sailed \
    skied surfed fished golfed painted gardened swapped discussed reviewed brainstormed recorded performed \
    presented queued commuted prayed gossiped joked
    """
  /// The same, where it may have gone on for years: only a day tells that it did not.
  private static let pursuits = "studied trained worked lived stayed volunteered travelled traveled commuted"
  private static let doings = """
    running swimming cycling shopping walking hiking climbing jogging camping bowling dancing singing skiing sailing \
    fishing training studying working gaming babysitting painting gardening volunteering rehearsing
    """
  /// By what one says something.
  private static let sayings = """
    rang called phoned texted messaged emailed mailed wrote whatsapped pinged facetimed skyped dm'd
    """
  /// What people come together for.
  private static let events = """
    practice rehearsal training match game party picnic appointment viewing trip run swim ride hike gig concert film \
    movie show exhibition workshop review meeting lesson lecture seminar tutorial dinner lunch breakfast brunch drinks \
    coffee evening assembly service wedding funeral birthday anniversary conference session barbecue bbq supper call \
    playdate sleepover visit interview
    """
  /// What people are members of.
  private static let groups = """
    group team club choir band class course society committee board union league squad crew network circle church \
    parish congregation orchestra ensemble cohort department
    """
  private static let decoration = "now again too"
  /// What begins a line that takes something back.
  private static let corrections = "sorry oops actually correct correction change fix remove delete"

  /// All of them, for the lexicon.
  static let texts = [
    articles, possessives, pronouns, otherPronouns, conjunctions, prepositions, auxiliaries, negations, numbers,
    adverbs, nouns, particles, corrections,
  ]

  /// What no name of a person holds; a particle may stand inside.
  package static let ofPeople = set(
    articles, possessives, pronouns, otherPronouns, conjunctions, prepositions, auxiliaries, negations, numbers,
    adverbs, corrections)
  /// What in lower case is no new person's name.
  static let ofNobody = set(nouns)
  /// What may stand between a subject and its verb, and says nothing.
  static let besideVerbs = set("now also just still recently currently finally")
  /// What a question may begin with.
  static let ofAsking = set(
    "who what when where why which how whose is are am can could should has have do does did was were will would")
  /// Of these, what says what somebody is.
  static let ofIs = set("is are")
  /// Of these, what asks for yes or no before whom it asks about.
  static let ofYesOrNo = set("is are am can could should has have do does did was were will would")
  /// What says of a whole statement how it was.
  static let asides = set("again too together online twice finally")
  /// What stands before what belongs to it.
  static let ofWhere = set(prepositions)
  /// What a remark begins with, and no thing.
  static let ofRemarks = set(negations, pronouns, adverbs, auxiliaries)
  /// What may stand beside an `and`, or instead of one, between two statements.
  static let joints = set("then but")
  /// What no role begins with.
  static let ofNoRole = set(
    prepositions, negations, possessives, pronouns, adverbs, conjunctions, "and or")
  /// What says how somebody is called, rather than what they are.
  static let ofNaming: Set = ["called", "named", "spelled", "spelt"]
  /// Whether a word says what somebody is about to do, and is no part of a role: `getting married`.
  static func isDoing(_ word: String) -> Bool {
    [
      "moving", "getting", "leaving", "staying", "coming", "going", "looking", "having", "being", "doing", "making",
      "taking", "starting", "thinking", "hoping", "trying", "expecting", "waiting", "feeling", "becoming", "wearing",
    ]
    .contains(word)
  }
  /// What may stand between the words of a person's name.
  static let between = set(particles)
  /// What may be a word of a name where it begins with a capital: `Will`, `Can`, `Li Jun`.
  static let capitalised = set(auxiliaries, numbers)
  /// What no name of an org, a group, a place or a thing holds.
  static let ofThings = set(pronouns, "that which who", conjunctions, auxiliaries)
  /// What a topic may begin with all the same.
  package static let ofQuestions = set("how what why when where whether if who")
  /// What says nothing of an org, a group, a place or a thing at the end of its name.
  static let atTheEnd = set(decoration)
  /// What stands before a name and is not part of it where the rest is known.
  package static let leading = set(articles)

  /// Whether a word says what one did with others.
  static func isActivity(_ word: String) -> Bool { activitySet.contains(word) }
  /// The same, where only a day tells that it was no time of one's life.
  static func isPursuit(_ word: String) -> Bool { pursuitSet.contains(word) }
  /// The same, of what goes on or is to come.
  static func isDoingTogether(_ word: String) -> Bool { doingSet.contains(word) }
  /// Whether something can be said by a verb.
  static func isSaying(_ word: String) -> Bool { sayingSet.contains(word) }
  /// Whether a word says what people come together for.
  static func isEvent(_ word: String) -> Bool { eventSet.contains(word) }
  /// Whether a word says what people are members of.
  static func isGroup(_ word: String) -> Bool { groupSet.contains(word) }

  private static let activitySet = Set(activities.split(separator: " ").map(String.init))
  private static let pursuitSet = Set(pursuits.split(separator: " ").map(String.init))
  private static let doingSet = Set(doings.split(separator: " ").map(String.init))
  private static let sayingSet = Set(sayings.split(separator: " ").map(String.init))
  private static let eventSet = Set(events.split(separator: " ").map(String.init))
  private static let groupSet = Set(groups.split(separator: " ").map(String.init))

  /// Whether what somebody is given is no thing: a call, a visit, an introduction.
  static func isNoGift(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    if words.count > 1, words.first == "back" || words.last == "back" { return true }
    guard words.count > 1, ["a", "an", "the"].contains(words[0]) else { return false }
    return ["call", "ring", "visit"].contains(words[words.count - 1])
      || ["intro", "introduction"].contains(words[1]) && words.count > 2
  }

  /// Whether a word stands before a name and is a part of it.
  static func isTitle(_ word: String) -> Bool {
    ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "fr", "rev", "sister", "father", "aunt", "uncle"]
      .contains(word.hasSuffix(".") ? String(word.dropLast()) : word)
  }

  /// Whether a word stands behind a name and its comma as a part of it: `John Smith, Jr.`
  static func isTitleBehind(_ word: String) -> Bool {
    ["phd", "ph.d.", "md", "m.d.", "jr", "jr.", "sr", "sr.", "esq", "esq.", "mba", "obe", "mbe", "rn", "iii", "iv"]
      .contains(word)
  }

  /// Whether a word says what one has in the evening: `had drinks with tom at 8`.
  static func isOfEvening(_ word: String) -> Bool {
    ["dinner", "supper", "drink", "drinks", "beer", "beers", "pint", "pints"].contains(word)
  }

  /// Whether a word says whose something is.
  static func isPossessive(_ word: String) -> Bool { possessives.split(separator: " ").contains { $0 == word } }

  private static func set(_ lists: String...) -> WordSet {
    WordSet(lists.flatMap { $0.split(separator: " ").map { Keyword.lexicon.word(String($0)) } })
  }
}
