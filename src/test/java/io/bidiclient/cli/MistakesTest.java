package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person is told of a mistake: one line of what and why, one of what to do, and never the
 * name of a Java class. A dot in a command stands for a space inside a value, a star for nothing.
 */
class MistakesTest {
  private static final Pattern JAVA =
      Pattern.compile(
          "Exception|java\\.|javax\\.|software\\.amazon|\\w@[0-9a-f]{5,}|(?<!/dev/)\\bnull\\b");

  /** Hints of the rows that ran, and those of them that only point to the help. */
  private static final AtomicInteger HINTS = new AtomicInteger();

  private static final AtomicInteger HELP = new AtomicInteger();

  @AfterAll
  static void atMostATenthOfTheHintsPointsToTheHelp() {
    assertTrue(HELP.get() * 10 <= Math.max(HINTS.get(), 77), HELP + " of " + HINTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 300,
      textBlock =
          """
          --quiet                         | 2 | no INPUT
          a.wav --nope                    | 2 | Unknown option: '--nope'
          a.wav --endpiont x              | 2 | Unknown option: '--endpiont'
          dcotor                          | 2 | there is no file and no command 'dcotor'
          emualtor --port 0               | 2 | there is no file and no command 'emualtor'
          endpont status                  | 2 | there is no file and no command 'endpont'
          generate-completion tcsh        | 2 | Invalid value for positional parameter at index 0 (SHELL): 'tcsh' is not one of bash, zsh, fish
          chek a.wav                      | 2 | there is no file and no command 'chek'
          endpoint stauts                 | 2 | 'stauts'
          bench a.wav --local --streams 2 --ramp 1,2 | 2 | --streams is one step, and --ramp names all
          bench a.wav --local --ramp 1,x  | 2 | --ramp takes numbers of streams, as 1,2,4,8, or auto, not '1,x'
          bench a.wav --local --streams 0 | 2 | --streams takes numbers from 1 to 10000, not 0
          bench a.wav --local --max-cost 1 | 2 | --max-cost counts instance hours: add --price
          bench a.wav --local --price 0   | 2 | --price takes an amount above 0, not 0.0
          bench a.wav --local --step 0s   | 2 | --step takes a time above 0
          bench a.wav --local --output pdf | 2 | 'pdf' is not one of text, json, csv, junit, html
          bench a.wav --local --ramp auto --against b | 2 | --ramp auto searches one endpoint
          bench a.wav --local --against variant=b | 2 | only a SageMaker endpoint has variants
          bench a.wav --url ws://127.0.0.1:1/ --against variant=b | 2 | only a SageMaker endpoint has variants
          bench a.wav --against variant=  | 2 | 'variant=' names nothing
          bench a.wav --against variant=a.b | 2 | --against takes a name of letters, digits and hyphens, or a URL, not a.b
          bench a.wav --local --max-streams 0 | 2 | --max-streams takes numbers from 1 to 10000, not 0
          bench a.wav --local --max-lag-p95 fast | 2 | --max-lag-p95
          bench a.wav --local --max-wer-rise -1% | 2 | --max-wer-rise
          bench a.wav --local --output html= | 2 | it names no file
          bench a.wav --local --output json --output csv | 2 | two outputs go to stdout
          bench a.wav --local --output json=r --output csv=./r | 2 | two outputs go to ./r
          bench a.wav --url ws://127.0.0.1:1/ --streams-per-connection 2 | 2 | --streams-per-connection is for HTTP/2
          a.wav -f s17                    | 2 | 's17' is not one of
          a.wav -f s16le -r 0             | 2 | --rate takes a number from 4000 to 384000, not 0
          a.wav -f s16le -r 8k            | 2 | '8k' is not a whole number
          a.wav -f s16le -c 0             | 2 | --channels takes a number from 1 to 64, not 0
          a.wav -r 8000                   | 2 | name its encoding with --raw
          a.wav --chunk-ms 5              | 2 | --chunk-ms takes a number from 10 to 1000, not 5
          a.wav --chunk-ms x              | 2 | 'x' is not a whole number
          a.wav --gain 99                 | 2 | the gain must be -40 to 60 dB
          a.wav --gain NaN                | 2 | the gain must be -40 to 60 dB
          a.wav --gain loud               | 2 | 'loud' is not auto or a number of decibels
          a.wav --channel 0               | 2 | '0' is neither mix nor a number from 1 to 64
          a.wav --channel left            | 2 | 'left' is neither mix nor a number
          a.wav --split-channels --channel 1 | 2 | leave one out
          a.wav --channel-names a         | 2 | --split-channels
          a.wav --pace fast               | 2 | 'fast' is not one of auto, realtime, max
          a.wav --ahead -1                | 2 | '-1' is not a duration such as 30s
          a.wav --live 1s                 | 2 | --live takes a time from 2s to 1m, not 1s
          a.wav --live soon               | 2 | 'soon' is not a duration
          a.wav --endpoint a.b            | 2 | --endpoint takes a name of letters, digits and hyphens
          a.wav --endpoint *              | 2 | --endpoint takes a name of letters
          a.wav --endpoint                | 2 | Missing required parameter for option '--endpoint'
          a.wav --target-variant a.b      | 2 | --target-variant takes a name of letters
          a.wav --region nowhere          | 2 | --region takes a region such as us-east-1
          a.wav --region us.east          | 2 | --region takes a region such as us-east-1
          a.wav --local --endpoint x      | 2 | --local and --endpoint cannot be combined
          a.wav --local --url ws://x/     | 2 | --local and --url cannot be combined
          a.wav --endpoint-url ftp://x    | 2 | --endpoint-url takes http://HOST:PORT
          a.wav --endpoint-url h:8080     | 2 | --endpoint-url takes http://HOST:PORT
          a.wav --endpoint-url http://    | 2 | 'http://' is not a URL
          a.wav --endpoint-url http://h:99999 | 2 | a port that is not 1 to 65535
          a.wav --endpoint-url http://a.b | 2 | 'http://a b' is not a URL
          a.wav --url http://x            | 2 | --url takes ws://HOST:PORT/PATH
          a.wav --url ws://               | 2 | 'ws://' is not a URL
          a.wav --url ws://h:0/           | 2 | a port that is not 1 to 65535
          a.wav --url x                   | 2 | --url takes ws://HOST:PORT/PATH
          a.wav --api-key k               | 2 | --api-key is for a server at --url
          a.wav --model-path /x           | 2 | no leading slash
          a.wav --dialect french          | 2 | 'french' is not one of auto, vllm, openai
          a.wav --ca-file nope            | 2 | nope: no such file
          a.wav --ca-file README.md       | 2 | --ca-file: cannot read the trusted certificates
          a.wav --ca-file *               | 2 | it names no file
          a.wav --connect-timeout soon    | 2 | 'soon' is not a duration
          a.wav --connect-timeout 0       | 2 | --connect-timeout takes a time above 0
          a.wav --connect-timeout -1s     | 2 | '-1s' is not a duration
          a.wav --stall-timeout 0ms       | 2 | --stall-timeout takes a time above 0
          a.wav --done-timeout 1d         | 2 | '1d' is not a duration
          a.wav --session-timeout 999999h | 2 | '999999h' is longer than 9999h
          a.wav --retries -1              | 2 | --retries takes a number from 0 to 1000, not -1
          a.wav --retries many            | 2 | 'many' is not a whole number
          a.wav --retries 99999999999     | 2 | '99999999999' is not a whole number
          a.wav --max-session 0           | 2 | --max-session takes a time above 0
          a.wav --max-line-width 9        | 2 | --max-line-width takes a number from 10 to 200, not 9
          a.wav --max-lines 0             | 2 | --max-lines takes a number from 1 to 10, not 0
          a.wav --reading-speed 101       | 2 | --reading-speed takes a number from 5 to 100, not 101
          a.wav --reading-speed fast      | 2 | 'fast' is not a whole number
          a.wav -o word                   | 2 | 'word' is not one of text, json, jsonl, srt, vtt, ttml, csv, tsv, md
          a.wav -o subs.doc               | 2 | 'subs.doc' is not one of text, json, jsonl, srt, vtt, ttml, csv, tsv, md
          a.wav -o srt=- -o vtt           | 2 | two outputs go to stdout
          a.wav --max-wer 1               | 2 | Unknown option: '--max-wer'
          help chek                       | 2 | there is no command 'chek'
          help nonsense                   | 2 | there is no command 'nonsense'
          version now                     | 2 | 'now' is one argument too many
          a.wav -o text=                  | 2 | 'text=' names no file
          a.wav -o srt -o vtt             | 2 | two outputs go to stdout
          a.wav -o srt=x -o vtt=./x       | 2 | two outputs go to ./x
          a.wav -o srt=x --record x       | 2 | -o srt=x and --record go to the same file
          a.wav b.wav -o srt=x            | 2 | names one file for several inputs
          a.wav b.wav --jobs 2            | 2 | several inputs cannot be distinguished in text
          a.wav b.wav --record x          | 2 | --record keeps one run
          a.wav b.wav --save-audio x      | 2 | --save-audio keeps one input
          a.wav --jobs 0                  | 2 | --jobs takes a number from 1 to 1000, not 0
          a.wav --jobs x                  | 2 | 'x' is not a whole number
          a.wav --skip-existing           | 2 | --skip-existing needs --output-dir
          a.wav --overwrite               | 2 | --overwrite needs --output-dir
          a.wav --overwrite --skip-existing --output-dir d | 2 | exclude each other
          a.wav --output-dir README.md    | 2 | --output-dir takes a directory
          x/a.wav y/a.wav --output-dir d  | 2 | x/a.wav and y/a.wav would be written to the same
          a.wav --shard 4/4               | 2 | there is no part 4 of 4
          a.wav --shard 0/0               | 2 | at least one part
          a.wav --shard env               | 2 | the environment has no number in
          a.wav --shard x                 | 2 | 'x' is no part such as 0/4
          a.wav --color blue              | 2 | 'blue' is not one of auto, always, never
          a.wav --record *                | 2 | it names no file
          a.wav --record no/x --local     | 2 | cannot write the recording to no/x: the folder
          nope.wav --local                | 3 | cannot read nope.wav: no such file
          https://                        | 3 | an input is not a URL: https://
          https:///a.mp3                  | 3 | an input is not a URL: https:///a.mp3
          http://h:99999/a.mp3            | 3 | an input is not a URL: http://h:99999/a.mp3
          https://u:p@h/a.b.mp3?x         | 3 | an input is not a URL: https://h/a b.mp3
          ftp://u:p@h/a.mp3?x             | 3 | cannot read ftp://h/a.mp3: ftp:// is not known here
          file:///tmp/a.wav               | 3 | a file is named by its path
          ws://h/v1/realtime              | 3 | cannot read ws://h/v1/realtime: that is a server
          - -                             | 2 | standard input can be read only once
          @nope                           | 3 | cannot read the list of inputs nope: no such file
          @src                            | 3 | cannot read the list of inputs src: Is a directory
          src/main                        | 3 | no audio files
          samples/hello-morse.wav -f u8 --url ws://h.invalid/ | 3 | it has the header of WAV
          mic a.wav                       | 2 | a microphone does not end by itself
          check                           | 2 | Missing required parameter: 'AUDIO'
          a.wav --s3-sse x           | 2 | --s3-sse is one of AES256, aws:kms, aws:kms:dsse
          a.wav --s3-sse AES256 --s3-sse-kms-key-id k | 2 | --s3-sse-kms-key-id needs --s3-sse aws:kms
          check a.wav                     | 2 | there is nothing to check
          check a.wav b.wav               | 2 | 'b.wav'
          check a.wav --max-wer 1         | 2 | --reference FILE
          check a.wav --max-wer x --reference r | 2 | 'x' is not a number
          check a.wav --max-wer -1 --reference r | 2 | takes a rate from 0 on
          check a.wav --max-cer NaN --reference r | 2 | takes a rate from 0 on
          check a.wav --min-words 0       | 2 | --min-words takes a number from 1 on, not 0
          check a.wav --min-words x       | 2 | 'x' is not a whole number
          check a.wav --min-words 1 --format xml | 2 | 'xml' is not one of text, json, github
          check a.wav --min-words 1 --split-channels | 2 | check compares one text
          check a.wav --reference nope    | 3 | cannot read the reference nope: no such file
          check a.wav --reference src     | 3 | cannot read the reference src: Is a directory
          check a.wav --reference /dev/null | 3 | the reference /dev/null holds no words
          check a.wav --max-first-delta 2s | 2 | add --pace realtime
          check a.wav --max-lag-p95 2s --pace max | 2 | add --pace realtime
          replay                          | 2 | Missing required parameter: 'FILE'
          replay nope                     | 3 | cannot replay nope: no such file
          replay src                      | 3 | cannot replay src: Is a directory
          replay README.md                | 3 | cannot replay README.md: line 1
          replay x --pace fast            | 2 | 'fast' is not one of auto, realtime, max
          emulator --port 99999           | 2 | '99999' is not a port
          emulator --model morse --cert a.pem | 2 | --cert and --key
          emulator --model morse --cert a.pem --key b.pem | 2 | --cert: cannot read the file a.pem
          emulator --mode x               | 2 | 'x' is not one of released
          emulator --upstream http://x    | 2 | --upstream takes ws://HOST:PORT
          emulator --replay nope          | 3 | cannot replay nope: no such file
          live --port 99999               | 2 | '99999' is not a port
          live --max-visitors 0           | 2 | --max-visitors takes a number from 1 on, not 0
          live --bind 0.0.0.0             | 2 | --bind 0.0.0.0 needs --cert and --key
          devices --jsno                  | 2 | Unknown option: '--jsno'
          input-flags                     | 2 | Missing required parameter: 'TOOL'
          input-flags winamp              | 2 | 'winamp' is not one of ffmpeg, sox, arecord, pw-record
          doctor x                        | 2 | 'x'
          endpoint                        | 2 | endpoint needs
          endpoint status --poll x        | 2 | 'x' is not a duration
          endpoint status --price x       | 2 | 'x' is not a number
          endpoint deploy --model-data x  | 2 | --model-data takes s3://BUCKET/PREFIX/
          """)
  void areToldInOneLineAndAHint(String command, int code, String message) {
    String[] words =
        Arrays.stream(command.split(" +", -1))
            .map(word -> word.replaceFirst("^\\*$", ""))
            .map(
                word ->
                    word.replaceFirst(
                        "^(a|us|http://a|https://u:p@h/a)\\.(b|east|b\\.mp3\\?x)$", "$1 $2"))
            .toArray(String[]::new);
    Program run = Program.run(Map.of(), "", words);
    List<String> lines = run.err().lines().toList();
    HINTS.incrementAndGet();
    HELP.addAndGet(run.err().contains("--help") ? 1 : 0);
    assertAll(
        () -> assertEquals(code, run.code(), run.err()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(lines.get(0).startsWith("bidi-client: "), run.err()),
        () -> assertTrue(lines.get(0).contains(message), run.err()),
        () -> assertTrue(lines.get(1).matches("  hint: .{5,}"), run.err()),
        () -> assertFalse(lines.get(1).matches("  hint: run '.* --help.*"), run.err()),
        () -> assertEquals(2, lines.size(), run.err()),
        () -> assertFalse(JAVA.matcher(run.err()).find(), run.err()));
  }

  @ParameterizedTest
  @CsvSource({
    "dcotor, doctor",
    "emualtor, emulator",
    "chek, check",
    "help chek, check",
    "endpoint stauts, status",
    "a.wav --endpiont x, --endpoint or --endpoint-url"
  })
  void whatIsNearlyRightIsNamed(String typed, String meant) {
    Program run = Program.run(Map.of(), "", typed.split(" ", -1));
    assertTrue(run.err().endsWith("  hint: did you mean " + meant + "?\n"), run.err());
  }
}
