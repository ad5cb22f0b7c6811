package io.bidiclient.transport.sagemaker;

import static io.bidiclient.transport.HttpAnswer.shortened;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.http.HttpResponseHandler;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.core.ExceptionMetadata;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.services.sagemakerruntimehttp2.SageMakerRuntimeHttp2AsyncClient;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InputValidationErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InternalServerErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.SageMakerRuntimeHttp2Exception;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ServiceUnavailableErrorException;
import software.amazon.eventstream.Message;

/** Makes the SDK's exceptions of what the service refuses, by the SDK's own reading of them. */
final class ServiceFaults {
  static final String REQUEST_ID = "x-amzn-RequestId";
  private static final String ERROR_MESSAGE = ":error-message";
  private static final String EXTENDED_REQUEST_ID = "x-amz-id-2";

  private static final Map<String, Supplier<SdkPojo>> KINDS =
      Map.of(
          "ModelStreamError", ModelStreamErrorException::builder,
          "InternalStreamFailure", InternalStreamFailureException::builder,
          "ModelError", ModelErrorException::builder,
          "InputValidationError", InputValidationErrorException::builder,
          "ServiceUnavailableError", ServiceUnavailableErrorException::builder,
          "InternalServerError", InternalServerErrorException::builder);

  private ServiceFaults() {}

  /** A refused request. */
  static Throwable refusal(SdkHttpResponse answer, byte[] body) {
    return read(
        SdkHttpFullResponse.builder().statusCode(answer.statusCode()).headers(answer.headers()),
        body);
  }

  /** An error or exception among the events of an answer. */
  static Throwable event(SdkHttpResponse answer, Message message) {
    SdkHttpFullResponse.Builder event = SdkHttpFullResponse.builder();
    String payload = new String(message.getPayload(), UTF_8).strip();
    if (!payload.startsWith("{")) {
      event.putHeader(
          ERROR_MESSAGE, payload.isEmpty() ? "the service gave no reason" : shortened(payload));
    }
    // Among them the message of an error, which has no payload.
    message
        .getHeaders()
        .forEach((name, value) -> EventHeader.text(value).ifPresent(t -> event.putHeader(name, t)));
    // An event has none of its own.
    for (String id : new String[] {REQUEST_ID, EXTENDED_REQUEST_ID}) {
      answer.firstMatchingHeader(id).ifPresent(value -> event.putHeader(id, value));
    }
    return read(event, message.getPayload());
  }

  private static Throwable read(SdkHttpFullResponse.Builder answer, byte[] body) {
    try {
      return reader()
          .handle(
              answer.content(AbortableInputStream.create(new ByteArrayInputStream(body))).build(),
              new ExecutionAttributes()
                  .putAttribute(
                      SdkExecutionAttribute.SERVICE_NAME,
                      SageMakerRuntimeHttp2AsyncClient.SERVICE_NAME));
    } catch (Exception e) {
      return e;
    }
  }

  private static HttpResponseHandler<AwsServiceException> reader() {
    return AwsJsonProtocolFactory.builder()
        .clientConfiguration(SdkClientConfiguration.builder().build())
        .defaultServiceExceptionSupplier(SageMakerRuntimeHttp2Exception::builder)
        .protocol(AwsJsonProtocol.REST_JSON)
        .protocolVersion("1.1")
        .build()
        .createErrorResponseHandler(JsonOperationMetadata.builder().build(), ServiceFaults::kind);
  }

  private static Optional<ExceptionMetadata> kind(String code) {
    return Optional.ofNullable(code)
        .map(KINDS::get)
        .map(
            builder ->
                ExceptionMetadata.builder()
                    .errorCode(code)
                    .exceptionBuilderSupplier(builder)
                    .build());
  }
}
