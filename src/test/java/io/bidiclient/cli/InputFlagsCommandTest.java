package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFlagsCommandTest {
  @TempDir private Path folder;

  private static String line(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "input-flags";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Program run = Program.run(Map.of(), "", all);
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  @Test
  void printsOneLineForEveryTool() {
    assertEquals(
        "sox -q -V1 -d -t wav - | bidi-client -\n"
            + "arecord -q -t raw -f S16_LE -r 16000 -c 1 | bidi-client - -f s16le -r 16000 -c 1\n"
            + "pw-record --target usb --raw --format s16 --rate 16000 --channels 1 --latency 80ms -"
            + " | bidi-client - -f s16le -r 16000 -c 1\n",
        line("sox") + line("arecord") + line("pw-record", "usb"));
  }

  @Test
  void takesTheMicrophoneOfEverySystem() {
    assertEquals(
        List.of("alsa", "avfoundation", "dshow"),
        List.of("Linux", "Mac OS X", "Windows 11").stream()
            .map(system -> InputTool.FFMPEG.producer(Optional.empty(), system).get(6))
            .toList());
  }

  @Test
  void quotesWhatAShellWouldRead() throws Exception {
    Path file = Files.createFile(folder.resolve("it's $HOME; a `talk`.mp3"));
    String quoted = "'file:" + file.toString().replace("'", "'\\''") + "'";
    assertEquals(
        "ffmpeg -nostdin -hide_banner -loglevel error -analyzeduration 500000 -i "
            + quoted
            + " -vn -f wav -flush_packets 1 - | bidi-client -\n",
        line("ffmpeg", file.toString()));
  }

  @Test
  void anAddressStaysAnAddress() {
    String address = "https://radio.example/live?a=1&b=2";
    assertTrue(line("ffmpeg", address).contains(" -i '" + address + "' "));
  }

  @Test
  void anotherToolIsAUsageErrorThatNamesTheKnownOnes() {
    Program run = Program.run(Map.of(), "", "input-flags", "vlc");
    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("'vlc' is not one of ffmpeg, sox, arecord, pw-record"), run.err());
  }
}
