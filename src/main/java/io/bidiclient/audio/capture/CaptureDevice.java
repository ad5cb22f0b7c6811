package io.bidiclient.audio.capture;

import io.bidiclient.audio.PcmFormat;
import java.util.List;

/**
 * A device that audio can be captured from.
 *
 * @param index its place in the list of them, from 0
 * @param name as the system calls it
 * @param description what else the system says of it
 * @param formats what it can be opened with, the one that is used first
 */
public record CaptureDevice(int index, String name, String description, List<PcmFormat> formats) {}
