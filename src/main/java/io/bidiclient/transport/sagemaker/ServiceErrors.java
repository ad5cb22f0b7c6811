package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.HttpAnswer;
import io.bidiclient.transport.RetryAfter;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.WireFinding;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;

/**
 * Reads what AWS answered: by error code first, then by HTTP status.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html">common
 *     errors</a>
 */
final class ServiceErrors {
  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "TokenRefreshRequired");
  private static final Set<String> CLOCK =
      Set.of("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture");
  private static final Set<String> SIGNATURE =
      Set.of("InvalidSignature", "SignatureDoesNotMatch", "IncompleteSignature");
  private static final Set<String> IDENTITY =
      Set.of(
          "UnrecognizedClient",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "InvalidToken",
          "MissingAuthenticationToken",
          "OptInRequired");
  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling",
          "ThrottledRequest",
          "TooManyRequests",
          "RequestLimitExceeded",
          "RequestThrottled",
          "SlowDown",
          "ServiceQuotaExceeded");

  private static final int MODEL_FAILED = 424;

  private ServiceErrors() {}

  static WireFinding find(AwsServiceException refusal, String endpointName) {
    String logs = "read the log group /aws/sagemaker/Endpoints/" + endpointName;
    if (refusal instanceof ModelErrorException) {
      return finding(Category.REMOTE, refusal, logs);
    }
    if (refusal instanceof ModelStreamErrorException) {
      return finding(Category.REMOTE, refusal, logs);
    }
    if (refusal instanceof InternalStreamFailureException) {
      return finding(Category.REMOTE, refusal, "try again; " + logs + " if it stays");
    }
    return byCode(refusal).orElseGet(() -> byStatus(refusal, logs));
  }

  /** The service's own words and, for AWS's support, the request's number. */
  static String words(AwsServiceException refusal) {
    StringBuilder words = new StringBuilder(said(refusal));
    code(refusal).filter(c -> words.indexOf(c) < 0).ifPresent(c -> words.append(" [" + c + "]"));
    if (refusal.requestId() != null) {
      words.append(" (request id ").append(refusal.requestId()).append(')');
    }
    return words.toString();
  }

  private static Optional<WireFinding> byCode(AwsServiceException refusal) {
    String code = code(refusal).orElse("").replaceFirst("(Exception|Error)$", "");
    String said = said(refusal).toLowerCase(Locale.ROOT);
    if (EXPIRED.contains(code) || (code.equals("InvalidToken") && said.contains("expired"))) {
      return found(Category.AUTH, refusal, "log in again or renew AWS_SESSION_TOKEN");
    }
    if (CLOCK.contains(code) || (SIGNATURE.contains(code) && isClock(said))) {
      return found(Category.AUTH, refusal, "set this machine's clock: it differs from AWS's");
    }
    if (SIGNATURE.contains(code)) {
      return found(
          Category.AUTH, refusal, "check the secret key: it does not belong to the access key");
    }
    if (IDENTITY.contains(code)) {
      return found(
          Category.AUTH, refusal, "check the access key with `aws sts get-caller-identity`");
    }
    if (code.startsWith("AccessDenied") || code.equals("NotAuthorized")) {
      return found(
          Category.AUTH,
          refusal,
          "allow sagemaker:InvokeEndpointWithBidirectionalStream on the endpoint");
    }
    if (THROTTLED.contains(code)) {
      return found(Category.THROTTLED, refusal, "try again later, or open fewer streams at once");
    }
    if (code.equals("UnknownOperation")) {
      return found(
          Category.ENDPOINT, refusal, "choose a --region that serves bidirectional streams");
    }
    return Optional.empty();
  }

  private static WireFinding byStatus(AwsServiceException refusal, String logs) {
    Category category = HttpAnswer.category(refusal.statusCode());
    String hint =
        switch (category) {
          case AUTH -> "allow sagemaker:InvokeEndpointWithBidirectionalStream on the endpoint";
          case THROTTLED -> "try again later, or open fewer streams at once";
          case PROTOCOL -> "take the proxy out of the way: it does not pass HTTP/2";
          case SETTINGS, ENDPOINT -> refused(refusal);
          case NETWORK -> "try again";
          case REMOTE, TIMEOUT ->
              refusal.statusCode() == MODEL_FAILED ? logs : "try again; " + logs + " if it stays";
        };
    return finding(category, refusal, hint);
  }

  /** The request itself was refused: its endpoint, its variant or its path. */
  private static String refused(AwsServiceException refusal) {
    String said = said(refusal).toLowerCase(Locale.ROOT);
    String hint = "check --endpoint and --region";
    if (said.contains("variant")) {
      hint = "check --target-variant";
    } else if (said.contains("path")) {
      hint = "check --model-path";
    }
    return hint;
  }

  private static boolean isClock(String said) {
    return said.contains("expired") || said.contains("not yet current") || said.contains("skew");
  }

  private static Optional<WireFinding> found(
      Category category, AwsServiceException e, String hint) {
    return Optional.of(finding(category, e, hint));
  }

  private static WireFinding finding(Category category, AwsServiceException e, String hint) {
    Duration asked =
        Optional.ofNullable(e.awsErrorDetails())
            .map(AwsErrorDetails::sdkHttpResponse)
            .map(answer -> RetryAfter.in(answer::firstMatchingHeader))
            .orElse(Duration.ZERO);
    return new WireFinding(category, words(e), hint).after(asked);
  }

  private static String said(AwsServiceException refusal) {
    return Optional.ofNullable(refusal.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> !message.isBlank())
        .or(() -> original(refusal))
        .map(message -> message.strip().replaceAll("\\s+", " "))
        .orElseGet(
            () ->
                refusal.statusCode() > 0
                    ? "the service answered HTTP " + refusal.statusCode()
                    : "the service gave no reason");
  }

  private static Optional<String> original(AwsServiceException refusal) {
    return refusal instanceof ModelErrorException model
        ? Optional.ofNullable(model.originalMessage())
        : Optional.empty();
  }

  /** A stream's error has the model's own code, where a refused request has the service's. */
  private static Optional<String> code(AwsServiceException refusal) {
    if (refusal instanceof ModelStreamErrorException model && model.errorCode() != null) {
      return Optional.of(model.errorCode());
    }
    return Optional.ofNullable(refusal.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(code -> !code.isBlank());
  }
}
