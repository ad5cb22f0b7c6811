package example;

import io.bidiclient.api.DocumentFormat;
import io.bidiclient.api.ModelServer;
import io.bidiclient.api.Transcriber;
import io.bidiclient.api.TranscriberEvent;
import io.bidiclient.api.TranscriberInput;
import io.bidiclient.api.TranscriberOptions;
import io.bidiclient.api.TranscriberResult;
import io.bidiclient.api.TranscriberRun;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Flow;

/** Writes subtitles of a film: {@code WriteSubtitles FILM SRT ws://HOST:PORT/v1/realtime}. */
public final class WriteSubtitles {
  private WriteSubtitles() {}

  public static void main(String[] args) throws IOException {
    ModelServer server = ModelServer.webSocket(URI.create(args[2]));
    TranscriberResult result = subtitles(server, Path.of(args[0]), Path.of(args[1]));
    System.out.println(result.words() + " words, " + result.status());
  }

  static TranscriberResult subtitles(ModelServer server, Path film, Path srt) throws IOException {
    try (Transcriber transcriber = new Transcriber(TranscriberOptions.of(server));
        Writer out = Files.newBufferedWriter(srt)) {
      TranscriberRun run = transcriber.prepare(TranscriberInput.file(film));
      run.write(DocumentFormat.SRT, out);
      run.subscribe(new Progress());
      return run.result().join();
    }
  }

  /** Prints how far it has come; asks for the next event when it is done with one. */
  private static final class Progress implements Flow.Subscriber<TranscriberEvent> {
    private Flow.Subscription subscription;
    private Duration printed = Duration.ZERO;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      subscription.request(1);
    }

    @Override
    public void onNext(TranscriberEvent event) {
      if (event instanceof TranscriberEvent.SpokenWord word
          && word.end().minus(printed).toSeconds() >= 10) {
        printed = word.end();
        System.out.println(printed.toSeconds() + " s …");
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      System.err.println(failure.getMessage());
    }

    @Override
    public void onComplete() {}
  }
}
