package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String COOKIE = "bidi-live-8088";

  private final Access access = new Access(Set.of("mic.example.org", "*.lab.example"), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8088",
        "localhost:8088",
        "LOCALHOST",
        "[::1]:8088",
        "192.168.7.7:8088",
        "mic.example.org",
        "Mic.Example.Org:8088",
        "one.lab.example:8088"
      })
  void addressesAndKnownNamesLeadHere(String host) {
    assertTrue(access.refusal(request("/", host), COOKIE).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "127.0.0.1.evil.example:8088",
        "localhost.evil.example",
        "two.one.lab.example",
        "lab.example",
        "mic.example.org.evil.example",
        "user@127.0.0.1:8088@evil.example",
        "not a host"
      })
  void otherNamesDoNot(String host) {
    String refusal = access.refusal(request("/", host), COOKIE).orElse("");
    assertTrue(refusal.contains("name does not lead here"), refusal);
  }

  @Test
  void theTokenIsAskedForInTheAddressOrTheCookie() {
    HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    none.headers().set("Host", "127.0.0.1");
    assertTrue(access.refusal(none, COOKIE).orElse("").contains("token"));

    none.headers().set("Cookie", "a=b; " + COOKIE + "=" + access.token());
    assertTrue(access.refusal(none, COOKIE).isEmpty());
    none.headers().set("Cookie", "bidi-live-9=" + access.token());
    assertFalse(access.refusal(none, COOKIE).isEmpty());
    none.headers().set("Cookie", COOKIE + "=" + access.token() + "x");
    assertFalse(access.refusal(none, COOKIE).isEmpty());
  }

  @Test
  void everyRunHasItsOwnTokenOf192Bits() {
    assertEquals(32, access.token().length());
    assertNotEquals(access.token(), new Access(Set.of(), false).token());
  }

  @Test
  void onlyItsOwnPageOpensItsWebSocket() {
    HttpRequest request = request("/visit", "127.0.0.1:8088");
    assertFalse(access.isFromOurPage(request));
    request.headers().set("Origin", "http://127.0.0.1:8088");
    assertTrue(access.isFromOurPage(request));
    for (String other :
        new String[] {
          "null", "http://evil.example", "https://127.0.0.1:8088", "http://127.0.0.1"
        }) {
      request.headers().set("Origin", other);
      assertFalse(access.isFromOurPage(request), other);
    }
  }

  private HttpRequest request(String path, String host) {
    HttpRequest request =
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, path + "?token=" + access.token());
    request.headers().set("Host", host);
    return request;
  }
}
