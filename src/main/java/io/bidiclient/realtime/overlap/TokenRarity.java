package io.bidiclient.realtime.overlap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How unlikely a token is to come next, in nats: by its length, and less where the printed text has
 * it often, or often behind the same words. That a chorus is sung again proves little about where
 * in it the text is.
 */
final class TokenRarity {
  /** Tokens before one that make its context: one word, or some letters. */
  private static final int WORDS = 1;

  private static final int CHARACTERS = 4;

  /** Tokens back in which a repeated one is expected, as in "no no no". */
  private static final int NEAR = 4;

  /** A token that is found so often in the printed text is judged by that. */
  private static final int OFTEN = 4;

  private static final double LEAST = 0.2;

  private final Map<String, Integer> counts = new HashMap<>();
  private final int total;

  /** Rarities in the light of the printed text. */
  TokenRarity(List<OverlapToken> printed) {
    total = printed.size();
    for (int i = 0; i < printed.size(); i++) {
      String context = context(printed.subList(0, i), printed.get(i));
      counts.merge(context, 1, Integer::sum);
      counts.merge(context + " " + printed.get(i).key(), 1, Integer::sum);
      counts.merge(printed.get(i).key(), 1, Integer::sum);
    }
  }

  /** How unlikely the token is after the ones before it. */
  double of(OverlapToken token, List<OverlapToken> before) {
    double rarity = TokenCosts.rarity(token, isNear(token, before));
    int often = counts.getOrDefault(token.key(), 0);
    if (often >= OFTEN) {
      rarity = Math.min(rarity, -Math.log((often - 1.0) / total));
    }
    String context = context(before, token);
    int both = counts.getOrDefault(context + " " + token.key(), 0);
    if (both > 1) {
      // One of them may be this very token.
      rarity = Math.min(rarity, -Math.log((both - 1.0) / (counts.get(context) - 1.0)));
    }
    return Math.max(LEAST, rarity);
  }

  private static boolean isNear(OverlapToken token, List<OverlapToken> before) {
    return before.subList(Math.max(0, before.size() - NEAR), before.size()).stream()
        .anyMatch(earlier -> earlier.key().equals(token.key()));
  }

  private static String context(List<OverlapToken> before, OverlapToken token) {
    int length = token.character() ? CHARACTERS : WORDS;
    List<String> keys = new ArrayList<>();
    for (int i = Math.max(0, before.size() - length); i < before.size(); i++) {
      keys.add(before.get(i).key());
    }
    return "\n" + String.join("\n", keys);
  }
}
