/** Transport over a WebSocket (RFC 6455), straight to a server that speaks vLLM's Realtime API. */
package io.bidiclient.transport.websocket;
