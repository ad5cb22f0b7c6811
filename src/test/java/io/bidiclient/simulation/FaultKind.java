package io.bidiclient.simulation;

/**
 * What can go wrong with a connection. A fault strikes one connection, most of them after so many
 * events of the server.
 */
enum FaultKind {
  /** The connection is refused. */
  REFUSE,
  /** Too many requests: refused for now. */
  THROTTLE,
  /** The connection is never taken. */
  NO_ANSWER,
  /** Taken, and nothing is ever said. */
  NO_SESSION,
  /** The session is opened 12 s late. */
  COLD_START,
  /** Text comes 100 s late, as on a server that compiles first. */
  COLD_MODEL,
  /** The connection breaks after an event. */
  DROP,
  /** The connection breaks when so many chunks of audio have come. */
  DROP_AFTER_AUDIO,
  /** The connection breaks in the middle of one of the first messages of the client. */
  DROP_AT_MESSAGE,
  /** The connection breaks in the middle of the final commit. */
  DROP_AT_COMMIT,
  /** The server goes away in good order before it is done, as after GOAWAY. */
  GO_AWAY,
  /** Nothing gets through any more in either direction, and nothing tells. */
  HALF_OPEN,
  /** Events come 5 s later from here on. */
  LATE,
  /** An event is cut in the middle. */
  TRUNCATED,
  /** An event comes twice. */
  DUPLICATED,
  /** The connection breaks after the last delta and before {@code done}. */
  RESET_BEFORE_DONE,
  /** The connection breaks right after {@code done}. */
  RESET_AFTER_DONE,
  /** After {@code done} nothing is closed. */
  NEVER_CLOSED,
  /** The server takes a message every 300 ms. */
  SLOW_READER,
  /** The credentials expire in the middle. */
  EXPIRED,
  /** The credentials are told to expire after so many seconds, and do. */
  SHORT_CREDENTIALS,
  /** The time of day jumps by an hour, forward or back. */
  CLOCK_STEP,
  /** From here on only empty deltas. */
  RUT,
  /** From here on nothing at all, while audio is still read. */
  MUTE,
  /** After the final commit there are empty deltas for ever and no {@code done}. */
  ENDLESS,
  /** After the final commit there are unknown events for ever and no {@code done}. */
  KEEP_ALIVES,
  /** {@code done} comes in the middle of the audio. */
  EARLY_DONE,
  /** An {@code error} event. */
  ERROR,
  /** The client's process is killed, and the input is begun again from its start. */
  KILLED
}
