package io.bidiclient.emulator.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server can do to a client, a sentence each. */
public enum Fault {
  /** See {@link #sentence}, as for all. */
  REFUSED("The connection is closed as soon as it is made."),
  SILENT("The request is taken and never answered."),
  NO_CREATED("The stream opens and session.created never comes."),
  HTTP_400(400, "InputValidationError", "The request is not valid.", "HTTP 400 answers."),
  HTTP_403(
      403,
      "AccessDeniedException",
      "User is not authorized to perform: sagemaker:InvokeEndpointWithBidirectionalStream",
      "HTTP 403 answers: not allowed."),
  HTTP_424(
      424,
      "ModelError",
      "Received server error (500) from primary with message \"\".",
      "HTTP 424 answers: the container failed."),
  HTTP_429(429, "ThrottlingException", "Rate exceeded", "HTTP 429 answers: too many requests."),
  HTTP_500(500, "InternalServerError", "Internal failure.", "HTTP 500 answers."),
  HTTP_503(503, "ServiceUnavailableError", "Service unavailable.", "HTTP 503 answers."),
  EXPIRED_TOKEN(
      403,
      "ExpiredTokenException",
      "The security token included in the request is expired",
      "HTTP 403 answers: the credentials have expired."),
  STREAM_ERROR("A ModelStreamError event ends the stream."),
  INTERNAL_FAILURE("An InternalStreamFailure event ends the stream."),
  RESET("The stream is reset."),
  DROP("The TCP connection is dropped, with all its streams."),
  GOAWAY("The server sends GOAWAY and closes the connection."),
  EARLY_END("The stream ends in good order without transcription.done."),
  NO_DONE("All deltas come and transcription.done does not."),
  ERROR_EVENT("An error event comes, and nothing after it."),
  NOT_JSON("A message is not JSON."),
  NOT_UTF8("A message is not UTF-8."),
  UNKNOWN_EVENT("An event of an unknown type comes between the others."),
  NO_OBJECT("A message is JSON and no object."),
  NO_FIELD("A delta comes without its text."),
  CORRUPT_PRELUDE("The event stream's framing has a wrong checksum."),
  PARTIAL_PARTS("Every message is split over PARTIAL parts, inside a UTF-8 letter."),
  STOPS_READING("The server does not read any more."),
  DELTAS_AT_END("All deltas are held until transcription.done."),
  BIG_DONE("transcription.done is over 1 MiB long."),
  SLOW_START("The first delta is held back as by a server that still compiles."),
  HTML("A proxy's page of HTML answers with HTTP 200."),
  REDIRECT("HTTP 302 answers: a captive portal."),
  NO_CONTENT("HTTP 204 answers."),
  BAD_GATEWAY("A proxy's page of HTML answers with HTTP 502."),
  ESCAPES("Every capital A of the text comes with terminal control sequences and a forged line."),
  SPLIT_SURROGATES("An emoji follows every capital A, its surrogates in two deltas."),
  LONE_SURROGATES("Half a surrogate pair follows every capital A."),
  EVENTS_AFTER_DONE("An error, text, a second done and a message that is no JSON follow the done."),
  ENDLESS_EMPTY("Empty deltas without end come in place of transcription.done."),
  ENDLESS_TEXT("Text without end comes in place of transcription.done."),
  ENDLESS_KEEP_ALIVES("Signs of life without end come in place of transcription.done.");

  private final String sentence;
  private final int status;
  private final String type;
  private final String message;

  Fault(String sentence) {
    this(0, "", "", sentence);
  }

  Fault(int status, String type, String message, String sentence) {
    this.sentence = sentence;
    this.status = status;
    this.type = type;
    this.message = message;
  }

  /** What the server does. */
  public String sentence() {
    return sentence;
  }

  /** The name as it is spelled on a command line: lower case with hyphens. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The fault of a spelled name.
   *
   * @throws IllegalArgumentException where there is none; the message lists all
   */
  public static Fault of(String spelled) {
    return Arrays.stream(values())
        .filter(fault -> fault.spelled().equals(spelled))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no fault '" + spelled + "': one of " + all()));
  }

  /** What answers instead of a stream, if that is the fault. */
  public Optional<Refusal> refusal() {
    return status == 0 ? Optional.empty() : Optional.of(new Refusal(status, type, message));
  }

  private static String all() {
    return Arrays.stream(values()).map(Fault::spelled).collect(Collectors.joining(", "));
  }
}
