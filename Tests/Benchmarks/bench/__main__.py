"""Measures kith beside what people would use instead: the same work, in turn, in one run; prints ratios.

    scripts/bench                  forms, mixed and graph
    scripts/bench PART...          some of it, or what else there is:
        forms     50,000 lines of each of sixteen forms, and mixed, replayed beside ledger
        mixed     50,000 lines of all forms with 1,000 people, 1,000,000 with 100,000: asked beside sqlite3
        life      50,000 interactions with 1,000 people: beside sqlite3, ledger, hledger, Taskwarrior, jrnl and beancount
        city      1,000,000 interactions with 100,000 people
        growth    the same at 10,000, 100,000 and 1,000,000 interactions, and how the time grows
        largest   growth, and 10,000,000 interactions besides, where there is memory for it: some minutes more
        graph     the measures of a graph of 100,000 people and 1,000,000 ties: beside networkit, igraph, networkx and kuzu
        start     starting, on an empty network
        store     loading, writing and appending, within one process, beside SQLite
        script    scripts of 100,000 and 1,000,000 statements
        prompt    from a key to the painted line, the menu, and the first prompt
    --peers NAME,...               beside these only
    --patient                      7 times what no goal is about, too, where it takes more than 2 seconds, in the life 4: else once
    --markdown                     tables for Markdown
    --json FILE                    every figure, for --against
    --against FILE                 what changed against an earlier run by more than the noise

Each peer is installed in a pinned version below .build/peers; one that cannot be is skipped, and it says why.
A figure is the median of at least 7 runs in turn, or says of how many; a ratio is the median over the rounds, with the middle half
of them behind it: timings drift from hour to hour on a shared machine, ratios within a run do not. What takes longer than 10 seconds
is ended, and beyond the life whoever took it runs no more.
"""
import argparse
import math
import os
import platform
import subprocess
import sys
import time

import graphs
import lives
import logs
import measuring
import mixed
import peers
import prompt
import within
from measuring import KITH, ROOT, Failed, PassedLimit
from report import BEGIN, Report

SIDE_BY_SIDE = ["forms", "mixed", "graph"]
LIVES = {"life", "city", "growth", "largest"}
PARTS = [*SIDE_BY_SIDE, *sorted(LIVES), "start", "store", "script", "prompt"]


def main() -> None:
    parser = argparse.ArgumentParser(
        "scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="scripts/bench [PART...] [--peers NAME,...] [--patient] [--markdown] [--json FILE] [--against FILE]")
    parser.add_argument("parts", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--peers", default="", help=argparse.SUPPRESS)
    parser.add_argument("--patient", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--markdown", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", help=argparse.SUPPRESS)
    parser.add_argument("--against", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}: {', '.join(PARTS)}")
    parts = chosen.parts or SIDE_BY_SIDE
    if chosen.patient:
        measuring.PATIENCE = math.inf
    only = [name for name in chosen.peers.split(",") if name]
    setting_up = peers.set_up(wanted(parts, only))
    report = Report(chosen.markdown)
    try:
        build(parts)
        setting_up.join()
        report.versions["kith"] = subprocess.run([KITH, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        measure(report, parts, only)
    except (Failed, PassedLimit) as failure:
        sys.exit(f"scripts/bench cannot go on: {str(failure) or 'what has to be prepared takes too long'}")
    report.title("Versions", ", ".join(f"{name} {version}" for name, version in report.versions.items()))
    machine = f"{os.cpu_count()} cores of {processor()}, {platform.system()} {platform.release()}"
    print(f"  {machine}; measured in {(time.monotonic() - BEGIN) / 60:.0f} minutes")
    if chosen.json:
        report.save(chosen.json, {"machine": machine})
    if chosen.against:
        report.compare(chosen.against)
    sys.exit(0 if report.end() else 1)


def wanted(parts: list[str], only: list[str]) -> list[str]:
    """The peers of some parts, or those of them that are chosen."""
    names = [kind.name for kind in lives.PROGRAMS] if LIVES & set(parts) else []
    names += ["ledger"] if "forms" in parts else []
    names += ["sqlite3"] if "mixed" in parts else []
    names += graphs.PEERS if "graph" in parts else []
    return [name for name in names if not only or name in only]


def build(parts: list[str]) -> None:
    """Builds kith, and the programs that measure it."""
    subprocess.run([ROOT / "scripts/build"], check=True)
    if {*LIVES, "graph", "forms", "mixed"} & set(parts):
        measuring.build("measure")
    if "graph" in parts:
        measuring.build("kernels")


def measure(report: Report, parts: list[str], only: list[str]) -> None:
    if {"forms", "mixed"} & set(parts):
        mixed.measure(report, parts)
    if LIVES & set(parts):
        logs.measure(report, parts, only)
    if "graph" in parts:
        graphs.measure(report, only, "growth" in parts)
    if {"start", "store", "script"} & set(parts):
        within.measure(report, parts)
    if "prompt" in parts:
        prompt.measure(report)


def processor() -> str:
    with open("/proc/cpuinfo") as file:
        return next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
