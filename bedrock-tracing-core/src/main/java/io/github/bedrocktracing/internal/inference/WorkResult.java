/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import io.github.bedrocktracing.internal.inference.message.MessagePart;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is recorded when a piece of work has ended.
 *
 * @param work what was done
 * @param failure why it failed; null when it did not
 * @param content arguments and result, where they are wanted: a {@link MessagePart.ToolCall} in the
 *     input and a {@link MessagePart.ToolCallResponse} in the output
 * @param session to whom and to what the work belongs
 */
public record WorkResult(
    Work work, @Nullable Failure failure, RecordedContent content, SessionContext session) {}
