package software.amazon.awssdk.regions;

import java.util.Optional;

/**
 * In place of the SDK's class of this name, which makes one object for each of AWS's 300 services
 * when the first client is built. This one makes that of the service that is asked for. The SDK has
 * no setting for it; {@code GeneratedMetadataTest} compares the two. Safe for use from many
 * threads.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  private static final String ROOM = "software.amazon.awssdk.regions.servicemetadata.";

  /** Made by the SDK. */
  public GeneratedServiceMetadataProvider() {}

  /** The data of a service, by its endpoint prefix; null where the SDK has none. */
  @Override
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    return make(endpointPrefix).orElse(null);
  }

  private static Optional<ServiceMetadata> make(String endpointPrefix) {
    // The one that the SDK has written by hand.
    String name = endpointPrefix.equals("s3") ? "EnhancedS3" : GeneratedClass.name(endpointPrefix);
    return GeneratedClass.make(ROOM + name + "ServiceMetadata", ServiceMetadata.class);
  }
}
