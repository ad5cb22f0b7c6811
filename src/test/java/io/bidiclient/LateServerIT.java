package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose text comes a second after its sound, and which drops sessions: the same code keeps
 * every word whatever the way that the audio takes. The live page's is in {@code LiveServerIT}.
 */
@ExtendWith(LocalCredentials.class)
class LateServerIT {
  private static final String TEXT =
      "THE QUICK BROWN FOX JUMPS OVER A LAZY DOG AND 9 OTHERS BEFORE IT WAKES UP AT LAST";

  private static final String REPLY = "SO MANY WORDS FOR ONE FOX AND NONE FOR YOU OR ME";
  private static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(30);

  @TempDir private Path folder;

  private static Emulator late(String fault) throws Exception {
    return Emulator.start(
        EmulatorOptions.defaults()
            .withDelivery(TextDelivery.PLAIN.withDelay(12))
            .withFaults(List.of(FaultPlan.parse(fault))));
  }

  private static List<String> command(Emulator emulator, String... more) {
    List<String> command = new ArrayList<>(List.of("--region", "us-east-1", "--endpoint-url"));
    command.addAll(List.of(emulator.url(), "--pace", "max"));
    command.addAll(List.of(more));
    return command;
  }

  private static JarProcess.Finished run(List<String> command) {
    return InProcess.of(command.toArray(String[]::new)).run();
  }

  private Path file(String name, String text) throws Exception {
    Path file = folder.resolve(name + ".wav");
    MorseFile.write(file, text, KEYER, 1, MorseFile.Form.S16);
    return file;
  }

  @Test
  void oneInputAsFastAsItCan() throws Exception {
    try (Emulator emulator = late("drop@150x1")) {
      JarProcess.Finished run = run(command(emulator, "-o", "json", file("one", TEXT).toString()));
      JsonNode document = SchemaCheck.document(run.out());
      assertEquals(TEXT, document.path("text").asText().strip(), run.err());
      assertTrue(document.path("summary").path("retries").asInt() == 1, run.out());
    }
  }

  @Test
  void eightInputsAtOnce() throws Exception {
    List<String> texts =
        IntStream.range(0, 8).mapToObj(i -> TEXT.substring(2 * i).strip() + " " + i).toList();
    try (Emulator emulator = late("drop@90x8")) {
      Path written = folder.resolve("written");
      List<String> command =
          command(emulator, "--jobs", "8", "--output-dir", written.toString(), "-q");
      for (int i = 0; i < texts.size(); i++) {
        command.add(file("input" + i, texts.get(i)).toString());
      }
      JarProcess.Finished run = run(command);
      for (int i = 0; i < texts.size(); i++) {
        Path transcript = written.resolve("input" + i + ".txt");
        assertEquals(texts.get(i), Files.readString(transcript).strip(), run.err());
      }
    }
  }

  @Test
  void bothChannelsOfACall() throws Exception {
    Path call = folder.resolve("call.wav");
    MorseFile.write(
        call,
        16_000,
        MorseFile.Form.S16,
        KEYER.key(TEXT, 0.5, 1).samples(),
        KEYER.atTone(700).key(REPLY, 2, 1).samples());
    try (Emulator emulator = late("drop@90x2")) {
      JarProcess.Finished run =
          run(command(emulator, "--split-channels", "-o", "json", call.toString()));
      JsonNode words = SchemaCheck.document(run.out()).path("words");
      assertEquals(TEXT, words(words, 1), run.err());
      assertEquals(REPLY, words(words, 2), run.err());
    }
  }

  private static String words(JsonNode words, int channel) {
    return String.join(
        " ",
        StreamSupport.stream(words.spliterator(), false)
            .filter(word -> word.path("channel").asInt() == channel)
            .map(word -> word.path("text").asText())
            .toList());
  }
}
