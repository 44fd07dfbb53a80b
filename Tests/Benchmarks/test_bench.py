"""The benchmark measures what it says, on a life so small that no figure of it means anything."""
import contextlib
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import diary
import logs
from lives import WORKS, table
from measuring import KITH
from report import Report


class Bench(unittest.TestCase):
    def test_a_small_life_is_answered_as_its_generator_says(self):
        with tempfile.TemporaryDirectory() as name, mock.patch.object(logs, "MANY", 7):
            folder = Path(name)
            (folder / "tools").mkdir()
            report = Report(is_markdown=False)
            measured = logs.Logs(folder / "tools", report, only=["kith"])
            figures = measured.measure_life(300, 20)
            measured.end()
            self.assertEqual({figure.work: figure.check for figure in figures}, dict.fromkeys(WORKS.values(), "agrees"))
            shown = self.shown(lambda: report.show(figures))
            self.assertEqual(len(shown), 1 + len(WORKS))
            # Against itself nothing has changed; against a run that took the tenth, all is slower.
            report.save(str(folder / "same"), {})
            self.assertEqual(self.shown(lambda: report.compare(str(folder / "same")))[-1], "  nothing")
            for figure in figures:
                figure.wall, figure.spread = figure.wall / 10, (figure.wall / 11, figure.wall / 9)
            report.save(str(folder / "faster"), {})
            for figure in figures:
                figure.wall, figure.spread = figure.wall * 10, (figure.wall * 9, figure.wall * 11)
            slower = [line for line in self.shown(lambda: report.compare(str(folder / "faster"))) if line.startswith("  SLOWER")]
            self.assertEqual(len(slower), len(WORKS))
            report.is_markdown = True
            self.assertTrue(all(line.startswith("|") for line in self.shown(lambda: report.show(figures))))

    def test_lines_of_each_form_say_what_their_generator_says(self):
        with tempfile.TemporaryDirectory() as name:
            for form in [*diary.FORMS, "mixed"]:
                with self.subTest(form=form):
                    lines = diary.Diary(form, 60, 20)
                    net, kith = Path(name) / f"{form}.net", [KITH, "--today", str(diary.TODAY), "--file", Path(name) / f"{form}.kith"]
                    lines.write_net(net)
                    subprocess.run([*kith, "--quiet", "run", net], check=True)
                    for dimension, answer in (("person", "totals"), ("month", "month")):
                        said = subprocess.run([*kith, "count", "by", dimension, "as", "csv"], check=True, capture_output=True, text=True).stdout
                        self.assertEqual({row[0]: int(row[1]) for row in table(said)[1:]}, dict(lines.answers()[answer]))

    def shown(self, work) -> list[str]:
        """The lines that something prints."""
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            work()
        return text.getvalue().splitlines()
