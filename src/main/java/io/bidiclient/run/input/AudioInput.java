package io.bidiclient.run.input;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ByteRanges;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.audio.capture.DropOldestSource;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.InputLength;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.remote.RemoteFiles;
import io.bidiclient.run.remote.RemoteName;
import io.bidiclient.run.remote.ResumingInput;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Tty;
import io.bidiclient.transport.s3.S3Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/**
 * Opens inputs, one at a time: a file is read at leisure, a microphone and a live pipe while they
 * go on.
 */
public final class AudioInput {
  /** Bytes of a download from which its length is told: readers hold some that were not sent. */
  private static final long FIRST_GUESS = 1 << 18;

  private final RunSettings settings;
  private final InputStream stdin;
  private final RemoteFiles remote;

  /** What is read from a server, once it is open. */
  private volatile Optional<ResumingInput> download = Optional.empty();

  /** Seconds of audio in it, as long as not all of it was read. */
  private volatile OptionalDouble estimate = OptionalDouble.empty();

  /**
   * An opener.
   *
   * @param context has standard input and the environment
   */
  public AudioInput(RunSettings settings, ProcessContext context) {
    this(settings, context, new S3Store(settings.s3()));
  }

  /**
   * An opener that shares a way to S3 with others.
   *
   * @param context has standard input and the environment
   */
  public AudioInput(RunSettings settings, ProcessContext context, S3Store store) {
    this.settings = settings;
    this.stdin = context.in();
    this.remote = new RemoteFiles(settings, context.environment(), store);
  }

  /** What is read from a server, from any place on. */
  private final class Downloaded implements ByteRanges {
    private final ResumingInput first;
    private final long length;

    Downloaded(ResumingInput first, long length) {
      this.first = first;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public Optional<InputStream> from(long place) throws IOException {
      Optional<ResumingInput> opened = first.at(place);
      if (opened.isPresent()) {
        download = opened;
      }
      return opened.map(in -> in);
    }
  }

  /** Whether what comes late is dropped. */
  public boolean isLive(InputItem input) {
    return input.isMicrophone() || settings.pace().live().isPresent();
  }

  /** Refuses an input that cannot be used, and to drop what is late of one that waits for us. */
  public void check(InputItem input) throws CommandException {
    if (input.problem().isPresent()) {
      throw new CommandException(input.problem().get());
    }
    if (settings.pace().live().isPresent() && isFile(input)) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--live drops what is late, and " + input.title() + " is a file",
              "leave --live out: a file waits"));
    }
  }

  private static boolean isFile(InputItem input) {
    return input
        .file()
        .map(Files::isRegularFile)
        .orElseGet(
            () ->
                !input.isMicrophone() && input.remote().isEmpty() && Tty.isRegularFile(Tty.STDIN));
  }

  /**
   * Opens it.
   *
   * @param warnings takes what is to be told of it
   */
  public AudioSource open(InputItem input, PendingWarnings warnings) throws AudioException {
    Duration waiting = settings.pace().waiting(settings.audio().chunkMillis());
    if (input.isMicrophone()) {
      AudioSource microphone =
          CaptureDevices.open(input.title(), Inputs.device(input.source()), warnings);
      return DropOldestSource.start(microphone, waiting, warnings);
    }
    AudioSource source =
        input.remote().isPresent() ? opened(input.remote().get(), warnings) : opened(input);
    return isLive(input) ? DropOldestSource.start(source, waiting, warnings) : source;
  }

  /**
   * How long an input is: at once where its size and header tell, after a look at it by ffprobe, or
   * from how much of a download was read; unknown where nothing tells.
   */
  public InputLength length(InputItem input) {
    if (isLive(input)) {
      return InputLength.UNKNOWN;
    }
    if (input.file().isEmpty()) {
      return input.remote().isPresent() ? this::downloadedSeconds : InputLength.UNKNOWN;
    }
    Path file = input.file().get();
    OptionalDouble known = AudioFiles.seconds(file, settings.audio().raw());
    if (known.isPresent()) {
      return sent -> known;
    }
    CompletableFuture<OptionalDouble> probe = new CompletableFuture<>();
    Thread thread = new Thread(() -> probe.complete(AudioFiles.probedSeconds(file)), "ffprobe");
    thread.setDaemon(true);
    thread.start();
    return sent -> probe.getNow(OptionalDouble.empty());
  }

  /** The share of the bytes that were read is about that of the audio. */
  private OptionalDouble downloadedSeconds(double sent) {
    if (download.isEmpty() || download.get().length().isEmpty()) {
      return OptionalDouble.empty();
    }
    long position = download.get().position();
    long length = download.get().length().getAsLong();
    if (position >= FIRST_GUESS && position < length) {
      estimate = OptionalDouble.of(sent * length / position);
    }
    return estimate;
  }

  private AudioSource opened(InputItem input) throws AudioException {
    if (input.file().isEmpty()) {
      return opened(input.title(), stdin);
    }
    Optional<PcmFormat> raw = settings.audio().raw();
    Path file = input.file().get();
    if (raw.isPresent()) {
      RawCheck.file(file);
      return AudioFiles.openRaw(file, raw.get());
    }
    return AudioFiles.open(file);
  }

  private AudioSource opened(String name, InputStream in) throws AudioException {
    Optional<PcmFormat> raw = settings.audio().raw();
    return raw.isPresent()
        ? AudioFiles.openRaw(name, RawCheck.stream(name, in), raw.get())
        : AudioFiles.open(name, in);
  }

  /** A file on a server is read as a pipe is; only one without an end may be listened to live. */
  private AudioSource opened(RemoteName name, PendingWarnings warnings) throws AudioException {
    ResumingInput in = remote.open(name, warnings);
    AudioException refusal = null;
    if (in.length().isPresent() && in.length().getAsLong() == 0) {
      refusal = InputErrors.empty(name.shown());
    } else if (in.length().isPresent() && settings.pace().live().isPresent()) {
      refusal =
          new AudioException(
              "--live drops what is late, and " + name.shown() + " is a file",
              "leave --live out: a file waits");
    }
    download = Optional.of(in);
    if (refusal == null) {
      return in.length().isPresent() && settings.audio().raw().isEmpty()
          ? AudioFiles.open(name.shown(), in, new Downloaded(in, in.length().getAsLong()))
          : opened(name.shown(), in);
    }
    try {
      in.close();
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
    throw refusal;
  }
}
