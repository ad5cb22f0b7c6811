package io.bidiclient.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Unpacks ONNX Runtime's native code into a folder that we delete. Left alone, it makes one of its
 * own for each process, which stays behind.
 */
final class NativeCode {
  private NativeCode() {}

  /** Unpacks what this system needs; where there is none, ONNX Runtime will say so itself. */
  static void unpack(Path folder) throws IOException {
    for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String file = System.mapLibraryName(name);
      String resource = "/ai/onnxruntime/native/" + system() + "/" + file;
      try (InputStream code = NativeCode.class.getResourceAsStream(resource)) {
        if (code == null) {
          return;
        }
        long unused = Files.copy(code, folder.resolve(file));
      }
    }
    System.setProperty("onnxruntime.native.path", folder.toString());
  }

  /** The system as the folders in the jar name it. */
  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "win" : "linux";
    return system + "-" + (arch.equals("aarch64") || arch.equals("arm64") ? "aarch64" : "x64");
  }
}
