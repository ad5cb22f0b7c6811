package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.StackPlace;
import java.util.Set;
import java.util.TreeSet;

/** Says that there is no stack, and where else one could be running up a bill. */
final class MissingStack {
  private MissingStack() {}

  static StackException of(StackPlace place) {
    Set<String> others = new TreeSet<>(AwsAccess.configuredRegions());
    others.remove(place.region());
    String where =
        others.isEmpty()
            ? "in other regions with --region, and in other accounts with --profile"
            : "in the other regions of your configuration too (" + String.join(", ", others) + ")";
    return new StackException(
        Category.STACK,
        "there is no stack " + place,
        "if one should be there, look " + where + ": what runs elsewhere is billed");
  }
}
