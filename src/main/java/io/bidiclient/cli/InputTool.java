package io.bidiclient.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program that can send us audio through a pipe, and the command that makes it do so. */
enum InputTool {
  /** Any file, address or device; WAV at the rate of its source, written as it comes. */
  FFMPEG {
    @Override
    List<String> producer(Optional<String> source, String system) {
      List<String> command =
          new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"));
      command.addAll(source.map(InputTool::ffmpegSource).orElseGet(() -> ffmpegDevice(system)));
      command.addAll(List.of("-vn", "-f", "wav", "-flush_packets", "1", "-"));
      return command;
    }
  },
  /** Any file or the default device; WAV, and no word about its length. */
  SOX {
    @Override
    List<String> producer(Optional<String> source, String system) {
      String from = source.map(InputTool::soxSource).orElse("-d");
      return List.of("sox", "-q", "-V1", from, "-t", "wav", "-");
    }
  },
  /** An ALSA device; without a header, for with one it would end after 2 GB. */
  ARECORD {
    @Override
    List<String> producer(Optional<String> source, String system) {
      List<String> command = new ArrayList<>(List.of("arecord", "-q"));
      source.ifPresent(device -> command.addAll(List.of("-D", device)));
      command.addAll(List.of("-t", "raw", "-f", "S16_LE", "-r", "16000", "-c", "1"));
      return command;
    }
  },
  /** A PipeWire source; without a header. */
  PW_RECORD {
    @Override
    List<String> producer(Optional<String> source, String system) {
      List<String> command = new ArrayList<>(List.of("pw-record"));
      source.ifPresent(target -> command.addAll(List.of("--target", target)));
      command.addAll(List.of("--raw", "--format", "s16", "--rate", "16000", "--channels", "1"));
      command.addAll(List.of("--latency", "80ms", "-"));
      return command;
    }
  };

  /** What it is called. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The words of the command that writes audio to its standard output.
   *
   * @param source file or device; empty for the default microphone
   * @param system what the operating system is called
   */
  abstract List<String> producer(Optional<String> source, String system);

  /** The words of our command that reads it. */
  List<String> consumer() {
    return switch (this) {
      case FFMPEG, SOX -> List.of("bidi-client", "-");
      case ARECORD, PW_RECORD ->
          List.of("bidi-client", "-", "-f", "s16le", "-r", "16000", "-c", "1");
    };
  }

  /** A file's name is never taken for an option or a protocol. */
  private static List<String> ffmpegSource(String source) {
    String input = isFile(source) ? "file:" + source : source;
    return List.of("-analyzeduration", "500000", "-i", input);
  }

  private static List<String> ffmpegDevice(String system) {
    if (system.startsWith("Mac")) {
      return List.of("-f", "avfoundation", "-i", ":default");
    }
    if (system.startsWith("Windows")) {
      return List.of("-f", "dshow", "-i", "audio=Microphone");
    }
    return List.of("-f", "alsa", "-i", "default");
  }

  /** A leading dash would be an option to SoX, a leading bar a command. */
  private static String soxSource(String source) {
    boolean odd = source.startsWith("-") || source.startsWith("|");
    return odd && isFile(source) ? "./" + source : source;
  }

  private static boolean isFile(String source) {
    try {
      return Files.exists(Path.of(source));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
