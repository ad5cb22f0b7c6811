package io.bidiclient.transcript.write;

import io.bidiclient.json.JsonBody;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;

/** A summary's fields in JSON, the same in every format. */
final class SummaryFields {
  private SummaryFields() {}

  static void write(JsonBody json, Summary summary) {
    Delivery delivery = summary.delivery();
    Latency latency = summary.latency();
    json.text("status", summary.status().label());
    delivery(json, delivery);
    json.number("words", summary.words());
    json.flag("complete", summary.complete());
    json.number("sessions", delivery.sessions());
    json.number("retries", delivery.retries());
    seams(json, delivery);
    json.numberOrNull("connect_ms", latency.connect());
    json.numberOrNull("session_ms", latency.session());
    json.numberOrNull("first_delta_ms", latency.firstDelta());
    json.numberOrNull("first_word_ms", latency.firstWord());
    json.numberOrNull("lag_p50_ms", latency.lagP50());
    json.numberOrNull("lag_p95_ms", latency.lagP95());
    json.numberOrNull("lag_p99_ms", latency.lagP99());
    json.numberOrNull("final_to_done_ms", latency.finalToDone());
    json.numberOrNull("pacing_error_ms", latency.pacingError());
    json.text("latency_withheld", latency.withheld());
    TranscriptFields.nanos(json, "wall_seconds", summary.at());
    if (!summary.channels().isEmpty()) {
      json.objects("channels", summary.channels(), part -> fields -> part(fields, part));
    }
  }

  private static void part(JsonBody json, Summary.Part part) {
    TranscriptFields.channel(json, part.channel());
    json.text("status", part.status().label());
    delivery(json, part.delivery());
    json.number("words", part.words());
    json.number("sessions", part.delivery().sessions());
    json.number("retries", part.delivery().retries());
    seams(json, part.delivery());
  }

  private static void seams(JsonBody json, Delivery delivery) {
    if (delivery.seams() > 0) {
      json.number("seams", delivery.seams());
      json.number("uncertain_seams", delivery.uncertainSeams());
    }
  }

  private static void delivery(JsonBody json, Delivery delivery) {
    TranscriptFields.samples(json, "audio_seconds", delivery.read());
    TranscriptFields.samples(json, "sent_seconds", delivery.sent());
    json.text("sent_sha256", delivery.sha256());
    json.number("frames", delivery.frames());
  }
}
