package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ExecModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs as models, each a few lines of shell. */
@Timeout(60)
class ExecModelIT {
  private static final Set<PosixFilePermission> RUNNABLE =
      PosixFilePermissions.fromString("rwx------");

  private static final String MODEL = "/opt/ml/model";

  @TempDir private Path folder;

  @Test
  void theProgramGetsEverySampleAndItsTextComesOut() throws Exception {
    int bytes = 2 * 123_457;
    List<String> deltas = deltas("printf ' heard'; wc -c", bytes);
    assertEquals(" heard" + bytes + " ", String.join("", deltas).replaceFirst("heard +", "heard"));
    assertEquals(ServerFrameClock.total(bytes / 2), deltas.size());
  }

  @Test
  void textComesAsItIsPrinted() throws Exception {
    String script = "printf ' first'; head -c 64000 >/dev/null; printf ' then'; cat >/dev/null";
    try (Emulator emulator = start(script)) {
      SocketClient socket = SocketClient.connect(emulator).update(MODEL).commit(false);
      socket.append(new byte[64_000], 2560);
      StringBuilder text = new StringBuilder();
      while (!text.toString().equals(" first then")) {
        socket.append(new byte[2560], 2560);
        for (String message = socket.received.poll(); message != null; ) {
          ServerEvent event = EventCodec.decodeServer(message);
          text.append(event instanceof ServerEvent.Delta delta ? delta.text() : "");
          message = socket.received.poll();
        }
      }
      assertEquals("", socket.commit(true).text());
    }
  }

  @Test
  void allThatIsPrintedAfterTheEndOfTheAudioIsHeardThoughItTakesMoreThanTheLastFrames()
      throws Exception {
    String script =
        "cat >/dev/null; for i in $(seq 40); do printf ' %d' $i; sleep 0.01; done; echo";
    List<String> deltas = deltas(script, 32_000);
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      expected.append(' ').append(i);
    }
    assertEquals(expected + " ", String.join("", deltas));
    assertEquals(ServerFrameClock.total(16_000), deltas.size());
  }

  @Test
  void aLetterOfManyBytesIsNotCut() throws Exception {
    String script = "cat >/dev/null; printf '\\360\\237'; sleep 0.1; printf '\\216\\247'";
    assertEquals("\ud83c\udfa7", String.join("", deltas(script, 32_000)));
  }

  @Test
  void anExitCodeIsAnErrorWithTheProgramsLastWords() throws Exception {
    try (Emulator emulator = start("head -c 1000 >/dev/null; echo 'no weights' >&2; exit 3")) {
      SocketClient socket = SocketClient.connect(emulator);
      socket.next();
      socket.update(MODEL).commit(false).append(new byte[32_000], 2560).commit(true);
      assertEquals(
          new ServerEvent.Failure("sh ended with exit code 3: no weights", "processing_error"),
          socket.nextButDeltas());
    }
  }

  @Test
  void aProgramThatEndsEarlyWithoutAnErrorHasSaidAll() throws Exception {
    assertEquals(" enough", String.join("", deltas("printf ' enough'", 640_000)));
  }

  @Test
  void aProgramThatIsNotThereIsAnError() throws Exception {
    Path program = folder.resolve("program that leaves.sh");
    Files.createFile(program, PosixFilePermissions.asFileAttribute(RUNNABLE));
    EmulatorOptions options =
        EmulatorOptions.defaults().withModel(ExecModel.of("'" + program + "' --stdin", ""));
    Files.delete(program);
    try (Emulator emulator = Emulator.start(options)) {
      SocketClient socket = SocketClient.connect(emulator);
      socket.next();
      socket.update(MODEL).commit(false);
      ServerEvent.Failure failure = (ServerEvent.Failure) socket.next();
      assertEquals("processing_error", failure.code());
      assertTrue(failure.message().contains(program.toString()), failure.message());
    }
  }

  @Test
  void aProgramThatDoesNotReadHoldsTheFramesBack() throws Exception {
    Path go = folder.resolve("go");
    String wait = "until [ -e " + go + " ]; do sleep 0.05; done; ";
    try (Emulator emulator = start(wait + "cat >/dev/null; printf ' late'")) {
      SocketClient socket = SocketClient.connect(emulator).update(MODEL).commit(false);
      int bytes = 3_200_000;
      socket.append(new byte[bytes], 32_000).commit(true);
      // A pipe holds 64 KiB, the utterance two seconds.
      int messages = Await.steady(() -> socket.received.size(), Duration.ofMillis(300));
      assertTrue(messages < 100, messages + " messages");
      Files.createFile(go);
      List<String> deltas = socket.deltas();
      assertEquals(" late", String.join("", deltas));
      assertEquals(ServerFrameClock.total(bytes / 2), deltas.size());
    }
  }

  @Test
  void aClientThatLeavesEndsTheProgram() throws Exception {
    Path pid = folder.resolve("pid");
    try (Emulator emulator = start("echo $$ > " + pid + "; exec sleep 1000")) {
      SocketClient socket = SocketClient.connect(emulator).update(MODEL).commit(false);
      Await.until("the program runs", () -> Files.exists(pid) && Files.size(pid) > 0);
      ProcessHandle process =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
      socket.close();
      process.onExit().get(10, TimeUnit.SECONDS);
      assertFalse(process.isAlive());
    }
  }

  private static List<String> deltas(String script, int bytes) throws Exception {
    try (Emulator emulator = start(script)) {
      SocketClient socket = SocketClient.connect(emulator).update(MODEL).commit(false);
      return socket.append(new byte[bytes], 3200).commit(true).deltas();
    }
  }

  private static Emulator start(String script) throws Exception {
    EmulatorModel model =
        ExecModel.of("sh -c '" + script.replace("'", "'\"'\"'") + "'", System.getenv("PATH"));
    return Emulator.start(EmulatorOptions.defaults().withModel(model));
  }
}
