package io.bidiclient.audio.wav;

/**
 * The head of a chunk.
 *
 * @param id its four letters, or empty for one that is of no use here
 * @param size bytes of its content, negative when they are as many as come
 */
record ChunkHeader(String id, long size) {}
