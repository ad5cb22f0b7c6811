"""Stands for vLLM behind the middleware: `/v1/realtime` and `/ping` as plain ASGI.

One delta for each 80 ms of audio, "loud" or nothing, and transcription.done at the final commit.
Text frames only, as vLLM: a binary frame ends the session with an exception.
"""

import base64
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from bidi_middleware import SageMakerRealtime  # noqa: E402

FRAME_BYTES = 2560
sessions = []


async def vllm(scope, receive, send):
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http":
        status = 200 if scope["path"] == "/ping" else 404
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})
    elif scope["path"] == "/v1/realtime":
        await realtime(receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1000})


async def lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def realtime(receive, send):
    async def say(**event):
        await send({"type": "websocket.send", "text": json.dumps(event)})

    assert (await receive())["type"] == "websocket.connect"
    await send({"type": "websocket.accept"})
    await say(type="session.created", id="stub", created=0)
    heard, said, pending = [], [], b""
    sessions.append(heard)
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        event = json.loads(message["text"])
        heard.append(event)
        if event["type"] == "session.update" and event["model"] == "refused":
            await say(type="error", error="no such model", code="model_not_found")
        elif event["type"] == "input_audio_buffer.append":
            pending += base64.b64decode(event["audio"])
            while len(pending) >= FRAME_BYTES:
                frame, pending = pending[:FRAME_BYTES], pending[FRAME_BYTES:]
                said.append(" loud" if any(frame) else "")
                await say(type="transcription.delta", delta=said[-1])
        elif event.get("final"):
            usage = {"prompt_tokens": 39, "completion_tokens": len(said)}
            await say(type="transcription.done", text="".join(said), usage=usage)
            said, pending = [], b""


app = SageMakerRealtime(vllm)
