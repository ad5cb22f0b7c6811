package io.bidiclient.speech;

import java.lang.reflect.InvocationTargetException;

/**
 * A terminal sends Ctrl-C to all processes that it runs, so also to one that serves another. That
 * other may still want to finish: it tells when it needs us no more, by closing our standard input.
 */
final class Interrupts {
  private Interrupts() {}

  /** Ignores SIGINT. The JVM has no public way to; where it has none, nothing is changed. */
  static void ignore() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      Object ignored = handler.getField("SIG_IGN").get(null);
      Object unused = signal.getMethod("handle", signal, handler).invoke(null, interrupt, ignored);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | NoSuchFieldException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // It ends with the client then, and what the client had not heard yet is lost.
      return;
    }
  }
}
