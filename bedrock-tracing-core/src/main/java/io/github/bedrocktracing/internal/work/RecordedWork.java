/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.interceptor.ContentGate;
import io.github.bedrocktracing.internal.interceptor.ThrownFailure;
import io.github.bedrocktracing.internal.operation.AgentMessages;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.telemetry.WorkRecording;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that has a span. */
final class RecordedWork implements WorkExecution {
  private final Work work;
  private final @Nullable Object given;
  private final ContentGate gate;
  private final WorkRecording recording;
  private final AtomicBoolean ended = new AtomicBoolean();

  RecordedWork(Work work, @Nullable Object given, ContentGate gate, WorkRecording recording) {
    this.work = work;
    this.given = given;
    this.gate = gate;
    this.recording = recording;
  }

  @Override
  public Context context() {
    return recording.context();
  }

  @Override
  public void succeeded(@Nullable Object result) {
    end(null, result);
  }

  @Override
  public void failed(Throwable thrown) {
    Guard.run(Problem.RECORDING, () -> end(ThrownFailure.of(thrown), null));
  }

  @Override
  public void missing() {
    end(Failures.unknownTool(), null);
  }

  private void end(@Nullable Failure failure, @Nullable Object result) {
    if (ended.compareAndSet(false, true)) {
      long now = recording.nanoTime();
      RecordedContent content =
          Guard.get(Problem.BODY, () -> content(failure, result), RecordedContent.NONE);
      Guard.run(Problem.RECORDING, () -> recording.end(failure, content, now));
    }
  }

  private RecordedContent content(@Nullable Failure failure, @Nullable Object result) {
    boolean sampled = recording.isSampled();
    CaptureLimits limits = gate.captureLimits(sampled);
    if (limits == null) {
      return RecordedContent.NONE;
    }
    List<ChatMessage> input;
    List<ChatMessage> output;
    if (work instanceof Work.Tool tool) {
      MessagePart call =
          new MessagePart.ToolCall(tool.callId(), tool.name(), ToolValues.of(given, limits));
      MessagePart response =
          new MessagePart.ToolCallResponse(tool.callId(), ToolValues.of(result, limits));
      input = List.of(new ChatMessage(ChatMessage.ASSISTANT, List.of(call)));
      output = List.of(new ChatMessage(ChatMessage.TOOL, List.of(response)));
    } else {
      AgentContent said = given instanceof AgentContent content ? content : AgentContent.NONE;
      input = read(() -> AgentMessages.asked(said.input(), limits));
      output = failure == null ? read(() -> answered(said, result, limits)) : List.of();
    }
    return gate.release(
        new InputContent(List.of(), input, List.of()), output, List.of(), failure, sampled);
  }

  private static List<ChatMessage> answered(
      AgentContent said, @Nullable Object result, CaptureLimits limits) {
    Supplier<?> output = said.output();
    return AgentMessages.answered(output == null ? result : output.get(), limits);
  }

  /** One side of a conversation that cannot be read does not cost the other. */
  private static List<ChatMessage> read(Supplier<List<ChatMessage>> messages) {
    return Guard.get(Problem.BODY, messages, List.of());
  }
}
