package io.bidiclient.transport.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * S3 as far as audio and transcripts go. The client is made with the first request, so that nothing
 * of it is loaded where S3 is not used. Safe for use from many threads; requests block.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">S3's API</a>
 */
public final class S3Store implements AutoCloseable {
  private final S3Settings settings;

  /** Guarded by this. */
  private Optional<S3Calls> calls = Optional.empty();

  /** A store that nothing was asked of. */
  public S3Store(S3Settings settings) {
    this.settings = settings;
  }

  /**
   * Asks for an object's bytes from a place to its end.
   *
   * @param from bytes before that place
   * @param etag what an earlier part said; an object that has another one by now is refused
   */
  public S3Part open(S3Address address, long from, Optional<String> etag) throws S3Failure {
    return calls().open(address, from, etag);
  }

  /** Lists all objects below a place, by their keys, page after page. */
  public void list(S3Address place, Consumer<S3Entry> entries) throws S3Failure {
    calls().list(place, entries);
  }

  /**
   * Writes an object, which is there as a whole or not at all; a large one in parts. One that is
   * there already just as it would be written is left as it is, whoever wrote it.
   *
   * @param type its media type
   * @param metadata what is kept beside it, in ASCII
   * @param replace whether one that is there is replaced; otherwise it is refused as {@link
   *     S3Failure.Kind#CHANGED}
   * @throws S3Failure when S3 does not take it
   * @throws IOException when the file cannot be read
   */
  public void put(
      S3Address address, Path file, String type, Map<String, String> metadata, boolean replace)
      throws IOException {
    calls().put(address, file, type, metadata, replace);
  }

  /** What is kept beside an object, by its names in lower case. */
  public Map<String, String> metadata(S3Address address) throws S3Failure {
    return calls().metadata(address);
  }

  /** Deletes an object, if it is there. */
  public void delete(S3Address address) throws S3Failure {
    calls().delete(address);
  }

  @Override
  public synchronized void close() {
    calls.ifPresent(S3Calls::close);
    calls = Optional.empty();
  }

  private synchronized S3Calls calls() throws S3Failure {
    if (calls.isEmpty()) {
      calls = Optional.of(S3Calls.open(settings));
    }
    return calls.get();
  }
}
