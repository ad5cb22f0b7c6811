package io.bidiclient.json;

/** The fields of an object, in the order in which they are written. */
@FunctionalInterface
public interface JsonFields {
  /** Writes the fields into an object that is open. */
  void to(JsonBody object);
}
