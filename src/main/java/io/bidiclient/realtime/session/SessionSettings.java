package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.Dialects;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a session needs to know.
 *
 * @param target where it leads, for messages
 * @param models names for the model, tried in this order
 * @param limits how long to wait for what
 * @param dialect what the server speaks
 */
public record SessionSettings(
    String target, List<String> models, Timeouts limits, Dialect dialect) {
  /** The public name of the model that our container serves. */
  public static final String DEFAULT_MODEL = "mistralai/Voxtral-Mini-4B-Realtime-2602";

  /** The name under which SageMaker's images serve whatever model they are given. */
  private static final String SAGEMAKER_MODEL = "/opt/ml/model";

  /** An empty name, which servers check against nothing. */
  private static final String ANY_MODEL = "";

  /** Settings that try the given name first and then those that a server may know it by. */
  public static SessionSettings of(String target, String model, Timeouts limits) {
    List<String> models = Stream.of(model, SAGEMAKER_MODEL, ANY_MODEL).distinct().toList();
    return new SessionSettings(target, models, limits, Dialects.auto());
  }

  /** The same for a server whose names are known. */
  public SessionSettings withDialect(Dialect other) {
    return new SessionSettings(target, models, limits, other);
  }
}
