package software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints.internal.DefaultSageMakerRuntimeHttp2EndpointProvider;

/** What a client takes for its endpoint, against the SDK's own rules. */
class UsualEndpointProviderTest {
  private static final List<Boolean> BOTH = List.of(false, true);

  private final SageMakerRuntimeHttp2EndpointProvider ours =
      SageMakerRuntimeHttp2EndpointProvider.defaultProvider();
  private final SageMakerRuntimeHttp2EndpointProvider theirs =
      new DefaultSageMakerRuntimeHttp2EndpointProvider();

  @Test
  void everyRegionHasTheEndpointThatTheSdkGivesIt() {
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
    int compared = 0;
    for (Region region : regions) {
      for (boolean fips : BOTH) {
        for (boolean dualStack : BOTH) {
          SageMakerRuntimeHttp2EndpointParams asked = asked(region, null, fips, dualStack);
          assertEquals(told(theirs, asked), told(ours, asked), region + " " + fips + dualStack);
          compared++;
        }
      }
    }
    assertEquals(4 * regions.size(), compared);
  }

  @Test
  void aGivenEndpointIsTheOneThatTheSdkTakes() {
    for (String url :
        List.of("http://127.0.0.1:8080", "https://vpce-1.example.com:8443/base/", "https://h")) {
      for (boolean fips : BOTH) {
        for (boolean dualStack : BOTH) {
          SageMakerRuntimeHttp2EndpointParams asked = asked(Region.EU_WEST_1, url, fips, dualStack);
          assertEquals(told(theirs, asked), told(ours, asked), url + " " + fips + dualStack);
        }
      }
    }
  }

  @Test
  void noRegionIsRefusedInTheSdksWords() {
    SageMakerRuntimeHttp2EndpointParams asked = asked(null, null, false, false);
    assertEquals(told(theirs, asked), told(ours, asked));
  }

  @Test
  void parametersMayBeSetWhereTheyAreAskedWith() {
    Endpoint found =
        ours.resolveEndpoint(p -> p.region(Region.US_EAST_1).useFips(false).useDualStack(false))
            .join();
    assertEquals(URI.create("https://runtime.sagemaker.us-east-1.amazonaws.com:8443"), found.url());
  }

  private static SageMakerRuntimeHttp2EndpointParams asked(
      Region region, String endpoint, boolean fips, boolean dualStack) {
    return SageMakerRuntimeHttp2EndpointParams.builder()
        .region(region)
        .endpoint(endpoint)
        .useFips(fips)
        .useDualStack(dualStack)
        .build();
  }

  /** The endpoint, or what is said in place of one. */
  private static Object told(
      SageMakerRuntimeHttp2EndpointProvider provider, SageMakerRuntimeHttp2EndpointParams asked) {
    try {
      Endpoint found = provider.resolveEndpoint(asked).join();
      return assertInstanceOf(Endpoint.class, found);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return cause.getClass() + ": " + cause.getMessage();
    }
  }
}
