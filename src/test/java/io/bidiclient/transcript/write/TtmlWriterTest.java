package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.EmptyFile;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class TtmlWriterTest {
  private static final String MARKUP = " <b>&amp;\"]]>\u0001\uffff";

  @TempDir private Path folder;

  @Test
  void aDocumentIsValidAndHoldsTheWordsToTheLetter() throws Exception {
    StringWriter out = new StringWriter();
    Runs.play(new TtmlWriter(new BufferedDocument(out)), 60, Map.of(5, " one", 8, MARKUP));
    Document document = valid(out.toString());
    assertEquals(
        "one <b>&amp;\"]]>\ufffd\ufffd",
        document.getElementsByTagName("p").item(0).getTextContent());
  }

  @Test
  void channelsAreToldApartInIt() throws Exception {
    StringWriter out = new StringWriter();
    SplitRuns.sideBySide(
        new TtmlWriter(new BufferedDocument(out)),
        80,
        List.of(Map.of(5, " one"), Map.of(9, " two")));
    Document document = valid(out.toString());
    assertEquals("[caller] two", document.getElementsByTagName("p").item(1).getTextContent());
  }

  @Test
  void aFileIsAValidDocumentAtAnyMoment() throws Exception {
    Path file = folder.resolve("run.ttml");
    TtmlWriter writer = new TtmlWriter(new FileDocument(EmptyFile.open(file)));
    valid(Files.readString(file));
    writer.write(new Word(" ", "Été.", 0, 32_000, TimestampBasis.FRAMES));
    writer.write(new Word(" ", "Two", 33_000, 34_000, TimestampBasis.FRAMES));
    Document document = valid(Files.readString(file));
    assertEquals(1, document.getElementsByTagName("p").getLength());
    writer.write(Runs.summary(RunStatus.PARTIAL));
    assertEquals(2, valid(Files.readString(file)).getElementsByTagName("p").getLength());
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    assertThrows(
        SAXException.class,
        () ->
            valid(
                """
                <tt xmlns="http://www.w3.org/ns/ttml" xml:lang=""><body><p begin="1"/></body></tt>
                """));
  }

  private static Document valid(String text) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(TtmlWriterTest.class.getResource("ttml/content.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(text)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }
}
