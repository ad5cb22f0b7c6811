package io.bidiclient.cli;

import io.bidiclient.cli.value.Durations;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * The endpoint commands in this process and in virtual time, before the stand-in for AWS. As an
 * extension of a test it closes itself, and holds all that is said to the letter. Only one at a
 * time: it sets system properties that the SDK reads.
 */
final class EndpointProgram implements AutoCloseable, AfterEachCallback {
  static final String IMAGE =
      AwsStandIn.ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:0.27.1-cu130-sagemaker";

  /** The usual stack, as it is named to people. */
  static final String WHERE = "voxtral-realtime in eu-west-1, account " + AwsStandIn.ACCOUNT;

  /** The same as options of a command. */
  static final String OPTIONS = " --stack voxtral-realtime --region eu-west-1";

  private static final List<String> PROPERTIES =
      List.of(
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.maxAttempts",
          "aws.configFile",
          "aws.sharedCredentialsFile",
          "aws.disableEc2Metadata",
          "aws.endpointUrlSts",
          "aws.endpointUrlSageMaker",
          "aws.endpointUrlCloudWatch");

  final VirtualTimer timer = new VirtualTimer();
  final AwsStandIn aws = new AwsStandIn(timer);
  private final Dialogues dialogues = new Dialogues();

  EndpointProgram() {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "hush");
    System.setProperty("aws.maxAttempts", "1");
    System.setProperty("aws.configFile", "/nonexistent");
    System.setProperty("aws.sharedCredentialsFile", "/nonexistent");
    System.setProperty("aws.disableEc2Metadata", "true");
    for (String service : List.of("Sts", "SageMaker", "CloudWatch")) {
      System.setProperty("aws.endpointUrl" + service, aws.url());
    }
  }

  @Override
  public void close() {
    aws.close();
    PROPERTIES.forEach(System::clearProperty);
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    close();
    dialogues.afterEach(test);
  }

  Program run(String typed, String... arguments) {
    return run(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  /** Runs a command; what is typed may do something when it is read. */
  Program run(InputStream typed, String... arguments) {
    String[] where = {"--region", "eu-west-1", "--cloudformation-url", aws.url()};
    return plain(
        typed,
        Stream.of(new String[] {"endpoint"}, arguments, where)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  Program plain(InputStream typed, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessContext context =
        new ProcessContext(typed, new Terminal(out, err), Map.of(), new Interruption());
    CommandLine root = CommandLineProgram.commandLine(context);
    root.getCommandSpec().removeSubcommand("endpoint");
    root.addSubcommand(EndpointCommand.of(context, timer));
    // What was set for all commands does not reach one that is added later.
    root.registerConverter(Duration.class, Durations::parse)
        .setErr(root.getErr())
        .setOut(root.getOut())
        .setParameterExceptionHandler(root.getParameterExceptionHandler())
        .setExecutionExceptionHandler(root.getExecutionExceptionHandler());
    int code = root.execute(arguments);
    Program run =
        new Program(
            code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    dialogues.add(shown(arguments), withoutAddress(run));
    return run;
  }

  /** As a person types it, without where the stand-in is. */
  private String shown(String... arguments) {
    return String.join(" ", arguments)
        .replace(" --region eu-west-1 --cloudformation-url " + aws.url(), "")
        .replaceAll("(.)\\1{99,}", "$1...");
  }

  private Program withoutAddress(Program run) {
    return new Program(
        run.code(), run.out().replace(aws.url(), "URL"), run.err().replace(aws.url(), "URL"));
  }

  /** An answer that comes after something else has happened. */
  static InputStream meanwhile(Runnable happens, String answer) {
    return new InputStream() {
      private final InputStream text =
          new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
      private boolean done;

      @Override
      public int read() throws IOException {
        happenOnce();
        return text.read();
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        happenOnce();
        return text.read(bytes, from, length);
      }

      private void happenOnce() {
        if (!done) {
          done = true;
          happens.run();
        }
      }
    };
  }
}
