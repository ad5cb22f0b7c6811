package io.bidiclient.emulator.speech;

import io.bidiclient.emulator.model.EmulatorModel;
import java.io.IOException;

/**
 * Recognises English. All sessions share one process, so one loaded model; it is started at once,
 * and again when it has ended. Safe for use from many threads.
 */
public final class SpeechModel implements EmulatorModel {
  private final SpeechInstallation installation;

  /** Guarded by this. */
  private SpeechProcess process;

  private SpeechModel(SpeechInstallation installation, SpeechProcess process) {
    this.installation = installation;
    this.process = process;
  }

  /** Starts the program; its model is loaded while the first session opens. */
  public static SpeechModel start(SpeechInstallation installation) throws IOException {
    installation.check();
    return new SpeechModel(installation, SpeechProcess.start(installation));
  }

  @Override
  public String about() {
    return "recognises English";
  }

  @Override
  public synchronized Utterance begin(Runnable ready) throws IOException {
    if (!process.isAlive()) {
      process = SpeechProcess.start(installation);
    }
    return SpeechUtterance.begin(process, ready);
  }

  @Override
  public synchronized void close() {
    process.close();
  }
}
