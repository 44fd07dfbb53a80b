"""The benchmark measures what it says, on a life so small that no figure of it means anything."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import logs
from lives import WORKS
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

    def shown(self, work) -> list[str]:
        """The lines that something prints."""
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            work()
        return text.getvalue().splitlines()
