/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import static io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys.END_REPORTS;
import static io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys.EXECUTION;
import static io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys.REQUEST_TRACED;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.telemetry.OtherSpan;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Leads the SDK's hooks, in the order in which the SDK calls them, to the execution they belong to.
 *
 * <p>Whether a call is traced is decided when it begins; once begun it is followed to its end, also
 * when tracing is switched off meanwhile. Of several instances on one client, one traces a call: an
 * explicit one before the dormant one of the service files, else the one that was added first.
 */
final class TracingInterceptor implements ExecutionInterceptor {
  private final Supplier<@Nullable TracingConfiguration> configuration;
  private final boolean yields;
  private volatile @Nullable ServerEndpoint lastEndpoint;

  /**
   * Creates an interceptor.
   *
   * @param configuration gives what to trace with at each call; null while tracing is off
   * @param yields whether another interceptor on the same client may trace in its place
   */
  TracingInterceptor(Supplier<@Nullable TracingConfiguration> configuration, boolean yields) {
    this.configuration = configuration;
    this.yields = yields;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    forgetOtherCall(attributes);
    SeenServices.note(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME), yields);
    TracingConfiguration current = Flags.enabled() ? configuration.get() : null;
    if (current == null || Boolean.FALSE.equals(attributes.getAttribute(REQUEST_TRACED))) {
      return;
    }
    OperationCapture capture =
        OperationCaptures.forExecution(
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    if (capture == null || isTakenByOther(attributes)) {
      return;
    }
    EndReports reports = attributes.getAttribute(END_REPORTS);
    Duration timeout = reports == null ? null : reports.timeoutOf(context.request());
    BedrockExecution execution =
        new BedrockExecution(
            this,
            CallPlan.ofCallThatBegins(current, capture, context.request(), timeout),
            context.request());
    attributes.putAttribute(EXECUTION, new ExecutionHandle(execution, attributes));
    if (reports != null) {
      reports.expect(execution, attributes);
    }
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    if (execution == null) {
      return context.request();
    }
    SdkRequest asking = execution.plan().asked(context.request());
    RequestChanges changes = RequestChanges.of(execution.plan());
    return changes == null
        ? asking
        : changes.apply(
            asking,
            () -> new CallerHeaders(context.request(), attributes),
            asked -> isSpanOfOther(attributes, execution) ? null : execution.started(asked));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    if (execution != null) {
      execution.attemptStarts(
          context.request(),
          context.httpRequest(),
          endpoint(context.httpRequest(), attributes),
          Guard.get(Problem.NEIGHBOUR, NeighbourSpan::isPossible, false)
              ? parent -> neighbour(attributes, execution, parent)
              : parent -> null);
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    if (execution != null) {
      execution.responseStarts(context.httpResponse());
    }
  }

  @Override
  public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    Optional<Publisher<ByteBuffer>> body = context.responsePublisher();
    // Also called for the bodies of errors, which are no event streams.
    if (execution == null || !context.httpResponse().isSuccessful() || body.isEmpty()) {
      return body;
    }
    return tapped(body, execution, attributes, BodyTaps::tap);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    Optional<InputStream> body = context.responseBody();
    if (execution == null || !context.httpResponse().isSuccessful() || body.isEmpty()) {
      return body;
    }
    return tapped(body, execution, attributes, BodyTaps::tap);
  }

  /** Returns the body to use; the very same where nothing is wanted of it. */
  private static <B> Optional<B> tapped(
      Optional<B> body,
      BedrockExecution execution,
      ExecutionAttributes attributes,
      BodyTaps.Tap<B> tap) {
    B source = body.get();
    B tapped = execution.tap(source, attributes.getAttribute(EXECUTION), tap);
    return tapped == source ? body : Optional.of(tapped);
  }

  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    if (execution != null && execution.isEndedByOther(false)) {
      execution.succeeded(context.request(), context.response());
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    try {
      if (execution != null) {
        execution.succeeded(context.request(), context.response());
      }
    } finally {
      // Else the handle could be found unreachable, and the call ended as dropped, just before.
      Reference.reachabilityFence(attributes);
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    BedrockExecution execution = own(attributes);
    try {
      if (execution != null) {
        execution.failed(context.request(), context.exception());
      }
    } finally {
      Reference.reachabilityFence(attributes);
    }
  }

  /** Attributes that the program hands on from one call to another would lead to the first. */
  private static void forgetOtherCall(ExecutionAttributes attributes) {
    ExecutionHandle handle = attributes.getAttribute(EXECUTION);
    if (handle != null && !handle.isOf(attributes)) {
      attributes.putAttribute(EXECUTION, null);
    }
  }

  private boolean isTakenByOther(ExecutionAttributes attributes) {
    ExecutionHandle handle = attributes.getAttribute(EXECUTION);
    if (handle == null) {
      return false;
    }
    BedrockExecution existing = handle.execution();
    if (existing.owner().yields && !yields) {
      existing.replaced();
      return false;
    }
    if (!yields && existing.owner() != this) {
      Problems.report(Problem.DUPLICATE);
    }
    return true;
  }

  private @Nullable BedrockExecution own(ExecutionAttributes attributes) {
    ExecutionHandle handle = attributes.getAttribute(EXECUTION);
    return handle != null && handle.execution().owner() == this ? handle.execution() : null;
  }

  private static boolean isSpanOfOther(ExecutionAttributes attributes, BedrockExecution execution) {
    return execution.plan().configuration().parents().sharesSdkSpansNow()
        && NeighbourSpan.isComing(attributes);
  }

  /** Returns the span that another instrumentation makes of the call, if it is to be shared. */
  private static @Nullable OtherSpan neighbour(
      ExecutionAttributes attributes,
      BedrockExecution execution,
      io.opentelemetry.context.Context parent) {
    OtherSpan span =
        Guard.get(
                Problem.NEIGHBOUR,
                () -> Optional.ofNullable(NeighbourSpan.of(attributes, parent)),
                Optional.<OtherSpan>empty())
            .orElse(null);
    if (span == null) {
      return null;
    }
    boolean shares = execution.plan().configuration().parents().sharesSdkSpansNow();
    NeighbourNotices.tell(shares, execution.plan().configuration().content());
    return shares ? span : null;
  }

  /** Returns where a request goes, which is mostly where the last one went. */
  private ServerEndpoint endpoint(SdkHttpRequest request, ExecutionAttributes attributes) {
    Region of = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
    String region = of == null ? null : of.id();
    String host = request.host();
    int port = request.port();
    ServerEndpoint last = lastEndpoint;
    if (last == null || !last.is(host, port, region)) {
      last = new ServerEndpoint(host, (long) port, region);
      lastEndpoint = last;
    }
    return last;
  }
}
