package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints.internal.DefaultSageMakerRuntimeHttp2EndpointProvider;

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

  /** Against the SDK's own rules, for what is answered without their engine and for all else. */
  @Test
  void everyRegionHasTheAddressThatTheSdkGivesIt() {
    List<Region> regions = new ArrayList<>(Region.regions());
    for (String id :
        List.of(
            "us-east-9",
            "xx-nowhere-1",
            "nowhere",
            "cn-west-7",
            "us-gov-south-3",
            "us-iso-north-1",
            "us-isob-north-1",
            "us-isof-north-1",
            "eusc-fr-west-1",
            "eu-isoe-south-1")) {
      regions.add(Region.of(id));
    }
    for (Region region : regions) {
      assertSame(region, Optional.empty());
    }
    for (String url :
        List.of("http://127.0.0.1:8080", "https://vpce-1.example.com:8443/base/", "https://h")) {
      assertSame(Region.EU_WEST_1, Optional.of(URI.create(url)));
    }
  }

  private static void assertSame(Region region, Optional<URI> given) {
    for (boolean fips : new boolean[] {false, true}) {
      for (boolean dualStack : new boolean[] {false, true}) {
        Object sdks =
            told(
                () ->
                    new DefaultSageMakerRuntimeHttp2EndpointProvider()
                        .resolveEndpoint(
                            rules ->
                                rules
                                    .region(region)
                                    .endpoint(given.map(URI::toString).orElse(null))
                                    .useFips(fips)
                                    .useDualStack(dualStack))
                        .join()
                        .url());
        Object ours = told(() -> StreamAddress.resolve(region, given, fips, dualStack));
        assertEquals(sdks, ours, region + " " + given + " " + fips + " " + dualStack);
      }
    }
  }

  /** The address, or what is said in place of one. */
  private static Object told(Supplier<URI> address) {
    try {
      return address.get();
    } catch (CompletionException e) {
      return e.getCause().getClass() + ": " + e.getCause().getMessage();
    }
  }

  private static String address(String region) throws Exception {
    return StreamAddress.of(region, Optional.empty()).toString();
  }
}
