package example;

import io.bidiclient.api.ModelServer;
import io.bidiclient.api.Transcriber;
import io.bidiclient.api.TranscriberException;
import io.bidiclient.api.TranscriberInput;
import io.bidiclient.api.TranscriberOptions;
import java.nio.file.Path;

/** Prints what is said in a file: {@code TranscribeFile FILE ENDPOINT REGION}. */
public final class TranscribeFile {
  private TranscribeFile() {}

  public static void main(String[] args) throws InterruptedException {
    ModelServer server = ModelServer.sageMaker(args[1]).inRegion(args[2]);
    try {
      System.out.println(transcribe(server, Path.of(args[0])));
    } catch (TranscriberException e) {
      System.err.println(e.kind() + ": " + e.getMessage());
      System.err.println(e.hint());
      System.err.println("transcribed before: " + e.result().text());
      System.exit(1);
    }
  }

  static String transcribe(ModelServer server, Path file)
      throws TranscriberException, InterruptedException {
    try (Transcriber transcriber = new Transcriber(TranscriberOptions.of(server))) {
      return transcriber.transcribe(TranscriberInput.file(file)).text();
    }
  }
}
