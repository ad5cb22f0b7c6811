package io.bidiclient.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The distribution's ASGI server with the middleware and a stub of vLLM.
 *
 * @param process the server
 * @param port of loopback that it listens on
 */
record Uvicorn(Process process, int port) implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("running on http://127.0.0.1:(\\d+)");

  /** Starts one, or skips the test where it is not installed. */
  static Uvicorn start(Path scratch) throws IOException, InterruptedException {
    Script tools =
        Script.run(scratch, Map.of(), List.of(Script.PYTHON, "-c", "import uvicorn, websockets"));
    Script.need(tools.code() == 0, "uvicorn with websockets (python3-uvicorn python3-websockets)");
    Process process =
        Script.start(
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of(
                    Script.PYTHON,
                    "-m",
                    "uvicorn",
                    "--app-dir",
                    Script.DIRECTORY.resolve("tests").toString(),
                    "--log-level",
                    "info",
                    "--port",
                    "0",
                    "stub_realtime:app"))
            .redirectErrorStream(true)
            .start();
    BufferedReader says = process.inputReader();
    for (String line = says.readLine(); line != null; line = says.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        drain(says);
        return new Uvicorn(process, Integer.parseInt(listens.group(1)));
      }
    }
    throw new AssertionError("uvicorn ended before it listened");
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** A server whose log nobody reads stops once the pipe is full. */
  private static void drain(BufferedReader says) {
    Thread reader =
        new Thread(
            () -> {
              try (says) {
                while (says.readLine() != null) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                // The server was stopped.
                return;
              }
            });
    reader.setDaemon(true);
    reader.start();
  }
}
