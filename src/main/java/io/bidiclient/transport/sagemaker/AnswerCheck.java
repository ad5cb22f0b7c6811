package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.HttpAnswer;
import io.bidiclient.transport.RetryAfter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Looks at an answer's status and content type before the SDK decodes its body as an event stream.
 * SageMaker answers with one, or refuses in JSON; all else comes from something in between. Called
 * on the event loop.
 */
final class AnswerCheck implements SdkAsyncHttpResponseHandler {
  private static final int OK = 200;
  private static final int FIRST_REFUSAL = 400;

  private final SdkAsyncHttpResponseHandler decoder;
  private Optional<SdkHttpResponse> unexpected = Optional.empty();

  /** A check in front of the SDK's own handler. */
  AnswerCheck(SdkAsyncHttpResponseHandler decoder) {
    this.decoder = decoder;
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    if (isExpected(response.statusCode(), type(response))) {
      decoder.onHeaders(response);
    } else {
      unexpected = Optional.of(response);
    }
  }

  @Override
  public void onStream(Publisher<ByteBuffer> body) {
    if (unexpected.isPresent()) {
      body.subscribe(new FirstWords(unexpected.get()));
    } else {
      decoder.onStream(body);
    }
  }

  @Override
  public void onError(Throwable failure) {
    decoder.onError(failure);
  }

  private static boolean isExpected(int status, Optional<String> type) {
    String name = type.orElse("").toLowerCase(Locale.ROOT);
    return status >= FIRST_REFUSAL
        ? name.isEmpty() || name.contains("json")
        : status == OK && (name.isEmpty() || name.startsWith("application/vnd.amazon.eventstream"));
  }

  private static Optional<String> type(SdkHttpResponse response) {
    return response.firstMatchingHeader("content-type");
  }

  /** Fails the request with the first piece of the body: the rest may never come. */
  private final class FirstWords implements Subscriber<ByteBuffer> {
    private final SdkHttpResponse response;
    private Optional<Subscription> body = Optional.empty();
    private boolean told;

    FirstWords(SdkHttpResponse response) {
      this.response = response;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      body = Optional.of(subscription);
      subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      tell(StandardCharsets.UTF_8.decode(piece.duplicate()).toString());
      body.ifPresent(Subscription::cancel);
    }

    @Override
    public void onError(Throwable failure) {
      tell("");
    }

    @Override
    public void onComplete() {
      tell("");
    }

    private void tell(String words) {
      if (!told) {
        told = true;
        decoder.onError(
            new UnexpectedAnswer(
                HttpAnswer.of(
                    response.statusCode(),
                    type(response),
                    words,
                    response.firstMatchingHeader("location")),
                RetryAfter.in(response::firstMatchingHeader)));
      }
    }
  }
}
