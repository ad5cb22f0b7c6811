package io.bidiclient.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.endpoint.AwsAccess;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses are the SDK's own: these are what AWS's endpoint page lists. */
class StreamAddressTest {
  @AfterEach
  void forget() {
    for (String name :
        new String[] {
          "aws.useFipsEndpoint",
          "aws.useDualstackEndpoint",
          "aws.endpointUrl",
          "aws.endpointUrlSageMakerRuntimeHttp2"
        }) {
      System.clearProperty(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, false, false, https://runtime.sagemaker.us-east-1.amazonaws.com:8443",
    "us-east-1, true, false, https://runtime-fips.sagemaker.us-east-1.amazonaws.com:8443",
    "us-east-1, false, true, https://runtime.sagemaker.us-east-1.api.aws:8443",
    "cn-north-1, false, false, https://runtime.sagemaker.cn-north-1.amazonaws.com.cn:8443",
    "us-gov-west-1, false, false, https://runtime.sagemaker.us-gov-west-1.amazonaws.com:8443",
    "eusc-de-east-1, false, false, https://runtime.sagemaker.eusc-de-east-1.amazonaws.eu:8443"
  })
  void aRegionHasItsHost(String region, String fips, String dualStack, String url)
      throws Exception {
    System.setProperty("aws.useFipsEndpoint", fips);
    System.setProperty("aws.useDualstackEndpoint", dualStack);
    assertEquals(url, address(region));
  }

  @ParameterizedTest
  @CsvSource({"aws.endpointUrl", "aws.endpointUrlSageMakerRuntimeHttp2"})
  void whatTheSdkIsToldGoesBeforeTheRegions(String property) throws Exception {
    System.setProperty(property, "https://vpce-1.example:8443");
    assertEquals("https://vpce-1.example:8443", address("us-east-1"));
  }

  private static String address(String region) throws Exception {
    AwsAccess access = new AwsAccess(Optional.of(region), Optional.empty(), Optional.empty());
    return StreamAddress.of(access, region).toString();
  }
}
