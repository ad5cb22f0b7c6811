package io.bidiclient.transport.sagemaker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the signed frames of one stream: each holds an event with a message, and its signature is
 * over the one before. It does what the SDK does, which makes fifteen copies of each message on the
 * way, a hundred kilobytes for a chunk of audio; this makes two. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream">event
 *     stream encoding and its signing</a>
 */
final class EventSigner {
  private static final HexFormat HEX = HexFormat.of();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String HMAC = "HmacSHA256";

  /** Lengths, their sum, and the sum of the whole. */
  private static final int AROUND = 16;

  private static final int SUM = Integer.BYTES;

  private static final int BYTES_HEADER = 6;
  private static final int TEXT_HEADER = 7;
  private static final int TIME_HEADER = 8;
  private static final int SIGNATURE_BYTES = 32;

  /** Headers of a message that is whole, in the order of their names. */
  private static final byte[] EVENT =
      texts(
          ":content-type",
          "application/octet-stream",
          ":event-type",
          "PayloadPart",
          ":message-type",
          "event",
          "DataType",
          "UTF8");

  private static final byte[] DATE = name(":date", TIME_HEADER);
  private static final byte[] SIGNATURE = name(":chunk-signature", BYTES_HEADER);

  private final String secret;
  private final String region;
  private final String service;
  private final Clock clock;
  private final MessageDigest digest;
  private final Mac mac;
  private byte[] prior;
  private String day = "";

  /** The second that {@link #head} is of. */
  private long second = Long.MIN_VALUE;

  /** How the text that is signed begins. */
  private byte[] head = {};

  /**
   * A signer of a stream that begins.
   *
   * @param secret the secret access key
   * @param seed the signature of the request, in hexadecimal digits
   */
  EventSigner(String secret, String region, String service, String seed, Clock clock) {
    this.secret = secret;
    this.region = region;
    this.service = service;
    this.prior = seed.getBytes(US_ASCII);
    this.clock = clock;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The next frame; an empty message makes the one without an event that ends the stream. */
  ByteBuffer frame(String message) {
    byte[] payload = message.getBytes(UTF_8);
    int event = payload.length == 0 ? 0 : AROUND + EVENT.length + payload.length;
    int date = DATE.length + Long.BYTES;
    int headers = date + SIGNATURE.length + Short.BYTES + SIGNATURE_BYTES;
    byte[] frame = new byte[AROUND + headers + event];
    int inside = frame.length - SUM - event;
    if (event > 0) {
      ByteBuffer to = begin(frame, inside, event, EVENT.length).put(EVENT).put(payload);
      to.putInt(sum(frame, inside, event - SUM));
    }
    Instant now = clock.instant();
    ByteBuffer to = begin(frame, 0, frame.length, headers).put(DATE).putLong(now.toEpochMilli());
    digest.update(frame, to.position() - date, date);
    byte[] dated = digest.digest();
    digest.update(frame, inside, event);
    byte[] signature = sign(now, dated, digest.digest());
    to.put(SIGNATURE).putShort((short) SIGNATURE_BYTES).put(signature);
    to.position(inside + event).putInt(sum(frame, 0, frame.length - SUM));
    return to.flip();
  }

  private byte[] sign(Instant now, byte[] headers, byte[] event) {
    if (now.getEpochSecond() != second) {
      begin(now);
    }
    mac.update(head);
    mac.update(prior);
    mac.update((byte) '\n');
    mac.update(hex(headers));
    mac.update((byte) '\n');
    mac.update(hex(event));
    byte[] signature = mac.doFinal();
    prior = hex(signature);
    return signature;
  }

  private void begin(Instant now) {
    String time = TIME.format(now);
    String today = time.substring(0, time.indexOf('T'));
    if (!today.equals(day)) {
      key(today);
    }
    String scope = String.join("/", day, region, service, "aws4_request");
    head = ("AWS4-HMAC-SHA256-PAYLOAD\n" + time + "\n" + scope + "\n").getBytes(US_ASCII);
    second = now.getEpochSecond();
  }

  private static byte[] hex(byte[] bytes) {
    byte[] digits = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      digits[2 * i] = (byte) HEX.toHighHexDigit(bytes[i]);
      digits[2 * i + 1] = (byte) HEX.toLowHexDigit(bytes[i]);
    }
    return digits;
  }

  /** The key is that of the day, of the region and of the service. */
  private void key(String today) {
    use(("AWS4" + secret).getBytes(UTF_8));
    for (String part : new String[] {today, region, service, "aws4_request"}) {
      use(mac.doFinal(part.getBytes(UTF_8)));
    }
    day = today;
  }

  private void use(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, HMAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("any key will do", e);
    }
  }

  /** Writes the lengths and their check sum from a place on. */
  private static ByteBuffer begin(byte[] frame, int from, int length, int headers) {
    ByteBuffer to = ByteBuffer.wrap(frame).position(from).putInt(length).putInt(headers);
    return to.putInt(sum(frame, from, to.position() - from));
  }

  /** The check sum of some bytes. */
  private static int sum(byte[] frame, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(frame, from, length);
    return (int) crc.getValue();
  }

  private static byte[] texts(String... namesAndValues) {
    ByteBuffer all = ByteBuffer.allocate(256);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      byte[] value = namesAndValues[i + 1].getBytes(US_ASCII);
      all.put(name(namesAndValues[i], TEXT_HEADER)).putShort((short) value.length).put(value);
    }
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return bytes;
  }

  private static byte[] name(String name, int type) {
    byte[] text = name.getBytes(US_ASCII);
    return ByteBuffer.allocate(text.length + 2)
        .put((byte) text.length)
        .put(text)
        .put((byte) type)
        .array();
  }
}
