package io.bidiclient.transport.s3;

/**
 * An object in a listing.
 *
 * @param key its name in the bucket
 * @param size bytes
 */
public record S3Entry(String key, long size) {}
