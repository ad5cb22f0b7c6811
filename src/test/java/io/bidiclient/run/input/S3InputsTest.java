package io.bidiclient.run.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transport.s3.S3Address;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3InputsTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "calls/a.wav, calls/, a, a.wav",
        "calls/x/a b+%.mp3, calls/, x/a b+%, x/a b+%.mp3",
        "calls/a.wav, '', calls/a, calls/a.wav",
        "../../etc/a.wav, '', _../_../etc/a, _../_../etc/a.wav",
        "a//b/./c.wav, '', a/_/b/_./c, a/_/b/_./c.wav",
        "/a.wav, '', _/a, _/a.wav",
      })
  void aKeyIsANameBelowTheOutputFolderAndLeadsNowhereElse(
      String key, String prefix, String name, String whole) {
    InputItem item = S3Inputs.item(new S3Address("bucket", key, Optional.empty()), prefix);
    assertEquals(Path.of(name), item.named(item.name()).name());
    assertEquals(Path.of(whole), item.wholeName());
    assertEquals("s3://bucket/" + key, item.source());
  }

  @Test
  void aVersionIsKept() {
    S3Address object = S3Address.parsed("s3://bucket/calls/a.wav?versionId=v1").orElseThrow();
    InputItem item = S3Inputs.item(object, "calls/");
    assertEquals("s3://bucket/calls/a.wav?versionId=v1", item.source());
    assertEquals(Path.of("a"), item.name());
  }
}
