package io.bidiclient.cli;

/** The program's door: the only class that ends the process. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(0);
  }
}
