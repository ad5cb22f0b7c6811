/**
 * A real recogniser of English behind the emulator: the speech program, as one process that serves
 * all sessions over a Unix socket.
 */
package io.bidiclient.emulator.speech;
