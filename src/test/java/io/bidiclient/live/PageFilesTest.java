package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", PageFiles.READ})
  void aPageIsServedWithThePartsThatItShares(String path) throws Exception {
    PageFiles.Served page = PageFiles.at(path).orElseThrow();
    assertEquals("text/html; charset=utf-8", page.type());
    assertTrue(page.text().startsWith("<!doctype html>"), page.text());
    for (String part :
        new String[] {"page.css", "id=\"captions\"", "id=\"log\"", "id=\"keys-dialog\""}) {
      assertEquals(2, page.text().split(part, -1).length, part + " once in " + page.text());
    }
    assertFalse(page.text().contains("include"), page.text());
    assertTrue(page.text().endsWith("</html>\n"), page.text());
  }

  @Test
  void aPartIsNoPage() throws Exception {
    assertEquals(Optional.empty(), PageFiles.at("/head.part"));
    assertEquals(Optional.empty(), PageFiles.at("/nothing.html"));
  }
}
