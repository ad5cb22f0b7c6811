package io.bidiclient.transport.sagemaker;

import java.util.Objects;
import java.util.Optional;

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
