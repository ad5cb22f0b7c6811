package io.bidiclient.endpoint;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who signs the requests, as STS sees it.
 *
 * @param account twelve digits
 * @param arn the user's or role's full name
 */
public record CallerIdentity(String account, String arn) {
  /** Asks STS; needs no right but valid credentials. */
  public static CallerIdentity ask(AwsAccess access) throws StackException {
    try (StsClient sts = access.client(StsClient.builder())) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      return new CallerIdentity(answer.account(), answer.arn());
    } catch (SdkException e) {
      throw AwsErrors.of("cannot ask STS who signs", e);
    }
  }
}
