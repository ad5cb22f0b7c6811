package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Turns what the SDK throws into an error for a person: what failed, why in the server's words, one
 * thing to do. The cause is kept.
 */
public final class SageMakerErrors {
  /** Why something failed: the kind, the words and the remedy. */
  record Finding(Category category, String why, String hint) {}

  private SageMakerErrors() {}

  /** A failure of the stream itself or of the request for it. */
  static TransportException stream(String what, String endpointName, Throwable thrown) {
    Throwable failure = unwrap(thrown);
    if (failure instanceof TransportException known) {
      return known;
    }
    Optional<ProxyRefusal> proxy = CauseChain.find(failure, ProxyRefusal.class);
    if (proxy.isPresent()) {
      return proxy.get().describe(what);
    }
    Finding finding =
        CauseChain.find(failure, AwsServiceException.class)
            .map(refusal -> ServiceErrors.find(refusal, endpointName))
            .orElseGet(() -> WireErrors.find(failure));
    return new TransportException(
        finding.category(), what + ": " + finding.why(), finding.hint(), failure);
  }

  /** A failure to find credentials, and the profile asked for if the profile files lack it. */
  static TransportException credentials(RuntimeException failure, Optional<String> missingProfile) {
    if (missingProfile.isPresent()) {
      return noCredentials(
          "profile " + missingProfile.get() + " is in none of the AWS profile files",
          "name a profile that `aws configure list-profiles` shows",
          failure);
    }
    // The SDK prints the profile files' outline behind its words.
    String why = words(failure).replaceFirst(": ProfileFile\\(.*", "");
    if (why.startsWith("Unable to load credentials from any of the providers")) {
      return noCredentials(
          "none in the environment, the profile files, the container or the instance",
          "log in (`aws sso login`, `aws login`), name a --profile, or set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY",
          failure);
    }
    return noCredentials(
        why, "log in again (`aws sso login`, `aws login`) or correct the profile", failure);
  }

  private static TransportException noCredentials(String why, String hint, Throwable cause) {
    return new TransportException(Category.AUTH, "cannot get AWS credentials: " + why, hint, cause);
  }

  /** A failure's own words, without what the SDK puts around them. */
  static String words(Throwable failure) {
    if (failure instanceof AwsServiceException refusal) {
      return ServiceErrors.words(refusal);
    }
    return CauseChain.words(failure);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable t = thrown;
    while (t instanceof CompletionException && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }
}
