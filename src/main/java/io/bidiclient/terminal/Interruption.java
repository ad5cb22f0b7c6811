package io.bidiclient.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGINT, SIGTERM and SIGHUP. The first one asks what runs to finish with what it has and waits for
 * it, a little longer than that may take; a second SIGINT or SIGTERM ends the process at once. The
 * JVM then exits with 128 and the signal's number, as a shell expects.
 *
 * <p>A shutdown hook handles the first. The JVM has no public way to handle the second, so that one
 * is asked for by name, and where it is missing the wait is all there is.
 */
public final class Interruption {
  private static final long LONGEST_WAIT_MILLIS = 3_500;

  private final Set<Runnable> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean happened;
  private volatile Runnable beforeEnd = () -> {};

  /**
   * Starts to listen.
   *
   * @param leaving run before the process is ended with something still running
   */
  public void listen(Runnable leaving) {
    beforeEnd = leaving;
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interruption"));
  }

  /** Has the task run, on a thread of its own, when an interruption comes. */
  public void call(Runnable task) {
    running.add(task);
    if (happened) {
      task.run();
    }
  }

  /** Takes back a {@link #call}. */
  public void forget(Runnable task) {
    running.remove(task);
  }

  /** Whether an interruption has come. */
  public boolean happened() {
    return happened;
  }

  /**
   * Everything is said and done: must come before the process exits, or each waits for the other.
   */
  public void finish() {
    finished.countDown();
  }

  private void interrupt() {
    if (finished.getCount() == 0 || running.isEmpty()) {
      return;
    }
    happened = true;
    endAtOnceOn("INT", 130, beforeEnd);
    endAtOnceOn("TERM", 143, beforeEnd);
    running.forEach(Runnable::run);
    try {
      if (!finished.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        beforeEnd.run();
        log().debug("what ran did not finish in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not before it is needed: whether there are logs is not yet known when this class is loaded. */
  private static Logger log() {
    return LoggerFactory.getLogger(Interruption.class);
  }

  private static void endAtOnceOn(String name, int code, Runnable beforeEnd) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                beforeEnd.run();
                Runtime.getRuntime().halt(code);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), halting);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      log().debug("a second SIG{} cannot be handled", name, e);
    }
  }
}
