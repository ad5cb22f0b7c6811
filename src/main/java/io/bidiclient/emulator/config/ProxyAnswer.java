package io.bidiclient.emulator.config;

import java.util.Map;
import java.util.Optional;

/**
 * What a proxy, a load balancer or a captive portal answers in the server's place.
 *
 * @param status HTTP's
 * @param headers with names in lower case, as HTTP/2 has them
 * @param body empty for none
 */
public record ProxyAnswer(int status, Map<String, String> headers, String body) {
  private static final Map<String, String> HTML =
      Map.of("content-type", "text/html; charset=utf-8", "server", "proxy");

  private static final Map<Fault, ProxyAnswer> ANSWERS =
      Map.of(
          Fault.HTML, new ProxyAnswer(200, HTML, page("Sign in to the guest network")),
          Fault.BAD_GATEWAY, new ProxyAnswer(502, HTML, page("502 Bad Gateway")),
          Fault.REDIRECT,
              new ProxyAnswer(302, Map.of("location", "https://portal.example/sign-in"), ""),
          Fault.NO_CONTENT, new ProxyAnswer(204, Map.of("server", "proxy"), ""));

  /** What answers instead of a stream, if that is the fault. */
  public static Optional<ProxyAnswer> of(Fault fault) {
    return Optional.ofNullable(ANSWERS.get(fault));
  }

  private static String page(String title) {
    return "<!DOCTYPE html><html><head><title>%s</title></head><body><h1>%s</h1></body></html>"
        .formatted(title, title);
  }
}
