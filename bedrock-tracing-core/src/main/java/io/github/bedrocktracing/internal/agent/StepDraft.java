/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of which not everything is known yet. */
final class StepDraft {
  /** The answer of what tells none, as tools do. */
  private static final InferenceResponse NOTHING = InferenceResponse.builder().build();

  private InferenceRequest request;
  private final @Nullable String traceId;
  private final @Nullable String agent;
  private StepKind kind;
  private InputContent input = InputContent.EMPTY;
  private List<ChatMessage> output = List.of();
  private InferenceResponse.@Nullable Builder response;
  private @Nullable Failure failure;
  private @Nullable String requestId;
  private AgentStep.Times times;
  private boolean answered;
  private int heldCharacters;

  /**
   * Creates a draft.
   *
   * @param begun when the service wrote that the step begins; null when not told
   */
  StepDraft(
      StepKind kind,
      InferenceRequest request,
      @Nullable String traceId,
      @Nullable String agent,
      @Nullable Instant begun) {
    this.kind = kind;
    this.request = request;
    this.traceId = traceId;
    this.agent = agent;
    this.times = new AgentStep.Times(begun, null);
  }

  /** Returns a draft of the same step that holds nothing of what was said. */
  StepDraft withoutContent() {
    return new StepDraft(kind, request, traceId, agent, times.start());
  }

  StepKind kind() {
    return kind;
  }

  InferenceRequest request() {
    return request;
  }

  @Nullable String traceId() {
    return traceId;
  }

  boolean isAnswered() {
    return answered;
  }

  boolean isOf(Class<? extends StepKind> wanted, @Nullable String ofTrace) {
    return wanted.isInstance(kind) && (ofTrace == null || ofTrace.equals(traceId));
  }

  /** Says what was asked for, of a step whose answer came first. */
  void request(InferenceRequest request) {
    this.request = request;
  }

  void kind(StepKind kind) {
    this.kind = kind;
  }

  /** Keeps what was given, which takes so many characters until the step is over. */
  void input(InputContent input, int characters) {
    this.input = input;
    this.heldCharacters = characters;
  }

  int heldCharacters() {
    return heldCharacters;
  }

  List<ChatMessage> output() {
    return output;
  }

  void output(List<ChatMessage> output) {
    this.output = output;
  }

  void response(InferenceResponse.Builder response) {
    this.response = response;
  }

  InferenceResponse.Builder response() {
    if (response == null) {
      response = InferenceResponse.builder();
    }
    return response;
  }

  void failed(@Nullable Failure failure) {
    this.failure = failure == null ? this.failure : failure;
  }

  void requestId(@Nullable String requestId) {
    this.requestId = requestId;
  }

  /**
   * Says when it began and ended; what is not told here was seen from the events.
   *
   * @param seen when the service wrote that the step is over
   */
  void answered(AgentStep.Times window, @Nullable Instant seen) {
    answered = true;
    times = window.orElse(new AgentStep.Times(times.start(), seen));
  }

  /** Returns what is known when the step begins. */
  AgentStep begun() {
    return step(NOTHING, false);
  }

  /** Returns the step as far as it is known; it must not be changed afterwards. */
  AgentStep step(boolean finished) {
    return step(response == null ? NOTHING : response.build(), finished);
  }

  private AgentStep step(InferenceResponse answer, boolean finished) {
    return new AgentStep(
        kind,
        request,
        new Completion(answer, null, failure, requestId, 0, null),
        input,
        output,
        traceId,
        agent,
        times,
        finished);
  }
}
