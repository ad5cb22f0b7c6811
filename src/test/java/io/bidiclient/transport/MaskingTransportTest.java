package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.protocol.ProtocolMessage;
import io.bidiclient.transport.TransportException.Category;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTransportTest {
  private final RecordingListener heard = new RecordingListener();
  private Transport.Listener wire;

  private void connect() {
    Transport inner =
        new Transport() {
          @Override
          public Connection connect(Listener listener) {
            wire = listener;
            return null;
          }

          @Override
          public String target() {
            return "a server";
          }

          @Override
          public void close() {}
        };
    Secrets secrets = Secrets.of(Stream.of("password"));
    new MaskingTransport(inner, secrets, ProtocolMessage::isTranscript).connect(heard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'error','error':'no password here'} | {'type':'error','error':'no *** here'}",
        "{'type':'error','error':'Bearer abc123x'}   | {'type':'error','error':'Bearer ***'}",
        "{'type':'x.transcription','error':'password'} | {'type':'x.transcription','error':'***'}",
        "the password is wrong                       | the *** is wrong",
        "{'type':'session.created','id':'password'}  | {'type':'session.created','id':'***'}",
        "{'type':'transcription.delta','delta':'my password'} | {'type':'transcription.delta','delta':'my password'}",
        "{'type':'transcription.done','text':'error Bearer abc123x'} | {'type':'transcription.done','text':'error Bearer abc123x'}"
      })
  void aServersMessageIsMaskedAndRecognisedTextIsNot(String sent, String received)
      throws Exception {
    connect();

    wire.received(sent.replace('\'', '"'));

    assertEquals(received.replace('\'', '"'), heard.next());
  }

  @Test
  void theReasonOfAnEndIsMasked() throws Exception {
    connect();

    wire.closed(
        new CloseReason.Failed(
            new TransportException(Category.AUTH, "closed with 1008: password", "give a key")));

    assertEquals("closed with 1008: ***", heard.awaitFailure().getMessage());
  }
}
