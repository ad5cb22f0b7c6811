"""Audio whose words are known, and an ear for it.

A word is a burst of ten tones of 20 ms each: one that starts it, eight digits to the base of four,
and their sum. Whoever receives the audio reads the words from it, and needs nothing else.
"""

import random
import wave

import numpy as np

RATE = 16_000
SLOT = 320
SLOTS = 10
WORD = SLOT * SLOTS
START_TONE = 3_400.0
TONES = (700.0, 1_200.0, 1_800.0, 2_500.0)
IDS_OF_A_FILE = 512
CONSONANTS = "bdfgklmnprstvz"
VOWELS = "aeiou"
SYLLABLES = [c + v for c in CONSONANTS for v in VOWELS]
FRAGMENT = -1


def text_of(number):
    """The word of a number: three syllables."""
    mixed = (number * 48_271 + 11) % len(SYLLABLES) ** 3
    parts = []
    for _ in range(3):
        mixed, rest = divmod(mixed, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts)


def digits_of(number):
    digits = [number >> 2 * place & 3 for place in range(8)]
    return digits + [sum(digits) & 3]


def burst(number, amplitude):
    """The samples of a word, from -1 to 1."""
    time = np.arange(SLOT) / RATE
    edge = np.minimum(1, np.minimum(np.arange(SLOT), np.arange(SLOT)[::-1]) / 16)
    tones = [START_TONE] + [TONES[digit] for digit in digits_of(number)]
    return np.concatenate([amplitude * edge * np.sin(2 * np.pi * tone * time) for tone in tones])


def make(kind, file, seconds, seed):
    """Samples as int16 and the words as (number, first sample), for one file of a row."""
    rng = random.Random(f"{kind} {file} {seed}")
    noise = np.random.default_rng(rng.randrange(1 << 30))
    words = []
    at = int(0.4 * RATE)
    loud = 0.14
    level = loud
    while at < seconds * RATE and len(words) < IDS_OF_A_FILE - 12:
        for _ in range(rng.randint(4, 12)):
            index = len(words)
            if kind == "repeats" and index > 3:
                index = 4 + rng.randrange(4)
            words.append((file * IDS_OF_A_FILE + index, at, level))
            at += WORD + (int(0.06 * RATE) if kind != "close" else int(0.03 * RATE))
        low, high = (0.16, 0.4) if kind == "short-pauses" else (0.3, 1.4)
        at += int(rng.uniform(low, high) * RATE)
        if kind == "two-speakers" and rng.random() < 0.5:
            level = loud if level < loud else loud / 10
    total = at + RATE // 2
    floor = 0.02 if kind == "noise" else 0.0006
    audio = noise.normal(0, floor, total)
    if kind == "drums":
        hit = np.arange(int(0.09 * RATE)) / RATE
        drum = 0.12 * np.exp(-hit * 25) * np.sin(2 * np.pi * 110 * hit)
        for start in range(0, total - len(drum), int(0.25 * RATE)):
            audio[start : start + len(drum)] += drum
    for number, start, amplitude in words:
        audio[start : start + WORD] += burst(number, amplitude)
    pcm = (np.clip(audio, -1, 1) * 32_767).astype("<i2")
    return pcm, [(number, start) for number, start, _ in words]


def write(path, pcm):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(pcm.tobytes())


class Ear:
    """Finds the words in audio that comes in pieces."""

    def __init__(self):
        self.audio = np.zeros(0, dtype=np.float32)
        self.first = 0
        self.searched = 0
        self.received = 0

    def hear(self, pcm, last=False):
        """Takes int16 samples; gives (number or FRAGMENT, sample after its last) for new words."""
        self.received += len(pcm)
        self.audio = np.concatenate([self.audio, pcm.astype(np.float32) / 32_768])
        found = []
        while True:
            hit = self._next_start()
            if hit is None:
                break
            end = hit + WORD
            if end + SLOT > self.received and not last:
                break
            number = self._read(hit)
            if number is not None:
                found.append((number, end))
                self._skip(end - SLOT // 4)
            else:
                self._skip(hit + SLOT // 2)
        self._forget()
        return found

    def _skip(self, position):
        self.searched = max(self.searched, position)

    def _next_start(self):
        """The next place where 20 ms are nearly all start tone, or None in what is held."""
        begin = self.searched - self.first
        piece = self.audio[begin:]
        if len(piece) < SLOT + 64:
            return None
        time = np.arange(len(piece)) / RATE
        mixed = np.concatenate([[0], np.cumsum(piece * np.exp(-2j * np.pi * START_TONE * time))])
        energy = np.concatenate([[0], np.cumsum(piece.astype(np.float64) ** 2)])
        tone = 2 * np.abs(mixed[SLOT:] - mixed[:-SLOT]) ** 2 / SLOT
        whole = energy[SLOT:] - energy[:-SLOT]
        good = np.nonzero((tone > 0.5 * whole) & (whole > SLOT * 2e-5))[0]
        if len(good) == 0:
            self._skip(self.first + len(self.audio) - SLOT - 32)
            return None
        from_here = good[0]
        if from_here + 2 * SLOT > len(tone):
            return None if self.received < self.searched + from_here + WORD + SLOT else self.searched + int(from_here)
        best = from_here + int(np.argmax(tone[from_here : from_here + SLOT]))
        return self.searched + best

    def _read(self, start):
        begin = start - self.first
        time = np.arange(SLOT) / RATE
        digits = []
        for place in range(1, SLOTS):
            slot = self.audio[begin + place * SLOT : begin + (place + 1) * SLOT]
            if len(slot) < SLOT:
                return None
            strengths = [
                abs(np.sum(slot * np.exp(-2j * np.pi * tone * time))) for tone in TONES
            ]
            digits.append(int(np.argmax(strengths)))
        if sum(digits[:8]) & 3 != digits[8]:
            return None
        return sum(digit << 2 * place for place, digit in enumerate(digits[:8]))

    def _forget(self):
        keep = max(self.first, self.searched - 2 * SLOT)
        self.audio = self.audio[keep - self.first :]
        self.first = keep
