package io.bidiclient.endpoint.job;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in ECR.
 *
 * @param text as it was given
 * @param tag empty where it is named by its digest
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html">ECR's
 *     registries</a>
 */
record ImageUri(String text, Optional<String> tag) {
  /**
   * Every form that SageMaker takes: nested repositories, FIPS registries, any partition's domain,
   * a tag or a digest. The same as the template's pattern, which a test holds it to.
   */
  static final String FORM =
      "[0-9]{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.[a-z0-9-]+(\\.[a-z0-9-]+)+"
          + "/[a-z0-9]+([._/-][a-z0-9]+)*"
          + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})";

  /** Of the CUDA that a tag names, the major version decides on the driver. */
  private static final Pattern CUDA =
      Pattern.compile("(?:^|[._-])cu(?:da)?-?([0-9]{2})(?:\\.?[0-9])?(?![0-9])");

  /** The versions of CUDA for which SageMaker has a host image. */
  private static final Set<String> KNOWN = Set.of("12", "13");

  /** An image; empty where the text is not the form of one. */
  static Optional<ImageUri> parse(String text) {
    if (!text.matches(FORM)) {
      return Optional.empty();
    }
    int at = text.lastIndexOf(':');
    boolean digest = text.contains("@");
    return Optional.of(
        new ImageUri(text, digest ? Optional.empty() : Optional.of(text.substring(at + 1))));
  }

  /** The repository's name, as a right to pull from it names it. */
  String repository() {
    return text.substring(text.indexOf('/') + 1).replaceFirst("[:@].*", "");
  }

  /** The major version of CUDA that the tag names: 12 or 13; empty where it names none. */
  Optional<String> cuda() {
    return tag.map(CUDA::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .filter(KNOWN::contains);
  }

  /** Whether the same name always means the same image: a digest, or a tag that ends in one. */
  boolean fixed() {
    return tag.isEmpty() || tag.get().matches(".*-[0-9a-f]{12}");
  }
}
