/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.export.OpenTelemetrySource;
import io.github.bedrocktracing.internal.interceptor.ExecutionsInFlight;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.pricing.PriceSource;
import io.github.bedrocktracing.internal.settings.AgentSettings;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.internal.settings.PropagationSettings;
import io.github.bedrocktracing.internal.telemetry.TelemetrySource;

/** The one configuration of a process that names none, however it is switched on. */
final class DefaultTracing {
  private static final OpenTelemetrySource OPEN_TELEMETRY =
      new OpenTelemetrySource(null, MlflowSettings.UNSET, DefaultTracing::endCallsInFlight);

  private static final TracingConfiguration CONFIGURATION =
      new TracingConfiguration(
          new TelemetrySource(OPEN_TELEMETRY, OPEN_TELEMETRY::isForMlflow),
          ContentSettings.UNSET,
          new PriceSource(null),
          AgentSettings.UNSET,
          PropagationSettings.UNSET);

  private DefaultTracing() {}

  /** Returns the configuration, with an OpenTelemetry to record to. */
  static TracingConfiguration configuration() {
    OPEN_TELEMETRY.allowOwn();
    return CONFIGURATION;
  }

  private static void endCallsInFlight() {
    ExecutionsInFlight.endAll(CONFIGURATION);
  }
}
