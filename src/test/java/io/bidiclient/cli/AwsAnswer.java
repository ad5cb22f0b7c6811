package io.bidiclient.cli;

/**
 * An answer of the stand-in for AWS.
 *
 * @param status of HTTP; 0 for no answer at all
 */
record AwsAnswer(int status, String body) {
  /** A result in the form of the query protocol. */
  static AwsAnswer xml(String action, String result) {
    return new AwsAnswer(
        200,
        "<%1$sResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
            .formatted(action, result));
  }
}
