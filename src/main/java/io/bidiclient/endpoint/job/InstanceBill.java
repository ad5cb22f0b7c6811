package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.StackState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the instances of a stack cost.
 *
 * @param type of an instance, such as {@code ml.g6.4xlarge}
 * @param least instances that always run
 * @param most instances that scaling may start
 * @param price of one an hour, in whatever currency it was given
 */
public record InstanceBill(String type, int least, int most, Optional<BigDecimal> price) {
  private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

  /** The bill of a stack, from its parameters. */
  static InstanceBill of(StackState state, Optional<BigDecimal> price) {
    return of(state.parameters(), price);
  }

  /** The bill of a stack with these parameters; what is missing is the template's default. */
  static InstanceBill of(Map<String, String> parameters, Optional<BigDecimal> price) {
    return new InstanceBill(
        DeploySettings.value(parameters, "InstanceType"),
        DeploySettings.number(parameters, "MinInstances"),
        DeploySettings.number(parameters, "MaxInstances"),
        price);
  }

  /** {@code 1 to 2 × ml.g6.4xlarge}. */
  String instances() {
    return (least == most ? "" + least : least + " to " + most) + " × " + type;
  }

  /** {@code 1.25 to 2.50 an hour, 30.00 to 60.00 a day}; empty without a price. */
  Optional<String> rates() {
    return price.map(
        each -> {
          BigDecimal day = each.multiply(HOURS_A_DAY);
          return range(each) + " an hour, " + range(day) + " a day";
        });
  }

  /** What so many instances cost in a time. */
  static BigDecimal cost(int instances, Duration time, BigDecimal price) {
    return money(
        price
            .multiply(BigDecimal.valueOf(instances))
            .multiply(BigDecimal.valueOf(time.toSeconds()))
            .divide(SECONDS_AN_HOUR, 6, RoundingMode.HALF_UP));
  }

  /** What so many instances cost a day. */
  static BigDecimal day(int instances, BigDecimal price) {
    return money(price.multiply(HOURS_A_DAY).multiply(BigDecimal.valueOf(instances)));
  }

  private String range(BigDecimal each) {
    String low = money(each.multiply(BigDecimal.valueOf(least))).toPlainString();
    String high = money(each.multiply(BigDecimal.valueOf(most))).toPlainString();
    return low.equals(high) ? low : low + " to " + high;
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
