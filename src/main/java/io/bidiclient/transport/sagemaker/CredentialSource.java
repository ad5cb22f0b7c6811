package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.TransportException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Resolves the credentials of each new stream. The SDK's providers keep what they found and renew
 * it before it expires; after a failure they are thrown away, so that a new login is seen. Safe for
 * use from many threads.
 *
 * <p>Resolving reads files, runs a profile's {@code credential_process} and may call STS, SSO or
 * the instance: it blocks.
 */
public final class CredentialSource implements AutoCloseable {
  private final Credentials credentials;

  /** Guarded by this. */
  private Optional<AwsCredentialsProvider> provider = Optional.empty();

  CredentialSource(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * The same for a client of the SDK: what it throws has the {@link TransportException} among its
   * causes.
   */
  public static AwsCredentialsProvider forClients(Credentials credentials) {
    CredentialSource source = new CredentialSource(credentials);
    return () -> {
      try {
        return source.resolve();
      } catch (TransportException e) {
        throw SdkClientException.create(e.getMessage(), e);
      }
    };
  }

  /** The credentials of now; their expiration time is in them, where they have one. */
  synchronized AwsCredentials resolve() throws TransportException {
    if (credentials instanceof Credentials.Provided provided) {
      return provided(provided.provider());
    }
    try {
      if (provider.isEmpty()) {
        EnvironmentHttpService.install();
        provider = Optional.of(provider());
      }
      return provider.get().resolveCredentials();
    } catch (RuntimeException e) {
      close();
      throw failure(e);
    }
  }

  private static AwsCredentials provided(AwsCredentialsProvider provider)
      throws TransportException {
    try {
      return Objects.requireNonNull(provider.resolveCredentials(), "it gave none");
    } catch (RuntimeException e) {
      throw CredentialErrors.ofProvider(e);
    }
  }

  /** Forgets what was found: the next stream looks again. */
  @Override
  public synchronized void close() {
    provider.ifPresent(used -> IoUtils.closeIfCloseableV2(used, null));
    provider = Optional.empty();
  }

  private AwsCredentialsProvider provider() {
    if (credentials instanceof Credentials.Fixed fixed) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(fixed.accessKey(), fixed.secret()));
    }
    Optional<String> profile = named();
    if (profile.isPresent()) {
      return ProfileCredentialsProvider.create(profile.get());
    }
    return areInEnvironment()
        ? EnvironmentVariableCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  /** Whether the default chain would take them from there: its other places load 30 classes. */
  private static boolean areInEnvironment() {
    return System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()) == null
        && isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID)
        && isSet(SdkSystemSetting.AWS_SECRET_ACCESS_KEY);
  }

  private static boolean isSet(SdkSystemSetting variable) {
    String value = System.getenv(variable.environmentVariable());
    return value != null && !value.isBlank();
  }

  private Optional<String> named() {
    return ((Credentials.DefaultChain) credentials).profile();
  }

  private TransportException failure(RuntimeException thrown) {
    Optional<TransportException> fault = ProfileFiles.fault();
    if (fault.isPresent()) {
      return fault.get();
    }
    if (named().isPresent()) {
      return CredentialErrors.describe(thrown, missingProfile(), false);
    }
    Optional<RuntimeException> ofProfile = ofProfile();
    return CredentialErrors.describe(
        ofProfile.orElse(thrown), missingProfile(), ofProfile.isEmpty());
  }

  /**
   * The default chain tells of each place in one long line. Where a profile says how to log in,
   * what went wrong there is what the reader needs.
   */
  private static Optional<RuntimeException> ofProfile() {
    String profile = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    if (ProfileFile.defaultProfileFile().profile(profile).isEmpty()) {
      return Optional.empty();
    }
    try (ProfileCredentialsProvider alone = ProfileCredentialsProvider.create(profile)) {
      alone.resolveCredentials();
      return Optional.empty();
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      return Optional.of(e).filter(t -> !why.startsWith("Profile file contained no credentials"));
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
