package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.realtime.event.Sha256;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.remote.S3Problems;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.write.Format;
import io.bidiclient.transport.s3.S3Address;
import io.bidiclient.transport.s3.S3Failure;
import io.bidiclient.transport.s3.S3Store;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A place in a bucket. A transcript is written to a file of a temporary directory and put into the
 * bucket at its end: under its name if it is complete, with {@code .part} behind it otherwise. What
 * could not be put there stays in the file. Safe for use from many threads.
 */
final class BucketFolder implements OutputFolder {
  private static final String PART = ".part";

  /** Metadata with the SHA-256 of the input's name: keys may be longer than metadata. */
  private static final String INPUT = "input-sha256";

  private final S3Store store;
  private final S3Address place;

  /** The keys that were there when it was opened. */
  private final Set<String> keys;

  private final Path directory;

  private BucketFolder(S3Store store, S3Address place, Set<String> keys, Path directory) {
    this.store = store;
    this.place = place;
    this.keys = Set.copyOf(keys);
    this.directory = directory;
  }

  /**
   * Lists what is there.
   *
   * @param store closed by its owner
   * @param place ends with a slash, or is the whole bucket
   */
  static BucketFolder open(S3Store store, S3Address place) throws CommandException {
    Set<String> keys = new HashSet<>();
    try {
      store.list(place, entry -> keys.add(entry.key()));
    } catch (S3Failure e) {
      throw new CommandException(S3Problems.of("cannot list " + place, e), e);
    }
    try {
      return new BucketFolder(store, place, keys, Files.createTempDirectory("bidi-client-"));
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("a temporary directory", e), e);
    }
  }

  @Override
  public boolean holds(Path name) {
    return keys.contains(address(name).key());
  }

  @Override
  public boolean holdsOf(Path name, String input) {
    if (!holds(name)) {
      return false;
    }
    try {
      return Sha256.of(input).equals(store.metadata(address(name)).get(INPUT));
    } catch (S3Failure e) {
      // Not known: it is transcribed once more, under a name of its own.
      return false;
    }
  }

  @Override
  public void check(SourceGuard guard, Path name) {
    // An object that is read has an audio file's name, and a transcript's ends otherwise.
  }

  @Override
  public Output open(Path name, boolean replace, OutputChoice choice, String input, Target target)
      throws CommandException {
    try {
      Path file = Files.createTempFile(directory, "transcript-", "." + choice.format().extension());
      return Output.stored(
          place(name),
          file,
          new Stored(this, name, file, replace, choice.format(), Sha256.of(input)),
          choice,
          input,
          target);
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the transcript to " + place(name), e), e);
    }
  }

  @Override
  public String place(Path name) {
    return address(name).toString();
  }

  @Override
  public boolean tellsCase() {
    return true;
  }

  /** Leaves what could not be put into the bucket. */
  @Override
  public void close() {
    File left = directory.toFile();
    String[] files = left.list();
    if (files != null && files.length == 0 && !left.delete()) {
      left.deleteOnExit();
    }
  }

  private S3Address address(Path name) {
    return place.of(place.key() + name.toString().replace(File.separatorChar, '/'));
  }

  /** A transcript that goes into the bucket. */
  private record Stored(
      BucketFolder folder, Path name, Path file, boolean replace, Format format, String input)
      implements Output.Ending {
    @Override
    public void settle(Summary summary) throws IOException {
      S3Address whole = folder.address(name);
      S3Address part = whole.of(whole.key() + PART);
      if (summary.complete()) {
        folder.store.put(whole, file, format.mediaType(), metadata(summary), replace);
        if (folder.keys.contains(part.key())) {
          folder.store.delete(part);
        }
      } else if (summary.words() > 0) {
        folder.store.put(part, file, format.mediaType(), metadata(summary), true);
      }
      drop();
    }

    @Override
    public void drop() throws IOException {
      Files.delete(file);
    }

    private Map<String, String> metadata(Summary summary) {
      return Map.of(
          INPUT,
          input,
          "audio-sha256",
          summary.delivery().sha256(),
          "audio-seconds",
          Long.toString(summary.delivery().sent() / 16_000),
          "status",
          summary.status().label(),
          "words",
          Long.toString(summary.words()));
    }
  }
}
