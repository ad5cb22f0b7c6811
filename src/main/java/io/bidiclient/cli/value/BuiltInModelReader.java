package io.bidiclient.cli.value;

import io.bidiclient.emulator.config.BuiltInModel;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a built-in model. */
public final class BuiltInModelReader implements ITypeConverter<BuiltInModel> {
  @Override
  public BuiltInModel convert(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "morse" -> BuiltInModel.MORSE;
      // "true" is what the variable of a switch is set to.
      case "speech", "true" -> BuiltInModel.SPEECH;
      default ->
          throw new TypeConversionException("'" + name + "' is not a model: speech or morse");
    };
  }

  /**
   * Takes a name after an equals sign, or as the next word where that is one: anything else behind
   * {@code --local} is an input.
   */
  public static final class NameOrInput implements IParameterPreprocessor {
    private static final Set<String> NAMES = Set.of("speech", "morse");

    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean apart = " ".equals(info.get("separator"));
      if (apart && (args.isEmpty() || !isName(args.peek(), command, option))) {
        args.push("speech");
      }
      return false;
    }

    /** The environment's value comes apart too, and may be wrong. */
    private static boolean isName(String word, CommandSpec command, ArgSpec option) {
      try {
        return NAMES.contains(word)
            || word.equals(command.defaultValueProvider().defaultValue(option));
      } catch (Exception e) {
        return false;
      }
    }
  }
}
