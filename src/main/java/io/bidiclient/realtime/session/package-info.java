/**
 * One session on one connection: a pure step from state and signal to state and effects, and the
 * connection that performs the effects.
 */
package io.bidiclient.realtime.session;
