import KithText

/// The words, dates and channels aside, that mean something somewhere. `scripts/record` writes them: to ask all verbs takes as
/// long as a start.
// swift-format-ignore
let wordsThatMean: WordList = [
  "a", "about", "agenda", "aka", "all", "am", "an", "and", "another", "anybody", "anyone", "as", "ask-patience", "asked",
  "asks", "at", "backup", "balance", "barely", "before", "best", "between", "both", "broke", "by", "called", "cancel",
  "caught", "channel", "chatted", "circles", "coffee", "common", "contacts", "count", "coworked", "d", "day", "days",
  "declined", "define", "depth", "dinner", "done", "dormant", "drink", "drinks", "due", "edit", "else", "emailed", "every",
  "everybody", "everyone", "examples", "expect", "export", "find", "for", "forget", "friends", "from", "gave", "got",
  "granted", "graph", "group", "h", "had", "half-life", "he", "heard", "help", "helped", "her", "hers", "herself", "him",
  "himself", "his", "history", "hour", "hours", "i", "if", "ignored", "in", "include", "into", "intro", "introduced",
  "intros", "is", "it", "its", "itself", "joined", "keep", "keeping", "kept", "know", "knows", "language", "last", "layers",
  "left", "let", "like", "likes", "limit", "live", "lives", "log", "longer", "lunch", "m", "me", "merge", "messaged", "met",
  "min", "mine", "mins", "minute", "minutes", "move", "my", "myself", "need", "needs", "next", "no", "nobody", "none", "not",
  "note", "of", "off", "offer", "offers", "on", "one", "oneself", "open", "or", "org", "other", "others", "our", "ours",
  "ourselves", "output", "param", "path", "people", "person", "phoned", "pinged", "place", "plain", "plan", "plans",
  "posted", "print", "promise", "promised", "promises", "prompt", "quit", "ran", "rank", "redo", "remind", "rename", "save",
  "saw", "set", "shared", "she", "show", "since", "somebody", "someone", "sort", "spoke", "stats", "stop", "strict",
  "suggest", "tag", "talked", "texted", "thanked", "that", "their", "theirs", "them", "themselves", "these", "they", "this",
  "those", "timing", "to", "today", "top", "topic", "undo", "unset", "untag", "up", "us", "via", "video", "visited", "w",
  "warm", "we", "week", "weeks", "weight", "well", "who", "whom", "why", "with", "work", "works", "worth", "wrote",
  "yesterday", "you", "your", "yours", "yourself", "yourselves", "zoomed",
]
