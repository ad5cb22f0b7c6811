package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyTunnelIT {
  private static final String TARGET = "sagemaker.test:8443";

  @Test
  void whatIsBehindTheTunnelIsTheServers() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ConnectProxy proxy = ConnectProxy.to(server.getLocalPort());
        Socket tunnel = open(proxy);
        Socket end = server.accept()) {
      end.getOutputStream().write(42);
      assertEquals(42, tunnel.getInputStream().read());
      assertTrue(proxy.requests().get(0).startsWith("CONNECT " + TARGET + " HTTP/1.1\r\n"));
    }
  }

  @Test
  void aRefusalIsTold() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing("403 Forbidden")) {
      ProxyRefusal refusal = assertThrows(ProxyRefusal.class, () -> open(proxy));
      TransportException e = refusal.describe("no tunnel");
      assertEquals(
          "no tunnel: the proxy of HTTPS_PROXY answered HTTP 403 Forbidden", e.getMessage());
      assertTrue(e.isLasting());
    }
  }

  private static Socket open(ConnectProxy proxy) throws Exception {
    Map<String, String> environment = proxy.environment();
    HttpProxy way =
        new EnvironmentProxies(environment).proxyFor(URI.create("https://" + TARGET)).orElseThrow();
    return ProxyTunnel.open(way, InetAddress.getLoopbackAddress(), TARGET, 5_000);
  }
}
