package io.bidiclient.transport.s3;

import java.io.InputStream;

/**
 * An object's bytes from a place on.
 *
 * @param bytes to its end; owned by who asked. Closing it from another thread wakes one that waits
 * @param from the place of the first of them
 * @param length bytes of the whole object
 * @param etag tells this content from any other under the same key
 */
public record S3Part(InputStream bytes, long from, long length, String etag) {}
