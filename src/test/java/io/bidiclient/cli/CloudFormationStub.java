package io.bidiclient.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** WireMock's answers in the form of AWS's query protocol. */
public final class CloudFormationStub {
  private CloudFormationStub() {}

  public static ResponseDefinitionBuilder xml(String action, String result) {
    return response(AwsAnswer.xml(action, result));
  }

  public static ResponseDefinitionBuilder error(int status, String code, String message) {
    return response(new AwsRefusal(status, code, message).answer());
  }

  private static ResponseDefinitionBuilder response(AwsAnswer answer) {
    return aResponse()
        .withStatus(answer.status())
        .withHeader("Content-Type", "text/xml")
        .withBody(answer.body());
  }
}
