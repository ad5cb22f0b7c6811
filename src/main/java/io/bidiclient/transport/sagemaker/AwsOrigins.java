package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Where the AWS SDK will take the region and the credentials from, in the order of its default
 * chains, told without asking anybody: only variables and profile files are looked at, and no
 * secret is read out of them.
 *
 * @param region the region
 * @param credentials the kind of the credentials
 * @param profile the profile that AWS's own variable names, where none was given
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the
 *     default chain</a>
 */
public record AwsOrigins(Origin region, Origin credentials, Optional<Origin> profile) {
  /** What is known only once it is asked for. */
  private static final String LATER = "-";

  /**
   * A value and its source.
   *
   * @param value what it is; a hyphen where only asking tells
   * @param source what sets it
   */
  public record Origin(String value, String source) {}

  /**
   * The origins on this machine.
   *
   * @param region the region that was given
   * @param profile the profile that was given
   */
  public static AwsOrigins of(
      Optional<String> region, Optional<String> profile, Map<String, String> environment) {
    try {
      Chain chain = new Chain(profile, environment, files(environment));
      return new AwsOrigins(
          region.map(name -> new Origin(name, "given")).orElseGet(chain::region),
          chain.credentials(),
          chain.variable());
    } catch (RuntimeException e) {
      Origin unreadable =
          new Origin(LATER, "the AWS profile files cannot be read: " + CauseChain.words(e));
      return new AwsOrigins(unreadable, unreadable, Optional.empty());
    }
  }

  private static ProfileFile files(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".aws");
    ProfileFile.Aggregator all = ProfileFile.aggregator();
    add(
        all,
        environment,
        "AWS_CONFIG_FILE",
        home.resolve("config"),
        ProfileFile.Type.CONFIGURATION);
    add(
        all,
        environment,
        "AWS_SHARED_CREDENTIALS_FILE",
        home.resolve("credentials"),
        ProfileFile.Type.CREDENTIALS);
    return all.build();
  }

  private static void add(
      ProfileFile.Aggregator all,
      Map<String, String> environment,
      String variable,
      Path usual,
      ProfileFile.Type type) {
    String named = environment.getOrDefault(variable, "");
    Path file = named.isBlank() ? usual : Path.of(named);
    if (Files.isRegularFile(file)) {
      all.addFile(ProfileFile.builder().content(file).type(type).build());
    }
  }

  /**
   * The SDK's default chains.
   *
   * @param given the profile that was given, which then is the only source of credentials
   */
  private record Chain(Optional<String> given, Map<String, String> environment, ProfileFile files) {
    Origin region() {
      if (isSet("AWS_REGION")) {
        return new Origin(environment.get("AWS_REGION"), "environment (AWS_REGION)");
      }
      return profile()
          .flatMap(profile -> profile.property("region"))
          .map(name -> new Origin(name, "profile " + profileName()))
          .orElse(new Origin(LATER, "the instance, if this is one of EC2"));
    }

    /** The profile of AWS's own variable, where none was given. */
    Optional<Origin> variable() {
      return given.isEmpty() && isSet("AWS_PROFILE")
          ? Optional.of(new Origin(environment.get("AWS_PROFILE"), "environment (AWS_PROFILE)"))
          : Optional.empty();
    }

    Origin credentials() {
      if (given.isEmpty() && isSet("AWS_ACCESS_KEY_ID") && isSet("AWS_SECRET_ACCESS_KEY")) {
        String kind = isSet("AWS_SESSION_TOKEN") ? "temporary keys" : "access key";
        return new Origin(kind, "environment (AWS_ACCESS_KEY_ID)");
      }
      if (given.isEmpty() && isSet("AWS_WEB_IDENTITY_TOKEN_FILE") && isSet("AWS_ROLE_ARN")) {
        return new Origin("role", "environment (AWS_WEB_IDENTITY_TOKEN_FILE)");
      }
      Optional<Origin> ofProfile =
          profile().flatMap(Chain::kind).map(kind -> new Origin(kind, "profile " + profileName()));
      if (ofProfile.isPresent()) {
        return ofProfile.get();
      }
      if (given.isPresent()) {
        return new Origin(LATER, "profile " + profileName() + ", which has none");
      }
      return isSet("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
              || isSet("AWS_CONTAINER_CREDENTIALS_FULL_URI")
          ? new Origin("role", "the container (AWS_CONTAINER_CREDENTIALS_…)")
          : new Origin(LATER, "the instance, if this is one of EC2");
    }

    private boolean isSet(String variable) {
      return !environment.getOrDefault(variable, "").isBlank();
    }

    private String profileName() {
      return given.orElse(isSet("AWS_PROFILE") ? environment.get("AWS_PROFILE") : "default");
    }

    private Optional<Profile> profile() {
      return files.profile(profileName());
    }

    /** What a profile says of how to log in. */
    private static Optional<String> kind(Profile profile) {
      Map<String, String> said = profile.properties();
      if (said.containsKey("role_arn")) {
        return Optional.of("role");
      }
      if (said.containsKey("sso_session") || said.containsKey("sso_start_url")) {
        return Optional.of("SSO");
      }
      if (said.containsKey("login_session")) {
        return Optional.of("aws login");
      }
      if (said.containsKey("credential_process")) {
        return Optional.of("program");
      }
      return Optional.of("access key").filter(key -> said.containsKey("aws_access_key_id"));
    }
  }
}
