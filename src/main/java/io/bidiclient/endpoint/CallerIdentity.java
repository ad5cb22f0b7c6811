package io.bidiclient.endpoint;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who signs the requests, as STS sees it.
 *
 * @param account twelve digits
 * @param arn the user's or role's full name
 */
public record CallerIdentity(String account, String arn) {
  /**
   * Asks STS; needs no right but valid credentials. Blocks.
   *
   * @param clock told what time it is at AWS, also where AWS refuses; not called where it said none
   */
  public static CallerIdentity ask(AwsAccess access, Consumer<Instant> clock)
      throws StackException {
    try (StsClient sts = access.client(StsClient.builder())) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      if (answer.account() == null || answer.arn() == null) {
        throw AwsErrors.notFromAws("cannot ask STS who signs");
      }
      date(answer.sdkHttpResponse()).ifPresent(clock);
      return new CallerIdentity(answer.account(), answer.arn());
    } catch (AwsServiceException e) {
      Optional.ofNullable(e.awsErrorDetails())
          .flatMap(details -> date(details.sdkHttpResponse()))
          .ifPresent(clock);
      throw AwsErrors.of("cannot ask STS who signs", e);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot ask STS who signs", e);
    }
  }

  private static Optional<Instant> date(SdkHttpResponse answer) {
    return Optional.ofNullable(answer)
        .flatMap(found -> found.firstMatchingHeader("Date"))
        .flatMap(CallerIdentity::parse);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException e) {
      // A proxy may write what it likes; a date that cannot be read tells nothing.
      return Optional.empty();
    }
  }
}
