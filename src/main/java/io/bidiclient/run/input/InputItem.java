package io.bidiclient.run.input;

import io.bidiclient.problem.Problem;
import io.bidiclient.run.remote.RemoteName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One input of a run.
 *
 * @param source as it was named: a file, {@code -} for stdin, a microphone, or a URL without what
 *     must not be shown
 * @param file the file, as the system names it; absent for what is none
 * @param remote the file on a server; absent for what is none
 * @param name what its files in an output folder are called, without the extension
 * @param problem why it cannot be used at all
 */
public record InputItem(
    String source,
    Optional<Path> file,
    Optional<RemoteName> remote,
    Path name,
    Optional<Problem> problem) {
  /** The input of that name: a directory and a list are not looked into. */
  public static InputItem one(String source) {
    if (Inputs.isMicrophone(source)) {
      return stream(source, Path.of(source.replaceAll("[^\\p{L}\\p{N}]+", "-")));
    }
    if (source.equals(Inputs.STDIN)) {
      return stream(source, Path.of("stdin"));
    }
    if (RemoteName.isUrl(source)) {
      return RemoteName.problem(source)
          .map(problem -> broken(RemoteName.shown(source), problem))
          .orElseGet(() -> remote(RemoteName.parsed(source).orElseThrow()));
    }
    return Inputs.path(source)
        .map(file -> of(source, file, Inputs.stem(Inputs.fileName(file))))
        .orElseGet(() -> broken(source, Inputs.unnameable(source)));
  }

  /** An input that is not a file. */
  static InputItem stream(String source, Path name) {
    return new InputItem(source, Optional.empty(), Optional.empty(), name, Optional.empty());
  }

  /** A file. */
  static InputItem of(String source, Path file, Path name) {
    return new InputItem(source, Optional.of(file), Optional.empty(), name, Optional.empty());
  }

  /** A file on a server. */
  static InputItem remote(RemoteName remote) {
    return new InputItem(
        remote.shown(), Optional.empty(), Optional.of(remote), remote.stem(), Optional.empty());
  }

  /** An input that cannot be used. */
  static InputItem broken(String source, Problem problem) {
    return new InputItem(
        source, Optional.empty(), Optional.empty(), Path.of("input"), Optional.of(problem));
  }

  /** The same under another name in an output folder. */
  InputItem named(Path other) {
    return new InputItem(source, file, remote, other, problem);
  }

  /** Its name in an output folder with its extension, which tells it from another of that name. */
  public Path wholeName() {
    return file.map(Path::getFileName)
        .or(
            () ->
                remote
                    .flatMap(RemoteName::object)
                    .map(object -> Inputs.ofKey(object.key()).getFileName()))
        .map(last -> name.resolveSibling(last.toString()))
        .orElse(name);
  }

  /** What messages call it. */
  public String title() {
    return Inputs.name(source);
  }

  /** Whether it is a capture device. */
  public boolean isMicrophone() {
    return Inputs.isMicrophone(source);
  }
}
