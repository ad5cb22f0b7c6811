package io.bidiclient.endpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stack is: what a person must know before agreeing to anything that costs money.
 *
 * @param name the stack's name
 * @param region its region
 * @param account twelve digits; empty where AWS did not say it
 * @param profile the profile that reaches it, if one was given
 */
public record StackPlace(
    String name, String region, Optional<String> account, Optional<String> profile) {
  private static final Pattern ARN =
      Pattern.compile("arn:[^:]+:cloudformation:([^:]+):([0-9]{12}):stack/([^/]+)/.*");

  /** The place that a stack's full name tells; what it does not tell is as given. */
  static StackPlace of(String arn, StackPlace otherwise) {
    Matcher parts = ARN.matcher(arn);
    return parts.matches()
        ? new StackPlace(
            parts.group(3), parts.group(1), Optional.of(parts.group(2)), otherwise.profile)
        : otherwise;
  }

  /** The same in the account of a caller. */
  public StackPlace in(String callersAccount) {
    return new StackPlace(name, region, Optional.of(callersAccount), profile);
  }

  /** The command line that does something with this stack, ready to be pasted. */
  public String command(String verb) {
    return "bidi-client endpoint " + verb + " --stack " + name + options();
  }

  /** The options that lead an AWS or bidi-client command to this place. */
  public String options() {
    return " --region " + region + profile.map(name -> " --profile " + name).orElse("");
  }

  /** {@code NAME in REGION, account ACCOUNT}. */
  @Override
  public String toString() {
    return name + " in " + region + account.map(number -> ", account " + number).orElse("");
  }
}
