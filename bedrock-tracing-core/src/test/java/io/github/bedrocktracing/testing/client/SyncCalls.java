/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** The calls of a blocking client, which has no streaming ones. */
public final class SyncCalls implements BedrockCalls {
  private final BedrockRuntimeClient client;

  /** Makes calls with a client, which is closed with them. */
  public SyncCalls(BedrockRuntimeClient client) {
    this.client = client;
  }

  @Override
  public CallResult converse(ConverseRequest request) {
    return result(() -> client.converse(request));
  }

  @Override
  public CallResult invokeModel(InvokeModelRequest request) {
    return result(() -> client.invokeModel(request));
  }

  @Override
  public CallResult converseStream(ConverseStreamRequest request) {
    throw new UnsupportedOperationException("the blocking client does not stream");
  }

  @Override
  public CallResult invokeModelStream(InvokeModelWithResponseStreamRequest request) {
    throw new UnsupportedOperationException("the blocking client does not stream");
  }

  @Override
  public void close() {
    client.close();
  }

  private static CallResult result(Supplier<? extends AwsResponse> call) {
    try {
      return CallResult.of(call.get());
    } catch (Exception thrown) {
      return CallResult.of(thrown);
    } catch (Error thrown) {
      return CallResult.of(thrown);
    }
  }
}
