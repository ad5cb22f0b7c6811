package io.bidiclient.transport.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object, or the place of several.
 *
 * @param bucket where it is
 * @param key its name there, to the letter; ends with a slash, or is empty, for a place of several
 * @param version which of its versions; the newest when absent
 */
public record S3Address(String bucket, String key, Optional<String> version) {
  private static final Pattern URL =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,254})(?:/(.*))?", Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile("(.*)\\?versionId=([^?&=]+)", Pattern.DOTALL);

  /** The address that a URL names, whose key is not encoded; empty where it is none. */
  public static Optional<S3Address> parsed(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String key = Optional.ofNullable(parts.group(2)).orElse("");
    Matcher version = VERSION.matcher(key);
    return Optional.of(
        version.matches()
            ? new S3Address(parts.group(1), version.group(1), Optional.of(version.group(2)))
            : new S3Address(parts.group(1), key, Optional.empty()));
  }

  /** The address that {@link #url} was made of. */
  public static S3Address of(URI url) {
    return new S3Address(
        url.getAuthority(),
        url.getPath().substring(1),
        Optional.ofNullable(url.getQuery()).map(query -> query.replaceFirst("versionId=", "")));
  }

  /** The address as a URL, whose key is encoded. */
  public URI url() {
    try {
      return new URI(
          "s3", bucket, "/" + key, version.map(v -> "versionId=" + v).orElse(null), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a key of any letters has its URL", e);
    }
  }

  /** Another object of the bucket, in its newest version. */
  public S3Address of(String other) {
    return new S3Address(bucket, other, Optional.empty());
  }

  /** Whether it is a place of several objects. */
  public boolean isPrefix() {
    return key.isEmpty() || key.endsWith("/");
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key + version.map(v -> "?versionId=" + v).orElse("");
  }
}
