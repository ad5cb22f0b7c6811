package io.bidiclient.cli;

import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.job.StackConsole;
import io.bidiclient.terminal.ProcessContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The person at the terminal, for the jobs of the stack. */
final class StackTalk implements StackConsole {
  private final ProcessContext surroundings;

  StackTalk(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void say(String line) {
    surroundings.terminal().say(line);
  }

  @Override
  public void add(String line) {
    surroundings.terminal().add(line);
  }

  @Override
  public boolean agreed(String question) throws StackException {
    surroundings.terminal().say(question + " [y/N]");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8))
              .readLine();
      if (answer == null) {
        throw new StackException(
            Category.VALUE,
            "no answer was given: nothing was changed",
            "give --yes to run without a question");
      }
      String word = answer.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      throw new StackException(
          Category.VALUE,
          "cannot read the answer: " + e.getMessage(),
          "give --yes to run without a question",
          e);
    }
  }
}
