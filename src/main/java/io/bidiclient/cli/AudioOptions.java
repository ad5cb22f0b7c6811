package io.bidiclient.cli;

import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the audio is, and how it is cut. */
@Command(description = "Audio")
final class AudioOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-f", "--raw"},
      paramLabel = "ENCODING",
      converter = Encodings.class,
      description =
          "Input has no header; its samples are one of s16le s24le s32le f32le f64le, the same"
              + " with be, u8 s8 mulaw alaw.")
  Optional<Encoding> raw;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description = "Frames a second of headerless input (default: 16000).")
  Optional<Integer> rate;

  @Option(
      names = {"-c", "--channels"},
      paramLabel = "N",
      description = "Channels of headerless input (default: 1).")
  Optional<Integer> channels;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "80",
      description = "Audio in one message, 10 to 1000 (default: ${DEFAULT-VALUE}).")
  int chunkMs;

  /** Refuses values and combinations that make no sense. */
  void check() {
    within("--chunk-ms", chunkMs, 10, 1000);
    rate.ifPresent(hz -> within("--rate", hz, PcmFormat.MIN_RATE, PcmFormat.MAX_RATE));
    channels.ifPresent(n -> within("--channels", n, 1, PcmFormat.MAX_CHANNELS));
    if (raw.isEmpty() && (rate.isPresent() || channels.isPresent())) {
      throw usage("--rate and --channels describe headerless input: name its encoding with --raw");
    }
  }

  /** The format of headerless input, where it was given. */
  Optional<PcmFormat> format() {
    return raw.map(encoding -> new PcmFormat(encoding, rate.orElse(16_000), channels.orElse(1)));
  }

  private void within(String option, int value, int low, int high) {
    if (value < low || value > high) {
      throw usage(option + " takes a number from " + low + " to " + high + ", not " + value);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads an encoding's name. */
  static final class Encodings implements ITypeConverter<Encoding> {
    @Override
    public Encoding convert(String name) {
      return Encoding.named(name)
          .orElseThrow(() -> new TypeConversionException("'" + name + "' is not an encoding"));
    }
  }
}
