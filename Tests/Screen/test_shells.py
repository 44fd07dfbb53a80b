"""What the completions for shells put on the command line."""
import shutil
import subprocess
import unittest

from case import Case
from terminal import KITH

# How a shell is started without files of its user's, and told what to complete.
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source ./completion"),
    "zsh": (["-f", "-i"], "autoload -U compinit; compinit -u; fpath=(. $fpath); source ./completion"),
    "fish": (["--no-config", "-i"], "source ./completion"),
}


class Shells(Case):
    def setUp(self):
        super().setUp()
        self.kith("-c", "met alice at Luna; met \"Alan Kay\"; met dana; dana works at Acme; promised dana a book; tag dana #work")

    def shell(self, name):
        """A shell that completes `kith`, with a prompt of its own."""
        (self.folder / "completion").write_text(
            subprocess.run([KITH, "--generate-completion-script", name], capture_output=True, text=True).stdout)
        options, load = SHELLS[name]
        terminal = self.open(
            [shutil.which(name), *options], prompt=None, columns=100, PATH=f"{KITH.parent}:/usr/local/bin:/usr/bin:/bin", PS1="$ ")
        terminal.type(load + "; clear\r")
        terminal.until(lambda: terminal.screen.cursor.y == 0 and terminal.line != "", "a prompt", 20)
        return terminal

    def test_words_names_and_options(self):
        for name in SHELLS:
            self.assertTrue(shutil.which(name), f"{name} is not installed: scripts/prepare test")
            for typed, completed in (
                ("kith met dan\t", "kith met dana"), ("kith called dana yest\t", "kith called dana yesterday"),
                ("kith met dana at Lu\t", "kith met dana at Luna"), ("kith emai\t", "kith emailed"),
                ("kith met Alan\t", "kith met Alan\\ Kay"), ("kith who works at Ac\t", "kith who works at Acme"),
                ("kith keep dana ev\t", "kith keep dana every"), ("kith met dana +w\t", "kith met dana +work"), ("kith --qui\t", "kith --quiet"),
                ("kith repa\t", "kith repair"), ("kith met Alan\\ Kay at Lu\t", "kith met Alan\\ Kay at Luna"),
            ):
                with self.subTest(shell=name, typed=typed):
                    terminal = self.shell(name)
                    terminal.type(typed)
                    terminal.until(lambda: completed in terminal.line.replace("'Alan Kay'", "Alan\\ Kay"), f"{completed!r}")
                    terminal.close()
                    self.terminals.remove(terminal)

    def test_what_is_completed_runs(self):
        for name in SHELLS:
            with self.subTest(shell=name):
                terminal = self.shell(name)
                terminal.type("kith met Ala\tat Lu\t\r")
                terminal.see("met \"Alan Kay\" at Luna on")

    def test_what_is_open_is_listed(self):
        for name in SHELLS:
            with self.subTest(shell=name):
                terminal = self.shell(name)
                terminal.type("kith kept \t\t")
                terminal.see("5")
                if name != "bash":
                    terminal.see("promised dana \"a book\"")

    def test_a_name_is_no_command(self):
        names = ["bx';touch PWN;'c", "dx`touch PWN`e", "fx$(touch PWN)g", "cx $5 or so", "sx \"hi\" now", "yx\\slash dot"]
        for name in names:
            quoted = name.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$")
            self.kith("-c", f"met \"{quoted}\"")
        known = self.kith("who", "show", "name", "as", "csv")
        self.assertEqual(known.count("\n"), len(names) + 4)
        for shell in SHELLS:
            terminal = self.shell(shell)
            for name in names:
                for opening in ("", "'", "\""):
                    # Bash puts no such mark between two of them.
                    if (shell, opening) == ("bash", "'") and "'" in name:
                        continue
                    with self.subTest(shell=shell, name=name, opening=opening):
                        terminal.type(f"kith called {opening}{name[:2]}\t")
                        terminal.until(lambda: len(terminal.line.split("called ")[-1]) > 5, "a name", 4)
                        terminal.type("\r")
                        terminal.see(" on 20")
                        terminal.type("\x0c")
                        terminal.until(lambda: terminal.screen.cursor.y == 0 and terminal.line != "", "a prompt")
                        self.assertFalse((self.folder / "PWN").exists())
                        self.assertEqual(self.kith("who", "show", "name", "as", "csv"), known)


if __name__ == "__main__":
    unittest.main()
