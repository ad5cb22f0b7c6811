package io.bidiclient.transcript;

/**
 * Where a run streams to.
 *
 * @param kind {@code endpoint} or {@code url}
 * @param name the endpoint's name, or a URL without secrets
 */
public record Target(String kind, String name) {
  /** What messages call it. */
  public String label() {
    return kind.equals("endpoint") ? kind + " " + name : name;
  }
}
