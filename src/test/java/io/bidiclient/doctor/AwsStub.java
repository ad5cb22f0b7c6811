package io.bidiclient.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.bidiclient.cli.CloudFormationStub;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Stands for STS and SageMaker: a user whose endpoint is in service, until it is told otherwise.
 */
final class AwsStub implements AutoCloseable {
  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

  AwsStub() {
    server.start();
    sts(identity(), Instant.now());
    endpoint("InService", "");
  }

  String url() {
    return server.baseUrl();
  }

  /** All is answered like this from now on, also what SageMaker is asked, with this date. */
  void sts(ResponseDefinitionBuilder answer, Instant date) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(answer.withHeader("Date", text)));
  }

  static ResponseDefinitionBuilder identity() {
    return CloudFormationStub.xml(
        "GetCallerIdentity",
        "<Arn>arn:aws:iam::111122223333:user/me</Arn><UserId>A</UserId>"
            + "<Account>111122223333</Account>");
  }

  static ResponseDefinitionBuilder loginPage() {
    return aResponse()
        .withStatus(200)
        .withHeader("Content-Type", "text/html")
        .withBody("<html><body><p>Welcome</p></body></html>");
  }

  /** The endpoint has this status; an empty reason is left out. */
  void endpoint(String status, String reason) {
    String why = reason.isEmpty() ? "" : "\"FailureReason\":\"" + reason + "\",";
    endpointAnswer(
        200,
        "{\"EndpointName\":\"voxtral-realtime\",\"EndpointStatus\":\"%s\",%s\"ProductionVariants\":[{\"CurrentInstanceCount\":1}]}"
            .formatted(status, why));
  }

  void endpointAnswer(int status, String body) {
    server.stubFor(
        any(anyUrl())
            .withHeader("X-Amz-Target", equalTo("SageMaker.DescribeEndpoint"))
            .willReturn(aResponse().withStatus(status).withBody(body)));
  }

  @Override
  public void close() {
    server.stop();
  }
}
