/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonRoom;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of a managed agent's answer, and tells of the steps in its trace as they come.
 *
 * <p>No event closes the stream. It is taken as complete when the service has sent its last byte,
 * an answer has come, and a trace, if there is one, has told its final response.
 */
public final class AgentStreamAccumulator implements StreamAccumulator {
  private static final String TRACE = "trace";
  private static final String CHUNK = "chunk";
  private static final String RETURN_CONTROL = "returnControl";
  private static final String FILES = "files";

  /** The conventions' word for an answer that asks for tools. */
  private static final String TOOL_CALL = "tool_call";

  private final InferenceResponse.Builder response = InferenceResponse.builder();
  private final AgentRun run;
  private final @Nullable AgentAnswer answer;
  private final JsonRoom room = new JsonRoom();
  private boolean answered;

  /** How many failures were told before the answer came. */
  private int failuresBefore;

  private boolean controlReturned;
  private boolean ended;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param content how much of what is said is kept; null when it is not wanted
   * @param listener is told what the agent does
   */
  public AgentStreamAccumulator(@Nullable CaptureLimits content, AgentListener listener) {
    this.run = new AgentRun(new HeldContent(content, listener), listener);
    this.answer = content == null ? null : new AgentAnswer(content);
  }

  @Override
  public boolean wants(String eventType) {
    return switch (eventType) {
      case TRACE -> true;
      case RETURN_CONTROL -> {
        controlReturned();
        yield isContentWanted();
      }
      case CHUNK, FILES -> isContentWanted();
      default -> false;
    };
  }

  /** That a part of the answer has come is known by its type; the rest of it is content. */
  private boolean isContentWanted() {
    answered();
    return answer != null;
  }

  @Override
  public boolean passOver(String eventType) {
    if (eventType.equals(TRACE)) {
      run.passOver();
      return false;
    }
    answered();
    if (eventType.equals(RETURN_CONTROL)) {
      controlReturned();
    }
    return true;
  }

  @Override
  public boolean isChunk(String eventType) {
    return !eventType.equals(TRACE);
  }

  @Override
  public void event(String eventType, JsonBytes payload) {
    JsonObject event = payload.objectIn(room);
    switch (eventType) {
      case TRACE -> run.event(event);
      case RETURN_CONTROL -> part(event, AgentAnswer::returnControl);
      case CHUNK -> part(event, AgentAnswer::chunk);
      default -> part(event, AgentAnswer::files);
    }
  }

  private void part(JsonObject event, BiConsumer<AgentAnswer, JsonObject> as) {
    if (answer != null) {
      as.accept(answer, event);
    }
  }

  private void answered() {
    answered = true;
    failuresBefore = run.failures();
  }

  private void controlReturned() {
    controlReturned = true;
    if (answer != null) {
      answer.finishReason(TOOL_CALL);
    }
  }

  @Override
  public boolean isComplete() {
    return answered && (controlReturned || (run.isAnswered() && !run.lacksAnswer()));
  }

  @Override
  public boolean isCompleteAtLastByte() {
    return isComplete() || failure() != null || (answered && !run.lacksAnswer());
  }

  /** A run has not failed that told of a failure and then went on to its answer. */
  @Override
  public @Nullable Failure failure() {
    boolean overcome = answered && run.failures() == failuresBefore && !run.lacksAnswer();
    return overcome ? null : run.failure();
  }

  @Override
  public InferenceResponse.Builder response() {
    if (!ended) {
      ended = true;
      GuardrailResult guardrail = run.guardrail();
      if (guardrail != null) {
        response.guardrail().add(guardrail);
      }
      run.end(controlReturned);
    }
    if (answer != null) {
      response.outputMessages(answer.messages(isCompleteAtLastByte()));
    }
    return response.agentVersion(run.version()).finishReason(controlReturned ? TOOL_CALL : null);
  }
}
