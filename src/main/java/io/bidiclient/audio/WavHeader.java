package io.bidiclient.audio;

/**
 * What a WAV file says of its audio.
 *
 * @param format how the frames are written
 * @param length bytes of audio announced, or {@link FrameReader#TO_THE_END}
 */
record WavHeader(PcmFormat format, long length) {}
