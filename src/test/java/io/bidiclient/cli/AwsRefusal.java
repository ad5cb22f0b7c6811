package io.bidiclient.cli;

/** Ends a request as AWS would. */
final class AwsRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /**
   * Makes one.
   *
   * @param status of HTTP
   */
  AwsRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** What the client gets. */
  AwsAnswer answer() {
    return new AwsAnswer(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
            .formatted(code, getMessage()));
  }
}
