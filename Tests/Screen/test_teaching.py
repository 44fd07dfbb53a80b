"""What a newcomer finds out at the prompt, without reading anything."""
import re
import unittest

from case import CTRL_C, RIGHT, Case


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
        self.assertEqual(terminal.cell("zoe at").fg, "magenta")
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
        self.assertEqual((cell.fg, cell.underscore), ("red", True))
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


if __name__ == "__main__":
    unittest.main()
