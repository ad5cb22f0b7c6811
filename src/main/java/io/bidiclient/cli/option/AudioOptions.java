package io.bidiclient.cli.option;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.mix.Gain;
import io.bidiclient.cli.value.ChannelChoice;
import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.run.settings.AudioSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the audio is, and how it is cut. */
@Command(description = "Audio")
public final class AudioOptions {
  private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}\u2028\u2029]{1,40}");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-f", "--raw"},
      paramLabel = "ENCODING",
      converter = Encodings.class,
      description =
          "Read headerless audio in this encoding: s16le s24le s32le f32le f64le, the same with"
              + " be, u8 s8 mulaw alaw.")
  private Optional<Encoding> raw;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description = "Sample rate of headerless audio (default: 16000).")
  private Optional<Integer> rate;

  @Option(
      names = {"-c", "--channels"},
      paramLabel = "N",
      description = "Channels of headerless audio (default: 1).")
  private Optional<Integer> channels;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "80",
      description = "Milliseconds of audio in one message, 10 to 1000 (default: ${DEFAULT-VALUE}).")
  private int chunkMs;

  @Option(
      names = "--gain",
      paramLabel = "DB|auto",
      defaultValue = "0",
      description = "Amplify by -40 to 60 dB, or automatically (default: 0).")
  private Gain gain;

  @Option(
      names = "--channel",
      paramLabel = "mix|N",
      defaultValue = "mix",
      converter = ChannelChoice.Reader.class,
      description = "Transcribe one channel, counted from 1, or all of them mixed (default: mix).")
  private ChannelChoice channel;

  @Option(
      names = "--split-channels",
      description =
          "Transcribe each channel separately, at most 8; each line starts with its label.")
  private boolean splitChannels;

  @Option(
      names = "--channel-names",
      paramLabel = "NAME",
      split = ",",
      description = "Labels for --split-channels, in order, such as agent,caller.")
  private List<String> channelNames = new ArrayList<>();

  /** The options as settings; values and combinations that make no sense are refused. */
  public AudioSettings settings() {
    check();
    return new AudioSettings(
        format(), chunkMs, gain, channel.number(), splitChannels, channelNames);
  }

  private void check() {
    if (splitChannels && channel.number().isPresent()) {
      throw usage(
          "--split-channels transcribes all channels, and --channel only one: leave one out");
    }
    if (!splitChannels && !channelNames.isEmpty()) {
      throw usage("--channel-names labels the channels of --split-channels: add that option");
    }
    if (channelNames.stream().anyMatch(name -> !NAME.matcher(name).matches())) {
      throw usage("--channel-names takes names of 1 to 40 characters on one line");
    }
    within("--chunk-ms", chunkMs, 10, 1000);
    rate.ifPresent(hz -> within("--rate", hz, PcmFormat.MIN_RATE, PcmFormat.MAX_RATE));
    channels.ifPresent(n -> within("--channels", n, 1, PcmFormat.MAX_CHANNELS));
    if (raw.isEmpty() && (rate.isPresent() || channels.isPresent())) {
      throw usage("--rate and --channels describe headerless input: name its encoding with --raw");
    }
  }

  /** The same for a command that compares one text. */
  public AudioSettings ofOneText(String command) {
    if (splitChannels) {
      throw usage(command + " compares one text: use --channel N, not --split-channels");
    }
    return settings();
  }

  private Optional<PcmFormat> format() {
    return raw.map(
        encoding -> new PcmFormat(encoding, rate.orElse(AudioChunk.RATE), channels.orElse(1)));
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
          .orElseThrow(
              () ->
                  EnumReader.unknown(name, Arrays.stream(Encoding.values()).map(Encoding::label)));
    }
  }
}
