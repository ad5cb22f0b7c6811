package io.bidiclient.emulator.sagemaker;

import io.netty.handler.codec.http2.Http2Headers;

/** Which path of the container a request's WebSocket leads to. */
final class InvocationPath {
  private static final String PATH = "x-amzn-sagemaker-model-invocation-path";
  private static final String QUERY = "x-amzn-sagemaker-model-query-string";
  private static final String USUAL = "invocations-bidirectional-stream";

  private InvocationPath() {}

  /** The path that the request asks for, or SageMaker's usual one; from the slash on. */
  static String of(Http2Headers request) {
    CharSequence path = request.get(PATH);
    CharSequence query = request.get(QUERY);
    String whole = "/" + (path == null || path.isEmpty() ? USUAL : path);
    return query == null || query.isEmpty() ? whole : whole + "?" + query;
  }
}
