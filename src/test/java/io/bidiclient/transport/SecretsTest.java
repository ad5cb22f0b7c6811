package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.bidiclient.transport.TransportException.Category;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "got Authorization: Bearer abc123.def-4 here | got Authorization: Bearer *** here",
        "Basic dXNlcjpwYXNz is wrong                 | Basic *** is wrong",
        "x-amz-security-token:IQoJ+b3/pZ== x         | x-amz-security-token:*** x",
        "{'x-amz-security-token': 'IQoJ+b3'}         | {'x-amz-security-token': '***'}",
        "Credential=AKIA/x, Signature=0123456789abcdef0123456789abcdef. | Credential=AKIA/x, Signature=***.",
        "to https://bucket/a?X-Amz-Date=2026&X-Amz-Signature=12ab&x=1 | to https://bucket/a?X-Amz-Date=2026&X-Amz-Signature=***&x=1",
        "to wss://host/v1?access_token=abc           | to wss://host/v1?access_token=***",
        "to https://me:hush@host/v1                  | to https://***@host/v1",
        "Incorrect key sk-proj-0123456789abcdef_g    | Incorrect key ***"
      })
  void whatHasTheFormOfACredentialIsMasked(String text, String masked) {
    assertEquals(masked, Secrets.NONE.masked(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer authentication is required",
        "a bearer token is missing",
        "Invalid token: expired",
        "the key model= is unknown",
        "mail to help@example.com or see https://example.com/a@b",
        "the signature does not match",
        "the task-force has risk-averse half-measures"
      })
  void wordsAreNone(String text) {
    assertEquals(text, Secrets.NONE.masked(text));
  }

  @Test
  void valuesAreMaskedWhereverTheyStandTheLongestFirst() {
    Secrets secrets = Secrets.of(Stream.of("hush", "hush-hush", "no", " sesame\n"));

    assertEquals("no *** for ***, ***!", secrets.masked("no hush-hush for hush, sesame!"));
  }

  @Test
  void aUrlHoldsItsLoginAndItsParameters() {
    Secrets secrets =
        Secrets.of(Secrets.in(URI.create("wss://me:open+up@host/v1?key=sesame&mode=%41bcd")));

    assertEquals(
        "/v1?key=***&mode=*** of *** (***)",
        secrets.masked("/v1?key=sesame&mode=%41bcd of me:open+up (open+up)"));
  }

  @Test
  void aFailureLosesItsCauseWithTheSecretInIt() {
    Secrets secrets = Secrets.of(Stream.of("sesame"));
    TransportException shown =
        new TransportException(
            Category.AUTH, "refused: sesame", "give a key", new IllegalStateException("x"));
    TransportException caused =
        new TransportException(
            Category.AUTH, "refused", "give a key", new IllegalStateException("sesame"));
    TransportException clean = new TransportException(Category.AUTH, "refused", "give a key");

    assertEquals("refused: ***", MaskingTransport.masked(shown, secrets).getMessage());
    assertEquals(Category.AUTH, MaskingTransport.masked(shown, secrets).category());
    assertEquals("give a key", MaskingTransport.masked(shown, secrets).hint());
    assertNull(MaskingTransport.masked(caused, secrets).getCause());
    assertSame(clean, MaskingTransport.masked(clean, secrets));
  }

  @Test
  void anAnswerOfHttpShowsNoCredential() {
    HttpAnswer answer =
        HttpAnswer.of(
            302,
            Optional.of("text/plain"),
            "you sent Bearer abc123def",
            Optional.of("https://me:hush@host/?token=12"));

    assertEquals(
        "the server answered HTTP 302 text/plain to https://***@host/?token=***:"
            + " you sent Bearer ***",
        answer.told());
  }
}
