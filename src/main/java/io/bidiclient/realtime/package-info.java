/**
 * vLLM Realtime: its events, their JSON form, and the session that speaks them over a transport.
 */
package io.bidiclient.realtime;
