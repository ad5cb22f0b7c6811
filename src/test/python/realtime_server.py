"""A realtime server in a process of its own, which knows nothing but the audio that it is sent.

It speaks vLLM's or OpenAI's names over a WebSocket, at /v1/realtime and at SageMaker's path, and
breaks connections by a plan that it makes from its seed: so many of each file's first sessions are
dropped, each some words and some events on.
"""

import argparse
import asyncio
import base64
import json
import random
import sys

import numpy as np
import websockets

import world
from recognizer import FRAME, Recognizer, Words

HEARD = "conversation.item.input_audio_transcription."


class Drops:
    """Which sessions of which file break, and where."""

    def __init__(self, options):
        self.options = options
        self.plans = {}

    def next_for(self, file):
        """Words of the file and events after which its next session breaks, or None."""
        if file not in self.plans:
            rng = random.Random(f"{self.options.seed} {file}")
            count = rng.randint(1, self.options.drops) if self.options.drops else 0
            plan = sorted(rng.randrange(2, self.options.words) for _ in range(count))
            self.plans[file] = [(place, rng.randrange(0, 30), rng.random()) for place in plan]
        return self.plans[file].pop(0) if self.plans[file] else None


class Session:
    """One session on a wire that has messages(), say(text), and break_off(how)."""

    def __init__(self, wire, options, words, drops):
        self.wire = wire
        self.options = options
        self.drops = drops
        self.openai = options.names == "openai"
        self.recognizer = Recognizer(options, words)
        self.resampler = Resampler() if self.openai else None
        self.text = []
        self.deltas = 0
        self.turns = 0
        self.plan = None
        self.file = None
        self.events_left = None

    async def run(self):
        if self.openai:
            session = {"id": "s", "type": "transcription"}
            await self._say({"type": "session.created", "session": session})
        else:
            await self._say({"type": "session.created", "id": "s", "created": 1})
        async for message in self.wire.messages():
            event = json.loads(message)
            kind = event["type"]
            if kind == "input_audio_buffer.append":
                await self._append(base64.b64decode(event["audio"], validate=True))
            elif kind == "input_audio_buffer.commit" and (self.openai or event.get("final")):
                await self._finish()

    async def _append(self, data):
        pcm = np.frombuffer(data, dtype="<i2")
        if self.resampler:
            pcm = self.resampler.process(pcm)
        for start in range(0, len(pcm), FRAME):
            frame = pcm[start : start + FRAME]
            deltas = self.recognizer.hear(frame)
            if self.options.speed:
                await asyncio.sleep(len(frame) / world.RATE / self.options.speed)
            await self._tell(deltas)

    async def _finish(self):
        if self.options.turns:
            await self._tell(self.recognizer.finish())
            error = {"code": "input_audio_buffer_commit_empty", "message": "the buffer is empty"}
            await self._say({"type": "error", "error": error})
            return
        if self.openai:
            await self._say({"type": "input_audio_buffer.committed", "item_id": "i"})
        await self._tell(self.recognizer.finish())
        text = "".join(self.text)
        if self.openai:
            await self._say({"type": HEARD + "completed", "transcript": text})
        else:
            usage = {
                "prompt_tokens": 39,
                "completion_tokens": self.deltas,
                "total_tokens": 39 + self.deltas,
            }
            await self._say({"type": "transcription.done", "text": text, "usage": usage})

    async def _tell(self, deltas):
        for text in deltas:
            if self.options.turns:
                await self._turn(text.strip())
                continue
            self.text.append(text)
            self.deltas += 1
            kind = HEARD + "delta" if self.openai else "transcription.delta"
            await self._say({"type": kind, "delta": text})
            await self._break()

    async def _turn(self, text):
        self.turns += 1
        item = {"item_id": f"item_{self.turns}"}
        for event in ("speech_started", "speech_stopped", "committed"):
            await self._say({"type": "input_audio_buffer." + event, **item})
        for part in (text[:5], text[5:]):
            await self._say({"type": HEARD + "delta", "delta": part, **item})
            await self._break()
        await self._say({"type": HEARD + "completed", "transcript": text, **item})

    async def _break(self):
        numbers = self.recognizer.numbers
        if self.file is None and numbers:
            self.file = numbers[0] // world.IDS_OF_A_FILE
            self.plan = self.drops.next_for(self.file)
        if not self.plan or not numbers:
            return
        place, events, how = self.plan
        if self.events_left is None:
            if len(numbers) + numbers[0] % world.IDS_OF_A_FILE < place:
                return
            self.events_left = events
        if self.events_left > 0:
            self.events_left -= 1
            return
        await self.wire.break_off(how)
        raise Dropped

    async def _say(self, event):
        await self.wire.say(json.dumps(event, ensure_ascii=False))


class WebSocketWire:
    """The wire of one WebSocket."""

    def __init__(self, socket):
        self.socket = socket

    async def messages(self):
        async for message in self.socket:
            yield message

    async def say(self, text):
        await self.socket.send(text)

    async def break_off(self, how):
        """Breaks the connection: without a word below a half, with a close frame above."""
        if how < 0.5:
            self.socket.transport.abort()
        else:
            await self.socket.close(1011, "the model is gone")


class Dropped(Exception):
    """The connection was broken as planned."""


class Resampler:
    """From 24 kHz to 16 kHz, by lines between samples: what is spoken here is far below 8 kHz."""

    def __init__(self):
        self.held = np.zeros(0, dtype=np.float32)
        self.first = 0
        self.made = 0

    def process(self, pcm):
        self.held = np.concatenate([self.held, pcm.astype(np.float32)])
        most = (self.first + len(self.held) - 2) * 2 // 3
        count = max(0, most - self.made)
        at = (self.made + np.arange(count)) * 1.5 - self.first
        whole = at.astype(int)
        part = at - whole
        out = self.held[whole] * (1 - part) + self.held[whole + 1] * part if count else []
        self.made += count
        keep = max(0, int(self.made * 1.5) - self.first - 1)
        self.held = self.held[keep:]
        self.first += keep
        return np.asarray(out, dtype=np.int16)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--names", choices=["vllm", "openai"], default="vllm")
    parser.add_argument("--turns", action="store_true", help="end turns at pauses (OpenAI's names)")
    parser.add_argument(
        "--cadence",
        choices=["frame", "twice", "half", "token", "second", "segment"],
        default="frame",
    )
    parser.add_argument("--late", type=int, default=0, help="frames from a word to its text")
    parser.add_argument("--pieces", type=int, default=1, help="most deltas a word is split over")
    parser.add_argument("--spacing", choices=["before", "after", "none"], default="before")
    parser.add_argument("--reword", choices=["none", "case", "punctuation", "word"], default="none")
    parser.add_argument("--drops", type=int, default=0, help="most sessions of a file that break")
    parser.add_argument("--words", type=int, default=350, help="of a file, where drops are placed")
    parser.add_argument("--speed", type=float, default=0, help="times real time; 0: at once")
    parser.add_argument("--sagemaker", action="store_true", help="speak HTTP/2 event streams")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def main():
    options = arguments()
    words = Words(options)
    drops = Drops(options)

    async def serve(socket, _path=None):
        try:
            await Session(WebSocketWire(socket), options, words, drops).run()
        except (Dropped, websockets.ConnectionClosed):
            pass

    if options.sagemaker:
        import sagemaker_front

        await sagemaker_front.serve(
            options.port, lambda wire: Session(wire, options, words, drops).run(), Dropped
        )
        return
    async with websockets.serve(serve, "127.0.0.1", options.port, max_size=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
