package io.bidiclient.realtime;

import io.bidiclient.audio.AudioException;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param outcome how the session ended
 * @param input what was wrong with the audio, if anything was; what could be read was transcribed
 * @param samples samples sent, at 16 kHz
 * @param deltas deltas that came
 */
public record Result(Outcome outcome, Optional<AudioException> input, long samples, long deltas) {}
