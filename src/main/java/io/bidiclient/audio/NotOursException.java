package io.bidiclient.audio;

/** Audio that is whole as far as it was read, and of a kind that is not decoded here. */
final class NotOursException extends Exception {
  private final ContentType type;

  /**
   * Found so.
   *
   * @param type what it is on the outside
   * @param what what it is, as the end of a sentence that begins with the name of the input
   */
  NotOursException(ContentType type, String what) {
    super(what);
    this.type = type;
  }

  ContentType type() {
    return type;
  }
}
