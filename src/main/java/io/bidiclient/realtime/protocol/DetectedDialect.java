package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A dialect that is still to be found out: the server's first event tells. Until then the first of
 * those that it may be is spoken.
 *
 * @param candidates the dialects that it may be, the likeliest first
 */
record DetectedDialect(List<Dialect> candidates) implements Dialect {
  DetectedDialect {
    candidates = List.copyOf(candidates);
  }

  @Override
  public String label() {
    return "auto";
  }

  @Override
  public ProtocolMessage parse(String message) throws ProtocolException {
    return ProtocolMessage.parse(message);
  }

  @Override
  public boolean opensWith(ProtocolMessage first) {
    return false;
  }

  @Override
  public Dialect settled(ProtocolMessage message) throws ProtocolException {
    for (Dialect dialect : candidates) {
      if (dialect.opensWith(message)) {
        return dialect;
      }
    }
    return this;
  }

  @Override
  public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
    return likeliest().read(message);
  }

  @Override
  public ClientEvent.Visitor<List<String>> encoder() {
    return likeliest().encoder();
  }

  @Override
  public boolean countsFrames() {
    return likeliest().countsFrames();
  }

  @Override
  public boolean hasModelAliases() {
    return likeliest().hasModelAliases();
  }

  private Dialect likeliest() {
    return candidates.get(0);
  }

  // Written out, as what a record has of itself is made of classes at run time: a start is felt.
  @Override
  public String toString() {
    return label();
  }
}
