package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.transport.TransportException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class CredentialSourceTest {
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void ownFiles() throws Exception {
    file = home.resolve("credentials");
    Files.writeString(file, "[team]\naws_access_key_id=AKTEAM\naws_secret_access_key=s\n[half]\n");
    System.setProperty("aws.sharedCredentialsFile", file.toString());
    System.setProperty("aws.configFile", home.resolve("config").toString());
  }

  @AfterEach
  void usersFiles() {
    System.clearProperty("aws.sharedCredentialsFile");
    System.clearProperty("aws.configFile");
  }

  @Test
  void aNamedProfileIsRead() throws Exception {
    try (CredentialSource source = profile("team")) {
      assertEquals("AKTEAM", source.resolve().accessKeyId());
    }
  }

  @Test
  void aProfileThatIsNotThereIsNamed() {
    try (CredentialSource source = profile("teem")) {
      TransportException e = assertThrows(TransportException.class, source::resolve);
      assertEquals(TransportException.Category.AUTH, e.category());
      assertEquals(
          "cannot get AWS credentials: profile teem is in none of the AWS profile files",
          e.getMessage());
    }
  }

  @Test
  void aProfileWithoutCredentialsIsNamedWithoutNoise() {
    try (CredentialSource source = profile("half")) {
      TransportException e = assertThrows(TransportException.class, source::resolve);
      assertEquals(TransportException.Category.AUTH, e.category());
      assertTrue(e.getMessage().contains("half"), e.getMessage());
      assertTrue(e.getMessage().length() < 160, e.getMessage());
    }
  }

  @Test
  void aLoginAfterAFailureIsSeen() throws Exception {
    try (CredentialSource source = profile("late")) {
      assertThrows(TransportException.class, source::resolve);
      Files.writeString(file, "[late]\naws_access_key_id=AKLATE\naws_secret_access_key=s\n");
      assertEquals("AKLATE", source.resolve().accessKeyId());
    }
  }

  @Test
  void givenCredentialsNeedNoFiles() throws Exception {
    try (CredentialSource source = new CredentialSource(new Credentials.Fixed("id", "secret"))) {
      assertEquals("id", source.resolve().accessKeyId());
      assertEquals("secret", source.resolve().secretAccessKey());
    }
  }

  static Stream<Arguments> brokenProfiles() {
    return Stream.of(
        arguments(
            "credential_process = sh -c 'echo vault: session expired >&2; exit 3'",
            "Failed to refresh process-based credentials: Command returned non-zero exit value (3)"
                + " with error message: vault: session expired"),
        arguments(
            "credential_process = false",
            "Failed to refresh process-based credentials: Command returned non-zero exit value"
                + " (1)"),
        arguments(
            "aws_access_key_id = AKHALF",
            "Profile property 'aws_secret_access_key' was not configured for 'odd'."),
        arguments(
            "role_arn = arn:aws:iam::1:role/x\nsource_profile = gone",
            "The source profile of 'odd' was configured to be 'gone', but that source profile has"
                + " no credentials configured."),
        arguments(
            "role_arn = arn:aws:iam::1:role/x\nsource_profile = odd",
            "Invalid profile file: Circular relationship detected with profiles [odd]."));
  }

  @ParameterizedTest
  @MethodSource("brokenProfiles")
  void aProfileThatIsBrokenIsToldInTheWordsOfWhatBroke(String lines, String why) throws Exception {
    Files.writeString(file, "[odd]\n" + lines + "\n");
    try (CredentialSource source = profile("odd")) {
      TransportException e = assertThrows(TransportException.class, source::resolve);
      assertEquals("cannot get AWS credentials: " + why, e.getMessage());
      assertEquals(TransportException.Category.AUTH, e.category());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'[odd', Profile definition must end with '']'' on line 1",
    "'hello', Expected a profile definition on line 1",
    "'\uFEFF[default]', it starts with a byte order mark"
  })
  void aProfileFileThatCannotBeReadIsNamed(String text, String why) throws Exception {
    Files.writeString(file, text + "\nregion=eu-west-1\n");
    for (Optional<String> name : List.of(Optional.of("odd"), Optional.<String>empty())) {
      try (CredentialSource source = new CredentialSource(new Credentials.DefaultChain(name))) {
        TransportException e = assertThrows(TransportException.class, source::resolve);
        assertEquals(
            "cannot read the AWS profile file " + file + ": " + why.replace("''", "'"),
            e.getMessage());
        assertEquals(TransportException.Category.AUTH, e.category());
        assertTrue(e.isLasting());
      }
    }
  }

  @Test
  void aProfileFileThatCannotBeReadDoesNotStopAServerOnThisMachine() throws Exception {
    Files.writeString(file, "[odd\n");
    SageMakerSettings local = SageMakerSettings.local("e", URI.create("http://127.0.0.1:1"));
    Http2Client http =
        new Http2Client(
            1,
            () -> {
              throw new AssertionError("nothing is sent");
            },
            local.connectTimeout(),
            failure -> {},
            local.proxies());
    StreamClient.create(local, http);
    assertEquals(file.toString(), System.getProperty("aws.sharedCredentialsFile"));
  }

  @Test
  void aFailureOfTheNetworkIsNotOneOfTheLogin() {
    TransportException e =
        CredentialErrors.describe(
            SdkClientException.create(
                "Unable to execute HTTP request: sts.test",
                new UnknownHostException("sts.test: Name or service not known")),
            Optional.empty(),
            false);
    assertEquals("cannot get AWS credentials: the host sts.test is unknown", e.getMessage());
    assertEquals(TransportException.Category.NETWORK, e.category());
  }

  private static CredentialSource profile(String name) {
    return new CredentialSource(new Credentials.DefaultChain(Optional.of(name)));
  }
}
