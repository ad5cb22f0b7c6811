package io.bidiclient.speech;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recognises speech from standard input, or for many at a socket. */
@Command(
    name = "bidi-client-speech",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Recognises English: 16 kHz mono s16le on standard input, text on standard output.",
    description =
        "Words are printed as they become certain and are never taken back. It needs the files"
            + " that scripts/get-speech-model fetches.")
final class SpeechCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int NO_MODEL = 5;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Path scratch;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Folder of the model (default: BIDI_SPEECH_DIR, else bidi-client/speech-en-1 in"
              + " XDG_CACHE_HOME or ~/.cache).")
  private Optional<Path> folder;

  @Option(
      names = "--listen",
      description =
          "Serve many streams with one model on a Unix socket, whose path is printed, until"
              + " standard input ends.")
  private boolean listen;

  SpeechCommand(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Path scratch) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.scratch = scratch;
  }

  @Override
  public Integer call() throws Exception {
    ModelFiles files = new ModelFiles(folder.orElseGet(() -> ModelFiles.usual(environment)));
    try {
      files.check();
      NativeCode.unpack(scratch);
      if (listen) {
        serve(files);
      } else {
        transcribe(files);
      }
      return 0;
    } catch (NoSuchFileException e) {
      return fail(NO_MODEL, "no speech model: " + e.getFile() + " is missing");
    } catch (ExecutionException e) {
      return fail(FAILED, String.valueOf(e.getCause().getMessage()));
    } catch (IOException | UncheckedIOException | OrtException e) {
      return fail(FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void transcribe(ModelFiles files) throws IOException, OrtException {
    try (Recognizer recognizer = Recognizer.load(files)) {
      StreamRecognizer stream = recognizer.begin(this::print);
      PcmReader reader = new PcmReader(stream);
      byte[] some = new byte[8192];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        reader.hear(some, count);
      }
      stream.end();
    }
  }

  private void serve(ModelFiles files) throws Exception {
    Interrupts.ignore();
    FutureTask<Recognizer> loading = new FutureTask<>(() -> Recognizer.load(files));
    try (SpeechServer server = SpeechServer.open(scratch.resolve("socket"), loading, err)) {
      server.start();
      out.println("listening " + server.path());
      out.flush();
      loading.run();
      Recognizer recognizer = loading.get();
      long unused = in.transferTo(OutputStream.nullOutputStream());
      recognizer.close();
    }
  }

  private void print(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    if (out.checkError()) {
      throw new UncheckedIOException(new IOException("the reader of the text has gone"));
    }
  }

  private int fail(int code, String why) {
    err.println("bidi-client-speech: " + why);
    return code;
  }
}
