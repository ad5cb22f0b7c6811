package io.bidiclient.transport.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.LocalCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts on their way into a bucket. */
@ExtendWith(LocalCredentials.class)
class S3UploadIT {
  private static final String KEY = "arn:aws:kms:eu-west-1:1:key/k";
  private static final S3Address OBJECT = new S3Address("b", "k.txt", Optional.empty());

  @TempDir private Path folder;
  private BucketServer server;
  private S3Store store;

  @BeforeEach
  void start() throws IOException {
    server = new BucketServer();
    store =
        new S3Store(
            new S3Settings(
                Optional.of("eu-west-1"),
                Optional.empty(),
                Optional.of(server.url()),
                false,
                Optional.of(new S3Encryption(S3Encryption.KMS, Optional.of(KEY)))));
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void aSmallFileIsOneRequestAndEncrypted() throws Exception {
    byte[] bytes = put(1_000, false);
    assertArrayEquals(bytes, server.object("/b/k.txt"));
    assertEquals(List.of("PUT /b/k.txt aws:kms " + KEY + " * text/plain"), server.asked());
  }

  @Test
  void aLargeFileGoesInPartsAndIsThereAsAWhole() throws Exception {
    byte[] bytes = put(2 * S3Upload.PART_BYTES + 5, false);
    assertArrayEquals(bytes, server.object("/b/k.txt"));
    assertEquals(
        List.of(
            "POST /b/k.txt?uploads aws:kms " + KEY + " text/plain",
            "PUT /b/k.txt?partNumber=1&uploadId=u1 text/plain",
            "PUT /b/k.txt?partNumber=2&uploadId=u1 text/plain",
            "PUT /b/k.txt?partNumber=3&uploadId=u1 text/plain",
            "POST /b/k.txt?uploadId=u1 * application/xml"),
        server.asked());
  }

  @Test
  void anUploadThatFailsIsAbortedAndNothingIsThere() {
    server.refuse(line -> line.contains("partNumber=2"));
    S3Failure failure =
        assertThrows(S3Failure.class, () -> put(2 * S3Upload.PART_BYTES + 5, false));
    assertEquals(S3Failure.Kind.DENIED, failure.kind());
    List<String> asked = server.asked();
    assertEquals("DELETE /b/k.txt?uploadId=u1", asked.get(asked.size() - 1).strip());
    assertEquals(0, server.object("/b/k.txt").length);
  }

  @Test
  void whatAnotherWroteMeanwhileStaysAndTheUploadIsAborted() throws Exception {
    byte[] first = put(7, true);
    S3Failure failure = assertThrows(S3Failure.class, () -> put(S3Upload.PART_BYTES + 5, false));
    assertEquals(S3Failure.Kind.CHANGED, failure.kind());
    assertArrayEquals(first, server.object("/b/k.txt"));
    assertEquals(1, server.asked().stream().filter(line -> line.startsWith("DELETE")).count());
  }

  @Test
  void aPutWhoseAnswerWasLostIsDone() throws Exception {
    for (int size : List.of(1_000, S3Upload.PART_BYTES + 5)) {
      server.loseAnswer(
          line ->
              server.object("/b/k.txt").length == 0
                  && !line.matches(".*([?]uploads|partNumber=).*"));
      byte[] bytes = put(size, false);
      assertArrayEquals(bytes, server.object("/b/k.txt"), server.asked().toString());
      server.close();
      store.close();
      start();
    }
  }

  private byte[] put(int size, boolean replace) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path file = Files.write(folder.resolve("t"), bytes);
    store.put(OBJECT, file, "text/plain", Map.of("words", size + ""), replace);
    return bytes;
  }
}
