/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.stream.BodyAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Turns what the SDK passes for one execution of an operation into neutral records. */
public interface OperationCapture {
  /** Returns what is true of every request of the operation, for what one request says. */
  InferenceRequest.Builder newRequest();

  /** Reads the request. */
  InferenceRequest request(SdkRequest request);

  /**
   * Returns the model that a request goes to, where that and {@link #operation} are all that names
   * the call; null where only the request as a whole does.
   */
  default @Nullable String model(SdkRequest request) {
    return null;
  }

  /**
   * Returns what every request to a model asks for; null where only the request as a whole tells.
   */
  default @Nullable OperationName operation(String model) {
    return null;
  }

  /** Reads the messages of the request that was read before. */
  InputContent inputContent(SdkRequest request, CaptureLimits limits);

  /**
   * Reads the response of an operation that does not stream.
   *
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content);

  /**
   * Returns a new accumulator for one attempt's stream; null when the operation has none.
   *
   * @param content how much of the answer is kept; null when its content is not wanted
   * @param listener is told what an agent does while the stream comes in; null when nobody is
   */
  default @Nullable StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return null;
  }

  /** Returns the request that asks for the trace of what is done; most operations have none. */
  default SdkRequest withTrace(SdkRequest request) {
    return request;
  }

  /**
   * Returns a new accumulator for one attempt's body, where that is no event stream and the caller
   * may read it after the call; null when the operation has none.
   *
   * @param head the status and the headers that came before it
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  default @Nullable BodyAccumulator newBodyAccumulator(
      SdkHttpResponse head, @Nullable CaptureLimits content) {
    return null;
  }

  /** Returns whether the request has members that tell the callee of the trace. */
  default boolean tellsOfTrace() {
    return false;
  }

  /**
   * Returns the request with the context in those members that the caller left open.
   *
   * @param headers tells by its name whether the caller adds a header
   */
  default SdkRequest withContext(
      SdkRequest request, PropagatedContext context, Predicate<String> headers) {
    return request;
  }

  /** Returns whether the request has metadata, which the service writes to its logs. */
  default boolean takesMetadata() {
    return false;
  }

  /**
   * Returns the request with entries in its metadata besides those of the caller.
   *
   * @param headers tells by its name whether the caller adds a header
   */
  default SdkRequest withMetadata(
      SdkRequest request, Map<String, String> entries, Predicate<String> headers) {
    return takesMetadata() ? RequestMetadata.with(request, entries, headers) : request;
  }
}
