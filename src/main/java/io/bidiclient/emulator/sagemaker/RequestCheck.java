package io.bidiclient.emulator.sagemaker;

import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Refusal;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SageMaker checks of a request before it opens a stream. */
final class RequestCheck {
  /** Stands where a real answer has the account's number. */
  private static final String ACCOUNT = "000000000000";

  private static final int LONGEST_PATH = 100;
  private static final String VALIDATION = "ValidationException";
  private static final String HEADER = "x-amzn-sagemaker-model-invocation-path";
  private static final Pattern ENDPOINT =
      Pattern.compile("/endpoints/([^/?]+)/invocations-bidirectional-stream");

  private RequestCheck() {}

  /** Why a request is refused, if it is. */
  static Optional<Refusal> of(Http2Headers request, EmulatorOptions options) {
    Matcher endpoint = ENDPOINT.matcher(text(request.path()));
    if (!endpoint.matches()) {
      return refuse(404, "UnknownOperationException", "No such operation: " + request.path());
    }
    if (!text(request.method()).equals("POST")) {
      return refuse(405, "UnknownOperationException", "Not a POST: " + request.method());
    }
    String authorization = text(request.get("authorization"));
    if (authorization.isEmpty()) {
      return refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
      return refuse(403, "IncompleteSignatureException", "Authorization is not AWS4-HMAC-SHA256");
    }
    String type = text(request.get("content-type"));
    if (!type.equals("application/vnd.amazon.eventstream")) {
      return refuse(415, "UnsupportedMediaTypeException", "Unsupported content type: " + type);
    }
    String path = text(request.get(HEADER));
    if (path.startsWith("/") || path.length() > LONGEST_PATH) {
      return refuse(
          400,
          VALIDATION,
          "Value '"
              + path
              + "' at 'modelInvocationPath' failed to satisfy constraint: at most "
              + LONGEST_PATH
              + " characters without a leading slash");
    }
    String name = endpoint.group(1);
    if (!options.endpoints().isEmpty() && !options.endpoints().contains(name)) {
      String message = "Endpoint " + name + " of account " + ACCOUNT + " not found.";
      return refuse(400, VALIDATION, message);
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refuse(int status, String type, String message) {
    return Optional.of(new Refusal(status, type, message));
  }

  private static String text(CharSequence header) {
    return header == null ? "" : header.toString();
  }
}
