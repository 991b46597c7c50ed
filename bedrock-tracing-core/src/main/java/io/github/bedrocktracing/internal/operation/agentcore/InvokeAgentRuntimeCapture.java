/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agentcore;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.stream.BodyAccumulator;
import io.github.bedrocktracing.internal.wire.RuntimeBody;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads InvokeAgentRuntime, by which a program calls an agent that AgentCore hosts. */
final class InvokeAgentRuntimeCapture implements OperationCapture {
  /** The id of a runtime is the name that its owner gave it and a suffix of the service's own. */
  private static final Pattern RUNTIME =
      Pattern.compile(
          "(?:arn:.*:runtime/)?([a-zA-Z][a-zA-Z0-9_]{0,47})(?:-[a-zA-Z0-9]{10})?(?:/.*)?");

  private static final String RUNTIME_RESOURCE = ":runtime/";

  private static final String SESSION = "runtimeSessionId";
  private static final String SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.INVOKE_AGENT).answersWithBody();
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String id = SdkMembers.text(request, "agentRuntimeArn");
    return newRequest()
        .target(new Target.Agent(id, name(id), SdkMembers.text(request, "qualifier"), null))
        .conversationId(SdkMembers.givenText(request, SESSION))
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    if (!(SdkMembers.member(request, "payload") instanceof SdkBytes payload)) {
      return InputContent.EMPTY;
    }
    // Shared with the caller and only read.
    byte[] bytes = payload.asByteArrayUnsafe();
    byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, RuntimeBody.maxBytes(limits)));
    return InputContent.ofUser(
        RuntimeBody.parts(SdkMembers.text(request, "contentType"), beginning, bytes.length));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder();
  }

  @Override
  public BodyAccumulator newBodyAccumulator(SdkHttpResponse head, @Nullable CaptureLimits content) {
    return new BodyAccumulator(head.firstMatchingHeader("Content-Type").orElse(null), content);
  }

  @Override
  public boolean tellsOfTrace() {
    return true;
  }

  @Override
  public SdkRequest withContext(
      SdkRequest request, PropagatedContext context, Predicate<String> headers) {
    Map<String, String> open = new LinkedHashMap<>();
    if (SdkMembers.member(request, "traceParent") == null
        && SdkMembers.member(request, "traceState") == null
        && !headers.test("traceparent")
        && !headers.test("tracestate")) {
      // They belong together: another trace's state would be nonsense beside this parent.
      put(open, "traceParent", context.traceParent());
      put(open, "traceState", context.traceState());
    }
    if (SdkMembers.member(request, "traceId") == null && !headers.test("X-Amzn-Trace-Id")) {
      put(open, "traceId", context.xrayHeader());
    }
    if (SdkMembers.member(request, "baggage") == null && !headers.test("baggage")) {
      put(open, "baggage", context.baggage());
    }
    if (SdkMembers.givenText(request, SESSION) == null && !headers.test(SESSION_HEADER)) {
      put(open, SESSION, context.session());
    }
    return SdkMembers.with(request, open);
  }

  private static void put(Map<String, String> members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  /** Returns the name within an id or an ARN, without the account that is in an ARN too. */
  private static @Nullable String name(@Nullable String id) {
    if (id == null) {
      return null;
    }
    Matcher matcher = RUNTIME.matcher(id);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    int runtime = id.indexOf(RUNTIME_RESOURCE);
    if (runtime < 0) {
      return id.substring(id.lastIndexOf(':') + 1);
    }
    String rest = id.substring(runtime + RUNTIME_RESOURCE.length());
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
