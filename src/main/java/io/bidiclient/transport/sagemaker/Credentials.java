package io.bidiclient.transport.sagemaker;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Where the credentials that sign a stream come from. No text form of one shows a secret. */
public sealed interface Credentials {
  /**
   * What the AWS SDK finds by itself.
   *
   * @param profile the one profile to take them from, as {@code aws --profile} does; without it the
   *     SDK's default chain: system properties, environment, web identity, the profile of {@code
   *     AWS_PROFILE}, container, instance
   */
  record DefaultChain(Optional<String> profile) implements Credentials {
    /** Rejects a blank name. */
    public DefaultChain {
      if (profile.map(String::isBlank).orElse(false)) {
        throw new IllegalArgumentException("a profile's name may not be blank");
      }
    }
  }

  /**
   * What a program gives: it is asked for each session, and is closed by nobody but its owner.
   *
   * @param provider safe for use from many threads; may block
   */
  record Provided(AwsCredentialsProvider provider) implements Credentials {
    /** Rejects null. */
    public Provided {
      Objects.requireNonNull(provider);
    }

    @Override
    public String toString() {
      return "Provided[]";
    }
  }

  /** Given ones, such as the throw-away pair that a local server takes. */
  record Fixed(String accessKey, String secret) implements Credentials {
    /** Rejects missing halves. */
    public Fixed {
      Objects.requireNonNull(accessKey);
      Objects.requireNonNull(secret);
    }

    @Override
    public String toString() {
      return "Fixed[accessKey=" + accessKey + "]";
    }
  }
}
