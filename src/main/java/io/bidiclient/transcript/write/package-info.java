/** Writes transcripts: text, JSON, JSON Lines, SRT and VTT, one writer a format. */
package io.bidiclient.transcript.write;
