"""What stands between SageMaker's sidecar and vLLM, inside vLLM's own process.

Given to vLLM as ``--middleware bidi_middleware.SageMakerRealtime``. It does three things:

* SageMaker opens ``/invocations-bidirectional-stream`` unless a client names another path: that
  path is answered by ``/v1/realtime``.
* SageMaker sends a part without a data type as a binary frame, and vLLM reads text frames only:
  binary frames become text.
* ``/ping`` answers 503 until a second of silence has been transcribed from end to end, so that an
  endpoint is in service only when the model can transcribe, and the first client does not wait for
  the model to compile. ``BIDI_WARM_UP=off`` leaves ``/ping`` to vLLM alone.

Standard library only. The interface is ASGI 3: https://asgi.readthedocs.io/en/latest/specs/www.html
"""

import asyncio
import base64
import json
import logging
import os

SAGEMAKER_PATH = "/invocations-bidirectional-stream"
REALTIME_PATH = "/v1/realtime"
PING_PATH = "/ping"
# A second of 16 kHz mono PCM16.
SILENCE = base64.b64encode(bytes(2 * 16_000)).decode("ascii")
MODEL = "/opt/ml/model"

# A second of silence takes a model that works less than this, with all that it compiles for it.
WARM_UP_SECONDS = 120.0

# Below vLLM's own logger, the only one that vLLM gives a handler: what others say is not printed.
log = logging.getLogger("vllm.bidi_middleware")


class SageMakerRealtime:
    """ASGI middleware; one for the process, on its event loop."""

    def __init__(self, app, warm_up=None, limit_seconds=WARM_UP_SECONDS):
        self.app = app
        if warm_up is None:
            warm_up = os.environ.get("BIDI_WARM_UP", "on").lower() not in ("off", "0", "false", "no")
        self.ready = not warm_up
        self.limit_seconds = limit_seconds
        self.warming = None

    async def __call__(self, scope, receive, send):
        path = path_below_root(scope)
        if scope["type"] == "websocket" and path in (SAGEMAKER_PATH, REALTIME_PATH):
            await self.app(moved(scope, REALTIME_PATH), as_text(receive), send)
        elif scope["type"] == "http" and path == PING_PATH and not self.ready:
            await self.ping(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def ping(self, scope, receive, send):
        """Answers at once: SageMaker waits two seconds. The work goes on between pings."""
        if self.warming is None:
            self.warming = asyncio.ensure_future(self.warm_up(scope))
        if self.warming.done():
            failure = self.warming.exception()
            self.warming = None
            if failure is None:
                self.ready = True
                await self.app(scope, receive, send)
                return
            log.warning("the model does not transcribe yet: %s", repr(failure))
        await respond(send, 503, b"the model is not ready to transcribe\n")

    async def warm_up(self, ping_scope):
        """Transcribes silence; raises with the reason where that does not work."""
        log.info("transcribing a second of silence, for at most %g s", self.limit_seconds)
        try:
            await asyncio.wait_for(self.transcribe_silence(ping_scope), self.limit_seconds)
        except asyncio.TimeoutError:
            raise TimeoutError(f"no transcript of it within {self.limit_seconds:g} s") from None
        log.info("the model transcribes: the endpoint is ready")

    async def transcribe_silence(self, ping_scope):
        to_app, from_app = asyncio.Queue(), asyncio.Queue()
        session = asyncio.ensure_future(
            self.app(websocket_scope(ping_scope), to_app.get, from_app.put)
        )
        try:
            to_app.put_nowait({"type": "websocket.connect"})
            await answer(from_app, session, lambda m: m["type"] == "websocket.accept")
            await answer(from_app, session, event("session.created"))
            for request in (
                {"type": "session.update", "model": MODEL},
                {"type": "input_audio_buffer.commit"},
                {"type": "input_audio_buffer.append", "audio": SILENCE},
                {"type": "input_audio_buffer.commit", "final": True},
            ):
                to_app.put_nowait({"type": "websocket.receive", "text": json.dumps(request)})
            await answer(from_app, session, event("transcription.done"))
            to_app.put_nowait({"type": "websocket.disconnect", "code": 1000})
            await asyncio.wait([session], timeout=5)
        finally:
            session.cancel()
            await asyncio.gather(session, return_exceptions=True)


def path_below_root(scope):
    """The path without what a server in front has taken off (ASGI's root_path)."""
    path, root = scope.get("path", ""), scope.get("root_path", "")
    return path[len(root):] if root and path.startswith(root + "/") else path


def moved(scope, path):
    """The same scope at another path."""
    path = scope.get("root_path", "") + path
    return dict(scope, path=path, raw_path=path.encode("ascii"))


def as_text(receive):
    """Messages of the client with binary frames turned into text frames.

    Bytes that are no UTF-8 are replaced, not refused: vLLM then answers with its own error event,
    which a client can read, where a broken socket would tell nothing.
    """

    async def receive_text():
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("text") is None:
            text = (message.get("bytes") or b"").decode("utf-8", "replace")
            message = {"type": "websocket.receive", "text": text}
        return message

    return receive_text


def websocket_scope(ping_scope):
    """A client of our own, beside the one that pings."""
    scope = {
        key: ping_scope[key]
        for key in ("asgi", "app", "state", "server", "root_path")
        if key in ping_scope
    }
    scope.update(
        type="websocket",
        scheme="ws",
        http_version="1.1",
        query_string=b"",
        headers=[(b"host", b"localhost")],
        client=("127.0.0.1", 0),
        subprotocols=[],
        extensions={},
    )
    return moved(scope, REALTIME_PATH)


def event(kind):
    """A test for a text message with an event of this type; an error event raises."""

    def matches(message):
        if message["type"] != "websocket.send":
            return False
        said = json.loads(message.get("text") or (message.get("bytes") or b"{}").decode("utf-8"))
        if said.get("type") == "error":
            raise RuntimeError(f"{said.get('code')}: {said.get('error')}")
        return said.get("type") == kind

    return matches


async def answer(from_app, session, matches):
    """Waits for the message that matches; a session that ends first raises."""
    while True:
        message = asyncio.ensure_future(from_app.get())
        await asyncio.wait([message, session], return_when=asyncio.FIRST_COMPLETED)
        if not message.done():
            message.cancel()
            if session.exception() is not None:
                raise session.exception()
            raise RuntimeError("the session ended before its answer")
        said = message.result()
        if said["type"] in ("websocket.close", "websocket.http.response.start"):
            why = said.get("reason") or said.get("code") or said.get("status")
            raise RuntimeError(f"{REALTIME_PATH} refused: {why}")
        if matches(said):
            return


async def respond(send, status, body):
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
