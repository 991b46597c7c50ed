/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.interceptor.ContentGate;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.telemetry.WorkRecording;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Work that has a span. */
final class RecordedWork implements WorkExecution {
  private final Work work;
  private final @Nullable Object arguments;
  private final ContentGate gate;
  private final WorkRecording recording;
  private final AtomicBoolean ended = new AtomicBoolean();

  RecordedWork(Work work, @Nullable Object arguments, ContentGate gate, WorkRecording recording) {
    this.work = work;
    this.arguments = arguments;
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
    Guard.run(Problem.RECORDING, () -> end(Failures.of(thrown), null));
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
    if (gate.captureLimits(sampled) == null) {
      return RecordedContent.NONE;
    }
    if (!(work instanceof Work.Tool tool)) {
      return gate.release(InputContent.EMPTY, List.of(), List.of(), failure, sampled);
    }
    MessagePart call =
        new MessagePart.ToolCall(tool.callId(), tool.name(), ToolValues.of(arguments));
    MessagePart response = new MessagePart.ToolCallResponse(tool.callId(), ToolValues.of(result));
    return gate.release(
        new InputContent(
            List.of(), List.of(new ChatMessage(ChatMessage.ASSISTANT, List.of(call))), List.of()),
        List.of(new ChatMessage(ChatMessage.TOOL, List.of(response))),
        List.of(),
        failure,
        sampled);
  }
}
