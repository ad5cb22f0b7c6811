package software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints.internal.DefaultSageMakerRuntimeHttp2EndpointProvider;

/**
 * Knows a given endpoint, and those of AWS's own partition without FIPS and dual stack; the SDK's
 * rules are asked for all others, and for what is wrong. Safe for use from many threads.
 */
final class UsualEndpointProvider implements SageMakerRuntimeHttp2EndpointProvider {
  private static final String PARTITION = "aws";

  @Override
  public CompletableFuture<Endpoint> resolveEndpoint(
      SageMakerRuntimeHttp2EndpointParams parameters) {
    if (!parameters.useFips() && !parameters.useDualStack()) {
      if (parameters.endpoint() != null) {
        return at(parameters.endpoint());
      }
      if (parameters.region() != null) {
        PartitionMetadata partition = PartitionMetadata.of(parameters.region());
        String region = parameters.region().id();
        // What belongs to no partition is in this one, too.
        if (PARTITION.equals(partition.id()) && region.matches(partition.regionRegex())) {
          return at("https://runtime.sagemaker." + region + "." + partition.dnsSuffix() + ":8443");
        }
      }
    }
    return new DefaultSageMakerRuntimeHttp2EndpointProvider().resolveEndpoint(parameters);
  }

  private static CompletableFuture<Endpoint> at(String url) {
    return CompletableFuture.completedFuture(Endpoint.builder().url(URI.create(url)).build());
  }
}
