"""What a newcomer finds out at the prompt, without reading anything."""
import re
import unittest

from case import CTRL_C, MAGENTA, RED, RIGHT, Case


class Completing(Case):
    def setUp(self):
        super().setUp()
        self.kith(
            "-c", "met alice, bob at Luna; carol works at Acme as \"hiring manager\"; set bob email bob@x.org; met dana")

    def menu(self, text):
        """What is shown below a text once Tab is pressed."""
        terminal = self.open()
        terminal.type(text + "\t")
        terminal.until(lambda: terminal.screen.cursor.y + 1 < len(terminal.lines), "a menu")
        rows = terminal.lines[terminal.screen.cursor.y + 1:]
        return [tuple(re.split("  +", row.strip(), maxsplit=1)) for row in rows]

    def test_what_can_be_asked(self):
        menu = self.menu("who ")
        self.assertIn(("where", "who where strength > 0.5"), menu)
        self.assertIn(("works at", "who works at Acme as hiring manager"), menu)
        self.assertIn(("sort by", "sort by strength"), menu)

    def test_fields_and_what_they_are(self):
        self.assertIn(("strength", "how strong your tie to them is, from 0 to 1"), self.menu("who where "))
        self.assertIn(("last", "the day of the last contact"), self.menu("who sort by "))

    def test_the_second_of_two_predicates(self):
        self.assertIn(("works at", "who works at Acme as hiring manager"), self.menu("who where strength > 0.5 and w"))

    def test_days_that_fit_the_verb(self):
        self.assertEqual(self.menu("plan dinner on ")[:2], [("today", "2026-11-22"), ("tomorrow", "2026-11-23")])
        self.assertEqual(self.menu("met bob on ")[:2], [("today", "2026-11-22"), ("yesterday", "2026-11-21")])

    def test_words_behind_the_verbs_that_take_them(self):
        for text, row in (
            ("set dana ", ("birthday",)), ("keep alice every ", ("2 weeks",)), ("count by ", ("weekday", "count met by weekday")),
            ("rank by ", ("degree", "how many people they have a tie to")), ("set dates ", ("mdy",)), ("met bob for ", ("45m",)),
            ("undo ", ("#4", "met dana on 2026-11-22")), ("log as ", ("csv", "for spreadsheets")),
        ):
            with self.subTest(text=text):
                self.assertIn(row, self.menu(text))


class Telling(Case):
    def test_a_new_name_is_said_before_enter(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        terminal.type("met alice, zoe at Luna")
        terminal.see_last("      new person zoe, new place Luna")
        self.assertEqual(terminal.cell("zoe at").fg, MAGENTA)
        terminal.type(CTRL_C + "met al")
        terminal.see_line("kith> met alice")
        terminal.see_last("kith> met alice")
        terminal.type(CTRL_C + "who met zoe")
        terminal.see_last("kith> who met zoe")

    def test_what_will_not_be_understood_is_underlined_and_what_would_do_is_offered(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        terminal.type("met alice this is great")
        terminal.see_line("kith> met alice this is great  → met alice: this is great")
        cell = terminal.cell("this is great  →")
        self.assertEqual((cell.fg, cell.underscore), (RED, True))
        self.assertFalse(terminal.cell("alice this").underscore)
        terminal.type(RIGHT)
        terminal.see_line("kith> met alice: this is great")
        terminal.type("\r")
        terminal.see("#2 met alice on 2026-11-22: this is great")

    def test_nothing_of_it_is_kept(self):
        terminal = self.open()
        terminal.type("met alice; shw alice")
        terminal.see_line("kith> met alice; shw alice  → met alice; show alice")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.say("log", "nothing is recorded yet")


class Helping(Case):
    def test_help_fits_the_screen_and_says_the_day(self):
        terminal = self.open()
        terminal.type("\x0chelp\r")
        terminal.see("Ctrl-D leaves.")
        terminal.prompt()
        self.assertEqual(terminal.lines[0], "kith> help")
        self.assertIn("Today is Sunday, 2026-11-22.", terminal.text)

    def test_a_page_breaks_between_words(self):
        terminal = self.open(columns=40, rows=60)
        terminal.say("help met", "example  met alice at coffee")
        page = terminal.text[terminal.text.index("  usage"):]
        self.assertIn("  also     met with, met up with, saw,\n           visited, visited with, ran\n", page)

    def test_words_that_a_stranger_looks_for(self):
        terminal = self.open(rows=60)
        for word, text in (("correct", "edit #1 met alice at Luna"), ("birthday", "set alice birthday 12 may"),
                           ("strength", "why alice"), ("leave", "Ctrl-D"), ("tea", "met: records a meeting"),
                           ("undp", "did you mean `help undo`?")):
            with self.subTest(word=word):
                terminal.say(f"help {word}", text)
                terminal.prompt()

    def test_f1_explains_the_verb(self):
        terminal = self.open()
        for key in ("\x1bOP", "\x1b[11~", "\x1b[[A", "\x1bh"):
            terminal.type("promised bob a template" + key)
            terminal.see("promised: opens a promise of yours, closed by kept or broke")
            terminal.see_line("kith> promised bob a template")
            terminal.type(CTRL_C + "\x0c")
            terminal.prompt()

    def test_examples_grow(self):
        terminal = self.open(rows=60)
        terminal.say("examples", "met alice at coffee about jobs")
        terminal.say("met Eva Berg; promised Eva Berg a book", "#2")
        terminal.say("examples", "kept #2")
        self.assertIn("why \"Eva Berg\"", terminal.text)


if __name__ == "__main__":
    unittest.main()
