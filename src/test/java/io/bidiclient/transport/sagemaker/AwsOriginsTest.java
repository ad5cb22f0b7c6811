package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsOriginsTest {
  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void files() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/config"),
        """
        [default]
        region = eu-west-1
        [profile work]
        region = us-west-2
        sso_session = corp
        [profile ci]
        role_arn = arn:aws:iam::111122223333:role/ci
        source_profile = default
        [profile tool]
        credential_process = /bin/print-secret
        [profile login]
        login_session = arn
        [profile bare]
        output = json
        """);
    Files.writeString(
        home.resolve(".aws/credentials"),
        "[default]\naws_access_key_id = AKIASECRET\naws_secret_access_key = verysecret\n");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, '', eu-west-1, profile default, access key, profile default",
        "work, '', us-west-2, profile work, SSO, profile work",
        "none, AWS_PROFILE=work, us-west-2, profile work, SSO, profile work",
        "ci, '', -, 'the instance, if this is one of EC2', role, profile ci",
        "tool, '', -, 'the instance, if this is one of EC2', program, profile tool",
        "login, '', -, 'the instance, if this is one of EC2', aws login, profile login",
        "bare, '', -, 'the instance, if this is one of EC2', -, 'profile bare, which has none'",
        "none, AWS_REGION=us-east-2, us-east-2, environment (AWS_REGION), access key, profile default",
        "none, AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b, eu-west-1, profile default, access key, environment (AWS_ACCESS_KEY_ID)",
        "none, AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_SESSION_TOKEN=c, eu-west-1, profile default, temporary keys, environment (AWS_ACCESS_KEY_ID)",
        "work, AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b, us-west-2, profile work, SSO, profile work",
        "none, AWS_WEB_IDENTITY_TOKEN_FILE=t AWS_ROLE_ARN=r, eu-west-1, profile default, role, environment (AWS_WEB_IDENTITY_TOKEN_FILE)",
        "none, AWS_PROFILE=bare AWS_CONTAINER_CREDENTIALS_FULL_URI=u, -, 'the instance, if this is one of EC2', role, the container (AWS_CONTAINER_CREDENTIALS_…)",
        "none, AWS_PROFILE=bare, -, 'the instance, if this is one of EC2', -, 'the instance, if this is one of EC2'"
      })
  void followTheSdksChains(
      String profile,
      String variables,
      String region,
      String regionSource,
      String credentials,
      String credentialSource) {
    for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ", -1)) {
      environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst(".*=", ""));
    }
    AwsOrigins origins = AwsOrigins.of(Optional.empty(), Optional.ofNullable(profile), environment);
    assertEquals(new AwsOrigins.Origin(region, regionSource), origins.region());
    assertEquals(new AwsOrigins.Origin(credentials, credentialSource), origins.credentials());
    assertFalse(origins.toString().contains("SECRET") || origins.toString().contains("secret"));
  }

  @Test
  void aFileThatCannotBeReadIsTold() throws IOException {
    Files.writeString(home.resolve(".aws/config"), "region = x\n");
    AwsOrigins origins = AwsOrigins.of(Optional.empty(), Optional.empty(), environment);
    assertTrue(
        origins.region().source().startsWith("the AWS profile files cannot be read: "),
        origins.region().source());
  }
}
