/**
 * Transport over a WebSocket (RFC 6455), straight to a server that speaks vLLM's Realtime API.
 *
 * <pre>
 *  send ► SendQueue ► JDK ► server
 *  listener ◄ WebSocketConnection ◄ JDK ◄ server
 * </pre>
 */
package io.bidiclient.transport.websocket;
