package io.bidiclient.transport.s3;

import io.bidiclient.transport.sagemaker.CredentialSource;
import io.bidiclient.transport.sagemaker.Credentials;
import io.bidiclient.transport.sagemaker.EnvironmentHttpService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Requests by the AWS SDK. Safe for use from many threads; they block. */
final class S3Calls implements AutoCloseable {
  private static final Pattern PLACES = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

  /** Where a client is that has no region: buckets of others are found from there. */
  private static final Region ANYWHERE = Region.US_EAST_1;

  private final S3Settings settings;
  private final S3Client client;

  private S3Calls(S3Settings settings) {
    this.settings = settings;
    this.client = create();
  }

  /** A client, whose credentials are looked for with the first request. */
  static S3Calls open(S3Settings settings) throws S3Failure {
    try {
      return new S3Calls(settings);
    } catch (SdkException | IllegalArgumentException e) {
      throw S3Failures.unusable(e);
    }
  }

  S3Part open(S3Address address, long from, Optional<String> etag) throws S3Failure {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .requestPayer(payer());
    address.version().ifPresent(request::versionId);
    etag.ifPresent(request::ifMatch);
    if (from > 0) {
      request.range("bytes=" + from + "-");
    }
    try {
      ResponseInputStream<GetObjectResponse> answer = client.getObject(request.build());
      GetObjectResponse head = answer.response();
      Matcher places = PLACES.matcher(Optional.ofNullable(head.contentRange()).orElse(""));
      boolean part = places.matches();
      return new S3Part(
          new S3Body(answer),
          part ? Long.parseLong(places.group(1)) : 0,
          part ? Long.parseLong(places.group(2)) : head.contentLength(),
          Optional.ofNullable(head.eTag()).orElse(""));
    } catch (SdkException e) {
      throw S3Failures.of(address, e);
    }
  }

  void list(S3Address place, Consumer<S3Entry> entries) throws S3Failure {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(place.bucket())
            .prefix(place.key())
            .requestPayer(payer());
    try {
      for (S3Object object : client.listObjectsV2Paginator(request.build()).contents()) {
        entries.accept(new S3Entry(object.key(), object.size()));
      }
    } catch (SdkException e) {
      throw S3Failures.of(place, e);
    }
  }

  void put(S3Address address, Path file, String type, Map<String, String> metadata, boolean replace)
      throws IOException {
    S3Upload.DestinationObject target =
        new S3Upload.DestinationObject(address, type, metadata, replace);
    try {
      new S3Upload(client, settings, S3Upload.PART_BYTES).send(file, target);
    } catch (SdkException e) {
      throw S3Failures.of(address, e);
    }
  }

  Map<String, String> metadata(S3Address address) throws S3Failure {
    try {
      return client
          .headObject(r -> r.bucket(address.bucket()).key(address.key()).requestPayer(payer()))
          .metadata();
    } catch (SdkException e) {
      throw S3Failures.of(address, e);
    }
  }

  void delete(S3Address address) throws S3Failure {
    try {
      var unused =
          client.deleteObject(
              r -> r.bucket(address.bucket()).key(address.key()).requestPayer(payer()));
    } catch (SdkException e) {
      throw S3Failures.of(address, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private RequestPayer payer() {
    return S3Upload.payer(settings);
  }

  private S3Client create() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(new EnvironmentHttpService().createHttpClientBuilder())
            .credentialsProvider(
                CredentialSource.forClients(new Credentials.DefaultChain(settings.profile())))
            .region(region());
    if (settings.url().isPresent()) {
      // Other services know neither buckets as hosts, nor every checksum of Amazon's.
      builder
          .endpointOverride(settings.url().get())
          .forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    } else {
      builder.crossRegionAccessEnabled(true);
    }
    return builder.build();
  }

  private Region region() {
    return settings
        .region()
        .or(this::profileRegion)
        .map(Region::of)
        .or(S3Calls::chainRegion)
        .orElse(ANYWHERE);
  }

  private Optional<String> profileRegion() {
    return settings
        .profile()
        .flatMap(name -> ProfileFile.defaultProfileFile().profile(name))
        .flatMap(found -> found.property("region"));
  }

  private static Optional<Region> chainRegion() {
    try {
      return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion());
    } catch (SdkClientException e) {
      // That is how the chain says that it found none.
      return Optional.empty();
    }
  }
}
