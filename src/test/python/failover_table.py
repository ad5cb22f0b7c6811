"""Runs the failover table: files whose words are known, through the packaged jar, against servers
that break, each in a process of its own. Prints for each kind of server how many transcripts were
exact, and how many had lost or doubled words, with and without a mark that says so."""

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import world

HERE = Path(__file__).resolve().parent
JAR = HERE.parents[2] / "target" / "bidi-client.jar"
MARKS = {"seam", "rough_cut", "contradiction"}

#: name: kind of audio, options of the server, options of the client
ROWS = {
    "late-0": ("plain", "--late 0", ""),
    "late-3": ("plain", "--late 3", ""),
    "late-6": ("plain", "--late 6", ""),
    "late-12": ("plain", "--late 12", ""),
    "late-25": ("plain", "--late 25", ""),
    "split-words": ("plain", "--late 2 --pieces 4", ""),
    "space-after": ("plain", "--late 1 --spacing after", ""),
    "no-spaces": ("plain", "--late 1 --spacing none", ""),
    "token": ("plain", "--late 1 --cadence token", ""),
    "second": ("plain", "--late 1 --cadence second", ""),
    "segment": ("plain", "--late 1 --cadence segment", ""),
    "twice": ("plain", "--late 1 --cadence twice", ""),
    "half": ("plain", "--late 1 --cadence half", ""),
    "two-speakers": ("two-speakers", "--late 1", ""),
    "drums": ("drums", "--late 1", ""),
    "openai-token": ("plain", "--late 1 --cadence token --names openai", ""),
    "openai-turns": ("plain", "--late 1 --cadence segment --names openai --turns", ""),
    "rollover-1": ("plain", "--late 1 --drops 0", "--max-session 12s"),
    "rollover-6": ("plain", "--late 6 --drops 0", "--max-session 12s"),
    "rollover-25": ("plain", "--late 25 --drops 0", "--max-session 12s"),
    "rollover-token": ("plain", "--cadence token --drops 0", "--max-session 12s"),
    "rollover-speakers": ("two-speakers", "--late 1 --drops 0", "--max-session 12s"),
    "rollover-drums": ("drums", "--late 1 --drops 0", "--max-session 12s"),
    "noise": ("noise", "--late 1", ""),
    "repeats": ("repeats", "--late 1", ""),
    "short-pauses": ("short-pauses", "--late 1", ""),
    "reword-case": ("plain", "--late 3 --reword case", ""),
    "reword-punctuation": ("plain", "--late 3 --reword punctuation", ""),
    "reword-word": ("plain", "--late 3 --reword word", ""),
}


def arguments():
    parser = argparse.ArgumentParser(description=" ".join(__doc__.split()))
    parser.add_argument("rows", nargs="*", help="names of rows; all without")
    parser.add_argument("--runs", type=int, default=8, help="files of a row")
    parser.add_argument("--seconds", type=float, default=130, help="length of a file")
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--drops", type=int, default=3, help="most sessions of a file that break")
    parser.add_argument("--speed", type=float, default=0, help="of the server; 0: at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a row hangs")
    parser.add_argument("--http2", action="store_true", help="through the SageMaker transport")
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--keep", type=Path, help="keep what was written here")
    parser.add_argument("--list", action="store_true", help="list the rows")
    return parser.parse_args()


