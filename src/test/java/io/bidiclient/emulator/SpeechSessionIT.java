package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.bidiclient.Await;
import io.bidiclient.HumanSpeech;
import io.bidiclient.Tool;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ExecModel;
import io.bidiclient.emulator.speech.SpeechInstallation;
import io.bidiclient.emulator.speech.SpeechModel;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with the speech program behind them, as a client sees them on the wire. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SpeechSessionIT {
  private static final String MODEL = "/opt/ml/model";

  @TempDir private Path folder;

  /** A file of the model is a pipe, so the model is loaded when the test lets it be. */
  @Test
  void aColdSessionIsCreatedAtOnceAndHearsNothingUntilTheModelIsLoaded() throws Exception {
    SpeechInstallation installed = HumanSpeech.recogniser();
    Path gate = folder.resolve("tokens.txt");
    Tool.run(List.of("mkfifo", gate.toString()));
    for (String file : List.of("encoder.onnx", "decoder.onnx", "voice.onnx")) {
      Files.copy(installed.model().resolve(file), folder.resolve(file));
    }
    HumanSpeech recording = HumanSpeech.all().get(4);
    SpeechInstallation cold = new SpeechInstallation(installed.jar(), folder);
    try (SpeechModel model = SpeechModel.start(cold);
        Emulator emulator = start(model)) {
      SocketClient socket = SocketClient.connect(emulator);
      assertInstanceOf(ServerEvent.SessionCreated.class, socket.next());
      socket.update(MODEL).commit(false).append(recording.pcm(), 2560).commit(true);
      assertEquals(List.of(), List.copyOf(socket.received), "before the model is loaded");
      Files.write(gate, Files.readAllBytes(installed.model().resolve("tokens.txt")));
      assertEquals(" He might even have been made amiable himself.", socket.text());
    }
  }

  @Test
  void theEndOfTheProgramIsAnErrorEventAndTheNextSessionIsServedAgain() throws Exception {
    SpeechInstallation installed = HumanSpeech.recogniser();
    HumanSpeech recording = HumanSpeech.all().get(4);
    try (SpeechModel model = SpeechModel.start(installed);
        Emulator emulator = start(model)) {
      SocketClient socket = SocketClient.connect(emulator);
      socket.next();
      socket.update(MODEL).commit(false).append(recording.pcm(), 2560);
      assertInstanceOf(ServerEvent.Delta.class, socket.next());
      programs().forEach(ProcessHandle::destroyForcibly);
      Await.until("the program has ended", () -> programs().isEmpty());
      socket.append(recording.pcm(), 2560);
      assertEquals(
          new ServerEvent.Failure("the speech program failed: exit code 137", "processing_error"),
          socket.nextButDeltas());

      SocketClient next = SocketClient.connect(emulator);
      next.update(MODEL).commit(false).append(recording.pcm(), 2560).commit(true);
      assertEquals(" He might even have been made amiable himself.", next.text());
      assertEquals(1, programs().size());
    }
  }

  @Test
  void itIsAProgramForModelCommandAsAnyOther() throws Exception {
    SpeechInstallation installed = HumanSpeech.recogniser();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "'" + java + "' -jar '" + installed.jar() + "' --dir '" + installed.model() + "'";
    EmulatorModel model = ExecModel.of(command, System.getenv("PATH"));
    try (Emulator emulator = start(model)) {
      SocketClient socket = SocketClient.connect(emulator).update(MODEL).commit(false);
      socket.append(HumanSpeech.all().get(4).pcm(), 2560).commit(true);
      assertEquals(" He might even have been made amiable himself.", socket.text());
    }
  }

  private static Emulator start(EmulatorModel model) throws Exception {
    return Emulator.start(EmulatorOptions.defaults().withModel(model));
  }

  private static List<ProcessHandle> programs() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("bidi-client-speech.jar"))
        .filter(ProcessHandle::isAlive)
        .toList();
  }
}
