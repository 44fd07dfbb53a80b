"""Diaries: each form of line replayed beside ledger, and a mixed life and city asked beside sqlite3, as whole processes."""
import tempfile
from pathlib import Path

import lives
import peers
from diary import FORMS, SINCE, TODAY, WORD, Diary
from measuring import KITH, ROUNDS, Meter, build
from report import Figure, Report, tell

LIFE, CITY = (50_000, 1_000), (1_000_000, 100_000)
WORKS = {
    "start": "a start", "last": "one person's last ten", "search": "find a word", "totals": "totals by person",
    "since": "everybody contacted since a day", "month": "count by month", "export": "export", "add": "one line added",
}
# How many times as long as kith sqlite3 is to take, and ledger for a replay.
GOALS = {"start": 1, "last": 1, "add": 1.25, "search": 0.67, "totals": 0.83, "since": 0.83, "month": 0.83, "export": 1}
REPLAY = 4
# Seconds and bytes that a question about the city is to take at most.
MOST, MEMORY = 0.5, 300e6
SCHEMA = """pragma journal_mode=wal; pragma synchronous=full;
create table said(id integer primary key, day text, verb text, place text, topic text, note text, minute int, minutes int, worth real, tag text, due text);
create table named(id int, who text, day text, is_contact int);"""
# As a careful user would have them: by person and day, by day, and the words.
INDICES = """create index by_who on named(who, day, id); create index by_day on named(day, is_contact, who);
create index said_by_day on said(day); create virtual table words using fts5(note, topic, content=said, content_rowid=id);
insert into words(words) values ('rebuild'); analyze; pragma wal_checkpoint(truncate);"""


class Kith:
    def __init__(self, folder: Path) -> None:
        self.net, self.file = folder / "life.net", folder / "life.kith"
        self.ask = [KITH, "--today", str(TODAY), "--file", self.file]

    def take_in(self, diary: Diary, meter: Meter) -> None:
        diary.write_net(self.net)
        meter.run([*self.ask, "--quiet", "run", self.net], limit=300)
        meter.run([*self.ask, "--quiet", "save"], limit=60)

    def commands(self, diary: Diary) -> dict[str, list]:
        asked = diary.asked.split()
        return {
            "start": [*self.ask, "version"],
            "last": [*self.ask, "log", "of", *asked, "limit", "10", "as", "csv"],
            "add": [*self.ask, "--quiet", "met", *asked, "at", "place3"],
            "search": [*self.ask, "find", WORD, "as", "csv"],
            "totals": [*self.ask, "count", "by", "person", "as", "csv"],
            "since": [*self.ask, "who", "contacted", "since", str(SINCE), "show", "name", "as", "csv"],
            "month": [*self.ask, "count", "by", "month", "as", "csv"],
            "export": [*self.ask, "export"],
        }

    def understood(self, work: str, text: str):
        rows = lives.table(text)
        if work == "last":
            day = rows[0].index("date")
            return sorted(row[day] for row in rows[1:])
        if work in ("totals", "month"):
            return {row[0]: int(row[1]) for row in rows[1:]}
        if work == "since":
            return {row[0] for row in rows[1:]}
        return sum(row[0] == "statement" for row in rows[1:])


class SQLite:
    def __init__(self, folder: Path, program: Path) -> None:
        self.program, self.file = program, folder / "life.sqlite"
        self.said, self.named = folder / "said.csv", folder / "named.csv"

    def take_in(self, diary: Diary, meter: Meter) -> None:
        diary.write_csv(self.said, self.named)
        loading = [f".import --csv {self.said} said", f".import --csv {self.named} named"]
        # The meter takes one line.
        meter.run([self.program, self.file, SCHEMA.replace("\n", " "), *loading, INDICES.replace("\n", " ")], limit=300)

    def commands(self, diary: Diary) -> dict[str, list]:
        ask, who = [self.program, self.file], diary.asked
        return {
            "start": [self.program, ":memory:", "select sqlite_version()"],
            "last": ask + [f"select s.* from named n join said s on s.id = n.id where who = '{who}' order by n.day desc, n.id desc limit 10"],
            "add": ask + [
                "pragma synchronous=full; begin; insert into said(day, verb, place) values "
                f"('{TODAY}', 'met', 'place3'); insert into named values (last_insert_rowid(), '{who}', '{TODAY}', 1); commit;"],
            "search": ask + [f"select s.* from words join said s on s.id = words.rowid where words match '{WORD}' order by rank"],
            "totals": ask + ["select who, count(*) from named group by who order by 2 desc"],
            "since": ask + [f"select distinct who from named where day >= '{SINCE}' and is_contact order by who"],
            "month": ask + ["select substr(day, 1, 7), count(*) from said group by 1"],
            "export": ask + [".dump"],
        }

    def understood(self, work: str, text: str):
        rows = [line.split("|") for line in text.splitlines()]
        if work == "last":
            return sorted(row[1] for row in rows)
        if work in ("totals", "month"):
            return {row[0]: int(row[1]) for row in rows}
        if work == "since":
            return {row[0] for row in rows}
        return len(rows)


