package io.bidiclient.live;

import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;

/** A call of a transcript's writer, to be made later, on another thread or again. */
interface Call {
  void on(TranscriptWriter writer) throws IOException;
}
