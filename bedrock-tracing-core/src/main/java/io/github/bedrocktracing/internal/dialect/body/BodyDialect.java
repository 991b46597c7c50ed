/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.TopLevelKeys;
import org.jspecify.annotations.Nullable;

/**
 * One way in which models write the bodies of InvokeModel: how to know it, and which fields of it
 * are wanted.
 *
 * <p>A dialect is known by the body's keys; the model id only says which dialect to try first. What
 * Bedrock itself adds to every body (invocation metrics, the guardrail's action) is read beside the
 * dialect and must not be named in its shapes.
 */
public interface BodyDialect {
  /** Returns what a call with such a body asks for. */
  OperationName operation();

  /** Returns the kind of output of every such call, where it is not text. */
  default @Nullable String outputType() {
    return null;
  }

  /** Returns whether models of this id usually speak the dialect. */
  boolean usualFor(ModelId model);

  /**
   * Returns whether models that usually speak the dialect take no body that asks for something
   * else, so that the model alone tells the operation.
   */
  default boolean isToldByModel() {
    return false;
  }

  /** Returns whether a request body with these keys is of the dialect. */
  boolean isRequest(TopLevelKeys keys);

  /**
   * Returns whether a request body with these keys can be of the dialect, given that the model
   * usually speaks it; more bodies can be than are known to be.
   */
  default boolean mayBeRequest(TopLevelKeys keys) {
    return isRequest(keys);
  }

  /** Returns whether a response body with these keys is of the dialect. */
  boolean isResponse(TopLevelKeys keys);

  /** Returns whether a chunk of a streamed response with these keys is of the dialect. */
  default boolean isChunk(TopLevelKeys keys) {
    return isResponse(keys);
  }

  /** Returns what is read of the bodies. */
  BodyShapes shapes();
}
