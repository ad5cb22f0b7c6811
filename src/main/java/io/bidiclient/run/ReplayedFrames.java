package io.bidiclient.run;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ReplayModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.transcript.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds in a recording what a server said to each frame, connection by connection. */
public final class ReplayedFrames implements RecordingReader.Listener {
  private final Map<Integer, List<String>> frames = new TreeMap<>();

  private ReplayedFrames() {}

  /** A model for the emulator that says it again. */
  public static EmulatorModel model(Path file) throws CommandException {
    ReplayedFrames found = new ReplayedFrames();
    try (RecordingReader reader = new RecordingReader(Files.newBufferedReader(file))) {
      boolean more = true;
      while (more) {
        more = reader.next(found);
      }
      if (found.frames.isEmpty()) {
        throw new IOException("no server said anything in it");
      }
    } catch (IOException e) {
      throw new CommandException(Problems.noRecording(file, e), e);
    }
    return new ReplayModel(new ArrayList<>(found.frames.values()));
  }

  @Override
  public void wire(long at, int connection, String what, String text) throws IOException {
    if (!what.equals("down")) {
      return;
    }
    try {
      if (EventCodec.decodeServer(text) instanceof ServerEvent.Delta delta) {
        frames.computeIfAbsent(connection, c -> new ArrayList<>()).add(delta.text());
      }
    } catch (ProtocolException e) {
      throw new IOException("it holds a line that is not an event: " + e.getMessage(), e);
    }
  }
}
