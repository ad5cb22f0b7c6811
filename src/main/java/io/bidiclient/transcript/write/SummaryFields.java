package io.bidiclient.transcript.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.realtime.Result.Delivery;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;
import java.io.IOException;

/** A summary's fields in JSON, the same in every format. */
final class SummaryFields {
  private SummaryFields() {}

  static void write(JsonGenerator json, Summary summary) throws IOException {
    Delivery delivery = summary.delivery();
    Latency latency = summary.latency();
    json.writeStringField("status", summary.status().label());
    delivery(json, delivery);
    json.writeNumberField("words", summary.words());
    json.writeBooleanField("complete", summary.complete());
    json.writeNumberField("sessions", delivery.sessions());
    json.writeNumberField("retries", delivery.retries());
    Json.number(json, "connect_ms", latency.connect());
    Json.number(json, "session_ms", latency.session());
    Json.number(json, "first_delta_ms", latency.firstDelta());
    Json.number(json, "first_word_ms", latency.firstWord());
    Json.number(json, "lag_p50_ms", latency.lagP50());
    Json.number(json, "lag_p95_ms", latency.lagP95());
    Json.number(json, "lag_p99_ms", latency.lagP99());
    Json.number(json, "final_to_done_ms", latency.finalToDone());
    Json.number(json, "pacing_error_ms", latency.pacingError());
    if (latency.withheld().isPresent()) {
      json.writeStringField("latency_withheld", latency.withheld().get());
    }
    Json.nanos(json, "wall_seconds", summary.at());
    if (!summary.channels().isEmpty()) {
      json.writeArrayFieldStart("channels");
      for (Summary.Part part : summary.channels()) {
        json.writeStartObject();
        part(json, part);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void part(JsonGenerator json, Summary.Part part) throws IOException {
    Json.channel(json, part.channel());
    json.writeStringField("status", part.status().label());
    delivery(json, part.delivery());
    json.writeNumberField("words", part.words());
    json.writeNumberField("sessions", part.delivery().sessions());
    json.writeNumberField("retries", part.delivery().retries());
  }

  private static void delivery(JsonGenerator json, Delivery delivery) throws IOException {
    Json.samples(json, "audio_seconds", delivery.read());
    Json.samples(json, "sent_seconds", delivery.sent());
    json.writeStringField("sent_sha256", delivery.sha256());
    json.writeNumberField("frames", delivery.frames());
  }
}
