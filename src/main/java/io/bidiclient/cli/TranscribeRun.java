package io.bidiclient.cli;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioFeed;
import io.bidiclient.audio.AudioPipeline;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.realtime.Outcome;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.SessionSettings;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.util.List;

/** Transcribes one input to stdout: wires its audio, its endpoint and its text together. */
final class TranscribeRun {
  private final Surroundings surroundings;
  private final WhereOptions where;
  private final AudioOptions audio;
  private final PaceOptions pace;
  private final LimitOptions limits;
  private final TellOptions tell;

  TranscribeRun(
      Surroundings surroundings,
      WhereOptions where,
      AudioOptions audio,
      PaceOptions pace,
      LimitOptions limits,
      TellOptions tell) {
    this.surroundings = surroundings;
    this.where = where;
    this.audio = audio;
    this.pace = pace;
    this.limits = limits;
    this.tell = tell;
  }

  /** Runs to the end and tells what went wrong, if anything did. */
  ExitCode run(String input) throws CommandException, IOException, InterruptedException {
    try (ChunkSource chunks = open(input);
        Destination destination = Destination.open(where, limits, this::say);
        AudioFeed feed = new AudioFeed(chunks, pace.pacer(), System::nanoTime)) {
      return transcribe(destination.transport(), feed);
    } catch (AudioException e) {
      throw new CommandException(Problem.of(e), e);
    }
  }

  private ExitCode transcribe(Transport transport, AudioFeed feed) throws InterruptedException {
    Terminal terminal = surroundings.terminal();
    SessionSettings settings =
        SessionSettings.of("endpoint " + transport.target(), where.model, limits.limits());
    LiveText text = new LiveText(terminal, this::say);
    Result result =
        new Transcription(transport, feed, settings, limits.recovery(), text, System::nanoTime)
            .run();
    text.end(result.outcome() instanceof Outcome.Completed && result.input().isEmpty());
    List<Problem> problems = text.problems(result);
    problems.forEach(terminal::tell);
    return problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
  }

  private ChunkSource open(String input) throws AudioException {
    return new AudioPipeline(
        Inputs.name(input), Inputs.open(input, audio.format(), surroundings.in()), audio.chunkMs);
  }

  private void say(String line) {
    if (!tell.quiet) {
      surroundings.terminal().say(line);
    }
  }
}
