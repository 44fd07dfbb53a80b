import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("met Alice Smith and Bob", "met \"Alice Smith\", Bob on 2026-11-22"),
    ("met alice, bob, and carol", "met alice, bob, carol on 2026-11-22"),
    ("met alice and bob with carol, dave", "met alice, bob with carol, dave on 2026-11-22"),
    ("met \"with\"", "met \"with\" on 2026-11-22"),
    ("met alice at Bed and Breakfast", "met alice at \"Bed and Breakfast\" on 2026-11-22"),
    (
      "met alice at Inn of Court about the rent and the roof",
      "met alice at \"Inn of Court\" about \"the rent\", \"the roof\" on 2026-11-22"
    ),
    (
      "alice works at University of Oslo as head of research",
      "alice works at \"University of Oslo\" as \"head of research\" on 2026-11-22"
    ),
    ("I met alice", "met alice on 2026-11-22"),
    ("alice met me", "alice met me on 2026-11-22"),
    ("alice met ALICE and bob", "alice met alice, bob on 2026-11-22"),
    ("gave \"3 books\" to grace", "gave \"3 books\" to grace on 2026-11-22"),
    ("gave a lift to town to bob", "error: `to` does not go with `gave`"),
    ("met alice at org Acme", "met alice at org Acme on 2026-11-22"),
    ("met alice at place Acme", "met alice at Acme on 2026-11-22"),
    ("met John: and Mary", "met John on 2026-11-22: and Mary"),
    ("works at Acme; met bob at Acme", "met bob at Acme on 2026-11-22"),
    ("works at Acme; met bob at place Acme; met bob at Acme", "met bob at place Acme on 2026-11-22"),
    ("met bob at org", "error: expected ORG at the end"),
    ("met bob at group Rust Berlin", "met bob at group \"Rust Berlin\" on 2026-11-22"),
    ("met \"\u{2800}\"", "error: a name cannot be empty"),
    ("alice, bob met carol", "error: one name stands before the verb: unexpected `,`"),
    ("met #work", "error: expected PEOPLE, not `#work`"),
  ]) func reads(line: String, text: String) throws {
    let say = try Saying()
    #expect(say(line) == text)
  }

  /// What a journal says was acknowledged once: it is read whatever is refused by now, and what it names can be named
  /// and mended.
  @Test func whatNobodySeesIsReadInAJournal() throws {
    let say = try Saying()
    try say.interpreter.replay("#1 met bob, \"x\u{E0041}\", \"al\u{200D}ice\" on 2026-11-22: a\u{200B}b\n")
    #expect(
      say.interpreter.log.text(of: 1) == #"met bob, "x\u{e0041}", "al\#u{200D}ice" on 2026-11-22: "a\u{200b}b""#)
    #expect(say(#"met "x\u{e0041}""#) == #"met "x\u{e0041}" on 2026-11-22"#)
    #expect(say(#"rename "x\u{e0041}" to xavier"#) == #"rename "x\u{e0041}" to "xavier""#)
    #expect(say(#"met "y\u{e0041}""#) == "error: a name cannot hold what nobody sees: U+E0041")
  }

  @Test func caseAndCompositionDoNotCount() throws {
    let say = try Saying()
    _ = say("met \"Zoë\"")
    #expect(say("met ZOE\u{308}") == "met Zoë on 2026-11-22")
    #expect(say("met Strauß") == "met Strauß on 2026-11-22")
    #expect(say("met STRAUSS") == "met Strauß on 2026-11-22")
  }

  @Test func aFirstNameMeansTheOnlyOneOfIt() throws {
    let say = try Saying()
    _ = say("met Alice Smith")
    #expect(say("met alice") == "met \"Alice Smith\" on 2026-11-22")
    _ = say("met Alice Jones")
    #expect(say("met alice") == "error: `alice` could be `Alice Jones` or `Alice Smith`")
    _ = say("met \"Alice\"")
    #expect(say("met alice") == "met \"Alice\" on 2026-11-22")
  }

  @Test func whatIsTakenBackLeavesItsNameFree() throws {
    let say = try Saying()
    _ = say("met acme")
    #expect(say("bob works at Acme") == "error: `acme` is a person, and an org belongs here")
    _ = say("undo #1")
    #expect(say("bob works at ACME") == "bob works at ACME on 2026-11-22")
    #expect(say("met acme") == "error: `acme` is an org, and a person belongs here")
  }

  @Test func aPlaceBecomesTheOrgOfItsName() throws {
    let say = try Saying()
    #expect(say("met bob at Acme") == "met bob at Acme on 2026-11-22")
    _ = say("bob works at Acme")
    #expect(say.interpreter.log.text(of: 1) == "met bob at Acme on 2026-11-22")
    #expect(say("met Acme") == "error: `Acme` is an org, and a person belongs here")
    _ = say("undo #2")
    #expect(say("met Acme") == "met Acme on 2026-11-22")
  }
}
