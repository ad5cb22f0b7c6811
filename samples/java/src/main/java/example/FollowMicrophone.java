package example;

import io.bidiclient.api.ModelServer;
import io.bidiclient.api.Transcriber;
import io.bidiclient.api.TranscriberEvent;
import io.bidiclient.api.TranscriberInput;
import io.bidiclient.api.TranscriberOptions;
import io.bidiclient.api.TranscriberRun;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Prints what a microphone hears until Enter is pressed: {@code FollowMicrophone ENDPOINT REGION}.
 */
public final class FollowMicrophone {
  private FollowMicrophone() {}

  public static void main(String[] args) throws IOException {
    ModelServer server = ModelServer.sageMaker(args[0]).inRegion(args[1]);
    try (Transcriber transcriber = new Transcriber(TranscriberOptions.of(server))) {
      TranscriberRun run = follow(transcriber, TranscriberInput.microphone(""), System.out::print);
      int unused = System.in.read();
      run.finish();
      System.out.println("\n" + run.result().join().audio().toSeconds() + " s");
    }
  }

  /** The listener is called for one event after the other, on a thread of the run's. */
  static TranscriberRun follow(
      Transcriber transcriber, TranscriberInput input, Consumer<String> screen) {
    return transcriber.start(
        input,
        event -> {
          if (event instanceof TranscriberEvent.Text piece) {
            screen.accept(piece.text());
          } else if (event instanceof TranscriberEvent.Notice notice) {
            System.err.println(notice.message());
          }
        });
  }
}
