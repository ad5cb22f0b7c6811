package io.bidiclient.audio.wav;

import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pcm.FrameReader;
import io.bidiclient.audio.pcm.SampleDecoder;
import io.bidiclient.problem.Warning;
import java.util.List;

/**
 * What a WAV file says of its audio.
 *
 * @param format how the frames are written
 * @param length bytes of audio announced, or {@link FrameReader#TO_THE_END}
 * @param decoder reads the samples
 * @param warnings what is odd about the header, if anything is
 */
record WavHeader(PcmFormat format, long length, SampleDecoder decoder, List<Warning> warnings) {
  /** The same with so many bytes of audio. */
  WavHeader withLength(long bytes) {
    return new WavHeader(format, bytes, decoder, warnings);
  }
}
