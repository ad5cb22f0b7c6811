package io.bidiclient.transport;

import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.Arrays;

/**
 * Ends the thread that one of Java's HTTP clients waits for the network on: the process does not
 * end within 300 ms while a thread is in native code.
 *
 * @see <a href="https://bugs.openjdk.org/browse/JDK-8267140">HttpClient.shutdownNow, since Java
 *     21</a>
 */
public final class HttpClientThreads {
  private HttpClientThreads() {}

  /**
   * Ends what a client still does, and returns before its thread has ended. Before Java 21 nothing
   * can, and the client is left to the collector.
   */
  public static void end(HttpClient client) {
    Arrays.stream(HttpClient.class.getMethods())
        .filter(method -> method.getName().equals("shutdownNow"))
        .findFirst()
        .ifPresent(method -> call(method, client));
  }

  private static void call(Method method, HttpClient client) {
    try {
      method.invoke(client);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot end an HTTP client", e);
    }
  }
}
