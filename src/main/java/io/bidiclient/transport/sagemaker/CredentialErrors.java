package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Turns what a credentials provider throws into a reason, by the failures that led to it: the
 * provider's own words say little, and it may throw anything that is unchecked.
 */
final class CredentialErrors {
  private static final String LOG_IN =
      "log in again (`aws sso login`, `aws login`) or correct the profile";

  /** What came between us and the service that gives credentials. */
  private static final List<Class<? extends Throwable>> NETWORK =
      List.of(
          UnknownHostException.class,
          ConnectException.class,
          SocketTimeoutException.class,
          SocketException.class,
          SSLException.class);

  private CredentialErrors() {}

  /**
   * A failure to find credentials.
   *
   * @param missing the profile asked for, if the profile files lack it
   * @param chain whether each place was looked at, and none had any
   */
  static TransportException describe(
      RuntimeException failure, Optional<String> missing, boolean chain) {
    Optional<TransportException> known =
        CauseChain.find(failure, ProxyRefusal.class)
            .map(proxy -> proxy.describe("cannot get AWS credentials"))
            .or(() -> CauseChain.find(failure, TransportException.class));
    if (known.isPresent()) {
      return known.get();
    }
    if (missing.isPresent()) {
      return refused(
          "profile " + missing.get() + " is in none of the AWS profile files",
          "name a profile that `aws configure list-profiles` shows",
          failure);
    }
    Optional<AwsServiceException> answer = CauseChain.find(failure, AwsServiceException.class);
    if (answer.isPresent()) {
      return refused(ServiceErrors.words(answer.get()), LOG_IN, failure);
    }
    Optional<? extends Throwable> network =
        NETWORK.stream().flatMap(kind -> CauseChain.find(failure, kind).stream()).findFirst();
    if (network.isPresent()) {
      return unreachable(network.get(), failure);
    }
    Optional<NoSuchFileException> file = CauseChain.find(failure, NoSuchFileException.class);
    if (file.isPresent()) {
      return refused("no login is kept in " + file.get().getFile(), LOG_IN, failure);
    }
    return chain ? none(failure) : refused(reason(failure), LOG_IN, failure);
  }

  /** A failure of a provider that a program has given, which knows its own places. */
  static TransportException ofProvider(RuntimeException failure) {
    return CauseChain.find(failure, TransportException.class)
        .orElseGet(
            () ->
                refused(
                    "the program's credentials provider failed: " + reason(failure),
                    "check the credentials provider that the program gives",
                    failure));
  }

  private static TransportException none(RuntimeException failure) {
    List<String> pair =
        Stream.of(SdkSystemSetting.AWS_ACCESS_KEY_ID, SdkSystemSetting.AWS_SECRET_ACCESS_KEY)
            .filter(half -> half.getStringValue().filter(value -> !value.isBlank()).isPresent())
            .map(SdkSystemSetting::environmentVariable)
            .toList();
    if (pair.size() == 1) {
      String other =
          pair.get(0).equals("AWS_ACCESS_KEY_ID") ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
      return refused(pair.get(0) + " is set without " + other, "set both or none", failure);
    }
    return refused(
        "none in the environment, the profile files, the container or the instance",
        "log in (`aws sso login`, `aws login`), name a --profile, or set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY",
        failure);
  }

  private static TransportException unreachable(Throwable network, RuntimeException failure) {
    String why =
        network instanceof UnknownHostException
            ? "the host " + CauseChain.words(network).replaceFirst(":.*", "") + " is unknown"
            : reason(failure);
    return new TransportException(
        Category.NETWORK,
        "cannot get AWS credentials: " + why,
        "check the network and the proxy: the profile asks a service of AWS",
        failure);
  }

  /** The provider's words and those of what led to it, such as what a process printed. */
  private static String reason(Throwable failure) {
    String outer = shown(failure);
    String inner = shown(deepest(failure));
    if (outer.contains(inner)) {
      return outer;
    }
    return failure.getCause() == null ? outer : outer.replaceFirst("\\.$", "") + ": " + inner;
  }

  /** The SDK prints the profile files' outline behind its words. */
  private static String shown(Throwable failure) {
    return CauseChain.words(failure)
        .replaceFirst(": ProfileFile\\(.*", "")
        .replaceFirst(" with error message:$", "");
  }

  private static Throwable deepest(Throwable failure) {
    Throwable t = failure;
    for (int depth = 0; t.getCause() != null && depth < 20; depth++) {
      t = t.getCause();
    }
    return t;
  }

  private static TransportException refused(String why, String hint, Throwable cause) {
    return new TransportException(Category.AUTH, "cannot get AWS credentials: " + why, hint, cause);
  }
}
