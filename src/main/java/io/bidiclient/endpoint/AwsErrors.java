package io.bidiclient.endpoint;

import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the SDK's exceptions into ours. */
final class AwsErrors {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> IDENTITY =
      Set.of(
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "MissingAuthenticationToken",
          "IncompleteSignature");

  /** What a plan or a stack is refused with when somebody else was faster. */
  private static final Set<String> OVERTAKEN =
      Set.of("InvalidChangeSetStatus", "ChangeSetNotFound", "OperationInProgress");

  private AwsErrors() {}

  /** A failure of something that was tried, such as "cannot read the stack x". */
  static StackException of(String tried, SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return refused(tried, code(refusal), words(refusal), refusal.statusCode(), refusal);
    }
    Optional<ProxyRefusal> proxy = CauseChain.find(e, ProxyRefusal.class);
    Optional<TransportException> known =
        proxy
            .map(refusal -> refusal.describe(tried))
            .or(() -> CauseChain.find(e, TransportException.class));
    if (known.isPresent()) {
      return known(tried, known.get());
    }
    String words = oneLine(e.getMessage());
    if (words.startsWith("Unable to load credentials from any of the providers")) {
      words = "no credentials in any place that AWS's chain looks at";
    }
    if (words.contains("expired")) {
      return new StackException(
          Category.EXPIRED, tried + ": " + words, "log in again with `aws sso login`", e);
    }
    if (words.contains("credentials") || words.contains("profile")) {
      return new StackException(
          Category.AUTH,
          tried + ": " + words,
          "log in with `aws sso login` or `aws configure`, or set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY",
          e);
    }
    if (words.contains("Could not parse XML") || words.contains("Unable to unmarshall")) {
      return notFromAws(tried);
    }
    return new StackException(
        Category.NETWORK, tried + ": " + words, "check the network and the proxy", e);
  }

  private static StackException known(String tried, TransportException why) {
    boolean login = why.category() == TransportException.Category.AUTH;
    String message = why.getMessage();
    return new StackException(
        login ? Category.AUTH : Category.NETWORK,
        message.startsWith(tried) ? message : tried + ": " + message,
        why.hint(),
        why);
  }

  /**
   * A refusal in a service's words.
   *
   * @param code the error's code; empty where the service gave none
   * @param status of HTTP
   */
  static StackException refused(
      String tried, String code, String words, int status, Throwable cause) {
    String message = tried + ": " + words + (code.isEmpty() ? "" : " [" + code + "]");
    if (EXPIRED.contains(code)) {
      return new StackException(
          Category.EXPIRED, message, "log in again or renew AWS_SESSION_TOKEN", cause);
    }
    if (IDENTITY.contains(code)) {
      return new StackException(
          Category.AUTH, message, "check the access key with `aws sts get-caller-identity`", cause);
    }
    if (code.startsWith("AccessDenied") || status == 401 || status == 403) {
      return new StackException(
          Category.AUTH, message, "ask for the rights that the hosting page lists", cause);
    }
    if (code.startsWith("Throttl") || code.equals("RequestLimitExceeded") || status == 429) {
      return new StackException(Category.NETWORK, message, "try again in a minute", cause);
    }
    if (status >= 500) {
      return new StackException(Category.NETWORK, message, "try again", cause);
    }
    if (OVERTAKEN.contains(code) || words.contains("cannot be created again")) {
      return new StackException(
          Category.OVERTAKEN, message, "run `endpoint status`, then try again", cause);
    }
    if (code.equals("ValidationError")) {
      return new StackException(Category.VALUE, message, "change the value that it names", cause);
    }
    return new StackException(Category.STACK, message, "run `endpoint status`", cause);
  }

  /** An answer without what every answer of that kind holds: something answers in AWS's place. */
  static StackException notFromAws(String tried) {
    return new StackException(
        Category.NETWORK,
        tried + ": the answer is not AWS's; a login page or a proxy may answer in its place",
        "open a browser, and log in to this network");
  }

  /** The error's code; empty where the service gave none. */
  static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  /** The service's own words. */
  static String words(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> !message.isBlank())
        .map(AwsErrors::oneLine)
        .orElse("the service answered HTTP " + e.statusCode());
  }

  static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s+", " ");
  }
}
