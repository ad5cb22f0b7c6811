package io.bidiclient.run.input;

import io.bidiclient.json.JsonObject;
import io.bidiclient.transport.s3.S3Address;
import io.bidiclient.transport.s3.S3Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A list of a bucket's objects that S3 has made: its manifest names files in CSV, which are read
 * line by line. Versions that are not the newest and marks of deletion are left out.
 *
 * @param store the way there
 * @param bucket where the files are
 * @param columns what each field of a line is
 * @param files their keys
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">
 *     S3 Inventory</a>
 */
record S3Inventory(S3Store store, String bucket, List<String> columns, List<String> files) {
  /** Whether a list's text is the manifest of one. */
  static boolean isManifest(String text) {
    return text.stripLeading().startsWith("{") && text.contains("\"fileSchema\"");
  }

  /**
   * The inventory of a manifest.
   *
   * @throws IOException where it cannot be read here; the message goes behind "cannot read NAME: "
   */
  static S3Inventory of(S3Store store, JsonObject manifest) throws IOException {
    String format = manifest.text("fileFormat").orElse("");
    if (!format.equals("CSV")) {
      throw new IOException("the inventory is in " + format + ", and only CSV is read here");
    }
    String arn = manifest.text("destinationBucket").orElse("");
    List<String> columns =
        Arrays.stream(manifest.text("fileSchema").orElse("").split(","))
            .map(column -> column.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (!columns.contains("bucket") || !columns.contains("key") || arn.isEmpty()) {
      throw new IOException("the inventory's manifest lacks a bucket, or the columns Bucket, Key");
    }
    List<String> files =
        manifest.objects("files").stream()
            .map(file -> file.text("key"))
            .flatMap(Optional::stream)
            .toList();
    return new S3Inventory(store, arn.replaceFirst(".*:", ""), columns, files);
  }

  /** Gives out all objects, in the order of the inventory. */
  void read(Consumer<S3Address> objects) throws IOException {
    for (String key : files) {
      S3Address file = new S3Address(bucket, key, Optional.empty());
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(store.open(file, 0, Optional.empty()).bytes()),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          object(fields(line)).ifPresent(objects);
        }
      }
    }
  }

  private Optional<S3Address> object(List<String> fields) {
    boolean current = !field(fields, "islatest").equals("false");
    boolean deleted = field(fields, "isdeletemarker").equals("true");
    String key = URLDecoder.decode(field(fields, "key"), StandardCharsets.UTF_8);
    return current && !deleted && !key.isEmpty()
        ? Optional.of(new S3Address(field(fields, "bucket"), key, Optional.empty()))
        : Optional.empty();
  }

  private String field(List<String> fields, String column) {
    int at = columns.indexOf(column);
    return at < 0 || at >= fields.size() ? "" : fields.get(at);
  }

  /** The fields of a line, whose values are encoded and hold no end of a line. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
