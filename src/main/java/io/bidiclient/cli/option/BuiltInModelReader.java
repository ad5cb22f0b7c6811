package io.bidiclient.cli.option;

import io.bidiclient.emulator.config.BuiltInModel;
import java.util.Locale;
import java.util.Map;
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

  /** Takes a name only after an equals sign: what follows a bare {@code --local} is an input. */
  static final class AfterEqualsSign implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own type
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        args.push("speech");
      }
      return false;
    }
  }
}
