/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.EventStreams;
import io.github.bedrocktracing.testing.Exchanges;
import io.github.bedrocktracing.testing.LaterMembers;
import io.github.bedrocktracing.testing.Reply;
import io.github.bedrocktracing.testing.StreamConsumer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;

/** The operations of the matrix; the answer of each says {@code Hello}. */
enum MatrixOperation {
  CONVERSE("Converse", false) {
    @Override
    AwsResponse call(BedrockRuntimeClient client, RequestChange change) {
      return client.converse(change.apply(Exchanges.converse().toBuilder()).build());
    }

    @Override
    CompletableFuture<?> start(
        BedrockRuntimeAsyncClient client, RequestChange change, StreamConsumer consumer) {
      return client.converse(change.apply(Exchanges.converse().toBuilder()).build());
    }

    @Override
    Reply answer() {
      return Reply.json(Exchanges.CONVERSE_ANSWER);
    }
  },
  INVOKE_MODEL("InvokeModel", false) {
    @Override
    AwsResponse call(BedrockRuntimeClient client, RequestChange change) {
      return client.invokeModel(change.apply(Exchanges.invokeModel().toBuilder()).build());
    }

    @Override
    CompletableFuture<?> start(
        BedrockRuntimeAsyncClient client, RequestChange change, StreamConsumer consumer) {
      return client.invokeModel(change.apply(Exchanges.invokeModel().toBuilder()).build());
    }

    @Override
    Reply answer() {
      return Reply.json(Exchanges.INVOKE_MODEL_ANSWER);
    }
  },
  CONVERSE_STREAM("ConverseStream", true) {
    @Override
    CompletableFuture<?> start(
        BedrockRuntimeAsyncClient client, RequestChange change, StreamConsumer consumer) {
      return client.converseStream(
          change.apply(Exchanges.converseStream().toBuilder()).build(), consumer.ofConverse());
    }

    @Override
    Reply answer() {
      return Reply.stream(Exchanges.converseFrames());
    }

    @Override
    byte[] oddFrame() {
      return EventStreams.event("contentBlockDelta", "{\"contentBlockIndex\":[]} }{");
    }
  },
  INVOKE_MODEL_STREAM("InvokeModelWithResponseStream", true) {
    @Override
    CompletableFuture<?> start(
        BedrockRuntimeAsyncClient client, RequestChange change, StreamConsumer consumer) {
      return client.invokeModelWithResponseStream(
          change.apply(Exchanges.invokeModelStream().toBuilder()).build(),
          consumer.ofInvokeModel());
    }

    @Override
    Reply answer() {
      return Reply.stream(Exchanges.invokeModelFrames());
    }

    @Override
    byte[] oddFrame() {
      return EventStreams.chunk("{\"type\":[]} }{");
    }
  };

  private final String sdkName;
  private final boolean streams;

  MatrixOperation(String sdkName, boolean streams) {
    this.sdkName = sdkName;
    this.streams = streams;
  }

  /** Returns the SDK's name of the operation. */
  String sdkName() {
    return sdkName;
  }

  /** Returns whether it answers with a stream, as no blocking client can. */
  boolean streams() {
    return streams;
  }

  /** Makes a call on the caller's thread. */
  AwsResponse call(BedrockRuntimeClient client, RequestChange change) {
    throw new UnsupportedOperationException("the blocking client does not stream");
  }

  /** Starts a call. */
  abstract CompletableFuture<?> start(
      BedrockRuntimeAsyncClient client, RequestChange change, StreamConsumer consumer);

  /** Returns the whole answer. */
  abstract Reply answer();

  /** Returns a frame that is whole but for its JSON. */
  byte[] oddFrame() {
    throw new UnsupportedOperationException("it does not stream");
  }

  /** Returns the first frames of the answer, and others after them. */
  Reply frames(int count, byte[]... more) {
    byte[][] first = answer().parts().subList(0, count).toArray(byte[][]::new);
    byte[][] all = Arrays.copyOf(first, count + more.length);
    System.arraycopy(more, 0, all, count, more.length);
    return Reply.stream(all);
  }

  @Override
  public String toString() {
    return sdkName;
  }

  /**
   * What is different about a request.
   *
   * @param unsendable whether what the SDK needs to send it is missing
   */
  record RequestChange(
      boolean unsendable, Consumer<AwsRequestOverrideConfiguration.Builder> configuration) {
    <B extends BedrockRuntimeRequest.Builder & SdkPojo> B apply(B request) {
      if (unsendable) {
        LaterMembers.set(request, "modelId", null);
      }
      request.overrideConfiguration(configuration);
      return request;
    }
  }
}
