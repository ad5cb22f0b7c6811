/** Recordings of a session's messages: written while it runs, and read again. */
package io.bidiclient.transcript.recording;
