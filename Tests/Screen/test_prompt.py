"""The prompt as somebody sees it. Each test names what it shows; all of it is looked for on the screen."""
import os
import signal
import stat
import subprocess
import time
import unittest

from case import (
    ALT_ENTER, BLUE, CTRL_A, CTRL_C, CTRL_D, CTRL_E, CTRL_R, CTRL_X, CTRL_Z, CYAN, DOWN, ESCAPE, GREEN, LEFT, MAGENTA, RED, RIGHT,
    SHIFT_TAB, UNDO, UP, YELLOW, Case)
from terminal import KITH, TODAY


class Lines(Case):
    def test_records_answers_and_ends(self):
        terminal = self.open()
        terminal.say("met alice at Café Łuna; gave intro to bob", "#2 introduced alice to bob on 2026-11-22 (new person bob)")
        self.assertIn('#1 met alice at "Café Łuna" on 2026-11-22', terminal.text)
        terminal.prompt()
        self.leave(terminal)
        self.assertEqual(self.kith("who", "show", "name", "as", "csv"), "name\nalice\nbob\n")

    def test_open_goes_on_with_another_network(self):
        terminal = self.open()
        terminal.say("met alice", "#1 met alice on 2026-11-22")
        terminal.prompt()
        terminal.say(f"open {self.folder}", "is not a regular file")
        terminal.prompt()
        terminal.say("met bob", "#2 met bob on 2026-11-22")
        terminal.prompt()
        terminal.say(f"open {self.folder}/work.kith", "Welcome to kith")
        terminal.prompt("work>")
        terminal.say("met carol", "#1 met carol on 2026-11-22")
        terminal.prompt("work>")
        terminal.say(f"open {self.folder}/network.kith", "kith>")
        terminal.prompt("kith>")
        terminal.say("count by person", "bob")
        self.leave(terminal)
        self.assertEqual(self.kith("who", "show", "name", "as", "csv"), "name\nalice\nbob\n")

    def test_a_file_that_cannot_be_written_ends_nothing(self):
        terminal = self.open()
        terminal.say("met alice; log as csv to \"nowhere/x.csv\"", "cannot write `nowhere/x.csv`")
        terminal.prompt()
        terminal.say("met bob", "#2 met bob on 2026-11-22")
        terminal.prompt()
        self.leave(terminal)

    def test_ctrl_c_gives_the_line_up_and_keeps_the_session(self):
        terminal = self.open()
        terminal.type("met nobody at all" + CTRL_A + CTRL_C)
        terminal.see("kith> met nobody at all^C")
        terminal.prompt()
        terminal.say("met carol", "#1 met carol on 2026-11-22")
        terminal.prompt()
        self.leave(terminal)
        self.assertEqual(self.kith("who", "show", "name", "as", "csv"), "name\ncarol\n")

    def test_ctrl_c_gives_a_question_and_a_script_up(self):
        script = self.folder / "ties.net"
        script.write_text("".join(f"p{a} knows p{(a * 31 + b * 977) % 3000}\n" for a in range(3000) for b in range(1, 5)))
        self.kith("--quiet", "run", str(script))
        doubling = "".join(f"define d{n + 1}() {{ d{n}(); d{n}() }}\n" for n in range(25))
        (self.folder / "long.net").write_text("define d0() { met alice }\n" + doubling + "d25()\n")
        terminal = self.open()
        for line in ("rank by betweenness", 'include "long.net"'):
            terminal.type(line + "\r")
            time.sleep(0.7)
            self.assertTrue(terminal.is_cooked)
            terminal.type(CTRL_C)
            terminal.see("given up")
            terminal.prompt()
            terminal.type("\x0c")
            terminal.until(lambda: terminal.lines == ["kith>"], "an empty screen")
        terminal.say("met bob", "met bob on 2026-11-22")
        self.assertNotIn("alice", self.kith("who", "show", "name"))

    def test_a_signal_leaves_in_order(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                terminal = self.open()
                terminal.say("met alice", "met alice on 2026-11-22")
                terminal.type("met böb")
                terminal.see_line("kith> met böb")
                self.assertFalse(terminal.is_cooked)
                terminal.kill(number)
                self.assertEqual(terminal.end(), 128 + number)
                self.assertTrue(terminal.is_cooked)
                self.assertTrue(terminal.written.endswith(b"\x1b[?2004l"))
                self.assertIn("up to frame", self.kith("verify"))
                self.assertEqual(self.kith("who", "show", "name", "as", "csv"), "name\nalice\n")

    def test_a_trap_gives_the_terminal_back(self):
        terminal = self.open()
        terminal.say("met alice", "#1 met alice")
        terminal.prompt()
        self.assertFalse(terminal.is_cooked)
        terminal.kill(signal.SIGILL)
        self.assertEqual(terminal.end(), -signal.SIGILL)
        self.assertTrue(terminal.is_cooked)
        self.assertIn(b"\x1b[?2004l", terminal.written[-20:])

    def test_ctrl_z_and_fg(self):
        terminal = self.open(["/bin/bash", "--norc", "-i"], prompt=None, PS1="shell> ")
        terminal.see("shell>")
        terminal.type(f"{KITH} --today {TODAY}\r")
        terminal.prompt()
        terminal.type("met ali")
        terminal.see_line("kith> met ali")
        terminal.type(CTRL_Z)
        terminal.see("Stopped")
        terminal.see_line("shell>")
        terminal.type("fg\r")
        terminal.see_line("kith> met ali")
        terminal.type("ce\r")
        terminal.see("#1 met alice on 2026-11-22")

    def test_two_sessions_see_each_other(self):
        terminal = self.open()
        self.kith("met", "alice")
        terminal.say("met bob", "#2 met bob on 2026-11-22")
        terminal.say("who show name", "alice\nbob\n")
        # What the other one said is not this session's to undo.
        terminal.say("undo", "undone: #2")
        terminal.say("undo", "there is nothing to undo in this session")

    def test_what_is_hard_to_take_back_is_asked_first(self):
        self.kith("-c", "met alice, tom; met Zebulon")
        terminal = self.open()
        terminal.say("merge tom into alice", "go on? [y/N]")
        terminal.type("\r")
        terminal.prompt()
        terminal.say("merge tom into alice", "go on? [y/N]")
        terminal.say("y", "#3 merge tom into alice")
        terminal.say("forget zebulon", "for good; go on? [y/N]")
        terminal.say("yes", "forgotten: 1 statement gone, 0 told without the name")
        terminal.prompt()
        history = (self.folder / "network.kith.history").read_text()
        self.assertEqual(history, "merge tom into alice\nmerge tom into alice\n")
        terminal.type(UP)
        terminal.see_line("kith> merge tom into alice")
        self.assertEqual(self.kith("who", "show", "name", "as", "csv"), "name\nalice\n")


class Overlay(Case):
    def test_pieces_are_shown_by_their_meaning(self):
        self.kith("-c", "met alice at coffee")
        terminal = self.open()
        terminal.type("called alice with zoe via zoom about jazz on 2026-11-03 #work")
        terminal.see_line("kith> called alice with zoe via zoom about jazz on 2026-11-03 #work")
        self.assertTrue(terminal.cell("called").bold)
        terminal.see_colour("alice with", CYAN)
        colours = [terminal.cell(word).fg for word in ("alice with", "zoe via", "via", "2026", "#work")]
        self.assertEqual(colours, [CYAN, MAGENTA, BLUE, YELLOW, GREEN])
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("met alice at coffee")
        terminal.see_line("kith> met alice at coffee")
        self.assertEqual([terminal.cell(word).underscore for word in ("alice", "coffee")], [False, True])
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("shw alice; met bob")
        terminal.see_line("kith> shw alice; met bob  → show alice; met bob")
        terminal.see_colour("shw", RED)
        self.assertTrue(terminal.cell("met bob  →").bold)

    def test_what_is_suggested_is_dim_and_taken(self):
        terminal = self.open()
        terminal.say("met alice", "#1 met alice")
        terminal.say("met alice at the library", "#2 met alice")
        terminal.prompt()
        terminal.type("me")
        terminal.see_line("kith> met alice at the library")
        self.assertEqual(terminal.screen.cursor.x, 8)
        terminal.type("\x1bf")
        terminal.see_line("kith> met alice at the library")
        self.assertEqual(terminal.screen.cursor.x, 9)
        terminal.type("\x1bf")
        terminal.until(lambda: terminal.screen.cursor.x == 15, "the cursor behind alice")
        terminal.type(CTRL_E)
        terminal.until(lambda: terminal.screen.cursor.x == 30, "the cursor at the end")
        terminal.type("\r")
        terminal.see("#3 met alice at \"the library\" on 2026-11-22")
        # While one walks through the history, nothing is suggested.
        terminal.prompt()
        terminal.type(UP + UP)
        terminal.see_line("kith> met alice")
        # The language suggests where the history does not.
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("introd")
        terminal.see_line("kith> introduced")
        # What is suggested follows what was typed last, however fast the keys come.
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("introd" + RIGHT + RIGHT)
        terminal.see_line("kith> introduced")
        self.assertEqual(terminal.screen.cursor.x, len("kith> introduced"))

    def test_in_a_pipe_nothing_is_painted(self):
        output = subprocess.run(
            [KITH, "--file", self.folder / "n.kith", "--today", TODAY], input="met alice\nmet al", capture_output=True, text=True)
        self.assertNotIn("\x1b", output.stdout + output.stderr)
        self.assertNotIn("kith>", output.stdout)

    def test_wide_characters_and_emoji(self):
        terminal = self.open(columns=30)
        terminal.type("met 陳大文 at 🍜 bar")
        terminal.see_line("kith> met 陳大文 at 🍜 bar")
        self.assertEqual(terminal.screen.cursor.x, 26)
        terminal.type(LEFT * 5 + "x")
        terminal.see_line("kith> met 陳大文 at x🍜 bar")
        terminal.type(CTRL_E + " 漢字")
        # A wide character that does not fit into a row stands whole in the next one.
        terminal.see_line("字")
        self.assertEqual(terminal.screen.cursor.x, 2)
        terminal.type("\r")
        terminal.see("#1 met 陳大文")

    def test_long_lines_wrap_and_are_resized(self):
        self.kith("-c", "met alice")
        terminal = self.open(columns=40, rows=10)
        terminal.type("met alice: " + "word " * 20 + "end")
        terminal.see("end")
        self.assertEqual([len(line) for line in terminal.lines[-3:-1]], [40, 40])
        terminal.resize(60, 10)
        terminal.until(lambda: "".join(terminal.lines[-2:]).startswith("kith> met") and len(terminal.lines[-2]) == 60, "another width")
        self.assertEqual(terminal.text.count("kith> met"), 1)
        terminal.type(CTRL_A + "x")
        terminal.until(lambda: any(line.startswith("kith> xmet") for line in terminal.lines[-3:]), "the line, changed")
        terminal.type("\r")
        terminal.see("kith knows no verb `xmet`")

    def test_undo_of_edits(self):
        terminal = self.open()
        terminal.type("met alice at coffee")
        terminal.see_line("kith> met alice at coffee")
        terminal.type("\x17")
        terminal.see_line("kith> met alice at")
        terminal.type("\x17")
        terminal.see_line("kith> met alice")
        terminal.type(UNDO)
        terminal.see_line("kith> met alice at")
        terminal.type(UNDO)
        terminal.see_line("kith> met alice at coffee")

    def test_dumb_terminals_get_no_escapes(self):
        for variables in ({"TERM": "dumb"}, {"INSIDE_EMACS": "29.1,comint"}):
            with self.subTest(variables):
                terminal = self.open([str(KITH), "--today", TODAY], prompt=None, **variables)
                terminal.see("kith>")
                terminal.type("met alice\r")
                terminal.see("met alice on 2026-11-22")
                terminal.type("shw\r")
                terminal.see("did you mean `show`?")
                terminal.type("qui\t\r")
                self.assertEqual(terminal.end(), 0)
                if variables.get("TERM") == "dumb":
                    self.assertNotIn(b"\x1b", terminal.written)

    def test_no_color(self):
        terminal = self.open(NO_COLOR="1")
        terminal.type("met alice")
        terminal.see_line("kith> met alice")
        self.assertFalse(terminal.cell("met").bold)
        terminal.see_colour("alice", "default")


class Completing(Case):
    def setUp(self):
        super().setUp()
        self.kith("-c", "met alice, \"Alan Kay\" at \"Café Luna\"; met bob; promised bob a template; alice works at Acme")

    def test_the_menu_knows_the_slot(self):
        terminal = self.open()
        terminal.type("met al\t")
        terminal.see("alice       person")
        terminal.see("\"Alan Kay\"  person")
        terminal.type("\t")
        terminal.see_line("kith> met alice")
        self.assertTrue(terminal.cell("alice       ").reverse)
        terminal.type(DOWN)
        terminal.see_line("kith> met \"Alan Kay\"")
        terminal.type(SHIFT_TAB)
        terminal.see_line("kith> met alice")
        terminal.type("\rat ca\t")
        terminal.see_line("kith> met alice at \"Café Luna\"")
        terminal.type("; kept \t")
        terminal.see("#3          on 2026-11-22 promised bob \"a template\"")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("who where stre\t")
        terminal.see_line("kith> who where strength")
        self.assertNotIn("person", terminal.lines[-1])

    def test_inside_words_over_a_typo_and_quoted(self):
        terminal = self.open()
        terminal.type("met kay\t")
        terminal.see_line("kith> met \"Alan Kay\"")
        terminal.type(CTRL_C)
        terminal.prompt()
        for slip in ("alcie", "ailce", "alce", "aliice", "alixe"):
            terminal.type(f"met {slip}\t")
            terminal.see_line("kith> met alice")
            terminal.type(CTRL_C)
            terminal.prompt()
        terminal.say("rename alice to carol", "rename alice to carol")
        terminal.type("met caro\t")
        terminal.see_line("kith> met carol")

    def test_ranks_by_strength_and_recency(self):
        self.kith("-c", "met anna on 2026-11-01; met andy on 2026-11-02; met andy on 2026-11-03; met andrea on 2025-01-01")
        for _ in range(12):
            self.kith("met", "bob")
        terminal = self.open()
        terminal.type("met an\t")
        terminal.until(lambda: "andrea" in terminal.text, "the menu")
        self.assertEqual([line.split()[0] for line in terminal.lines[-3:]], ["andy", "anna", "andrea"])
        terminal.type(CTRL_C)
        terminal.say("met andrea", "met andrea on 2026-11-22")
        terminal.type("called an\t")
        terminal.until(lambda: terminal.lines[-1].split()[0] == "anna", "another order")
        self.assertEqual([line.split()[0] for line in terminal.lines[-3:]], ["andrea", "andy", "anna"])

    def test_escape_puts_back_what_was_typed(self):
        terminal = self.open()
        terminal.type("met al\t\t")
        terminal.see_line("kith> met alice")
        terminal.type(ESCAPE)
        terminal.until(lambda: "Alan" not in terminal.text, "no menu")
        # What follows the cursor is suggested, and not of the line.
        terminal.until(lambda: terminal.screen.cursor.x == len("kith> met al"), "what was typed")


class Blocks(Case):
    def test_a_block_goes_on_and_is_one_entry(self):
        terminal = self.open()
        terminal.type("for p in alice, bob {\rmet $p\r")
        terminal.see("  ... met $p\n  ...")
        # The lines above are still to be changed.
        terminal.type(UP + UP)
        terminal.see_line("kith> for p in alice, bob {")
        terminal.type(DOWN + DOWN + "}\r")
        terminal.see("#2 met bob on 2026-11-22")
        terminal.prompt()
        terminal.type(UP)
        terminal.see("kith> for p in alice, bob {\n  ... met $p\n  ... }")
        terminal.type(UP)
        terminal.until(lambda: terminal.screen.cursor.y == len(terminal.lines) - 2, "the cursor a line higher")
        terminal.type(CTRL_C)
        terminal.prompt()
        self.leave(terminal)
        second = self.open()
        second.type(UP)
        second.see("kith> for p in alice, bob {\n  ... met $p\n  ... }")

    def test_keys_of_a_line_stay_in_the_line(self):
        terminal = self.open()
        terminal.type("for p in alice {\rmet $p\rmet bob" + CTRL_A + "called zoe; ")
        terminal.see("kith> for p in alice {\n  ... met $p\n  ... called zoe; met bob")
        terminal.type(CTRL_A + "\x0b}")
        terminal.see("kith> for p in alice {\n  ... met $p\n  ... }")
        terminal.type(UP + CTRL_A + "\x0b")
        terminal.see("kith> for p in alice {\n  ...\n  ... }")
        terminal.type(CTRL_R)
        terminal.see("search:\n")

    def test_an_open_quote_goes_on(self):
        terminal = self.open()
        terminal.type("print \"one\r")
        terminal.see("kith> print \"one\n  ...")
        terminal.type("two\"\r")
        terminal.see("one\\u{a}two")
        terminal.prompt()
        terminal.type(UP)
        terminal.see_line("kith> print \"one\\ntwo\"")

    def test_a_character_goes_as_a_whole(self):
        terminal = self.open()
        terminal.type("met 👩‍👩‍👧‍👦\x7fx")
        terminal.see_line("kith> met x")
        terminal.type("e\u0301" + LEFT + "y")
        terminal.see_line("kith> met xy\u00e9")

    def test_an_open_list_goes_on(self):
        terminal = self.open()
        terminal.type("met alice,\rbob\r")
        terminal.see("#1 met alice, bob on 2026-11-22")

    def test_a_text_higher_than_the_screen(self):
        terminal = self.open(rows=12)
        terminal.type("\x1b[200~" + "\r".join(f"met p{n}" for n in range(20)) + "\x1b[201~")
        terminal.see_line("  ... met p19")
        for _ in range(19):
            terminal.type(UP)
        terminal.see_line("kith> met p0")
        terminal.until(lambda: terminal.lines == ["kith> met p0"] + [f"  ... met p{n}" for n in range(1, 12)], "the first lines")

    def test_alt_enter_inserts_a_line(self):
        terminal = self.open()
        terminal.type("met alice" + ALT_ENTER + "met bob")
        terminal.see("kith> met alice\n  ... met bob")
        terminal.type("\r")
        terminal.see("#2 met bob")

    def test_a_paste_is_one_edit_and_shown_before_it_runs(self):
        terminal = self.open()
        terminal.type("\x1b[200~met alice\rmet bob\x1b[201~")
        terminal.see("kith> met alice\n  ... met bob")
        time.sleep(0.2)
        self.assertNotIn("#1", terminal.text)
        terminal.type(UNDO)
        terminal.prompt()
        terminal.type("\x1b[200~met e\u0301mil\x1b[201~" + LEFT * 3 + "x")
        terminal.see("met \u00e9xmil")
        terminal.type(UNDO)
        terminal.see_line("kith> met \u00e9mil")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("\x1b[200~met\tcarol\x1b[201~\r")
        terminal.see("#1 met carol on")
        # What is no text is shown as what it is, and refused.
        terminal.prompt()
        terminal.type("\x1b[200~met da\x07na\x1b[201~")
        terminal.see_line("kith> met da\\u{7}na")
        terminal.type("\r")
        terminal.see("error:")
        # A paste whose end never comes ends by itself.
        terminal.type("\x1b[200~met bob")
        terminal.see("met bob")
        terminal.type("\r")
        terminal.see("#2 met bob on")

    def test_the_editor_of_texts(self):
        editor = self.folder / "editor"
        editor.write_text("#!/bin/sh\nsed -i s/alice/carol/ \"$1\"\n")
        editor.chmod(0o755)
        terminal = self.open(EDITOR=str(editor))
        terminal.type("met alice" + CTRL_X + CTRL_E)
        terminal.see_line("kith> met carol")
        terminal.type("\r")
        terminal.see("#1 met carol")
        terminal.say("met alice", "#2 met alice")
        terminal.say("edit #2", "#2 met carol on 2026-11-22")
        editor.write_text("#!/bin/sh\nexit 1\n")
        terminal.say("edit #2", "the editor failed, and #2 is as it was")


class Remembering(Case):
    def test_history_outlives_the_session_and_stays_private(self):
        first = self.open()
        first.say("met alice", "#1 met alice")
        first.say(" met secret", "#2 met secret")
        first.type("set history off\r")
        first.say("met unwritten", "#3 met unwritten")
        first.prompt()
        self.leave(first)
        second = self.open()
        second.type(UP)
        second.see_line("kith> set history off")
        second.type(UP)
        second.see_line("kith> met alice")
        second.type("\r")
        second.see("#4 met alice on 2026-11-22")
        file = self.folder / "network.kith.history"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual(file.read_text(), "met alice\nset history off\nmet alice\n")

    def test_a_link_in_the_place_of_the_history_is_left_alone(self):
        elsewhere = self.folder / "elsewhere"
        elsewhere.write_text("met nobody at all\n")
        (self.folder / "network.kith.history").symlink_to(elsewhere)
        terminal = self.open()
        terminal.see("network.kith.history` is a symbolic link")
        terminal.say("met alice", "#1 met alice")
        terminal.prompt()
        terminal.type(UP)
        terminal.see_line("kith> met alice")
        terminal.type(CTRL_C)
        terminal.prompt()
        self.leave(terminal)
        self.assertEqual(elsewhere.read_text(), "met nobody at all\n")

    def test_a_history_that_others_could_read_is_made_private(self):
        history = self.folder / "network.kith.history"
        history.write_text("met bob\n")
        history.chmod(0o644)
        terminal = self.open()
        terminal.say("met alice", "#1 met alice")
        self.assertEqual(stat.S_IMODE(history.stat().st_mode), 0o600)
        self.assertEqual(history.read_text(), "met bob\nmet alice\n")

    def test_ctrl_r_finds_letters_in_their_order(self):
        terminal = self.open()
        for line in ("met alice at the library", "called bob about jazz", "who sort by strength"):
            terminal.type(line + "\r")
            terminal.prompt()
        terminal.type(CTRL_R)
        terminal.see("search:")
        terminal.type("alib")
        terminal.see("› met alice at the library")
        self.assertNotIn("› called", terminal.text)
        terminal.type("\r")
        terminal.see_line("kith> met alice at the library")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("draft" + CTRL_R + "jazz")
        terminal.see("search: draftjazz")
        terminal.type(ESCAPE)
        terminal.see_line("kith> draft")
        # Whoever leaves leaves nothing behind that was only shown.
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type(CTRL_R + CTRL_D)
        self.assertEqual(terminal.end(), 0)
        self.assertNotIn("›", terminal.text)

    def test_up_walks_through_lines_that_begin_as_typed(self):
        terminal = self.open()
        for line in ("met alice", "called bob", "met carol"):
            terminal.type(line + "\r")
            terminal.prompt()
        terminal.type("call" + UP)
        terminal.see_line("kith> called bob")
        terminal.type(DOWN)
        terminal.until(lambda: terminal.screen.cursor.x == len("kith> call"), "what was typed")

    def test_vi_keys(self):
        (self.folder / ".editrc").write_text("bind -v\n")
        editor = self.folder / "editor"
        editor.write_text("#!/bin/sh\nsed -i 's/met d$/met edited/' \"$1\"\n")
        editor.chmod(0o755)
        terminal = self.open(EDITOR=str(editor))
        terminal.type("met alicex")
        terminal.see_line("kith> met alicex")
        terminal.type(ESCAPE)
        time.sleep(0.15)
        terminal.type("x0w")
        time.sleep(0.15)
        terminal.type("i" + "dear ")
        terminal.see_line("kith> met dear alice")
        terminal.type("\r")
        terminal.see("#1 met \"dear alice\"")
        terminal.prompt()
        terminal.type("met d" + ESCAPE)
        time.sleep(0.15)
        terminal.type("k")
        terminal.see_line("kith> met dear alice")
        terminal.type("jv")
        terminal.see_line("kith> met edited")


class Showing(Case):
    def test_the_heading_and_what_is_due_stand_in_the_prompt(self):
        self.kith("-c", "promised bob a template on 2026-11-01 by 2026-11-10")
        terminal = self.open(prompt="kith •1>")
        terminal.type("on 2026-11-10\r")
        terminal.prompt("kith 2026-11-10 •1>")
        terminal.type("met alice\r")
        terminal.see("#2 met alice on 2026-11-10")
        terminal.type("on today\r")
        terminal.prompt("kith •1>")
        terminal.type("kept #1\r")
        terminal.prompt("kith>")
        # Taking it back leaves as many statements as there were.
        terminal.type("undo\r")
        terminal.prompt("kith •1>")
        terminal.type("redo\r")
        terminal.prompt("kith>")
        terminal.type("set prompt friends\r")
        terminal.prompt("friends>")

    def test_the_network_gives_its_name(self):
        self.open(prompt="work>", KITH_FILE=str(self.folder / "work.kith"))

    def test_the_first_words(self):
        terminal = self.open()
        terminal.see("Try: met alice at coffee; gave intro to bob")
        self.assertEqual(len(terminal.lines), 6)
        terminal.say("promised bob a template on 2026-11-01 by 2026-11-10", "#1")
        self.leave(terminal)
        second = self.open(prompt="kith •1>")
        self.assertEqual(second.lines[0], "today: promise bob a template")
        self.assertEqual(len(second.lines), 2)
        quiet = self.open([str(KITH), "--today", TODAY, "--quiet"], prompt="kith •1>")
        self.assertEqual(len(quiet.lines), 1)

    def test_an_error_points_into_the_line_and_offers_another(self):
        self.kith("met", "bob")
        terminal = self.open()
        terminal.type("met alice; shw alice\r")
        terminal.see("= help: show alice")
        terminal.until(lambda: len(terminal.lines) == 5, "five lines")
        self.assertEqual(terminal.lines[:4], [
            "kith> met alice; shw alice", "                 ^^^", "error: kith knows no verb `shw`", "  = help: show alice"])
        terminal.see_line("kith> met alice; show alice")
        terminal.type(RIGHT + "\r")
        terminal.see("#2 met alice on 2026-11-22")

    def test_time_and_output(self):
        terminal = self.open()
        terminal.say("met alice", "#1")
        terminal.type("set timing on\rwho show name\r")
        terminal.until(lambda: "seconds" in terminal.text, "how long it took")
        terminal.say("set output csv", "kith>")
        terminal.type("who show name, last\r")
        terminal.see("name,last\nalice,2026-11-22")

    def test_a_script_of_ones_own_begins(self):
        folder = self.folder / ".config/kith"
        folder.mkdir(parents=True)
        (folder / "rc.net").write_text("set prompt mine\nset output csv\nprint \"hello\"\n")
        self.kith("met", "alice")
        terminal = self.open(prompt="mine>")
        self.assertEqual(terminal.lines, ["hello", "mine>"])
        terminal.say("who show name", "name\nalice")
        self.open([str(KITH), "--no-rc", "--today", TODAY])

    def test_plain(self):
        terminal = self.open()
        terminal.type("set plain on\r")
        terminal.until(lambda: terminal.lines[-1:] == ["kith>"] and len(terminal.lines) > 1, "the next prompt")
        start = len(terminal.written)
        terminal.type("met alice\r")
        terminal.see("#1 met alice")
        terminal.type("met al\t\r")
        terminal.see("#2 met alice")
        self.assertNotRegex(terminal.written[start:], rb"\x1b\[[0-9;]*m")

    def test_the_pager(self):
        pager = self.folder / "pager"
        pager.write_text("#!/bin/sh\necho paged; cat > /dev/null\n")
        pager.chmod(0o755)
        terminal = self.open(PAGER=str(pager))
        terminal.say("help verbs", "paged")

    def test_a_long_script_shows_how_far_it_is(self):
        script = self.folder / "long.net"
        script.write_text("".join(f"met p{n % 50} at place{n % 9}: note {n}\n" for n in range(300000)))
        terminal = self.open([str(KITH), "--quiet", "run", str(script)], prompt=None)
        terminal.until(lambda: "━" in terminal.text and "%" in terminal.text, "a bar", 60)
        terminal.end(120)
        self.assertNotIn("━", terminal.text)


if __name__ == "__main__":
    unittest.main()
