/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is recorded when an execution has ended.
 *
 * @param request what was asked
 * @param completion how it ended
 * @param content what was said, where it is wanted
 * @param session to whom and to what the call belongs
 * @param cost what it cost; null when that is not known
 */
public record InferenceResult(
    InferenceRequest request,
    Completion completion,
    RecordedContent content,
    SessionContext session,
    @Nullable Cost cost) {}
