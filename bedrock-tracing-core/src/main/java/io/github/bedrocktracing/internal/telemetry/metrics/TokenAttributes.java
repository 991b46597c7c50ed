/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.GenAiAttributes;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of metrics with one type of tokens.
 *
 * <p>Those of the last call are kept: a program makes most of its calls to one model, and making
 * them anew takes a builder and two arrays for each type.
 */
final class TokenAttributes {
  private final String type;
  private volatile @Nullable Last last;

  TokenAttributes(String type) {
    this.type = type;
  }

  /** Returns the attributes of a call with the type besides. */
  Attributes with(Attributes call) {
    Last present = last;
    if (present == null || !present.call.equals(call)) {
      present = new Last(call, call.toBuilder().put(GenAiAttributes.TOKEN_TYPE, type).build());
      last = present;
    }
    return present.typed;
  }

  private record Last(Attributes call, Attributes typed) {}
}
