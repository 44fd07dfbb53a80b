"""What a newcomer finds out at the prompt, without reading anything."""
import re
import subprocess
import time
import unittest

from case import CTRL_C, MAGENTA, RED, RIGHT, UP, Case
from terminal import KITH, TODAY


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

    def test_fields_and_sort_keys_of_a_question_at_once(self):
        self.assertIn(("where strength", "> 0.5: how strong your tie to them is, from 0 to 1"), self.menu("who st"))
        self.assertIn(("sort by strength", "how strong your tie to them is, from 0 to 1"), self.menu("who st"))

    def test_fields_and_what_they_are(self):
        self.assertIn(("strength", "> 0.5: how strong your tie to them is, from 0 to 1"), self.menu("who where "))
        self.assertIn(("last", "the day of the last contact"), self.menu("who sort by "))

    def test_the_second_of_two_predicates(self):
        self.assertIn(("works at", "who works at Acme as hiring manager"), self.menu("who where strength > 0.5 and w"))

    def test_how_far_a_menu_goes(self):
        self.assertEqual(self.menu("who where ")[-1], ("… 3 more",))
        terminal = self.open()
        terminal.type("who where \t" + UP)
        terminal.see("  … 3 above")

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
        terminal.see_colour("zoe at", MAGENTA)
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
        terminal.see_colour("this is great  →", RED)
        cell = terminal.cell("this is great  →")
        self.assertEqual((cell.fg, cell.underscore), (RED, True))
        self.assertFalse(terminal.cell("alice this").underscore)
        terminal.type(RIGHT)
        terminal.see_line("kith> met alice: this is great")
        terminal.type("\r")
        terminal.see("#2 met alice on 2026-11-22: this is great")

    def test_the_number_of_a_statement_says_it_anew(self):
        self.kith("-c", "met alice at Luna; met bob")
        terminal = self.open()
        terminal.say("#1 met alice at Roma", "#1 is said already")
        terminal.see_line("kith> edit #1 met alice at Roma")
        terminal.type(RIGHT + "\r")
        terminal.see("#1 met alice at Roma")

    def test_a_page_says_how_to_leave_it(self):
        terminal = self.open(rows=10)
        terminal.say("help keys", "Space goes on, q leaves")
        terminal.type("q")
        terminal.prompt()

    def test_what_would_be_refused_is_not_offered(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        terminal.type("not due ")
        terminal.see_line("kith> not due")
        time.sleep(0.2)
        terminal.see_line("kith> not due")

    def test_what_is_half_typed_is_no_error(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        terminal.type("met alice on sund")
        terminal.see_line("kith> met alice on sund")
        self.assertFalse(terminal.cell("sund").underscore)

    def test_a_statement_is_edited_where_no_editor_is_set(self):
        self.kith("-c", "met Zoë at \"Café Luna\": she said \"hi\"")
        for words in ("edit #1", "change 1"):
            terminal = self.open()
            terminal.type(words + "\r")
            terminal.see_line("kith> edit #1 met Zoë at \"Café Luna\" on 2026-11-22: she said \"hi\"")
        terminal.type("!\r")
        terminal.see("#1 met Zoë at \"Café Luna\" on 2026-11-22: she said \"hi\"!")

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


class Waiting(Case):
    def test_an_empty_network_says_what_to_do_first(self):
        terminal = self.open()
        for line in ("today", "due", "suggest", "who"):
            terminal.say(line, "nothing is recorded yet; say `met alice at coffee`")
            terminal.type("\x0c")
            terminal.prompt()
        terminal.say("met alice", "#1")
        for line in ("today", "due", "suggest"):
            terminal.say(line, "`keep alice every 2 weeks` says how often")
            terminal.type("\x0c")
            terminal.prompt()

    def test_an_empty_answer_is_said_beside_what_a_program_reads(self):
        self.kith("-c", "met alice")
        for question, note in (("due", "nothing is due"), ("who where city = Ulm", "nobody fits"), ("suggest", "nothing to suggest")):
            run = subprocess.run(
                [KITH, "--file", self.folder / "network.kith", "--today", TODAY, question], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stdout), (0, ""))
            self.assertIn(note, run.stderr)

    def test_words_to_leave_and_to_ask(self):
        for word in ("exit", "bye", "q", "quit"):
            terminal = self.open()
            terminal.type(word + "\r")
            self.assertEqual(terminal.end(), 0)
        terminal = self.open()
        terminal.say("version", "kith 0.")
        terminal.prompt()
        terminal.say("?", "Ctrl-D leaves.")

    def test_lists_show_the_numbers_that_lines_take(self):
        self.kith("-c", "plan dinner with bob on friday; asked bob for a review; on 2026-11-01 promised bob a book by 2026-11-10")
        terminal = self.open(rows=40, prompt="kith •1>")
        for line, row in (("plans", "#"), ("asks", "#"), ("agenda", "#"), ("due", "#")):
            terminal.type("\x0c" + line + "\r")
            terminal.until(lambda: len(terminal.lines) > 2, "an answer")
            self.assertIn(row, terminal.lines[1].split())
        terminal.say("move dinner to saturday", "2026-11-28")
        terminal.say("cancel dinner", "cancel #1")

    def test_past_midnight_the_greeting_counts_anew(self):
        # A time zone in which midnight is six seconds ahead.
        ahead = (86400 - int(time.time()) % 86400 - 6) % 86400
        zone = f"XXX-{ahead // 3600}:{ahead // 60 % 60:02}:{ahead % 60:02}" if ahead < 86400 else "UTC"
        today = subprocess.run(["date", "+%F"], env={"TZ": zone, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True).stdout.strip()
        terminal = self.open([str(KITH)], TZ=zone)
        terminal.say("plan dinner with bob on tomorrow", "#1")
        terminal.prompt()
        end = time.monotonic() + 15
        while subprocess.run(
                ["date", "+%F"], env={"TZ": zone, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True).stdout.strip() == today:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.2)
        terminal.type("l")
        terminal.see("today: ")
        terminal.until(lambda: terminal.line.startswith("kith •1> l"), "what is due")

    def test_at_a_question_history_and_suggestions_rest(self):
        terminal = self.open()
        terminal.say("met alice; met tom", "#2")
        terminal.prompt()
        terminal.say("yelled", "kith finds no verb")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.say("merge tom into alice", "[y/N]")
        question = terminal.line
        terminal.type("y" + "\x12" + UP + "\x1b[5~" + "\x1b[1;3A" + "\x1bp")
        terminal.until(lambda: terminal.line == question + " y", "the answer alone")
        terminal.type("\r")
        terminal.see("#3 merge tom into alice")

    def test_an_editor_that_fails_says_so(self):
        terminal = self.open(EDITOR="false")
        terminal.type("met alice\x18\x05")
        terminal.see("the editor failed, and the line is as it was")
        terminal.see_line("kith> met alice")

    def test_a_huge_line_of_the_history_is_passed_over(self):
        (self.folder / "network.kith.history").write_text("met ann\nmet bob: " + "so it goes " * 1_000_000 + "\nlog\n")
        terminal = self.open()
        terminal.type(UP + UP)
        terminal.see_line("kith> met ann")


if __name__ == "__main__":
    unittest.main()
