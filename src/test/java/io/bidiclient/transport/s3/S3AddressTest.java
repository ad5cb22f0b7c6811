package io.bidiclient.transport.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class S3AddressTest {
  @Test
  void aKeyIsTakenToTheLetter() {
    S3Address address = S3Address.parsed("s3://b.x/calls/a b+c%20d?é#.wav").orElseThrow();
    assertEquals("b.x", address.bucket());
    assertEquals("calls/a b+c%20d?é#.wav", address.key());
    assertEquals("s3://b.x/calls/a b+c%20d?é#.wav", address.toString());
    assertEquals(Optional.empty(), address.version());
  }

  @Test
  void aVersionIsBehindTheKey() {
    S3Address address = S3Address.parsed("s3://bucket/a?b?versionId=3.x-Y_z").orElseThrow();
    assertEquals("a?b", address.key());
    assertEquals(Optional.of("3.x-Y_z"), address.version());
    assertEquals(address, S3Address.of(address.url()));
  }

  @Test
  void aPlaceOfSeveralEndsWithASlashOrIsABucket() {
    assertTrue(S3Address.parsed("s3://bucket").orElseThrow().isPrefix());
    assertTrue(S3Address.parsed("s3://bucket/").orElseThrow().isPrefix());
    assertTrue(S3Address.parsed("s3://bucket/calls/").orElseThrow().isPrefix());
    assertTrue(S3Address.parsed("s3:/bucket/calls").isEmpty());
    assertTrue(S3Address.parsed("s3://b/x").isEmpty());
    assertTrue(S3Address.parsed("s3://a:b@c/x").isEmpty());
  }

  @Property(tries = 300)
  void anAddressIsReadBackFromItsUrl(
      @ForAll @Chars({'a', ' ', '+', '%', '/', '?', '#', '&', '=', ':', '@', 'é', '你', '\'', '"'})
          String key) {
    S3Address address = new S3Address("my-bucket", key, Optional.empty());
    assertEquals(address, S3Address.of(address.url()));
  }
}
