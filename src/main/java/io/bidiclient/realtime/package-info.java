/**
 * Transcribes one stream over as many sessions as it takes: buffers audio, replaces sessions that
 * break or grow too old, and joins their texts.
 */
package io.bidiclient.realtime;
