package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.HttpAnswer;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.time.Duration;

/** What answered the request for a stream is not SageMaker: a proxy's page, or another server. */
final class UnexpectedAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient HttpAnswer answer;
  private final Duration after;

  UnexpectedAnswer(HttpAnswer answer, Duration after) {
    super(answer.told());
    this.answer = answer;
    this.after = after;
  }

  /** What to tell of it. */
  TransportException describe(String what) {
    boolean success = answer.status() / 100 == 2;
    String why = answer.told() + (success ? ", which is no event stream" : "");
    return new TransportException(answer.category(), what + ": " + why, hint(), this).after(after);
  }

  private String hint() {
    return switch (answer.category()) {
      case THROTTLED -> "try again later, or open fewer streams at once";
      case NETWORK, REMOTE -> "try again; this is a gateway's answer and not SageMaker's";
      case SETTINGS, AUTH, ENDPOINT, PROTOCOL, TIMEOUT ->
          "check --endpoint-url and the proxy: this is not SageMaker's answer";
    };
  }
}
