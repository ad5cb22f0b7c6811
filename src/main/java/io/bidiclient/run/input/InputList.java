package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.ReadFailure;
import io.bidiclient.transport.s3.S3Settings;
import io.bidiclient.transport.s3.S3Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The inputs that the command line names: files, directories with all that is in them, and {@code
 * @list} files with one of these a line.
 */
public final class InputList {
  /**
   * What is read here, what ffmpeg is asked for, and video files. Without ffmpeg those fail with a
   * message.
   */
  private static final Set<String> AUDIO =
      Set.of(
          "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "au", "snd", "mp3", "flac",
          "ogg", "oga", "opus", "m4a", "m4b", "aac", "mka", "wma", "amr", "caf", "ac3", "wv", "ape",
          "mp4", "mkv", "webm", "mov", "avi");

  private static final String S3 = "s3://";

  private static final Set<String> RAW = Set.of("raw", "pcm");

  private final boolean raw;
  private final S3Store store;
  private final List<InputItem> items = new ArrayList<>();
  private final List<Path> lists = new ArrayList<>();
  private final SkippedFiles skipped = new SkippedFiles();

  private InputList(boolean raw, S3Store store) {
    this.raw = raw;
    this.store = store;
  }

  /**
   * All inputs, in the order of the command line, those of a directory by name.
   *
   * @param raw whether they have no header
   */
  public static InputList of(List<String> arguments, boolean raw) throws CommandException {
    S3Settings usual = S3Settings.usual(Optional.empty(), Optional.empty());
    return of(arguments, raw, new S3Store(usual));
  }

  /**
   * All inputs, also those in S3's buckets.
   *
   * @param store the way to these; asked only where one is named
   */
  public static InputList of(List<String> arguments, boolean raw, S3Store store)
      throws CommandException {
    InputList list = new InputList(raw, store);
    for (String argument : arguments) {
      list.add(argument);
    }
    if (list.items.stream().filter(item -> item.source().equals(Inputs.STDIN)).count() > 1) {
      throw new CommandException(
          new Problem(ExitCode.USAGE, "standard input can be read only once", "name - only once"));
    }
    return list;
  }

  /** The extensions that a directory's audio is known by. */
  static Set<String> extensions() {
    return AUDIO;
  }

  /** The inputs. */
  public List<InputItem> items() {
    return List.copyOf(items);
  }

  /** All files that are read: those of the inputs, and the lists that name them. */
  public List<Path> files() {
    return Stream.concat(
            lists.stream(), items.stream().map(InputItem::file).flatMap(Optional::stream))
        .toList();
  }

  /** Which files of directories and S3 prefixes are not read, in a sentence, if there are any. */
  public Optional<String> skipped() {
    return skipped.sentence();
  }

  private void add(String argument) throws CommandException {
    if (!argument.startsWith("@")) {
      addOne(argument);
      return;
    }
    if (argument.startsWith(S3, 1)) {
      S3Inputs.Listed listed = buckets().list(argument.substring(1), this::isRead);
      addLines(listed.lines());
      items.addAll(listed.objects());
      return;
    }
    Path list =
        Inputs.path(argument.substring(1))
            .orElseThrow(() -> new CommandException(Inputs.unnameable(argument)));
    lists.add(list);
    addLines(ListFile.lines(list));
  }

  private void addLines(List<String> lines) throws CommandException {
    for (String line : lines) {
      if (line.startsWith(S3)) {
        items.addAll(buckets().listed(line, this::isRead));
      } else {
        addOne(line);
      }
    }
  }

  /** Nothing of S3 is loaded before it is named. */
  private S3Inputs buckets() {
    return new S3Inputs(store);
  }

  private void addOne(String source) throws CommandException {
    if (source.startsWith(S3)) {
      items.addAll(buckets().named(source, this::isRead));
      return;
    }
    InputItem item = InputItem.one(source);
    if (item.file().isPresent() && Files.isDirectory(item.file().get())) {
      addFolder(item.file().get());
    } else {
      items.add(item);
    }
  }

  private void addFolder(Path folder) throws CommandException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().filter(this::isRead).toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
    if (files.isEmpty()) {
      String kinds = raw ? ".raw, .pcm" : ".wav, .mp3, .m4a, .mp4 and so on";
      throw new CommandException(
          new Problem(
              ExitCode.INPUT,
              folder + ": no audio files (" + kinds + ") in the directory",
              "name audio files, or a directory that holds some"));
    }
    for (Path file : files) {
      items.add(found(folder, file));
    }
  }

  /** A file that was found; broken where the locale's character set lacks its name's letters. */
  private static InputItem found(Path folder, Path file) {
    String source = file.toString();
    return Inputs.path(source).filter(file::equals).isPresent()
        ? InputItem.of(source, file, Inputs.stem(folder.relativize(file)))
        : InputItem.broken(source, Inputs.unnameable(source));
  }

  private static CommandException unreadable(Path folder, IOException e) {
    return new CommandException(
        ReadFailure.of("the directory", folder, e, "let this user read it, or name the files"), e);
  }

  private boolean isRead(Path file) {
    return isRead(file.getFileName().toString());
  }

  /**
   * Whether a file found in a directory or below a prefix is read; if not, it counts as skipped.
   */
  private boolean isRead(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    Set<String> kinds = raw ? RAW : AUDIO;
    boolean audio =
        !name.startsWith(".") && kinds.contains(name.substring(name.lastIndexOf('.') + 1));
    if (!audio) {
      skipped.add(file);
    }
    return audio;
  }
}
