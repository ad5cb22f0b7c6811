/** Writes transcripts: text, JSON, subtitles, tables and Markdown, one writer a format. */
package io.bidiclient.transcript.write;
