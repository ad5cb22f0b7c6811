package software.amazon.awssdk.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our look-ups of the SDK's generated data against the tables of the SDK itself. */
class GeneratedMetadataTest {
  @Test
  void everyServiceHasTheClassThatTheSdkGivesIt() throws Exception {
    Map<String, String> theirs =
        table("software.amazon.awssdk.regions.GeneratedServiceMetadataProvider");
    assertTrue(theirs.size() > 300, theirs.size() + " services");
    GeneratedServiceMetadataProvider ours = new GeneratedServiceMetadataProvider();
    Map<String, String> found = new TreeMap<>();
    theirs.keySet().forEach(prefix -> found.put(prefix, kind(ours.serviceMetadata(prefix))));
    assertEquals(theirs, found);
    assertNull(ours.serviceMetadata("no-such-service"));
  }

  @Test
  void everyRegionHasTheClassThatTheSdkGivesIt() throws Exception {
    Map<String, String> theirs =
        table("software.amazon.awssdk.regions.GeneratedRegionMetadataProvider");
    assertTrue(theirs.size() > 30, theirs.size() + " regions");
    GeneratedRegionMetadataProvider ours = new GeneratedRegionMetadataProvider();
    Map<String, String> found = new TreeMap<>();
    theirs.keySet().forEach(id -> found.put(id, kind(ours.regionMetadata(Region.of(id)))));
    assertEquals(theirs, found);
    assertNull(ours.regionMetadata(Region.of("no-such-region-1")));
  }

  private static String kind(Object found) {
    return found == null ? "none" : found.getClass().getName();
  }

  /** What the SDK's own class keeps. */
  private static Map<String, String> table(String provider) throws Exception {
    try (URLClassLoader sdk = new SdkAlone()) {
      for (Field field : Class.forName(provider, true, sdk).getDeclaredFields()) {
        if (Map.class.isAssignableFrom(field.getType())) {
          field.setAccessible(true);
          Map<String, String> names = new TreeMap<>();
          ((Map<?, ?>) field.get(null))
              .forEach((key, value) -> names.put(key.toString(), kind(value)));
          return names;
        }
      }
    }
    throw new IOException(provider + " keeps no table");
  }

  /** Takes the room from the SDK's jar: on our class path ours is in front. */
  private static final class SdkAlone extends URLClassLoader {
    SdkAlone() {
      super(
          new URL[] {Region.class.getProtectionDomain().getCodeSource().getLocation()},
          GeneratedMetadataTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("software.amazon.awssdk.regions.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
