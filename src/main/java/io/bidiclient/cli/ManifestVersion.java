package io.bidiclient.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class ManifestVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(ManifestVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"bidi-client " + version};
  }
}
