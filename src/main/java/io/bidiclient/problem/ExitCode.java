package io.bidiclient.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What the process tells its caller. */
public enum ExitCode {
  /** Every transcript is complete. */
  OK(0),
  /** A bug of ours. */
  INTERNAL(1),
  /** A bad option, value or combination. */
  USAGE(2),
  /** Audio that is missing, unreadable, unsupported, empty or shorter than it says. */
  INPUT(3),
  /** No credentials, expired ones, or not allowed. */
  AUTH(4),
  /** The endpoint, its variant or the model's name is not known. */
  ENDPOINT(5),
  /** No way to the server, throttled, or no answer before the first delta. */
  NETWORK(6),
  /** The server or its model failed, stalled or broke the protocol. */
  SERVER(7),
  /** The stream ended before the transcript was complete, or its sessions' joins are uncertain. */
  PARTIAL(8),
  /** A check ran, and its gate failed. */
  CHECK(9),
  /** A program or a web address did not get all that was said; the transcripts are as they are. */
  DELIVERY(10);

  /** The order that {@link #worst} uses. */
  public static final Comparator<ExitCode> WORST_FIRST =
      Comparator.comparing((ExitCode code) -> code != INTERNAL)
          .thenComparing(code -> code == DELIVERY || code == OK)
          .thenComparing(Comparator.reverseOrder());

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** A short name for programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code of a short name; {@link #INTERNAL} for one that is none. */
  public static ExitCode of(String label) {
    return Arrays.stream(values())
        .filter(code -> code.label().equals(label))
        .findFirst()
        .orElse(INTERNAL);
  }

  /** The worst of them: a bug of ours, or else the highest but for {@link #DELIVERY}. */
  public static ExitCode worst(Collection<ExitCode> codes) {
    return codes.stream().min(WORST_FIRST).orElse(OK);
  }
}
