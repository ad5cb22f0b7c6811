package io.bidiclient.audio;

/** Audio that is whole as far as it was read, and of a kind that is not decoded here. */
public final class UnsupportedAudioException extends Exception {
  private final ContainerType type;

  /**
   * Found so.
   *
   * @param type what it is on the outside
   * @param what what it is, as the end of a sentence that begins with the name of the input
   */
  public UnsupportedAudioException(ContainerType type, String what) {
    super(what);
    this.type = type;
  }

  public ContainerType type() {
    return type;
  }
}
