package io.bidiclient.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.endpoint.SignedJson.AwsService;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedJsonTest {
  @AfterEach
  void forget() {
    for (String name : new String[] {"aws.useFipsEndpoint", "aws.endpointUrl"}) {
      System.clearProperty(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, false, '', https://api.sagemaker.us-east-1.amazonaws.com,"
        + " https://monitoring.us-east-1.amazonaws.com",
    "us-east-1, true, '', https://api-fips.sagemaker.us-east-1.amazonaws.com,"
        + " https://monitoring-fips.us-east-1.amazonaws.com",
    "cn-north-1, false, '', https://api.sagemaker.cn-north-1.amazonaws.com.cn,"
        + " https://monitoring.cn-north-1.amazonaws.com.cn",
    "eu-west-1, false, http://127.0.0.1:5, http://127.0.0.1:5, http://127.0.0.1:5"
  })
  void anAddressIsTheSdksOwn(
      String region, String fips, String given, String sageMaker, String cloudWatch) {
    System.setProperty("aws.useFipsEndpoint", fips);
    if (!given.isEmpty()) {
      System.setProperty("aws.endpointUrl", given);
    }
    SignedJson aws =
        new SignedJson(new AwsAccess(Optional.of(region), Optional.empty(), Optional.empty()));
    assertEquals(sageMaker, aws.address(AwsService.SAGEMAKER, region).toString());
    assertEquals(cloudWatch, aws.address(AwsService.CLOUDWATCH, region).toString());
  }
}
