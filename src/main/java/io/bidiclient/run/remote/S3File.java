package io.bidiclient.run.remote;

import io.bidiclient.run.remote.RemoteFailure.Kind;
import io.bidiclient.transport.s3.S3Address;
import io.bidiclient.transport.s3.S3Failure;
import io.bidiclient.transport.s3.S3Part;
import io.bidiclient.transport.s3.S3Store;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object in S3.
 *
 * @param store the way there
 * @param address which
 */
record S3File(S3Store store, S3Address address) implements RemoteFile {
  @Override
  public Part open(long from, Optional<String> version) throws RemoteFailure {
    try {
      S3Part part = store.open(address, from, version);
      return new Part(
          part.bytes(), part.from(), OptionalLong.of(part.length()), Optional.of(part.etag()));
    } catch (S3Failure e) {
      throw failure(e);
    }
  }

  private static RemoteFailure failure(S3Failure e) {
    return switch (e.kind()) {
      case PASSING -> new RemoteFailure(Kind.PASSING, e.getMessage(), e.hint(), e);
      case UNREACHED -> new RemoteFailure(Kind.UNREACHED, e.getMessage(), e.hint(), e);
      case CHANGED ->
          new RemoteFailure(
              Kind.LASTING, "it was replaced in the bucket while it was read", "start again", e);
      case DENIED, MISSING, REFUSED -> new RemoteFailure(Kind.LASTING, e.getMessage(), e.hint(), e);
    };
  }
}
