package io.bidiclient.simulation;

import io.bidiclient.realtime.protocol.ClientEvent;
import java.util.Base64;

/**
 * A message of the client, as far as a server looks into it.
 *
 * @param samples of audio, at 16 kHz or, where it is encoded in OpenAI's names, at 24
 * @param position the {@link Stamp} in the audio; negative where it bears none
 */
record Said(Kind kind, int samples, long position) {
  private static final String AUDIO = "\"audio\":\"";

  /** Characters of base 64 that hold a stamp. */
  private static final int STAMP = 2 * Stamp.SAMPLES * 4 / 3;

  /** What it is. */
  enum Kind {
    UPDATE,
    AUDIO,
    START,
    FINAL,
    UNKNOWN
  }

  /** What an event says. */
  static Said of(ClientEvent event) {
    return event.accept(new Reader());
  }

  /** What the text of a message says. */
  static Said of(String message, boolean openAi) {
    if (message.contains("\"session.update\"")) {
      return new Said(Kind.UPDATE, 0, -1);
    }
    if (message.contains("\"input_audio_buffer.append\"")) {
      int from = message.indexOf(AUDIO) + AUDIO.length();
      int to = message.indexOf('"', from);
      int padding = message.charAt(to - 1) != '=' ? 0 : message.charAt(to - 2) == '=' ? 2 : 1;
      int bytes = (to - from) / 4 * 3 - padding;
      boolean stamped = !openAi && bytes >= 2 * Stamp.SAMPLES;
      String start = stamped ? message.substring(from, from + STAMP) : "";
      return audio(bytes, stamped ? Stamp.read(Base64.getDecoder().decode(start)) : -1);
    }
    if (message.contains("\"input_audio_buffer.commit\"")) {
      return commit(openAi || message.contains("\"final\":true"));
    }
    return new Said(Kind.UNKNOWN, 0, -1);
  }

  private static Said audio(int bytes, long position) {
    return new Said(bytes % 2 == 0 && bytes > 0 ? Kind.AUDIO : Kind.UNKNOWN, bytes / 2, position);
  }

  private static Said commit(boolean last) {
    return new Said(last ? Kind.FINAL : Kind.START, 0, -1);
  }

  private static final class Reader implements ClientEvent.Visitor<Said> {
    @Override
    public Said sessionUpdate(ClientEvent.SessionUpdate event) {
      return new Said(Kind.UPDATE, 0, -1);
    }

    @Override
    public Said append(ClientEvent.Append event) {
      byte[] pcm = event.pcm().bytes();
      return audio(pcm.length, pcm.length < 2 * Stamp.SAMPLES ? -1 : Stamp.read(pcm));
    }

    @Override
    public Said commit(ClientEvent.Commit event) {
      return Said.commit(event.last());
    }
  }
}
