package io.bidiclient.endpoint;

import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Single calls of AWS services that speak JSON, with the SDK's own addresses, credentials and
 * signer. It stands in for the SDK's module of SageMaker, which is as large as this whole program
 * and would be here for one question.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class SignedJson {
  /**
   * A service that speaks JSON.
   *
   * @param prefix of its address
   * @param signing its name in a signature
   * @param target what stands before an action's name
   * @param version of the protocol
   * @param variable ending of {@code AWS_ENDPOINT_URL_} that names another address
   */
  record AwsService(String prefix, String signing, String target, String version, String variable) {
    static final AwsService SAGEMAKER =
        new AwsService("api.sagemaker", "sagemaker", "SageMaker", "1.1", "SageMaker");
    static final AwsService CLOUDWATCH =
        new AwsService(
            "monitoring", "monitoring", "GraniteServiceVersion20100801", "1.0", "CloudWatch");
  }

  private static final int OK = 200;

  private final AwsAccess access;

  SignedJson(AwsAccess access) {
    this.access = access;
  }

  /** Calls an action; blocks. What failed is said after {@code tried}. */
  JsonObject call(AwsService service, String action, String body, String tried)
      throws StackException {
    String region = access.requireRegion();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (SdkHttpClient http = AwsAccess.httpClient()) {
      SdkHttpRequest request =
          SdkHttpRequest.builder()
              .uri(address(service, region))
              .method(SdkHttpMethod.POST)
              .putHeader("Content-Type", "application/x-amz-json-" + service.version())
              .putHeader("Content-Length", Integer.toString(bytes.length))
              .putHeader("X-Amz-Target", service.target() + "." + action)
              .build();
      SignedRequest signed = sign(service, region, request, bytes);
      HttpExecuteResponse answer =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(signed.payload().orElseThrow())
                      .build())
              .call();
      String text =
          answer.responseBody().isPresent()
              ? IoUtils.toUtf8String(answer.responseBody().get())
              : "";
      return read(tried, answer.httpResponse().statusCode(), text);
    } catch (SdkException e) {
      throw AwsErrors.of(tried, e);
    } catch (IOException e) {
      throw new StackException(
          Category.NETWORK,
          tried + ": " + AwsErrors.oneLine(e.getMessage()),
          "check the network and the proxy",
          e);
    }
  }

  private SignedRequest sign(
      AwsService service, String region, SdkHttpRequest request, byte[] bytes) {
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(access.credentials().resolveCredentials())
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signing())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  /** As the SDK finds it: variables and profile first, then FIPS, dual-stack and partition. */
  URI address(AwsService service, String region) {
    return AwsClientEndpointProvider.builder()
        .serviceEndpointOverrideEnvironmentVariable(
            "AWS_ENDPOINT_URL_" + service.variable().toUpperCase(Locale.ROOT))
        .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + service.variable())
        .serviceProfileProperty(service.variable().toLowerCase(Locale.ROOT))
        .serviceEndpointPrefix(service.prefix())
        .defaultProtocol("https")
        .profileFile(ProfileFile::defaultProfileFile)
        .profileName(access.profile().orElseGet(AwsAccess::usualProfile))
        .region(Region.of(region))
        .build()
        .clientEndpoint();
  }

  private static JsonObject read(String tried, int status, String text) throws StackException {
    JsonObject json;
    try {
      json = JsonObject.parse(text.isEmpty() ? "{}" : text);
    } catch (JsonSyntaxException e) {
      throw AwsErrors.notFromAws(tried);
    }
    if (status == OK) {
      return json;
    }
    String type = json.text("__type").orElse("");
    String code = type.substring(type.indexOf('#') + 1);
    String words = json.text("message").or(() -> json.text("Message")).orElse("HTTP " + status);
    throw AwsErrors.refused(tried, code, AwsErrors.oneLine(words), status, null);
  }
}
