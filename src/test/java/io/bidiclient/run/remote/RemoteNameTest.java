package io.bidiclient.run.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteNameTest {
  @ParameterizedTest
  @CsvSource({
    "https://h/a.mp3, https://h/a.mp3, a",
    "https://u:p@h:8443/x/a.b.mp3?X-Signature=secret#t, https://h:8443/x/a.b.mp3, a.b",
    "https://u:p%40w@h/a@b.mp3, https://h/a@b.mp3, a-b",
    "HTTPS://h/%2e%2e%2fetc%2fpasswd, HTTPS://h/%2e%2e%2fetc%2fpasswd, passwd",
    "http://h/é%20è.wav, http://h/%C3%A9%20%C3%A8.wav, é è",
    "http://h, http://h, h",
    "http://h/.., http://h/.., h",
    "http://[::1]:80/, http://[::1]:80/, -1-",
    "http://h/C:a.wav, http://h/C:a.wav, C-a"
  })
  void isShownWithoutSecretsAndNamesASafeFile(String url, String shown, String stem) {
    assertTrue(RemoteName.isUrl(url));
    RemoteName name = RemoteName.parsed(url).orElseThrow();
    assertEquals(shown, name.shown());
    assertEquals(shown, name.toString());
    assertEquals(stem, name.stem().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://u:secret@h/a b?secret | an input is not a URL: https://h/a b
          https://u:p@secret@h/a.mp3    | an input is not a URL: https://h/a.mp3
          https:///a.mp3                | an input is not a URL: https:///a.mp3
          http://h:0/a                  | an input is not a URL: http://h:0/a
          http://h:70000/a              | an input is not a URL: http://h:70000/a
          ftp://u:secret@h/a.mp3        | cannot read ftp://h/a.mp3: ftp:// is not known here
          ws://h/v1?secret              | cannot read ws://h/v1: that is a server, not audio
          file:///tmp/a.wav             | cannot read file:///tmp/a.wav: a file is named by its path
          """)
  void whatCannotBeAskedForIsRefusedWithoutItsSecrets(String url, String message) {
    var problem = RemoteName.problem(url).orElseThrow();
    assertEquals(message, problem.message());
    assertFalse((problem.message() + problem.hint()).contains("secret"), problem.hint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.wav", "-", "mic:USB", "c:/a.wav", "x:y//z", "./https://h"})
  void aPathIsNoUrl(String input) {
    assertFalse(RemoteName.isUrl(input));
  }
}
