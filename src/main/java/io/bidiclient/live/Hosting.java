package io.bidiclient.live;

import io.bidiclient.problem.Problem;
import java.util.Optional;

/** What the server needs of whoever runs it. */
public interface Hosting {
  /** Nobody is told anything, and the endpoint is taken to be there. */
  Hosting UNATTENDED =
      new Hosting() {
        @Override
        public Optional<Problem> probe() {
          return Optional.empty();
        }

        @Override
        public void report(Problem problem) {}
      };

  /**
   * Finds out whether a recording could begin now; may take as long as that does. On a thread of
   * its own.
   *
   * @return why not
   */
  Optional<Problem> probe() throws InterruptedException;

  /**
   * Takes what went wrong with a visitor's recording: visitors are not told what only the person
   * who runs the server can do. On the server's event loop; must not block.
   */
  void report(Problem problem);
}
