"""SageMaker's side of a bidirectional stream: AWS event streams over HTTP/2 without TLS.

A message is a prelude (length of all, length of the headers, their CRC-32), headers, a payload and
a CRC-32 of all before it. What comes from a client is such a message inside a signed one.
"""

import asyncio
import struct
import sys
import zlib

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions

STRING = 7
LENGTHS = {0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16}


def encode(headers, payload):
    packed = b"".join(
        bytes([len(name)]) + name.encode() + bytes([STRING]) + struct.pack(">H", len(value)) + value.encode()
        for name, value in headers.items()
    )
    prelude = struct.pack(">II", 16 + len(packed) + len(payload), len(packed))
    message = prelude + struct.pack(">I", zlib.crc32(prelude)) + packed + payload
    return message + struct.pack(">I", zlib.crc32(message))


def decode(message):
    total, headers_length, prelude_crc = struct.unpack(">III", message[:12])
    assert total == len(message) and prelude_crc == zlib.crc32(message[:8]), "corrupt prelude"
    assert struct.unpack(">I", message[-4:])[0] == zlib.crc32(message[:-4]), "corrupt message"
    headers = {}
    at = 12
    while at < 12 + headers_length:
        name_length = message[at]
        name = message[at + 1 : at + 1 + name_length].decode()
        kind = message[at + 1 + name_length]
        at += 2 + name_length
        if kind in (6, STRING):
            (length,) = struct.unpack(">H", message[at : at + 2])
            at += 2
        else:
            length = LENGTHS[kind]
        value = message[at : at + length]
        headers[name] = value.decode() if kind == STRING else value
        at += length
    return headers, message[12 + headers_length : -4]


class Front(asyncio.Protocol):
    """One HTTP/2 connection."""

    def __init__(self, run, dropped):
        self.run = run
        self.dropped = dropped
        self.h2 = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        )
        self.wires = {}
        self.tasks = set()

    def connection_made(self, transport):
        self.transport = transport
        self.h2.initiate_connection()
        self.flush()

    def connection_lost(self, _exc):
        for wire in self.wires.values():
            wire.inbox.put_nowait(None)
        for task in self.tasks:
            task.cancel()

    def data_received(self, data):
        try:
            events = self.h2.receive_data(data)
        except h2.exceptions.ProtocolError:
            self.transport.abort()
            return
        for event in events:
            if isinstance(event, h2.events.RequestReceived):
                self.request(event)
            elif isinstance(event, h2.events.DataReceived):
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                if event.stream_id in self.wires:
                    self.wires[event.stream_id].take(event.data)
            elif isinstance(event, (h2.events.StreamEnded, h2.events.StreamReset)):
                if event.stream_id in self.wires:
                    self.wires[event.stream_id].inbox.put_nowait(None)
            elif isinstance(event, h2.events.WindowUpdated):
                for wire in self.wires.values():
                    wire.push()
        self.flush()

    def request(self, event):
        headers = [(":status", "200"), ("content-type", "application/vnd.amazon.eventstream")]
        try:
            self.h2.send_headers(event.stream_id, headers)
        except h2.exceptions.StreamClosedError:
            return  # the client has given it up already
        wire = StreamWire(self, event.stream_id)
        self.wires[event.stream_id] = wire
        task = asyncio.get_running_loop().create_task(self.session(wire))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def session(self, wire):
        try:
            await self.run(wire)
            wire.end()
        except self.dropped:
            pass

    def flush(self):
        if not self.transport.is_closing():
            self.transport.write(self.h2.data_to_send())


class StreamWire:
    """One stream, as the wire of a session."""

    def __init__(self, front, stream):
        self.front = front
        self.stream = stream
        self.inbox = asyncio.Queue()
        self.bytes = b""
        self.partial = b""
        self.outbox = b""
        self.ending = False

    def take(self, data):
        self.bytes += data
        while len(self.bytes) >= 4:
            (length,) = struct.unpack(">I", self.bytes[:4])
            if len(self.bytes) < length:
                return
            envelope, self.bytes = self.bytes[:length], self.bytes[length:]
            _, inner = decode(envelope)
            if not inner:
                self.inbox.put_nowait(None)
                return
            headers, payload = decode(inner)
            self.partial += payload
            if headers.get("CompletionState", "COMPLETE") == "COMPLETE":
                self.inbox.put_nowait(self.partial.decode())
                self.partial = b""

    async def messages(self):
        while (message := await self.inbox.get()) is not None:
            yield message

    async def say(self, text):
        headers = {
            ":message-type": "event",
            ":event-type": "PayloadPart",
            ":content-type": "application/octet-stream",
            "DataType": "UTF8",
            "CompletionState": "COMPLETE",
        }
        self.outbox += encode(headers, text.encode())
        self.push()
        self.front.flush()
        await asyncio.sleep(0)

    def push(self):
        """Sends as much as the client's windows take."""
        try:
            while self.outbox:
                most = self.front.h2.local_flow_control_window(self.stream)
                most = min(most, self.front.h2.max_outbound_frame_size, len(self.outbox))
                if most <= 0:
                    return
                self.front.h2.send_data(self.stream, self.outbox[:most])
                self.outbox = self.outbox[most:]
            if self.ending:
                self.ending = False
                self.front.h2.end_stream(self.stream)
        except (h2.exceptions.StreamClosedError, h2.exceptions.ProtocolError):
            self.outbox = b""

    def end(self):
        self.ending = True
        self.push()
        self.front.flush()

    async def break_off(self, how):
        """Breaks the stream in one of four ways, each for a quarter of the numbers from 0 to 1."""
        front = self.front
        if how < 0.25:
            front.transport.abort()
        elif how < 0.5:
            front.h2.reset_stream(self.stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
            front.flush()
        elif how < 0.75:
            front.h2.close_connection()
            front.flush()
            front.transport.close()
        else:
            headers = {
                ":message-type": "exception",
                ":exception-type": "ModelStreamError",
                ":content-type": "application/json",
            }
            self.outbox += encode(headers, b'{"Message":"the model is gone","ErrorCode":"1011"}')
            self.end()


async def serve(port, run, dropped):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Front(run, dropped), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
