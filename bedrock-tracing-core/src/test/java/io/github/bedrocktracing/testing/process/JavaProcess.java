/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program run in a Java process of its own, for what is decided once in the life of a process.
 *
 * <p>It inherits no setting of OpenTelemetry, of MLflow or of this library, and logs each record on
 * one line.
 */
public final class JavaProcess {
  private static final long TIMEOUT_SECONDS = 90;
  private static final Pattern INHERITED_SETTING =
      Pattern.compile("(OTEL|BEDROCK_TRACING|MLFLOW)_.*|_?JAVA_(TOOL_)?OPTIONS|JDK_JAVA_OPTIONS");

  private final String mainClass;
  private final List<String> arguments;
  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Path> added = new ArrayList<>();
  private final List<Path> agents = new ArrayList<>();

  private JavaProcess(String mainClass, List<String> arguments) {
    this.mainClass = mainClass;
    this.arguments = arguments;
  }

  /** Returns a process that runs a main class of the tests. */
  public static JavaProcess of(Class<?> mainClass, String... arguments) {
    return new JavaProcess(mainClass.getName(), List.of(arguments));
  }

  /** Sets an environment variable. */
  public JavaProcess variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Sets a system property. */
  public JavaProcess property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Sets an option of the virtual machine. */
  public JavaProcess option(String option) {
    options.add(option);
    return this;
  }

  /** Takes the jars of the tests whose file names start so off the class path. */
  public JavaProcess without(String jarPrefix) {
    missing.add(jarPrefix);
    return this;
  }

  /** Puts jars on the class path behind the others. */
  public JavaProcess with(List<Path> jars) {
    added.addAll(jars);
    return this;
  }

  /** Attaches a Java agent. */
  public JavaProcess agent(Path jar) {
    agents.add(jar);
    return this;
  }

  /** Runs the program to its end, which must come in time and be a success; returns its output. */
  public Output run() {
    try {
      Path output = Files.createTempFile("java-process", ".txt");
      try {
        Process process = start(output);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          fail("The program did not end in time; its output:\n" + Files.readString(output));
        }
        Output result = new Output(Files.readAllLines(output));
        assertThat(process.exitValue()).as("exit code with output\n%s", result).isZero();
        return result;
      } finally {
        Files.delete(output);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Process start(Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Programs this short end sooner when little is compiled.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Duser.language=en");
    command.add("-Djava.util.logging.SimpleFormatter.format=%4$s %3$s: %5$s%6$s%n");
    command.addAll(options);
    agents.forEach(jar -> command.add("-javaagent:" + jar));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> INHERITED_SETTING.matcher(name).matches());
    builder.environment().putAll(variables);
    return builder.start();
  }

  private String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    String classPath = surefire == null ? System.getProperty("java.class.path") : surefire;
    Stream<String> inherited =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> missing.stream().noneMatch(new File(entry).getName()::startsWith));
    return Stream.concat(inherited, added.stream().map(Path::toString))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What a program has printed and logged. */
  public record Output(List<String> lines) {
    /** Returns the warnings that this library has logged. */
    public List<String> ownWarnings() {
      return lines.stream()
          .filter(line -> line.startsWith("WARNING io.github.bedrocktracing"))
          .toList();
    }

    /** Returns everything else that looks like trouble. */
    public List<String> otherTrouble() {
      return lines.stream()
          .filter(line -> !line.startsWith("WARNING io.github.bedrocktracing"))
          .filter(line -> !line.startsWith("INFO "))
          .filter(
              line ->
                  line.startsWith("WARNING ")
                      || line.startsWith("SEVERE ")
                      || line.stripLeading().startsWith("at ")
                      || line.contains("Exception")
                      || line.contains("Error"))
          .toList();
    }

    @Override
    public String toString() {
      return String.join("\n", lines);
    }
  }
}
