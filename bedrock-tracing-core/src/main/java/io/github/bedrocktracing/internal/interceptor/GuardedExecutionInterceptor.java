/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The interceptor that users put on a client: keeps every failure of the library's own away from
 * the call, which the SDK would otherwise fail.
 */
public class GuardedExecutionInterceptor implements ExecutionInterceptor {
  private final ExecutionInterceptor tracing;

  /**
   * Creates an interceptor.
   *
   * @param configuration gives what to trace with at each call; null while tracing is off
   * @param yields whether another interceptor on the same client may trace in its place
   */
  public GuardedExecutionInterceptor(
      Supplier<@Nullable TracingConfiguration> configuration, boolean yields) {
    this.tracing = new TracingInterceptor(configuration, yields);
  }

  @Override
  public final void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::beforeExecution, tracing, context, attributes);
  }

  @Override
  public final SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes attributes) {
    return Guard.get(
        Problem.HOOK,
        ExecutionInterceptor::modifyRequest,
        tracing,
        context,
        attributes,
        context.request());
  }

  @Override
  public final void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::beforeTransmission, tracing, context, attributes);
  }

  @Override
  public final void afterTransmission(
      Context.AfterTransmission context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::afterTransmission, tracing, context, attributes);
  }

  @Override
  public final Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<Publisher<ByteBuffer>> body = context.responsePublisher();
    return body.isEmpty()
        ? body
        : Guard.get(
            Problem.HOOK,
            ExecutionInterceptor::modifyAsyncHttpResponseContent,
            tracing,
            context,
            attributes,
            body);
  }

  @Override
  public final Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    return body.isEmpty()
        ? body
        : Guard.get(
            Problem.HOOK,
            ExecutionInterceptor::modifyHttpResponseContent,
            tracing,
            context,
            attributes,
            body);
  }

  @Override
  public final void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::afterUnmarshalling, tracing, context, attributes);
  }

  @Override
  public final void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::afterExecution, tracing, context, attributes);
  }

  @Override
  public final void onExecutionFailure(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    Guard.run(Problem.HOOK, ExecutionInterceptor::onExecutionFailure, tracing, context, attributes);
  }
}
