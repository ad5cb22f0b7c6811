package io.bidiclient;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may import whom: the package table of the architecture page, as a test. */
@AnalyzeClasses(packages = "io.bidiclient", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule AUDIO = only("audio", ours("problem"), "javax.sound.sampled..");

  @ArchTest
  static final ArchRule TRANSPORT =
      only(
          "transport",
          "software.amazon.awssdk..",
          "software.amazon.eventstream..",
          "org.reactivestreams..",
          "java.net.http..",
          "javax.crypto..",
          "io.netty..");

  @ArchTest
  static final ArchRule REALTIME =
      only(
          "realtime",
          ours("audio"),
          ours("transport"),
          ours("json"),
          ours("problem"),
          "java.text..");

  @ArchTest
  static final ArchRule TRANSCRIPT =
      only(
          "transcript",
          ours("realtime"),
          ours("json"),
          ours("text"),
          ours("problem"),
          "java.text..");

  @ArchTest
  static final ArchRule EMULATOR =
      only(
          "emulator",
          ours("realtime"),
          ours("audio"),
          ours("json"),
          ours("text"),
          "io.netty..",
          "software.amazon.eventstream..");

  @ArchTest
  static final ArchRule LIVE =
      only(
          "live",
          ours("audio"),
          ours("realtime"),
          ours("transport"),
          ours("transcript"),
          ours("run"),
          ours("problem"),
          ours("json"),
          ours("text"),
          "io.netty..");

  @ArchTest static final ArchRule JSON = only("json", ours("text"), "com.fasterxml.jackson.core..");

  @ArchTest static final ArchRule TEXT = only("text");

  @ArchTest
  static final ArchRule ENDPOINT =
      only(
          "endpoint",
          ours("transport"),
          ours("json"),
          ours("text"),
          ours("problem"),
          "software.amazon.awssdk..");

  /** What other programs use: the run and below, and nothing of the command line. */
  @ArchTest
  static final ArchRule API =
      only(
          "api",
          ours("run"),
          ours("transcript"),
          ours("realtime"),
          ours("audio"),
          ours("transport"),
          ours("problem"),
          "io.bidiclient.emulator.config",
          "io.bidiclient.terminal",
          "software.amazon.awssdk.auth.credentials");

  @ArchTest
  static final ArchRule NOBODY_NEEDS_THE_API =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("api"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ours("api"));

  @ArchTest static final ArchRule PROBLEM = only("problem");

  @ArchTest
  static final ArchRule PICOCLI_STAYS_IN_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("cli"), ours("speech"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..");

  @ArchTest
  static final ArchRule SPEECH_IS_A_PROGRAM_OF_ITS_OWN =
      only("speech", "ai.onnxruntime..", "picocli..");

  @ArchTest
  static final ArchRule NOBODY_NEEDS_THE_SPEECH_PROGRAM_TO_COMPILE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("speech"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("speech"), "ai.onnxruntime..");

  @ArchTest
  static final ArchRule JACKSON_STAYS_IN_JSON =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("json"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule LOGBACK_STAYS_IN_TERMINAL =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("terminal"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ch.qos.logback..");

  @ArchTest
  static final ArchRule ONLY_MAIN_EXITS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.bidiclient.cli.Main")
          .and()
          .doNotHaveFullyQualifiedName("io.bidiclient.speech.SpeechMain")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class);

  @ArchTest
  static final ArchRule ONLY_A_SECOND_SIGNAL_HALTS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.bidiclient.terminal.Interruption")
          .should()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule ONLY_MAIN_TOUCHES_THE_STANDARD_STREAMS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.bidiclient.cli.Main")
          .and()
          .doNotHaveFullyQualifiedName("io.bidiclient.speech.SpeechMain")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.io.FileDescriptor.class);

  @ArchTest
  static final ArchRule TRANSPORT_LEAVES_THE_WIRE_TO_THE_SDK =
      noClasses()
          .that()
          .resideInAPackage(ours("transport"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty.handler.codec..", "io.netty.bootstrap..");

  /** The simulator runs the same code in virtual time: only the schedulers know the real one. */
  @ArchTest
  static final ArchRule SESSIONS_TAKE_THEIR_TIME_FROM_THE_SCHEDULER =
      noClasses()
          .that()
          .resideInAPackage(ours("realtime"))
          .and()
          .haveNameNotMatching(".*\\.(QueueScheduler|RunLoop(\\$.*)?)")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.BlockingQueue.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class);

  @ArchTest
  static final ArchRule NO_CIRCLE_BETWEEN_ROOMS =
      SlicesRuleDefinition.slices().matching("io.bidiclient.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CIRCLE_BETWEEN_FILES =
      SlicesRuleDefinition.slices().assignedFrom(new Units()).should().beFreeOfCycles();

  /**
   * Java has a sealed type name what it permits, and each of these name the sealed type; so it is
   * with a record and its builder, which the compiler writes. Either is one unit.
   */
  private static final class Units implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      JavaClass file = file(type);
      return SliceIdentifier.of(
          file.getRawInterfaces().stream()
              .filter(parent -> parent.reflect().isSealed())
              .map(parent -> file(parent).getName())
              .findFirst()
              .orElseGet(() -> file.getName().replaceFirst("Builder$", "")));
    }

    private static JavaClass file(JavaClass type) {
      return type.getEnclosingClass().map(Units::file).orElse(type);
    }

    @Override
    public String getDescription() {
      return "files, a sealed type and what it permits as one";
    }
  }

  /** A nested type is read without its owner's name where it is imported. */
  @ArchTest
  static void noNestedTypeHasTheNameOfAnotherType(JavaClasses all) {
    Map<Boolean, Set<String>> names =
        all.stream()
            .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
            .collect(
                partitioningBy(
                    JavaClass::isNestedClass, mapping(JavaClass::getSimpleName, toSet())));
    Set<String> both = new TreeSet<>(names.get(true));
    assertTrue(both.size() > 100, both.size() + " nested types");
    both.retainAll(names.get(false));
    assertEquals(Set.of(), both);
  }

  private static String ours(String name) {
    return "io.bidiclient." + name + "..";
  }

  /** A package that depends on itself, on Java, on SLF4J, and on the packages named. */
  private static ArchRule only(String name, String... allowed) {
    String[] all =
        Stream.concat(
                Stream.of(allowed),
                Stream.of(ours(name), "java.lang..", "java.io..", "java.math..", "java.net"))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ours(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(all)
                .or(
                    resideInAnyPackage(
                        "java.nio..",
                        "java.util..",
                        "java.time..",
                        "java.security..",
                        "javax.net..",
                        "org.slf4j..")))
        .as(name + " imports nothing but what the package table allows");
  }
}
