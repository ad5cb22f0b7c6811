package io.bidiclient.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of the program and its commands, in the macros of man(7), made from the model
 * that the help is made from.
 */
final class ManualPage {
  private static final String NAME = "bidi-client";

  private ManualPage() {}

  /** The page's text. */
  static String of(CommandSpec root) {
    StringBuilder page = new StringBuilder();
    page.append(".TH BIDI-CLIENT 1\n.SH NAME\n");
    String about = CommandEntry.about(root).replaceFirst("\\.$", "");
    page.append(NAME.replace("-", "\\-")).append(" \\- ").append(escaped(about)).append("\n");
    page.append(".SH SYNOPSIS\n.B ").append(NAME.replace("-", "\\-"));
    page.append("\n[OPTIONS] INPUT...\n.br\n.B ").append(NAME.replace("-", "\\-"));
    page.append("\nCOMMAND [OPTIONS]\n");
    page.append(".SH DESCRIPTION\n").append(text(root.usageMessage().description()));
    page.append(".SH OPTIONS\n");
    arguments(root, page);
    page.append(".SH COMMANDS\n");
    commands("", root, page);
    page.append(".SH ENVIRONMENT AND EXIT STATUS\n").append(text(root.usageMessage().footer()));
    return page.toString();
  }

  private static void commands(String above, CommandSpec spec, StringBuilder page) {
    for (CommandLine command : spec.subcommands().values()) {
      CommandSpec below = command.getCommandSpec();
      String path = (above + " " + below.name()).strip();
      page.append(".SS ").append(escaped(NAME + " " + path)).append("\n");
      page.append(text(below.usageMessage().description()));
      arguments(below, page);
      commands(path, below, page);
    }
  }

  private static void arguments(CommandSpec spec, StringBuilder page) {
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      page.append(".TP\n.I ").append(escaped(argument.paramLabel())).append("\n");
      page.append(text(argument.description()));
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        page.append(".TP\n").append(names(option)).append("\n").append(text(option.description()));
      }
    }
  }

  private static String names(OptionSpec option) {
    String names =
        List.of(option.names()).stream()
            .map(name -> "\\fB" + escaped(name) + "\\fR")
            .collect(Collectors.joining(", "));
    String label = option.paramLabel();
    return option.arity().max() == 0 ? names : names + " \\fI" + escaped(label) + "\\fR";
  }

  /** Paragraphs of plain text; an empty line parts them. */
  private static String text(String... lines) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : String.join("\n", lines).replace("%n", "\n").split("\n", -1)) {
      if (line.isBlank()) {
        paragraphs.add(paragraph.toString());
        paragraph.setLength(0);
      } else {
        paragraph.append(escaped(line.strip().replace("%%", "%"))).append("\n");
      }
    }
    paragraphs.add(paragraph.toString());
    return paragraphs.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(".PP\n"));
  }

  /** Nothing of it is a request of roff's, and a hyphen can be copied. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
