package io.bidiclient.transport.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/**
 * Writes a file as an object: a small one in one request, a larger one in parts, one after another,
 * of which one is in memory. An upload that fails is aborted, so that S3 does not keep its parts.
 *
 * @param client does the requests
 * @param settings who pays, and how it is encrypted
 * @param partBytes bytes of a part; a file of no more is sent in one request
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
record S3Upload(S3Client client, S3Settings settings, int partBytes) {
  /** S3 takes 10,000 parts of at least 5 MiB. */
  static final int PART_BYTES = 8 << 20;

  private static final String NONE_THERE = "*";

  /**
   * What becomes of a file.
   *
   * @param type its media type
   * @param metadata what is kept beside it
   * @param replace whether one that is there is replaced
   */
  record DestinationObject(
      S3Address address, String type, Map<String, String> metadata, boolean replace) {
    private String condition() {
      return replace ? null : NONE_THERE;
    }
  }

  static RequestPayer payer(S3Settings settings) {
    return settings.requesterPays() ? RequestPayer.REQUESTER : null;
  }

  /** Sends it. */
  void send(Path file, DestinationObject target) throws IOException {
    try {
      if (Files.size(file) <= partBytes) {
        whole(file, target);
      } else {
        parts(file, target);
      }
    } catch (AwsServiceException e) {
      boolean refused = !target.replace() && S3Failures.isThereAlready(e.statusCode());
      if (!refused || !isThere(file, target, e)) {
        throw e;
      }
    }
  }

  /** Whether it is what we would write: its first answer may have been lost. */
  private boolean isThere(Path file, DestinationObject target, AwsServiceException refused)
      throws IOException {
    try {
      HeadObjectResponse found =
          client.headObject(
              r ->
                  r.bucket(target.address().bucket())
                      .key(target.address().key())
                      .requestPayer(payer(settings)));
      return found.contentLength() == Files.size(file)
          && found.metadata().equals(target.metadata());
    } catch (SdkException e) {
      refused.addSuppressed(e);
      return false;
    }
  }

  private void whole(Path file, DestinationObject target) {
    PutObjectRequest request = request(target).ifNoneMatch(target.condition()).build();
    var unused = client.putObject(request, RequestBody.fromFile(file));
  }

  /** What is said of an object however it is sent. */
  private PutObjectRequest.Builder request(DestinationObject target) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(target.address().bucket())
            .key(target.address().key())
            .contentType(target.type())
            .metadata(target.metadata())
            .requestPayer(payer(settings));
    settings.encryption().ifPresent(how -> request.serverSideEncryption(how.kind()));
    settings.encryption().flatMap(S3Encryption::key).ifPresent(request::ssekmsKeyId);
    return request;
  }

  private void parts(Path file, DestinationObject target) throws IOException {
    String upload = begin(target);
    try (InputStream in = Files.newInputStream(file)) {
      List<CompletedPart> parts = new ArrayList<>();
      for (byte[] next = in.readNBytes(partBytes); next.length > 0; ) {
        parts.add(part(target, upload, parts.size() + 1, next));
        next = in.readNBytes(partBytes);
      }
      complete(target, upload, parts);
    } catch (SdkException | IOException e) {
      abort(target.address(), upload, e);
      throw e;
    }
  }

  private String begin(DestinationObject target) {
    PutObjectRequest whole = request(target).build();
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(whole.bucket())
            .key(whole.key())
            .contentType(whole.contentType())
            .metadata(whole.metadata())
            .requestPayer(whole.requestPayer())
            .serverSideEncryption(whole.serverSideEncryption())
            .ssekmsKeyId(whole.ssekmsKeyId())
            .build();
    return client.createMultipartUpload(request).uploadId();
  }

  private CompletedPart part(DestinationObject target, String upload, int number, byte[] bytes) {
    ContentStreamProvider body = () -> new ByteArrayInputStream(bytes);
    String tag =
        client
            .uploadPart(
                r ->
                    r.bucket(target.address().bucket())
                        .key(target.address().key())
                        .uploadId(upload)
                        .partNumber(number)
                        .requestPayer(payer(settings)),
                RequestBody.fromContentProvider(body, bytes.length, target.type()))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private void complete(DestinationObject target, String upload, List<CompletedPart> parts) {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(target.address().bucket())
            .key(target.address().key())
            .uploadId(upload)
            .multipartUpload(m -> m.parts(parts))
            .requestPayer(payer(settings))
            .ifNoneMatch(target.condition())
            .build();
    var unused = client.completeMultipartUpload(request);
  }

  private void abort(S3Address address, String upload, Exception why) {
    try {
      var unused =
          client.abortMultipartUpload(
              r ->
                  r.bucket(address.bucket())
                      .key(address.key())
                      .uploadId(upload)
                      .requestPayer(payer(settings)));
    } catch (SdkException e) {
      why.addSuppressed(e);
    }
  }
}