def measure(report: Report, parts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        meter = Meter(build("measure"), folder)
        if "forms" in parts:
            measure_forms(report, folder, meter)
        if "mixed" in parts:
            for part, (count, people) in (("mixed life", LIFE), ("mixed city", CITY)):
                measure_mixed(report, part, count, people, folder / part.split()[1], meter)
        meter.end()


def measure_forms(report: Report, folder: Path, meter: Meter) -> None:
    """Replays of files of one form each."""
    place = peers.from_debian("ledger")
    ledger = Meter(build("measure"), folder, peers.variables(place / "usr/bin/ledger", place))
    figures = []
    for form in [*FORMS, "mixed"]:
        tell(f"{form}: replay")
        diary = Diary(form, *LIFE)
        net, text, fresh = folder / "form.net", folder / "form.ledger", folder / "form.kith"
        diary.write_net(net)
        diary.write_ledger(text)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            for path in folder.glob("form.kith*"):
                path.unlink()
            ours.append(meter.run([KITH, "--today", str(TODAY), "--file", fresh, "--quiet", "run", net]))
            theirs.append(ledger.run([place / "usr/bin/ledger", "-f", text, "bal", "--flat", "--no-total", "^people"]))
        counted = meter.answer([KITH, "--today", str(TODAY), "--file", fresh, "count", "by", "person", "as", "csv"])[1]
        answer = {row[0]: int(row[1]) for row in lives.table(counted)[1:]}
        expected = diary.answers()["totals"]
        own = Figure.of("forms", form, "kith", ours)
        own.check = "agrees" if answer == expected else f"DIFFERS: {len(answer)} people for {len(expected)}"
        beside = Figure.of("forms", form, "ledger", theirs, ours)
        beside.wants(REPLAY)
        figures += [own, beside]
    ledger.end()
    report.title(f"Replay of {LIFE[0]:,} lines of each form", f"seed {lives.SEED}; ledger reads the same as transactions, a posting for each person")
    report.show(figures)


def measure_mixed(report: Report, part: str, count: int, people: int, folder: Path, meter: Meter) -> None:
    """Questions about lines of all forms."""
    folder.mkdir()
    diary = Diary("mixed", count, people)
    place = peers.from_debian("sqlite3")
    beside = Meter(build("measure"), folder, peers.variables(place / "usr/bin/sqlite3", place))
    tools = {"kith": (Kith(folder), meter), "sqlite3": (SQLite(folder, place / "usr/bin/sqlite3"), beside)}
    truth, figures = diary.answers(), []
    for name, (tool, own) in tools.items():
        tell(f"{part}: {name} takes it in")
        tool.take_in(diary, own)
    for work, title in WORKS.items():
        tell(f"{part}: {title}")
        samples, checks = {name: [] for name in tools}, {}
        for name, (tool, own) in tools.items():
            text = own.answer(tool.commands(diary)[work])[1]
            if work in truth:
                found = tool.understood(work, text)
                checks[name] = "agrees" if found == truth[work] else f"DIFFERS: {str(found)[:60]} for {str(truth[work])[:60]}"
        for _ in range(3 * ROUNDS if count == LIFE[0] else ROUNDS):
            for name, (tool, own) in tools.items():
                samples[name].append(own.run(tool.commands(diary)[work]))
        for name in tools:
            figure = Figure.of(part, title, name, samples[name], samples["kith"] if name != "kith" else None, count)
            figure.check = checked_adding(tools[name], diary, truth, len(samples[name]) + 1) if work == "add" else checks.get(name, "")
            if name != "kith":
                figure.wants(GOALS[work])
            figures.append(figure)
    if count == CITY[0]:
        figures += network_questions(part, diary, tools["kith"][0], meter)
    beside.end()
    report.title(f"A {part}: {count:,} lines of all forms, {people:,} people", f"seed {lives.SEED}; sqlite3 by person and day, by day, and FTS5")
    report.show(figures)


def checked_adding(tool, diary: Diary, truth: dict, count: int) -> str:
    """Whether so many lines were added."""
    found = tool[0].understood("totals", tool[1].answer(tool[0].commands(diary)["totals"])[1])[diary.asked] - truth["totals"][diary.asked]
    return "agrees" if found == count else f"DIFFERS: {found} more for {count}"


def network_questions(part: str, diary: Diary, kith: Kith, meter: Meter) -> list[Figure]:
    """What only kith answers: how long, and in how much memory."""
    best, second = (person for person, _ in diary.answers()["totals"].most_common(2))
    figures = []
    for question in ("who limit 10", "today", f"show {best}", f"common of {best} and {second}", "layers", "suggest"):
        tell(f"{part}: {question}")
        command = [*kith.ask, "-c", question]
        meter.run(command)
        figure = Figure.of(part, question, "kith", [meter.run(command) for _ in range(ROUNDS)])
        is_met = figure.wall <= MOST and figure.peak <= MEMORY
        figure.goal = (f"≤ {MOST} s, {MEMORY / 1e6:.0f} MB", is_met)
        figures.append(figure)
    return figures
