/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.pricing.PriceSource;
import io.github.bedrocktracing.internal.settings.AgentSettings;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.ParentSettings;
import io.github.bedrocktracing.internal.settings.PropagationSettings;
import io.github.bedrocktracing.internal.telemetry.TelemetrySource;

/**
 * What an interceptor traces with.
 *
 * @param telemetry where spans and metrics come from
 * @param content what of prompts and answers is recorded
 * @param prices what tokens cost
 * @param agents what of the runs of managed agents is recorded
 * @param propagation whether and how hosted agents are told of the trace
 * @param parents what is recorded within spans of others
 */
public record TracingConfiguration(
    TelemetrySource telemetry,
    ContentSettings content,
    PriceSource prices,
    AgentSettings agents,
    PropagationSettings propagation,
    ParentSettings parents) {}
