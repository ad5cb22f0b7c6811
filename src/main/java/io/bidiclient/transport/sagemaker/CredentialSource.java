package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.TransportException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Resolves the credentials of each new stream. The SDK's providers keep what they found and renew
 * it before it expires; after a failure they are thrown away, so that a new login is seen.
 *
 * <p>Resolving reads files and may call STS, SSO or the instance: it blocks, and belongs to the one
 * thread that opens streams.
 */
final class CredentialSource implements AutoCloseable {
  private final Credentials credentials;
  private AwsCredentialsProvider provider;

  CredentialSource(Credentials credentials) {
    this.credentials = credentials;
  }

  /** The credentials of now; their expiration time is in them, where they have one. */
  AwsCredentials resolve() throws TransportException {
    if (provider == null) {
      provider = provider();
    }
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException e) {
      close();
      throw SageMakerErrors.credentials(cause(e), missingProfile());
    }
  }

  /** Forgets what was found: the next stream looks again. */
  @Override
  public void close() {
    IoUtils.closeIfCloseableV2(provider, null);
    provider = null;
  }

  private AwsCredentialsProvider provider() {
    if (credentials instanceof Credentials.Fixed fixed) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(fixed.accessKey(), fixed.secret()));
    }
    return named()
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private Optional<String> named() {
    return ((Credentials.DefaultChain) credentials).profile();
  }

  /**
   * The default chain tells of each place in one long line. Where a profile says how to log in,
   * what went wrong there is what the reader needs.
   */
  private RuntimeException cause(RuntimeException chain) {
    String profile = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    if (named().isPresent() || ProfileFile.defaultProfileFile().profile(profile).isEmpty()) {
      return chain;
    }
    try (ProfileCredentialsProvider alone = ProfileCredentialsProvider.create(profile)) {
      alone.resolveCredentials();
      return chain;
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      return why.startsWith("Profile file contained no credentials") ? chain : e;
    }
  }

  private Optional<String> missingProfile() {
    return wantedProfile()
        .filter(name -> !name.equals(ProfileFileSystemSetting.AWS_PROFILE.defaultValue()))
        .filter(name -> ProfileFile.defaultProfileFile().profile(name).isEmpty());
  }

  private Optional<String> wantedProfile() {
    return named().or(ProfileFileSystemSetting.AWS_PROFILE::getStringValue);
  }
}
