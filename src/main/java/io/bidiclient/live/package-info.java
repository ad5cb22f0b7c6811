/**
 * The live page: serves it, takes what its visitors say over one WebSocket each, and streams it.
 * Between page and server goes what {@code live.md} says.
 */
package io.bidiclient.live;
