package software.amazon.awssdk.regions;

/**
 * In place of the SDK's class of this name, which makes one object for each region when the first
 * client is built. This one makes that of the region that is asked for. Safe for use from many
 * threads.
 */
public final class GeneratedRegionMetadataProvider implements RegionMetadataProvider {
  private static final String ROOM = "software.amazon.awssdk.regions.regionmetadata.";

  /** Made by the SDK. */
  public GeneratedRegionMetadataProvider() {}

  /** The data of a region; null where the SDK has none. */
  @Override
  public RegionMetadata regionMetadata(Region region) {
    return GeneratedClass.make(ROOM + GeneratedClass.name(region.id()), RegionMetadata.class)
        .orElse(null);
  }
}