def start_server(options, row, words):
    _, server, _ = ROWS[row]
    command = [sys.executable, str(HERE / "realtime_server.py"), "--drops", str(options.drops)]
    command += ["--seed", str(options.seed), "--speed", str(options.speed), "--words", str(words)]
    command += ["--sagemaker"] if options.http2 else []
    process = subprocess.Popen(
        command + server.split(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    return process, int(process.stdout.readline())


def run_row(options, row, folder):
    kind, _, client = ROWS[row]
    spoken = {}
    files = []
    for number in range(options.runs):
        pcm, words = world.make(kind, number % 128, options.seconds, options.seed + number // 128)
        path = folder / f"{number:03}.wav"
        world.write(path, pcm)
        files.append(str(path))
        spoken[number] = [world.text_of(word) for word, _ in words]
    processes = []
    try:
        server, port = start_server(options, row, min(len(words) for words in spoken.values()))
        processes.append(server)
        where = ["--url", f"ws://127.0.0.1:{port}/v1/realtime"]
        if options.http2:
            where = ["--endpoint-url", f"http://127.0.0.1:{port}"]
        command = ["java", "-XX:+UseSerialGC", "-jar", str(options.jar), *where, "--pace", "max"]
        command += ["--jobs", str(options.jobs), "--output-dir", str(folder), "-o", "jsonl"]
        began = time.monotonic()
        hung = False
        with open(folder / "stderr", "w", encoding="utf-8") as errors:
            try:
                subprocess.run(
                    command + client.split() + files,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    stdin=subprocess.DEVNULL,
                    timeout=options.limit,
                    env=environment(),
                    check=False,
                )
            except subprocess.TimeoutExpired:
                hung = True
        return report(options, row, folder, spoken, hung, time.monotonic() - began)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def environment():
    keys = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_REGION": "us-east-1"}
    return {**os.environ, **keys}


def normalized(text, spaces):
    text = text.lower().replace(",", "").replace("x", "")
    if spaces:
        return text.split()
    text = "".join(text.split())
    return [text[i : i + 6] for i in range(0, len(text), 6)]


def judge(path, spoken, spaces):
    """What became of one file: a dictionary of figures."""
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = "".join(event["text"] for event in events if event["type"] == "delta")
    summary = events[-1] if events and events[-1]["type"] == "summary" else {}
    marks = sum(
        event["type"] == "seam" or event["type"] == "warning" and event.get("code") in MARKS
        for event in events
    )
    printed = normalized(text, spaces)
    lost = doubled = 0
    if printed != spoken:
        matcher = difflib.SequenceMatcher(None, spoken, printed, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                lost += b - a
                doubled += d - c
    return {
        "exact": printed == spoken,
        "lost": lost,
        "doubled": doubled,
        "marks": marks,
        "complete": bool(summary.get("complete")),
        "ended": bool(summary),
        "sessions": summary.get("sessions", 0),
    }


def report(options, row, folder, spoken, hung, seconds):
    spaces = "--spacing none" not in ROWS[row][1]
    total = Counter()
    for number, words in spoken.items():
        paths = sorted(folder.glob(f"{number:03}*.jsonl*"))
        if not paths:
            total["missing"] += 1
            continue
        seen = judge(paths[0], words, spaces)
        wrong = not seen["exact"]
        total["exact"] += seen["exact"]
        total["wrong"] += wrong
        total["lost"] += seen["lost"]
        total["doubled"] += seen["doubled"]
        total["partial"] += seen["ended"] and not seen["complete"]
        total["open"] += not seen["ended"]
        total["silent"] += wrong and seen["complete"] and not seen["marks"]
        total["seams"] += seen["marks"]
        total["sessions"] += seen["sessions"]
        if wrong and seen["complete"] and not seen["marks"]:
            total[f"silent in {number:03}"] = 1
    silent = " ".join(key.split()[-1] for key in total if key.startswith("silent in"))
    print(
        f"{row:20} {options.runs:5} {total['exact']:6} {total['wrong']:6} {total['lost']:6}"
        f" {total['doubled']:8} {total['silent']:7} {total['partial']:8}"
        f" {total['open'] + total['missing']:6} {total['seams']:6} {total['sessions']:9}"
        f" {seconds:7.0f} s{' HUNG' if hung else ''} {silent}",
        flush=True,
    )
    return total["silent"] + total["open"] + total["missing"]


def main():
    options = arguments()
    if options.list:
        print("\n".join(ROWS))
        return 0
    print(
        f"{'kind of server':20} {'runs':>5} {'exact':>6} {'wrong':>6} {'lost':>6} {'doubled':>8}"
        f" {'silent':>7} {'partial':>8} {'hung':>6} {'marks':>6} {'sessions':>9}",
        flush=True,
    )
    bad = 0
    for row in options.rows or ROWS:
        folder = Path(tempfile.mkdtemp(prefix=f"failover-{row}-"))
        bad += run_row(options, row, folder)
        if options.keep:
            ignored = shutil.ignore_patterns("*.wav")
            shutil.copytree(folder, options.keep / row, dirs_exist_ok=True, ignore=ignored)
        shutil.rmtree(folder)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
