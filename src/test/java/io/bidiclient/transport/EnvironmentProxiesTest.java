package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void theVariablesAreReadAsCurlReadsThem(URI target, String proxy) throws Exception {
    assertEquals(proxy, shown(new EnvironmentProxies(VARIABLES), target));
  }

  @Test
  void allProxyIsTheLastOfTheVariables() throws Exception {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("ALL_PROXY", "http://all"));
    assertEquals("all:1080", shown(proxies, URI.create("https://vllm.example")));
  }

  @Test
  void aStarExceptsEverything() throws Exception {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("ALL_PROXY", "http://all:1", "no_proxy", "*"));
    assertEquals(null, shown(proxies, URI.create("https://vllm.example")));
  }

  @ParameterizedTest
  @CsvSource({
    "corp.example, https://gpu.corp.example:8443/, true",
    ".corp.example, https://gpu.corp.example:8443/, true",
    ".corp.example, https://corp.example/, true",
    "corp.example:8443, https://corp.example:8443/, true",
    "CORP.Example., https://corp.example/, true",
    "corp.example, https://corp.example./, true",
    "corp.example, https://notcorp.example/, false",
    "10.0.0.0/8, https://10.1.2.3/, true",
    "10.0.0.0/8, https://11.1.2.3/, false",
    "10.1.2.0/25, https://10.1.2.127/, true",
    "10.1.2.0/25, https://10.1.2.128/, false",
    "10.1.2.3, https://10.1.2.3/, true",
    "1.2.3, https://10.1.2.3/, false",
    "10.0.0.0/33, https://10.1.2.3/, false",
    "fd00::/8, https://[fd12:3456::1]/, true",
    "fd00::/8, https://[fe80::1]/, false",
    "[fd12::1], https://[fd12:0:0::1]:443/, true",
    "::1, https://10.1.2.3/, false"
  })
  void noProxyNamesHostsDomainsAddressesAndNetworks(String list, URI target, boolean direct)
      throws Exception {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("https_proxy", "http://p:1", "NO_PROXY", "other " + list));
    assertEquals(direct ? null : "p:1", shown(proxies, target));
  }

  @Test
  void aLoginIsReadAndNeverShown() throws Exception {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("HTTPS_PROXY", "http://me:se%20cret@proxy:3128"));
    HttpProxy proxy = proxies.proxyFor(URI.create("https://vllm.example")).orElseThrow();
    // "me:se cret" in Base64
    assertEquals("Basic bWU6c2UgY3JldA==", proxy.login().orElseThrow().header());
    assertFalse(proxy.toString().contains("cret"), proxy.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://proxy:1080, socks5:// proxies are not supported",
    "https://proxy:443, https:// proxies are not supported",
    "http://me:pass word@proxy, its value is not http://HOST:PORT",
    "http://, its value is not http://HOST:PORT"
  })
  void aProxyThatCannotBeUsedIsToldWithoutItsValue(String value, String why) {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("ALL_PROXY", value));
    TransportException e =
        assertThrows(
            TransportException.class, () -> proxies.proxyFor(URI.create("wss://vllm.example")));
    assertEquals("cannot use the proxy of ALL_PROXY: " + why, e.getMessage());
    assertTrue(e.isLasting());
    assertTrue(e.hint().endsWith("or add vllm.example to NO_PROXY"), e.hint());
  }

  private static String shown(EnvironmentProxies proxies, URI target) throws TransportException {
    return proxies.proxyFor(target).map(p -> p.host() + ":" + p.port()).orElse(null);
  }
}
