package io.bidiclient;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives AWS's SDK in this process keys of no account while a class's tests run. */
public final class LocalCredentials implements BeforeAllCallback, AfterAllCallback {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "aws.accessKeyId", "AKIDEXAMPLE",
          "aws.secretAccessKey", "hush",
          "aws.configFile", "/nonexistent",
          "aws.sharedCredentialsFile", "/nonexistent",
          "aws.disableEc2Metadata", "true");

  @Override
  public void beforeAll(ExtensionContext context) {
    PROPERTIES.forEach(System::setProperty);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    PROPERTIES.keySet().forEach(System::clearProperty);
  }
}
