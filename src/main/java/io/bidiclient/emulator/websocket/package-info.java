/** The container's own front: HTTP/1.1 and WebSockets (RFC 6455). */
package io.bidiclient.emulator.websocket;
