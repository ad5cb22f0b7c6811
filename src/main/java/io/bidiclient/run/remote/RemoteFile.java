package io.bidiclient.run.remote;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Bytes that a server keeps under a name and that can be asked for from any place on. */
public interface RemoteFile {
  /**
   * Asks for the bytes from a place to the end. Blocks until the server begins to answer.
   *
   * @param from bytes before that place
   * @param version what an earlier part said of the version; a server that has another one by now
   *     answers with that one, from its start
   * @throws RemoteFailure when they cannot be had
   */
  Part open(long from, Optional<String> version) throws RemoteFailure, InterruptedException;

  /**
   * What a server answered.
   *
   * @param bytes its bytes, owned by who asked; each read ends in bounded time, and closing it from
   *     another thread wakes one that waits
   * @param from the place of the first of them: 0 where the server knows no places
   * @param length bytes of the whole, from its start; absent where the server does not say
   * @param version tells this content from any other under the same name; absent where the server
   *     has no such mark
   */
  record Part(InputStream bytes, long from, OptionalLong length, Optional<String> version) {}
}
