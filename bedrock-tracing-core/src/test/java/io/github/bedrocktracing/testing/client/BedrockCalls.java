/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** The calls of a client of any kind, each made to its end. */
public interface BedrockCalls extends AutoCloseable {
  /** Calls Converse. */
  CallResult converse(ConverseRequest request);

  /** Calls InvokeModel. */
  CallResult invokeModel(InvokeModelRequest request);

  /** Calls ConverseStream. */
  CallResult converseStream(ConverseStreamRequest request);

  /** Calls InvokeModelWithResponseStream. */
  CallResult invokeModelStream(InvokeModelWithResponseStreamRequest request);

  @Override
  void close();
}
