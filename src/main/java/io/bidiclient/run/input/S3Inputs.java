package io.bidiclient.run.input;

import io.bidiclient.json.JsonObject;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.remote.RemoteName;
import io.bidiclient.run.remote.S3Problems;
import io.bidiclient.transport.s3.S3Address;
import io.bidiclient.transport.s3.S3Failure;
import io.bidiclient.transport.s3.S3Part;
import io.bidiclient.transport.s3.S3Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Inputs in S3's buckets: the objects below a place, and lists that lie there. Blocks.
 *
 * @param store the way there
 */
record S3Inputs(S3Store store) {
  private static final String HINT =
      "give a text with one input a line, or an inventory's manifest";

  /** A list: its lines, and the objects of an inventory. */
  record Listed(List<String> lines, List<InputItem> objects) {}

  /**
   * What the command line names: one object, or all audio below a prefix.
   *
   * @param isAudio tells by a key's last part
   */
  List<InputItem> named(String source, Predicate<String> isAudio) throws CommandException {
    Optional<S3Address> object = S3Address.parsed(source);
    if (object.isEmpty()) {
      return List.of(InputItem.one(source));
    }
    String key = object.get().key();
    return object.get().isPrefix()
        ? below(object.get(), isAudio)
        : List.of(item(object.get(), key.substring(0, key.lastIndexOf('/') + 1)));
  }

  /** What a list names: there may be same names in two places, so that objects keep their keys. */
  List<InputItem> listed(String line, Predicate<String> isAudio) throws CommandException {
    Optional<S3Address> object = S3Address.parsed(line).filter(place -> !place.isPrefix());
    return object.isPresent() ? List.of(item(object.get(), "")) : named(line, isAudio);
  }

  /**
   * All audio below a place, by its keys; what an output folder calls it is its key from there on.
   *
   * @param isAudio tells by a key's last part
   */
  List<InputItem> below(S3Address place, Predicate<String> isAudio) throws CommandException {
    List<InputItem> items = new ArrayList<>();
    try {
      store.list(
          place,
          entry -> {
            if (isAudio.test(last(entry.key()))) {
              items.add(item(place.of(entry.key()), place.key()));
            }
          });
    } catch (S3Failure e) {
      throw new CommandException(S3Problems.of("cannot list " + place, e), e);
    }
    if (items.isEmpty()) {
      throw new CommandException(
          new Problem(
              ExitCode.INPUT,
              place + ": no audio files (.wav, .mp3, .m4a, .mp4 and so on) there",
              "name objects, or a prefix that ends with / and holds some"));
    }
    return items;
  }

  /**
   * Reads a list of inputs, or the manifest of an inventory.
   *
   * @param isAudio tells which objects of an inventory are taken
   */
  Listed list(String name, Predicate<String> isAudio) throws CommandException {
    S3Address list =
        S3Address.parsed(name)
            .filter(object -> !object.isPrefix())
            .orElseThrow(
                () ->
                    new CommandException(
                        new Problem(ExitCode.INPUT, "there is no list " + name, HINT)));
    try {
      String text = text(list);
      if (!S3Inventory.isManifest(text)) {
        List<String> lines = ListFile.inputs(text);
        if (lines.isEmpty()) {
          throw new IOException("it names no input");
        }
        return new Listed(lines, List.of());
      }
      List<InputItem> objects = new ArrayList<>();
      S3Inventory.of(store, JsonObject.parse(text))
          .read(
              object -> {
                if (isAudio.test(last(object.key()))) {
                  objects.add(item(object, ""));
                }
              });
      return new Listed(List.of(), objects);
    } catch (S3Failure e) {
      throw new CommandException(S3Problems.of("cannot read the list of inputs " + list, e), e);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(
              ExitCode.INPUT,
              "cannot read the list of inputs " + list + ": " + e.getMessage(),
              HINT),
          e);
    }
  }

  /**
   * One object.
   *
   * @param prefix what its key begins with that is no part of its name in an output folder
   */
  static InputItem item(S3Address object, String prefix) {
    InputItem item = InputItem.remote(RemoteName.of(object));
    try {
      return item.named(Inputs.stem(Inputs.ofKey(object.key().substring(prefix.length()))));
    } catch (InvalidPathException e) {
      return InputItem.broken(object.toString(), Inputs.unnameable(object.toString()));
    }
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private String text(S3Address list) throws IOException {
    S3Part part = store.open(list, 0, Optional.empty());
    try (var bytes = part.bytes()) {
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
