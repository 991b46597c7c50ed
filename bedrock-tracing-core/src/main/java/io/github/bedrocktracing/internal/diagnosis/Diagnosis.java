/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.diagnosis;

import io.github.bedrocktracing.internal.autolog.Autolog;
import io.github.bedrocktracing.internal.autolog.Tracing;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.interceptor.SeenServices;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.settings.SettingsInForce;
import io.github.bedrocktracing.internal.telemetry.LibraryVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A report on the state of the process: what is on, where it records to, and what it had to
 * swallow. It holds no content, no header and no credential, and making it changes nothing.
 */
public final class Diagnosis {
  private final StringBuilder text = new StringBuilder();

  private Diagnosis() {}

  /** Returns the report; a part that cannot be told says so. */
  public static String report() {
    return Guard.get(Problem.DIAGNOSIS, Diagnosis::make, "");
  }

  private static String make() {
    Diagnosis diagnosis = new Diagnosis();
    diagnosis.section("versions", Diagnosis::versions);
    diagnosis.section("state", Diagnosis::state);
    diagnosis.section("attached", Diagnosis::attached);
    diagnosis.section("autolog records", Diagnosis::tracing);
    diagnosis.section("settings", lines -> SettingsInForce.lines().forEach(lines));
    diagnosis.section("swallowed", Diagnosis::swallowed);
    return diagnosis.text.toString();
  }

  private void section(String title, Consumer<Consumer<String>> content) {
    text.append(title).append('\n');
    Consumer<String> lines = line -> text.append("  ").append(line).append('\n');
    boolean told =
        Guard.get(
            Problem.DIAGNOSIS,
            () -> {
              content.accept(lines);
              return true;
            },
            false);
    if (!told) {
      lines.accept("this part cannot be told");
    }
  }

  private static void versions(Consumer<String> lines) {
    lines.accept("bedrock-tracing " + orUnknown(LibraryVersion.get()));
    lines.accept("Java " + Runtime.version());
    Classpath.versions().forEach(lines);
  }

  private static void state(Consumer<String> lines) {
    lines.accept(
        Flags.enabled()
            ? "enabled: yes"
            : "enabled: no, bedrock.tracing.enabled is false and nothing is traced");
    lines.accept("autolog: " + Autolog.state());
  }

  private static void attached(Consumer<String> lines) {
    Classpath.serviceFiles().forEach(lines);
    lines.accept("autolog's interceptor was called by: " + names(SeenServices.byAutolog()));
    lines.accept("explicit interceptors were called by: " + names(SeenServices.byExplicit()));
  }

  private static void tracing(Consumer<String> lines) {
    Tracing tracing = Autolog.tracing();
    if (tracing == null) {
      lines.accept("nothing while it is off");
      return;
    }
    tracing.describe().forEach(lines);
  }

  private static void swallowed(Consumer<String> lines) {
    Map<Problem, Long> counts = Problems.totals();
    if (counts.isEmpty()) {
      lines.accept("nothing");
    }
    counts.forEach(
        (problem, count) ->
            lines.accept(
                problem.name().toLowerCase(Locale.ROOT)
                    + ": "
                    + count
                    + (count == 1 ? " time" : " times")));
  }

  private static String names(Set<String> services) {
    return services.isEmpty() ? "no service yet" : String.join(", ", List.copyOf(services));
  }

  private static String orUnknown(@Nullable String version) {
    return version == null || version.isEmpty() ? "of unknown version" : version;
  }
}
