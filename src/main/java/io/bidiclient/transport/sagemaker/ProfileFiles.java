package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The AWS profile files of this machine. The SDK reads them whenever a client or provider is made,
 * and throws at a line that it does not understand, without naming the file.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">the format</a>
 */
public final class ProfileFiles {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final Path NOWHERE = Path.of("/nonexistent/aws-profiles");

  private ProfileFiles() {}

  /** The file that cannot be read and why; empty where both can. */
  public static Optional<TransportException> fault() {
    return ProfileFileLocation.configurationFileLocation()
        .flatMap(file -> fault(ProfileFile.Type.CONFIGURATION, file))
        .or(
            () ->
                ProfileFileLocation.credentialsFileLocation()
                    .flatMap(file -> fault(ProfileFile.Type.CREDENTIALS, file)));
  }

  /**
   * Runs a task that needs no profile: with the files out of the SDK's sight, so that a fault in
   * them does not stop it.
   */
  static synchronized <T> T without(Supplier<T> task) {
    Map<String, Optional<String>> before =
        Map.of(
            ProfileFileSystemSetting.AWS_CONFIG_FILE.property(),
            property(ProfileFileSystemSetting.AWS_CONFIG_FILE),
            ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(),
            property(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE));
    before.keySet().forEach(name -> System.setProperty(name, NOWHERE.toString()));
    try {
      return task.get();
    } finally {
      before.forEach(
          (name, value) ->
              value.ifPresentOrElse(
                  old -> System.setProperty(name, old), () -> System.clearProperty(name)));
    }
  }

  private static Optional<String> property(ProfileFileSystemSetting setting) {
    return Optional.ofNullable(System.getProperty(setting.property()));
  }

  private static Optional<TransportException> fault(ProfileFile.Type type, Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (startsWithMark(file)) {
        return Optional.of(
            unreadable(
                file,
                "it starts with a byte order mark",
                "save it as UTF-8 without a byte order mark",
                Optional.empty()));
      }
      var unused = ProfileFile.builder().type(type).content(file).build();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(unreadable(file, CauseChain.words(e), "correct the file", Optional.of(e)));
    }
  }

  private static boolean startsWithMark(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
    }
  }

  private static TransportException unreadable(
      Path file, String why, String hint, Optional<Exception> cause) {
    String message = "cannot read the AWS profile file " + file + ": " + why;
    return TransportException.lasting(Category.AUTH, message, hint, cause.orElse(null));
  }
}
