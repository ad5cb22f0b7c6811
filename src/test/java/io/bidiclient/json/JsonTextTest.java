package io.bidiclient.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class JsonTextTest {
  @Test
  void writesAnObjectOnOneLine() {
    assertEquals(
        """
        {"a":"é\\"👍","n":1,"d":0.5,"b":1.50,"f":true,"z":null,"x":null,"y":7,"o":{"i":"j"},\
        "l":[{"k":1},{"k":2}],"t":["p","q"]}
        """,
        JsonText.line(
            json -> {
              json.text("a", "é\"👍");
              json.text("missing", Optional.empty());
              json.number("n", 1);
              json.number("d", 0.5);
              json.number("b", new BigDecimal("1.50"));
              json.flag("f", true);
              json.nothing("z");
              json.numberOrNull("x", Optional.empty());
              json.numberOrNull("y", Optional.of(7L));
              json.object("o", inner -> inner.text("i", "j"));
              json.objects("l", List.of(1, 2), k -> each -> each.number("k", k));
              json.texts("t", List.of("p", "q"));
            }));
  }

  @Test
  void escapesEveryControlCharacterAndReplacesHalvesOfPairs() throws JsonSyntaxException {
    String said = "\u0000\u001b[2J\n\u007f\u0085\u009b\u2028\u2029é你";
    String text = JsonText.object(json -> json.text("a", said));
    assertEquals("{\"a\":\"\\u0000\\u001B[2J\\n\\u007F\\u0085\\u009B\\u2028\\u2029é你\"}", text);
    assertEquals(Optional.of(said), JsonObject.parse(text).text("a"));
    assertEquals("{\"a\":\"x\ufffd\"}", JsonText.object(json -> json.text("a", "x\ud83d")));
    assertEquals("{\"a\":[\"\ufffd\"]}", JsonText.object(j -> j.texts("a", List.of("\udc4d"))));
  }

  @Test
  void aTypeAndBytesAreWrittenAsAGeneratorWritesThem() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    assertEquals(
        JsonText.object(
            json -> {
              json.text("type", "input_audio_buffer.append");
              json.text("audio", Base64.getEncoder().encodeToString(bytes));
            }),
        JsonText.typed("input_audio_buffer.append", "audio", bytes));
  }

  @Test
  void exactTextIsReadAgainToTheLetter() throws JsonSyntaxException {
    for (String said : List.of("é\ud83d", "\udc4d👍", "é👍", "\u009b")) {
      String text =
          JsonText.object(
              json -> {
                json.exactText("a", said);
                json.text("b", "é");
              });
      assertEquals(Optional.of(said), JsonObject.parse(text).text("a"), text);
      assertEquals("\"b\":\"é\"}", text.substring(text.indexOf("\"b\"")), text);
    }
  }

  @Test
  void readsFieldsByTheirKind() throws JsonSyntaxException {
    JsonObject object =
        JsonObject.parse(
            """
            {"s":"a","n":3,"d":2.75,"big":123456789012345678901,"t":true,"z":null,
             "o":{"s":"b"},"l":[{"n":1},2,[{"n":3}],{"n":4}],"s2":"a","s2":"b"}
            """);
    assertEquals(Optional.of("a"), object.text("s"));
    assertEquals(Optional.empty(), object.text("n"));
    assertEquals(Optional.of(3L), object.whole("n"));
    assertEquals(Optional.of(2L), object.whole("d"));
    assertEquals(Optional.of(2.75), object.number("d"));
    assertEquals(Optional.of(1.2345678901234568e20), object.number("big"));
    assertEquals(Optional.of(true), object.flag("t"));
    assertEquals(Optional.empty(), object.text("z"));
    assertEquals(Optional.empty(), object.text("none"));
    assertEquals(Optional.of("b"), object.object("o").orElseThrow().text("s"));
    assertEquals(
        List.of(1L, 4L),
        object.objects("l").stream().map(each -> each.whole("n").orElseThrow()).toList());
    assertEquals(Optional.of("b"), object.text("s2"));
    assertEquals(true, object.names().contains("z"));
  }

  @Test
  void refusesWhatIsNotOneObject() {
    for (String text :
        List.of("", "[]", "1", "{", "{\"a\":1}{}", "{\"a\":1} x", "{'a':1}", "nul")) {
      assertThrows(JsonSyntaxException.class, () -> JsonObject.parse(text), text);
    }
    assertThrows(
        JsonSyntaxException.class, () -> JsonObject.parse("{\"a\":" + "[".repeat(100_000)));
  }

  @Test
  void aGrowingObjectIsWholeWithItsTailAtAnyTime() throws JsonSyntaxException {
    GrowingJson json = new GrowingJson(head -> head.number("v", 1), "words");
    String text = json.grown();
    String tail = json.tail(end -> end.text("status", "running"));
    assertEquals("{\"v\":1,\"words\":[\n],\n\"status\":\"running\"}\n", text + tail);
    json.add(word -> word.text("t", "a"));
    text += json.grown();
    json.add(word -> word.texts("t", List.of("b", "c")));
    text += json.grown();
    assertEquals(
        "{\"v\":1,\"words\":[\n{\"t\":\"a\"},\n{\"t\":[\"b\",\"c\"]}\n],\n\"status\":\"running\"}\n",
        text + tail);
    assertEquals(2, JsonObject.parse(text + tail).objects("words").size());
  }

  @Test
  void writesTheFieldsOfAnObjectThatWasReadWithOthersBehindThem() throws JsonSyntaxException {
    String text = "{\"a\":\"x\",\"b\":[1,2.5,true,null,[]],\"c\":{\"d\":null},\"e\":-3}";
    JsonObject read = JsonObject.parse(text);
    assertEquals(text, JsonText.object(json -> json.fields(read)));
    String more =
        JsonText.object(
            json -> {
              json.fields(read);
              json.text("f", "y");
            });
    assertEquals(text.replace("-3}", "-3,\"f\":\"y\"}"), more);
  }
}
