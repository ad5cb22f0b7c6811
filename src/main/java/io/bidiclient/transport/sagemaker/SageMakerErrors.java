package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.HostLookup;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.WireFinding;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Turns what the SDK throws into an error for a person: what failed, why in the server's words, one
 * thing to do. The cause is kept.
 */
public final class SageMakerErrors {
  private SageMakerErrors() {}

  /** A failure of the stream itself or of the request for it. */
  static TransportException stream(String what, String endpointName, Throwable thrown) {
    Throwable failure = unwrap(thrown);
    Optional<TransportException> known = CauseChain.find(failure, TransportException.class);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<ProxyRefusal> proxy = CauseChain.find(failure, ProxyRefusal.class);
    if (proxy.isPresent()) {
      return proxy.get().describe(what);
    }
    Optional<HostLookup.Failure> unknown = CauseChain.find(failure, HostLookup.Failure.class);
    if (unknown.isPresent()) {
      return unknown
          .get()
          .describe(what, "check --region, --endpoint-url, the proxy and the network's DNS");
    }
    Optional<UnexpectedAnswer> answer = CauseChain.find(failure, UnexpectedAnswer.class);
    if (answer.isPresent()) {
      return answer.get().describe(what);
    }
    WireFinding finding =
        CauseChain.find(failure, AwsServiceException.class)
            .map(refusal -> ServiceErrors.find(refusal, endpointName))
            .orElseGet(() -> WireErrors.find(failure));
    return finding.describe(what, failure);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable t = thrown;
    while (t instanceof CompletionException && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }
}
