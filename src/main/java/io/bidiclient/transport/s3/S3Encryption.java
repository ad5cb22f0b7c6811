package io.bidiclient.transport.s3;

import java.util.List;
import java.util.Optional;

/**
 * How S3 encrypts what is written, where it is not to be by the bucket's own setting.
 *
 * @param kind one of {@link #KINDS}, as the header {@code x-amz-server-side-encryption} has it
 * @param key a KMS key's id, ARN or alias; the account's key for S3 when absent
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html">
 *     Server-side encryption</a>
 */
public record S3Encryption(String kind, Optional<String> key) {
  /** With a key of KMS. */
  public static final String KMS = "aws:kms";

  /** What S3 knows. */
  public static final List<String> KINDS = List.of("AES256", KMS, "aws:kms:dsse");
}
