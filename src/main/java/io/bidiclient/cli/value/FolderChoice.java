package io.bidiclient.cli.value;

import io.bidiclient.transport.s3.S3Address;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place for many files: one of the two.
 *
 * @param directory in the file system
 * @param bucket in S3
 */
public record FolderChoice(Optional<Path> directory, Optional<S3Address> bucket) {
  /** As it is given on the command line. */
  @Override
  public String toString() {
    return directory.map(Path::toString).or(() -> bucket.map(S3Address::toString)).orElse("");
  }

  /** Reads a directory's name, or {@code s3://BUCKET/PREFIX/}. */
  public static final class Reader implements ITypeConverter<FolderChoice> {
    @Override
    public FolderChoice convert(String text) {
      if (text.startsWith("s3://")) {
        // A place of several ends with a slash, whether that was typed or not.
        String place = text.endsWith("/") ? text : text + "/";
        return S3Address.parsed(place)
            .map(address -> new FolderChoice(Optional.empty(), Optional.of(address)))
            .orElseThrow(
                () -> new TypeConversionException("'" + text + "' is not s3://BUCKET/PREFIX/"));
      }
      try {
        return new FolderChoice(Optional.of(Path.of(text)), Optional.empty());
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' cannot be the name of a directory");
      }
    }
  }
}
