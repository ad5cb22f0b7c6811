/** Objects in Amazon S3's buckets: listed, read from any place on, and written as a whole. */
package io.bidiclient.transport.s3;
