package io.bidiclient.transport.s3;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.s3.S3Failure.Kind;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns the SDK's exceptions into ours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error
 *     responses</a>
 */
final class S3Failures {
  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "TokenRefreshRequired");
  private static final Set<String> IDENTITY =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "TemporaryRedirect");
  private static final Set<String> BUSY =
      Set.of("SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "Throttling");

  private S3Failures() {}

  /** A failure at an address; the message goes behind the address's name. */
  static S3Failure of(S3Address address, SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return refused(address, code(refusal), refusal);
    }
    Optional<TransportException> known = CauseChain.find(e, TransportException.class);
    if (known.isPresent()) {
      TransportException why = known.get();
      boolean login = why.category() == TransportException.Category.AUTH;
      return new S3Failure(login ? Kind.DENIED : Kind.UNREACHED, why.getMessage(), why.hint(), e);
    }
    return new S3Failure(
        Kind.UNREACHED,
        "no way to S3: " + CauseChain.words(e),
        "check the network, the --region and the proxy",
        e);
  }

  /** No client can be made with the settings that there are. */
  static S3Failure unusable(RuntimeException e) {
    return new S3Failure(
        Kind.REFUSED,
        "no way to S3 with these settings: " + CauseChain.words(e),
        "check the --region, the --profile and the --s3-endpoint-url",
        e);
  }

  private static S3Failure refused(S3Address address, String code, AwsServiceException e) {
    String words = words(e) + (code.isEmpty() ? "" : " [" + code + "]");
    int status = e.statusCode();
    if (code.equals("NoSuchBucket")) {
      return new S3Failure(
          Kind.MISSING,
          "there is no bucket " + address.bucket() + " [" + code + "]",
          "check the bucket's name",
          e);
    }
    if (EXPIRED.contains(code)) {
      return new S3Failure(Kind.DENIED, words, "log in again or renew AWS_SESSION_TOKEN", e);
    }
    if (IDENTITY.contains(code)) {
      return new S3Failure(
          Kind.DENIED, words, "check the access key with `aws sts get-caller-identity`", e);
    }
    if (ELSEWHERE.contains(code) || status == 301) {
      return new S3Failure(
          Kind.REFUSED, words, "name the region of the bucket with --region REGION", e);
    }
    if (code.startsWith("KMS.")) {
      return new S3Failure(
          Kind.DENIED, words, "check the KMS key, and that it is enabled and may be used", e);
    }
    if (code.equals("InvalidObjectState")) {
      return new S3Failure(Kind.REFUSED, words, "restore the object from the archive first", e);
    }
    if (isThereAlready(status) || status == 409) {
      return new S3Failure(Kind.CHANGED, words, "start again", e);
    }
    if (code.startsWith("AccessDenied") || status == 401 || status == 403) {
      return new S3Failure(
          Kind.DENIED,
          words,
          "ask for s3:GetObject, s3:PutObject and s3:ListBucket there, and for the KMS key of the"
              + " bucket; --s3-requester-pays where the requester pays",
          e);
    }
    if (code.startsWith("NoSuch") || status == 404) {
      return new S3Failure(
          Kind.MISSING,
          "there is no such object" + (code.isEmpty() ? "" : " [" + code + "]"),
          "check the key, in upper and lower case, with `aws s3 ls`",
          e);
    }
    if (BUSY.contains(code) || status >= 500 || status == 429) {
      return new S3Failure(Kind.PASSING, words, "try again in a minute", e);
    }
    return new S3Failure(Kind.REFUSED, words, "check the address", e);
  }

  /** Whether it says that there is an object; some services answer as a reader would be. */
  static boolean isThereAlready(int status) {
    return status == 412 || status == 304;
  }

  /** The error's code; empty where the service gave none. */
  private static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static String words(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> !message.isBlank())
        .map(message -> message.strip().replaceAll("\\s+", " "))
        .orElse("the service answered HTTP " + e.statusCode());
  }
}
