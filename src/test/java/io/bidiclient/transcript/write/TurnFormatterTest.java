package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnFormatterTest {
  private static final Channel ONE = new Channel(1, "");
  private static final Channel TWO = new Channel(2, "caller");

  private final TurnFormatter turns = new TurnFormatter();
  private final StringBuilder text = new StringBuilder();

  @Test
  void aLineIsATurn() {
    say(ONE, "how", 0, 300);
    say(ONE, "are you?", 350, 800);
    say(TWO, "Fine,", 2_000, 2_300);
    say(TWO, "thanks.", 2_400, 2_900);
    say(ONE, "Good.", 4_000, 4_300);
    assertEquals("[1] how are you?\n[caller] Fine, thanks.\n[1] Good.", whole());
  }

  @Test
  void aWordThatFallsIntoATurnWaitsForItsEnd() {
    say(ONE, "I", 0, 200);
    say(TWO, "Well", 250, 500);
    say(ONE, "think", 300, 700);
    say(TWO, "no", 650, 900);
    say(ONE, "that", 800, 1_000);
    assertEquals("[1] I think that", text.toString());
    text.append(turns.passed(16 * 1_999));
    assertEquals("[1] I think that", text.toString());
    text.append(turns.passed(16 * 2_000));
    assertEquals("[1] I think that\n[caller] Well no", text.toString());
    assertEquals("[1] I think that\n[caller] Well no", whole());
  }

  @Test
  void whatIsSaidIntoAMonologueWaitsFiveSeconds() {
    for (int i = 0; i < 14; i++) {
      say(ONE, "w" + i, 500L * i, 400 + 500L * i);
      if (i == 1) {
        say(TWO, "yes", 600, 900);
      }
    }
    assertEquals("[1] w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11\n[caller] yes\n[1] w12 w13", whole());
  }

  @Test
  void aPauseOfThreeSecondsBeginsALine() {
    say(ONE, "one", 0, 500);
    say(ONE, "two", 3_499, 4_000);
    say(ONE, "three", 7_000, 7_500);
    assertEquals("[1] one two\n[1] three", whole());
  }

  @Test
  void aLineBreakInAWordIsASpaceAndWordsWithoutSpacesStayTogether() {
    for (String sign : List.of("你", "好")) {
      text.append(turns.word(new Word("", sign, 0, 10, TimestampBasis.FRAMES, ONE)));
    }
    text.append(turns.word(new Word("\n\n", "tout\n!", 20, 30, TimestampBasis.FRAMES, ONE)));
    assertEquals("[1] 你好 tout !", whole());
  }

  private String whole() {
    text.append(turns.finish());
    return text.toString();
  }

  private void say(Channel channel, String word, long start, long end) {
    text.append(
        turns.word(new Word(" ", word, 16 * start, 16 * end, TimestampBasis.FRAMES, channel)));
  }
}
