package software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.endpoints.EndpointProvider;

/**
 * In place of the SDK's interface of this name, and the same but for {@link #defaultProvider}:
 * building a client made the SDK's rule engine with 80 classes, whatever provider it was given.
 * {@code UsualEndpointProviderTest} compares the two. Implementations are safe for use from many
 * threads.
 */
public interface SageMakerRuntimeHttp2EndpointProvider extends EndpointProvider {
  /** The endpoint for these parameters; the future fails where there is none. */
  CompletableFuture<Endpoint> resolveEndpoint(SageMakerRuntimeHttp2EndpointParams parameters);

  /** The same for parameters that are set here. */
  default CompletableFuture<Endpoint> resolveEndpoint(
      Consumer<SageMakerRuntimeHttp2EndpointParams.Builder> settings) {
    SageMakerRuntimeHttp2EndpointParams.Builder builder =
        SageMakerRuntimeHttp2EndpointParams.builder();
    settings.accept(builder);
    return resolveEndpoint(builder.build());
  }

  /** The one that a client has unless it is given another. */
  static SageMakerRuntimeHttp2EndpointProvider defaultProvider() {
    return new UsualEndpointProvider();
  }
}
