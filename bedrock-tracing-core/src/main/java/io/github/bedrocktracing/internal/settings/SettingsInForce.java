/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings that somebody has set, what they say, and where. */
public final class SettingsInForce {
  private static final String CONTENT_BY_SPRING = "bedrock.tracing.content.capture";
  private static final String FLAG = "true|false";
  private static final String EXPORTERS =
      "(otlp|console|logging|prometheus|none)(,(otlp|console|none))*";

  private static final List<Setting> SETTINGS =
      List.of(
          Setting.flag("bedrock.tracing.enabled"),
          Setting.flag("bedrock.tracing.autolog"),
          Setting.hidden("bedrock.tracing.prices"),
          Setting.of(
              Flags.CONTENT,
              FLAG + "|no_content|span_only|event_only|span_and_event",
              "counts as NO_CONTENT"),
          Setting.of("bedrock.tracing.content.redact-patterns", FLAG, "counts as true"),
          Setting.flag("bedrock.tracing.content.stream-events"),
          Setting.number("bedrock.tracing.content.max-value-length"),
          Setting.number("bedrock.tracing.content.max-length"),
          Setting.number("bedrock.tracing.content.max-binary-bytes"),
          Setting.flag("bedrock.tracing.agent.steps"),
          Setting.flag("bedrock.tracing.agent.enable-trace"),
          Setting.of("bedrock.tracing.propagation", "w3c|xray|none"),
          Setting.flag("bedrock.tracing.propagate-session"),
          Setting.flag("bedrock.tracing.request-metadata"),
          Setting.of("bedrock.tracing.parent-spans", "child|once|enrich"),
          Setting.of("bedrock.tracing.sdk-spans", "share|ignore"),
          Setting.of("bedrock.tracing.flavor", "mlflow|none"),
          Setting.open("otel.semconv-stability.opt-in", "gen_ai_latest_experimental"),
          Setting.open("otel.sdk.disabled", FLAG),
          Setting.hidden("otel.service.name"),
          Setting.hidden("otel.resource.attributes"),
          Setting.open("otel.traces.exporter", EXPORTERS),
          Setting.open("otel.metrics.exporter", EXPORTERS),
          Setting.open("otel.logs.exporter", EXPORTERS),
          Setting.open(
              "otel.traces.sampler",
              "(parentbased_)?(always_on|always_off|traceidratio)|parentbased_jaeger_remote|xray"),
          Setting.open("otel.exporter.otlp.protocol", "grpc|http/protobuf"),
          Setting.hidden("otel.exporter.otlp.endpoint"),
          Setting.hidden("otel.exporter.otlp.headers"),
          Setting.hidden("otel.exporter.otlp.traces.endpoint"),
          Setting.hidden("otel.exporter.otlp.traces.headers"),
          Setting.hidden("otel.exporter.otlp.metrics.endpoint"),
          Setting.hidden("otel.exporter.otlp.metrics.headers"),
          Setting.hidden("mlflow.tracking.uri"),
          Setting.hidden("mlflow.tracking.username"),
          Setting.hidden("mlflow.tracking.password"),
          Setting.hidden("mlflow.tracking.token"),
          Setting.open("mlflow.experiment.id", "[0-9]{1,9}"),
          Setting.hidden("mlflow.experiment.name"));

  /** Settings that a framework alone reads. */
  private static final List<Setting> OF_FRAMEWORKS =
      List.of(Setting.of(CONTENT_BY_SPRING, "none|span|event|span[-_]and[-_]event|spanandevent"));

  private SettingsInForce() {}

  /** Returns a line for each setting that is set. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    addOfProcess(SETTINGS, "", lines);
    addOfProcess(OF_FRAMEWORKS, ", which Spring alone reads", lines);
    lines.addAll(
        UnknownSettings.lines(
            names(), System.getProperties().stringPropertyNames(), System.getenv().keySet()));
    for (GivenSettings.Given given : GivenSettings.all()) {
      lines.add(given.name() + ": " + shown(given) + ", in " + given.origin());
    }
    for (GivenSettings.Given unknown : GivenSettings.unknown()) {
      lines.add(unknown.name() + " in " + unknown.origin() + ": there is no such setting");
    }
    return lines.isEmpty() ? List.of("none is set") : lines;
  }

  private static void addOfProcess(List<Setting> settings, String remark, List<String> lines) {
    for (Setting setting : settings) {
      String variable = SettingLookup.variable(setting.name());
      String property = System.getProperty(setting.name());
      String value = property == null ? System.getenv(variable) : property;
      if (value != null && !value.isBlank()) {
        String source = property == null ? "variable " + variable : "property " + setting.name();
        lines.add(source + ": " + setting.shown(value.trim()) + remark);
      }
    }
  }

  /** Returns the names of all settings that are told of, as system properties. */
  public static List<String> names() {
    return Stream.concat(SETTINGS.stream(), OF_FRAMEWORKS.stream()).map(Setting::name).toList();
  }

  /** Returns those of some names below {@code bedrock.tracing.} that no setting has. */
  public static List<String> unknown(Collection<String> names) {
    return UnknownSettings.among(names, names());
  }

  /**
   * Returns who says something: the program, a framework for it, else a setting if it is set, else
   * nobody.
   *
   * @param configuration what the program or the framework has made
   * @param setting the name of what says it otherwise; null for nothing
   */
  public static String source(Object configuration, boolean byProgram, @Nullable String setting) {
    if (byProgram) {
      return setting == null ? "by the program" : sourceOfGiven(configuration, setting);
    }
    String value = setting == null ? null : SettingLookup.text(setting);
    if (setting == null || value == null) {
      return "by default";
    }
    return setting(setting).takes(value)
        ? "by " + setting
        : "since " + setting + " has none of its values";
  }

  private static String sourceOfGiven(Object configuration, String setting) {
    String decider = GivenSettings.decider(configuration, setting);
    if (decider != null) {
      return "by " + decider;
    }
    List<String> names =
        setting.equals(Flags.CONTENT) ? List.of(CONTENT_BY_SPRING, setting) : List.of(setting);
    GivenSettings.Given given = GivenSettings.first(configuration, names);
    if (given != null) {
      return "by " + given.name() + " in " + given.origin();
    }
    if (GivenSettings.tellOf(configuration)) {
      for (String name : names) {
        if (SettingLookup.text(name) != null) {
          return "by " + name;
        }
      }
    }
    return "by the program";
  }

  private static String shown(GivenSettings.Given given) {
    return given.value().isBlank() ? "empty" : setting(given.name()).shown(given.value().trim());
  }

  private static Setting setting(String name) {
    return Stream.concat(SETTINGS.stream(), OF_FRAMEWORKS.stream())
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .orElseGet(() -> Setting.hidden(name));
  }
}
