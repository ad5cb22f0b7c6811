"""What a server of some kind says about the audio of one session, delta by delta."""

import random
from collections import deque

import numpy as np

import world

FRAME = 1_280
FIRST = 9_000
PADDING = 12_760
SEGMENT_PAUSE = 4_000


class Words:
    """How a server writes words over all its sessions."""

    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.heard = {}

    def write(self, number, session):
        """The text of a word with its space; another session than the first may word it otherwise."""
        text = world.text_of(number)
        if self.heard.setdefault(number, session) is not session:
            text = self._reworded(text)
        spacing = self.options.spacing
        return text if spacing == "none" else text + " " if spacing == "after" else " " + text

    def _reworded(self, text):
        how = self.options.reword
        if how == "case" and self.random.random() < 0.25:
            return text.upper()
        if how == "punctuation" and self.random.random() < 0.25:
            return text + ","
        if how == "word" and self.random.random() < 0.1:
            return text + "x"
        return text

    def split(self, text):
        pieces = self.options.pieces
        count = 1 if pieces == 1 else min(len(text), self.random.randint(1, pieces))
        cuts = [len(text) * i // count for i in range(count + 1)]
        return [text[a:b] for a, b in zip(cuts, cuts[1:])]


class Recognizer:
    """One session: takes samples, gives deltas."""

    def __init__(self, options, words):
        self.options = options
        self.words = words
        self.ear = world.Ear()
        self.received = 0
        self.frames = 0
        self.pieces = deque()
        self.latest = 0
        self.last_end = None
        self.waiting = ""
        self.numbers = []

    def hear(self, pcm):
        """Takes int16 samples and gives the deltas that they bring."""
        self.received += len(pcm)
        self._take(self.ear.hear(pcm))
        deltas = []
        while self.received >= FIRST + self.frames * FRAME:
            self._frame(deltas)
        return deltas

    def finish(self):
        """Gives the deltas that are left at the end of the audio."""
        self._take(self.ear.hear(np.zeros(0, dtype=np.int16), last=True))
        deltas = []
        total = (self.received + PADDING) // FRAME + 1 if self.received else 0
        while self.frames < total or self.pieces:
            self._frame(deltas)
        if self.waiting:
            deltas.append(self.waiting)
            self.waiting = ""
        return deltas

    def _take(self, found):
        for number, end in found:
            self.numbers.append(number)
            text = self.words.write(number, self)
            ready = (end + FRAME - 1) // FRAME + self.options.late
            self.latest = max(self.latest, ready)
            pause = self.last_end is not None and end - world.WORD - self.last_end > SEGMENT_PAUSE
            for i, part in enumerate(self.words.split(text)):
                self.pieces.append((part, self.latest + i, pause and i == 0))
            self.latest += i
            self.last_end = end

    def _frame(self, deltas):
        self.frames += 1
        ready = []
        segment = ""
        while self.pieces and self.pieces[0][1] <= self.frames:
            text, _, starts = self.pieces.popleft()
            if starts and self.options.cadence == "segment":
                segment, self.waiting = self.waiting, ""
            if self.options.cadence == "token":
                ready.append(text)
            else:
                self.waiting += text
        cadence = self.options.cadence
        if cadence == "token":
            deltas.extend(ready)
        elif cadence == "segment":
            if segment:
                deltas.append(segment)
        elif cadence == "second":
            if self.frames % 12 == 0 and self.waiting:
                deltas.append(self._all())
        elif cadence == "half":
            if self.frames % 2 == 0:
                deltas.append(self._all())
        else:
            deltas.append(self._all())
            if cadence == "twice":
                deltas.append("")

    def _all(self):
        text, self.waiting = self.waiting, ""
        return text
