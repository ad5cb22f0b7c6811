package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decorator passes on every method of the seams that it decorates, whatever is added. */
class RecordingTransportTest {
  private static final CompletionStage<Void> TAKEN = CompletableFuture.completedFuture(null);
  private static final Optional<Instant> EXPIRY = Optional.of(Instant.EPOCH);

  private final List<String> calls = new ArrayList<>();
  private final AtomicReference<Transport.Listener> inner = new AtomicReference<>();
  private final Connection connection = recorded(Connection.class);
  private final RecordingTransport transport =
      new RecordingTransport(recorded(Transport.class), recorded(RecordingTransport.Log.class));

  static List<Method> transportMethods() {
    return methods(Transport.class);
  }

  static List<Method> connectionMethods() {
    return methods(Connection.class);
  }

  static List<Method> listenerMethods() {
    return methods(Transport.Listener.class);
  }

  @ParameterizedTest
  @MethodSource("transportMethods")
  void aTransportsMethodReachesTheOneInside(Method method) throws Exception {
    assertForwarded(method, transport);
  }

  @ParameterizedTest
  @MethodSource("connectionMethods")
  void aConnectionsMethodReachesTheOneInside(Method method) throws Exception {
    Connection decorated = transport.connect(recorded(Transport.Listener.class));
    assertForwarded(method, decorated);
  }

  @ParameterizedTest
  @MethodSource("listenerMethods")
  void aListenersMethodReachesTheOneInside(Method method) throws Exception {
    var unused = transport.connect(recorded(Transport.Listener.class));
    assertForwarded(method, inner.get());
  }

  private void assertForwarded(Method method, Object decorator) throws Exception {
    assertFalse(method.isDefault(), "a decorator inherits a default method in silence: " + method);
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(RecordingTransportTest::example).toArray();
    calls.clear();
    Object answer = method.invoke(decorator, arguments);
    String call = call(method, arguments);
    assertEquals(1, calls.stream().filter(call::equals).count(), call + " in " + calls);
    if (!method.getName().equals("connect")) {
      assertEquals(answer(method), answer);
    }
  }

  private <T> T recorded(Class<T> seam) {
    return seam.cast(
        Proxy.newProxyInstance(
            seam.getClassLoader(),
            new Class<?>[] {seam},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              calls.add(call(method, given));
              if (method.getName().equals("connect")) {
                inner.set((Transport.Listener) given[0]);
                return connection;
              }
              return answer(method);
            }));
  }

  private static Object answer(Method method) {
    Class<?> type = method.getReturnType();
    return type == CompletionStage.class
        ? TAKEN
        : type == Optional.class ? EXPIRY : type == String.class ? "the target" : null;
  }

  /** A listener is wrapped on its way in: it is the one argument that is not the same inside. */
  private static String call(Method method, Object... arguments) {
    Object shown = method.getName().equals("connect") ? "a listener" : Arrays.toString(arguments);
    return method.getDeclaringClass().getSimpleName() + "." + method.getName() + shown;
  }

  private static Object example(Class<?> type) {
    if (type == String.class) {
      return "a message";
    }
    if (type == long.class) {
      return 7L;
    }
    if (type == CloseReason.class) {
      return new CloseReason.Ended();
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
  }

  private static List<Method> methods(Class<?> seam) {
    return Arrays.stream(seam.getDeclaredMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .toList();
  }
}
