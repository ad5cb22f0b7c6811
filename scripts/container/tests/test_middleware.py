"""The middleware by itself: python3 -m unittest discover scripts/container/tests"""

import asyncio
import json
import logging
import unittest

import stub_realtime
from bidi_middleware import SILENCE, SageMakerRealtime


class Wire:
    """One ASGI connection, driven from the client's side."""

    def __init__(self, app, scope):
        self.incoming, self.outgoing = asyncio.Queue(), asyncio.Queue()
        self.task = asyncio.ensure_future(app(scope, self.incoming.get, self.outgoing.put))

    def put(self, **message):
        self.incoming.put_nowait(message)

    async def get(self):
        return await asyncio.wait_for(self.outgoing.get(), 5)


def websocket(path, root=""):
    return {"type": "websocket", "path": path, "root_path": root, "headers": []}


async def ping(app):
    wire = Wire(app, {"type": "http", "path": "/ping", "root_path": "", "headers": []})
    start = await wire.get()
    await wire.get()
    return start["status"]


async def ping_until(app, status, tries=200):
    for count in range(tries):
        if await ping(app) == status:
            return count
        await asyncio.sleep(0)
    raise AssertionError(f"/ping never answered {status}")


class MiddlewareTest(unittest.IsolatedAsyncioTestCase):
    async def first_answer(self, path, root="", **frame):
        wire = Wire(SageMakerRealtime(stub_realtime.vllm), websocket(path, root))
        wire.put(type="websocket.connect")
        first = await wire.get()
        if first["type"] != "websocket.accept":
            return first
        await wire.get()
        wire.put(type="websocket.receive", **frame)
        answer = json.loads((await wire.get())["text"])
        wire.task.cancel()
        return answer

    update = json.dumps({"type": "session.update", "model": "refused", "é": "é"})

    async def test_sagemakers_path_and_vllms_both_reach_realtime(self):
        for path in ("/invocations-bidirectional-stream", "/v1/realtime"):
            answer = await self.first_answer(path, text=self.update)
            self.assertEqual("model_not_found", answer["code"], path)

    async def test_another_path_is_left_to_the_server(self):
        self.assertEqual("websocket.close", (await self.first_answer("/other"))["type"])

    async def test_a_path_below_a_root_is_found_and_keeps_the_root(self):
        seen = []

        async def app(scope, receive, send):
            seen.append((scope["path"], scope["raw_path"]))

        await SageMakerRealtime(app)(
            websocket("/api/invocations-bidirectional-stream", "/api"), None, None)
        self.assertEqual([("/api/v1/realtime", b"/api/v1/realtime")], seen)

    async def test_a_binary_frame_becomes_text(self):
        frame = self.update.encode("utf-8")
        answer = await self.first_answer("/invocations-bidirectional-stream", bytes=frame, text=None)
        self.assertEqual("model_not_found", answer["code"])

    async def test_bytes_that_are_no_utf8_reach_the_server_as_replaced_text(self):
        seen = []

        async def app(scope, receive, send):
            seen.append(await receive())

        async def receive():
            return {"type": "websocket.receive", "bytes": b"a\xff"}

        await SageMakerRealtime(app)(websocket("/v1/realtime"), receive, None)
        self.assertEqual([{"type": "websocket.receive", "text": "a\ufffd"}], seen)

    async def test_a_disconnect_passes_unchanged(self):
        seen = []

        async def app(scope, receive, send):
            seen.append(await receive())

        async def receive():
            return {"type": "websocket.disconnect", "code": 1001}

        await SageMakerRealtime(app)(websocket("/v1/realtime"), receive, None)
        self.assertEqual([{"type": "websocket.disconnect", "code": 1001}], seen)


class PingTest(unittest.IsolatedAsyncioTestCase):
    async def test_it_is_503_until_a_second_of_silence_was_transcribed_and_200_from_then_on(self):
        app = SageMakerRealtime(stub_realtime.vllm)
        stub_realtime.sessions.clear()
        self.assertGreater(await ping_until(app, 200), 0)
        self.assertEqual(200, await ping(app))
        self.assertEqual(1, len(stub_realtime.sessions))
        events = stub_realtime.sessions[0]
        self.assertEqual(
            ["session.update", "input_audio_buffer.commit", "input_audio_buffer.append",
             "input_audio_buffer.commit"],
            [event["type"] for event in events])
        self.assertEqual("/opt/ml/model", events[0]["model"])
        self.assertEqual(SILENCE, events[2]["audio"])
        self.assertEqual(42668, len(SILENCE))

    async def test_a_model_that_fails_is_tried_again_at_later_pings(self):
        failures = [RuntimeError("compiling"), RuntimeError("still compiling")]

        async def app(scope, receive, send):
            if scope["type"] == "websocket" and failures:
                raise failures.pop()
            await stub_realtime.vllm(scope, receive, send)

        with self.assertLogs("vllm.bidi_middleware", "WARNING") as logs:
            await ping_until(SageMakerRealtime(app), 200)
        self.assertEqual(2, len(logs.output))
        self.assertIn("still compiling", logs.output[0])

    async def test_a_server_without_the_route_never_gets_ready(self):
        async def app(scope, receive, send):
            await send({"type": "websocket.close", "code": 1000, "reason": "no realtime here"})

        with self.assertLogs("vllm.bidi_middleware", "WARNING") as logs:
            with self.assertRaises(AssertionError):
                await ping_until(SageMakerRealtime(app), 200, 30)
        self.assertIn("/v1/realtime refused: no realtime here", logs.output[0])

    async def test_an_error_event_is_the_reason(self):
        async def app(scope, receive, send):
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.send",
                        "text": '{"type": "error", "code": "processing_error", "error": "oops"}'})
            await asyncio.sleep(60)

        with self.assertLogs("vllm.bidi_middleware", "WARNING") as logs:
            with self.assertRaises(AssertionError):
                await ping_until(SageMakerRealtime(app), 200, 30)
        self.assertIn("processing_error: oops", logs.output[0])

    async def test_a_model_that_says_nothing_is_given_up_after_the_limit(self):
        async def app(scope, receive, send):
            await send({"type": "websocket.accept"})
            await asyncio.Event().wait()

        middleware = SageMakerRealtime(app, limit_seconds=0.01)
        self.assertEqual(503, await ping(middleware))
        await asyncio.wait([middleware.warming], timeout=5)
        with self.assertLogs("vllm.bidi_middleware", "WARNING") as logs:
            self.assertEqual(503, await ping(middleware))
        self.assertIn("no transcript of it within 0.01 s", logs.output[0])
        self.assertEqual(120, SageMakerRealtime(app).limit_seconds)

    async def test_what_it_says_goes_where_vllm_prints(self):
        # As vLLM sets it up: a handler on its own logger, and none on the root.
        records = []
        handler = logging.Handler()
        handler.emit = lambda record: records.append(record.getMessage())
        vllm = logging.getLogger("vllm")
        vllm.addHandler(handler)
        vllm.setLevel(logging.INFO)
        try:
            await ping_until(SageMakerRealtime(stub_realtime.vllm), 200)
        finally:
            vllm.removeHandler(handler)
        self.assertEqual("transcribing a second of silence, for at most 120 s", records[0])
        self.assertEqual("the model transcribes: the endpoint is ready", records[-1])

    async def test_it_is_the_servers_own_where_the_warm_up_is_off(self):
        self.assertEqual(200, await ping(SageMakerRealtime(stub_realtime.vllm, warm_up=False)))


if __name__ == "__main__":
    unittest.main()
