package io.bidiclient.run.hook;

import io.bidiclient.realtime.Backoff;
import io.bidiclient.transport.HttpClientThreads;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A web address that each line is posted to, in their order: the next one waits until the one
 * before was taken, or was refused for good. What could work later is tried again, with the same
 * key, so that a receiver can tell that it has a line already.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 *     Idempotency-Key HTTP Header Field</a>
 */
final class Webhook implements HookReceiver {
  /** How often a line is sent at most. */
  static final int ATTEMPTS = 6;

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final URI url;
  private final Optional<WebhookSignature> signature;
  private final Optional<HttpProxy> proxy;
  private final Backoff backoff;
  private final UUID run = UUID.randomUUID();
  private final HttpClient client;

  /**
   * An address that nothing was posted to yet.
   *
   * @param proxy what leads there, unless it is reached directly
   * @param backoff how long to wait before a line is sent again
   */
  Webhook(
      URI url, Optional<WebhookSignature> signature, Optional<HttpProxy> proxy, Backoff backoff) {
    this.url = url;
    this.signature = signature;
    this.proxy = proxy;
    this.backoff = backoff;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY))
            .build();
  }

  /** The address without what may be a secret in it. */
  @Override
  public String name() {
    return "the webhook " + url.getScheme() + "://" + url.getHost() + port();
  }

  private String port() {
    return url.getPort() < 0 ? "" : ":" + url.getPort();
  }

  /** An answer that is no success. */
  private record FailedPost(String why, boolean passing, Duration after) {}

  @Override
  public void deliver(String line, long number) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<FailedPost> refusal = post(line, number);
      if (refusal.isEmpty()) {
        return;
      }
      if (!refusal.get().passing() || attempt == ATTEMPTS) {
        String times = attempt == 1 ? "" : " " + attempt + " times";
        throw new IOException("it " + refusal.get().why() + times);
      }
      sleep(attempt, refusal.get());
    }
  }

  private void sleep(int attempt, FailedPost refusal) throws InterruptedException {
    long wait = backoff.before(attempt - 1).toMillis();
    TimeUnit.MILLISECONDS.sleep(Math.max(wait, refusal.after().toMillis()));
  }

  private Optional<FailedPost> post(String line, long number) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", run + "-" + number)
            .POST(BodyPublishers.ofString(line));
    proxy
        .flatMap(HttpProxy::login)
        .ifPresent(login -> request.header("Proxy-Authorization", login.header()));
    signature.ifPresent(
        s -> request.header(WebhookSignature.HEADER, s.of(line, Instant.now().getEpochSecond())));
    try {
      return refusal(client.send(request.build(), BodyHandlers.discarding()));
    } catch (ConnectException e) {
      return Optional.of(new FailedPost("could not be connected to", true, Duration.ZERO));
    } catch (IOException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
      return Optional.of(new FailedPost("did not answer (" + why + ")", true, Duration.ZERO));
    }
  }

  private static Optional<FailedPost> refusal(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return Optional.empty();
    }
    boolean passing = status == 408 || status == 425 || status == 429 || status / 100 == 5;
    Duration after = RetryAfter.in(response.headers()::firstValue);
    return Optional.of(new FailedPost("answered " + status, passing, after));
  }

  @Override
  public void end() {
    HttpClientThreads.end(client);
  }

  @Override
  public void abandon() {
    // The thread is interrupted, which ends a request and a wait.
  }
}
