package io.bidiclient.emulator.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.HumanSpeech;
import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.vllm.Generation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The speech program as the emulator uses it, with the real model and people's voices. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SpeechModelIT {
  private static SpeechModel model;

  @BeforeAll
  static void start() throws IOException {
    model = SpeechModel.start(HumanSpeech.recogniser());
  }

  @AfterAll
  static void stop() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void hearsPeople() throws Exception {
    StringBuilder table = new StringBuilder();
    int errors = 0;
    int words = 0;
    for (HumanSpeech recording : HumanSpeech.all()) {
      String heard = String.join("", frames(recording.pcm(), 2560));
      Alignment alignment = align(recording, heard);
      errors += alignment.errors();
      words += alignment.length();
      table.append(
          String.format(Locale.ROOT, "%.3f %s:%s%n", alignment.rate(), recording.name(), heard));
    }
    assertTrue(words > 100, words + " words");
    assertTrue(errors <= 0.08 * words, errors + " errors in " + words + " words:\n" + table);
  }

  @Test
  void saysTheSameInTheSameFrameHoweverTheAudioComes() throws Exception {
    HumanSpeech recording = HumanSpeech.all().get(4);
    List<String> expected = frames(recording.pcm(), 2560);
    assertTrue(expected.stream().filter(text -> !text.isEmpty()).count() > 3, "" + expected);
    assertEquals(expected, frames(recording.pcm(), 1_000_000));
    assertEquals(expected, frames(recording.pcm(), 642));
  }

  @Test
  void servesManySessionsWithOneProcess() throws Exception {
    List<HumanSpeech> recordings = HumanSpeech.all().subList(0, 4);
    List<CompletableFuture<List<String>>> sessions = new ArrayList<>();
    for (HumanSpeech recording : recordings) {
      sessions.add(CompletableFuture.supplyAsync(() -> unchecked(recording.pcm())));
    }
    for (int i = 0; i < sessions.size(); i++) {
      String heard = String.join("", sessions.get(i).join());
      assertTrue(align(recordings.get(i), heard).rate() <= 0.25, heard);
    }
    assertEquals(1, programs().size());
  }

  @Test
  void aProgramThatEndsIsAnErrorAndTheNextSessionStartsItAgain() throws Exception {
    byte[] pcm = HumanSpeech.all().get(0).pcm();
    Semaphore ready = new Semaphore(0);
    try (EmulatorModel.Utterance utterance = model.begin(ready::release)) {
      utterance.hear(pcm, 0, 18_000);
      while (utterance.frame().isEmpty()) {
        assertTrue(ready.tryAcquire(30, TimeUnit.SECONDS), "not heard");
      }
      programs().forEach(ProcessHandle::destroyForcibly);
      utterance.hear(pcm, 18_000, 2560);
      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                while (utterance.frame().isEmpty()) {
                  assertTrue(ready.tryAcquire(30, TimeUnit.SECONDS), "hangs");
                }
              });
      assertEquals("the speech program failed: exit code 137", failure.getMessage());
    }
    assertTrue(frames(pcm, 2560).size() > 80);
  }

  private static Alignment align(HumanSpeech recording, String heard) {
    Normalizer normalizer = new Normalizer(true);
    return Alignment.of(normalizer.words(recording.said()), normalizer.words(heard));
  }

  private static List<ProcessHandle> programs() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("bidi-client-speech.jar"))
        .toList();
  }

  private static List<String> unchecked(byte[] pcm) {
    try {
      return frames(pcm, 2560);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of each frame of an utterance, on the emulator's clock. */
  private static List<String> frames(byte[] pcm, int piece) throws Exception {
    Semaphore ready = new Semaphore(0);
    List<String> texts = new ArrayList<>();
    try (Generation generation = new Generation(model.begin(ready::release), TextDelivery.PLAIN)) {
      for (int from = 0; from < pcm.length; from += piece) {
        byte[] some = new byte[Math.min(piece, pcm.length - from)];
        System.arraycopy(pcm, from, some, 0, some.length);
        for (int read = 0; read < some.length; ) {
          read += generation.hear(some, read);
          drain(generation, ready, texts);
        }
      }
      generation.end();
      drain(generation, ready, texts);
    }
    return texts;
  }

  private static void drain(Generation generation, Semaphore ready, List<String> texts)
      throws Exception {
    while (generation.due(true)) {
      Optional<List<String>> text = generation.frame();
      if (text.isPresent()) {
        texts.add(String.join("", text.get()));
      } else {
        assertTrue(ready.tryAcquire(60, TimeUnit.SECONDS), "no frame after " + texts.size());
      }
    }
  }
}
