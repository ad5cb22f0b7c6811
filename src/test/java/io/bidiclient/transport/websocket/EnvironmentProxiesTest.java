package io.bidiclient.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "HTTP_PROXY", "http://wrong:1",
          "http_proxy", "http://plain:3128/",
          "HTTPS_PROXY", "secure:8443",
          "NO_PROXY", "corp.example, .lan *.test");

  @ParameterizedTest
  @CsvSource({
    "http://vllm.example/, plain:3128",
    "https://vllm.example/, secure:8443",
    "https://gpu.corp.example/, ",
    "https://corp.example/, ",
    "https://notcorp.example/, secure:8443",
    "http://a.lan:8000/, ",
    "http://a.test/, ",
    "http://localhost:8000/, ",
    "http://127.0.0.1:8000/, ",
    "http://127.0.0.1.example/, plain:3128"
  })
  void theVariablesAreReadAsCurlReadsThem(URI target, String proxy) {
    assertEquals(proxy, shown(new EnvironmentProxies(VARIABLES), target));
  }

  @Test
  void allProxyIsTheLastOfTheVariables() {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("ALL_PROXY", "http://all"));
    assertEquals("all:1080", shown(proxies, URI.create("https://vllm.example")));
  }

  @Test
  void aStarExceptsEverything() {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("ALL_PROXY", "http://all:1", "no_proxy", "*"));
    assertEquals(null, shown(proxies, URI.create("https://vllm.example")));
  }

  private static String shown(EnvironmentProxies proxies, URI target) {
    Proxy proxy = proxies.select(target).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : null;
  }
}
