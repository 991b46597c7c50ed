/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is recorded of a step of a managed agent's run.
 *
 * @param content what was said, where it is wanted
 * @param session to whom and to what the run belongs
 * @param cost what it cost; null when that is not known
 */
public record StepResult(
    AgentStep step, RecordedContent content, SessionContext session, @Nullable Cost cost) {}
