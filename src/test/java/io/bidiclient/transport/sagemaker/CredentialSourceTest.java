package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static CredentialSource profile(String name) {
    return new CredentialSource(new Credentials.DefaultChain(Optional.of(name)));
  }
}
