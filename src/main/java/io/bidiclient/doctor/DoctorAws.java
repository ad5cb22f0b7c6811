package io.bidiclient.doctor;

import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.endpoint.CallerIdentity;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at region, identity and clock. */
public final class DoctorAws {
  /** AWS refuses a signature that is five minutes off. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private static final Duration DOUBTFUL = Duration.ofSeconds(60);

  private final AwsAccess access;
  private final Clock clock;
  private Optional<Duration> ahead = Optional.empty();

  public DoctorAws(AwsAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  public List<Finding> examine(Optional<String> region) {
    List<Finding> findings = new ArrayList<>();
    if (region.isEmpty()) {
      findings.add(
          Finding.fail(
              "region", "no region is set", "name a --region, or set AWS_REGION", ExitCode.USAGE));
      findings.add(Finding.skip("identity", "needs a region"));
      findings.add(Finding.skip("clock", "needs a region"));
      return findings;
    }
    findings.add(Finding.ok("region", region.get()));
    findings.add(identity());
    findings.add(clock());
    return findings;
  }

  private Finding identity() {
    try {
      CallerIdentity caller = CallerIdentity.ask(access, this::compare);
      return Finding.ok("identity", caller.arn() + " (account " + caller.account() + ")");
    } catch (StackException e) {
      Problem problem = e.problem();
      return Finding.fail("identity", problem.message(), problem.hint(), problem.code());
    }
  }

  private void compare(Instant theirs) {
    ahead = Optional.of(Duration.between(theirs, clock.instant()));
  }

  private Finding clock() {
    if (ahead.isEmpty()) {
      return Finding.skip("clock", "AWS gave no time");
    }
    long seconds = ahead.get().toSeconds();
    String message =
        Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead of") + " AWS's clock";
    String hint = "set this machine's clock, or start its time service";
    if (ahead.get().abs().compareTo(REFUSED) >= 0) {
      return Finding.fail("clock", message, hint, ExitCode.AUTH);
    }
    if (ahead.get().abs().compareTo(DOUBTFUL) >= 0) {
      return Finding.warn("clock", message, hint);
    }
    return Finding.ok("clock", message);
  }
}
