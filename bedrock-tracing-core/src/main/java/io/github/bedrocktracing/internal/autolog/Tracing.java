/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.export.OpenTelemetrySource;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.interceptor.ExecutionsInFlight;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.pricing.PriceSource;
import io.github.bedrocktracing.internal.settings.AgentSettings;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.internal.settings.ParentSettings;
import io.github.bedrocktracing.internal.settings.PropagationSettings;
import io.github.bedrocktracing.internal.settings.SettingsInForce;
import io.github.bedrocktracing.internal.telemetry.TelemetrySource;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration put together with the OpenTelemetry that it records to. */
public final class Tracing {
  private static final String CONTENT = "otel.instrumentation.genai.capture-message-content";
  private static final String FLAVOR = "bedrock.tracing.flavor";

  private final OpenTelemetrySource openTelemetry;
  private final TracingConfiguration configuration;
  private final MlflowSettings mlflow;

  /**
   * Puts a configuration together.
   *
   * @param given where spans and metrics go; null where that is to be found
   */
  public Tracing(
      @Nullable OpenTelemetry given,
      MlflowSettings mlflow,
      ContentSettings content,
      PriceSource prices,
      AgentSettings agents,
      PropagationSettings propagation,
      ParentSettings parents) {
    this.mlflow = mlflow;
    this.openTelemetry = new OpenTelemetrySource(given, mlflow, this::endCallsInFlight);
    this.configuration =
        new TracingConfiguration(
            new TelemetrySource(openTelemetry, openTelemetry::isForMlflow, new SdkSpanReader()),
            content,
            prices,
            agents,
            propagation,
            parents);
  }

  /** Returns the tracing of a program that says nothing of its own. */
  static Tracing byDefault() {
    return new Tracing(
        null,
        MlflowSettings.UNSET,
        ContentSettings.UNSET,
        new PriceSource(null),
        AgentSettings.UNSET,
        PropagationSettings.UNSET,
        ParentSettings.UNSET);
  }

  /** Returns what to trace with, wherever it is recorded. */
  public TracingConfiguration configuration() {
    return configuration;
  }

  /** Returns what to trace with, where there is something to record to now; else null. */
  public @Nullable TracingConfiguration whereAvailable() {
    if (openTelemetry.isAvailable()) {
      return configuration;
    }
    if (!Autolog.isEnabled()) {
      Problems.report(Problem.NOWHERE);
    }
    return null;
  }

  /** Returns what to trace with, on an SDK of the library's own if there is no other. */
  public TracingConfiguration withOwnSdk() {
    openTelemetry.allowOwn();
    return configuration;
  }

  /** Undoes {@link #shutdown()}. */
  public void reopen() {
    openTelemetry.reopen();
  }

  /** Sends what the library's own SDK has recorded; waits for a bounded time. */
  public void flush() {
    openTelemetry.flush();
  }

  /** Ends the calls in flight, and shuts the library's own SDK down within a bounded time. */
  public void shutdown() {
    endCallsInFlight();
    openTelemetry.close();
  }

  /** Returns in lines where this records to and what, without a secret or any content. */
  public List<String> describe() {
    ContentSettings content = configuration.content();
    return List.of(
        "to: " + openTelemetry.describe(),
        "content: "
            + content.captureNow()
            + ", "
            + SettingsInForce.source(this, content.capture() != null, CONTENT),
        "redactor: " + (content.redactorNow() == null ? "none" : "present"),
        "MLflow's attributes: "
            + (openTelemetry.isForMlflow(openTelemetry.get()) ? "yes, " : "no, ")
            + SettingsInForce.source(this, mlflow.attributes() != null, FLAVOR),
        "prices: " + configuration.prices().describe(this));
  }

  private void endCallsInFlight() {
    ExecutionsInFlight.endAll(configuration);
  }
}
