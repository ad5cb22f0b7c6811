package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonBody;

/** The fields of a server's events, in vLLM's names. What is said goes out to the letter. */
final class ServerEventWriter implements ServerEvent.Visitor<JsonBody.Fields> {
  @Override
  public JsonBody.Fields created(ServerEvent.SessionCreated event) {
    return json -> {
      json.text("type", "session.created");
      json.text("id", event.id());
      json.number("created", event.created());
    };
  }

  @Override
  public JsonBody.Fields updated(ServerEvent.SessionUpdated event) {
    return json -> json.text("type", "session.updated");
  }

  @Override
  public JsonBody.Fields delta(ServerEvent.Delta event) {
    return json -> {
      json.text("type", "transcription.delta");
      json.exactText("delta", event.text());
    };
  }

  @Override
  public JsonBody.Fields done(ServerEvent.Done event) {
    return json -> {
      json.text("type", "transcription.done");
      json.exactText("text", event.text());
      event.usage().ifPresent(usage -> json.object("usage", count -> usage(count, usage)));
    };
  }

  @Override
  public JsonBody.Fields turn(ServerEvent.SpeechTurn event) {
    throw new IllegalArgumentException("vLLM has no turns");
  }

  @Override
  public JsonBody.Fields error(ServerEvent.Failure event) {
    return json -> {
      json.text("type", "error");
      json.exactText("error", event.message());
      json.text("code", event.code());
    };
  }

  @Override
  public JsonBody.Fields unknown(ServerEvent.Unknown event) {
    return json -> json.text("type", event.type());
  }

  private static void usage(JsonBody json, ServerEvent.Usage usage) {
    json.number("prompt_tokens", usage.promptTokens());
    json.number("total_tokens", usage.totalTokens());
    json.number("completion_tokens", usage.completionTokens());
  }
}
