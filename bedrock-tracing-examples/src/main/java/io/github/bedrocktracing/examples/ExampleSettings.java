/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the user of the example asks for.
 *
 * @param live whether to call AWS and not the embedded Bedrock
 * @param models the models to call, by the name of the argument that sets each
 * @param report where the page of traces is written
 */
record ExampleSettings(boolean live, Map<String, String> models, Path report) {
  static final String CONVERSE_MODEL = "converse-model";
  static final String CONVERSE_STREAM_MODEL = "converse-stream-model";
  static final String INVOKE_MODEL = "invoke-model";
  static final String INVOKE_STREAM_MODEL = "invoke-stream-model";

  /** The ways to call the program, for those who called it in another. */
  static final String USAGE =
      """
      Arguments:
        --live                      call AWS, with the default credentials and region
        --converse-model=ID         the model for Converse             (or CONVERSE_MODEL)
        --converse-stream-model=ID  the model for ConverseStream       (or CONVERSE_STREAM_MODEL)
        --invoke-model=ID           the Claude for InvokeModel         (or INVOKE_MODEL)
        --invoke-stream-model=ID    the Claude for the invoked stream  (or INVOKE_STREAM_MODEL)
        --report=FILE               where the page of traces is written
      The variables in brackets are read from the environment.""";

  private static final String REPORT = "--report=";

  /** Where the build wants the page, or a file in the working directory. */
  private static final Path DEFAULT_REPORT =
      Path.of(System.getProperty("example.report", "trace-report.html"));

  private static final Map<String, String> DEFAULT_MODELS =
      Map.of(
          CONVERSE_MODEL, "amazon.nova-lite-v1:0",
          CONVERSE_STREAM_MODEL, "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
          INVOKE_MODEL, "global.anthropic.claude-haiku-4-5-20251001-v1:0",
          INVOKE_STREAM_MODEL, "global.anthropic.claude-opus-4-5-20251101-v1:0");

  ExampleSettings {
    models = Map.copyOf(models);
  }

  /**
   * Reads arguments and environment; of a model named in both, the argument counts.
   *
   * @throws IllegalArgumentException for an argument that the program does not know
   */
  static ExampleSettings parse(String[] args, Map<String, String> environment) {
    Map<String, String> models = new TreeMap<>(DEFAULT_MODELS);
    models.replaceAll((name, id) -> environment.getOrDefault(variable(name), id));
    boolean live = false;
    Path report = DEFAULT_REPORT;
    for (String arg : args) {
      if (arg.equals("--live")) {
        live = true;
      } else if (arg.startsWith(REPORT)) {
        report = Path.of(arg.substring(REPORT.length()));
      } else {
        setModel(models, arg);
      }
    }
    return new ExampleSettings(live, models, report);
  }

  /** Returns the model that is called when neither argument nor environment names one. */
  static String defaultModel(String name) {
    return new ExampleSettings(false, DEFAULT_MODELS, DEFAULT_REPORT).model(name);
  }

  /** Returns the model that the argument of this name, or its default, asks for. */
  String model(String name) {
    String id = models.get(name);
    if (id == null) {
      throw new IllegalArgumentException(name);
    }
    return id;
  }

  private static void setModel(Map<String, String> models, String arg) {
    int equals = arg.indexOf('=');
    String name = equals > 2 && arg.startsWith("--") ? arg.substring(2, equals) : "";
    if (models.replace(name, arg.substring(equals + 1)) == null) {
      throw new IllegalArgumentException("Unknown argument: " + arg);
    }
  }

  private static String variable(String name) {
    return name.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
