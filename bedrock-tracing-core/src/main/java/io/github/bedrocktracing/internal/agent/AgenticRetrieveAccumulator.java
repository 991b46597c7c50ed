/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.stream.EventAccumulator;
import io.github.bedrocktracing.internal.wire.RetrievedDocuments;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of AgenticRetrieveStream, and tells of the steps in its trace as they come;
 * {@code result} is the last of its events.
 */
public final class AgenticRetrieveAccumulator extends EventAccumulator {
  private static final String RESULT = "result";
  private static final String RESULTS = "results";
  private static final String TRACE = "traceEvent";

  private static final String TEXT = "responseEvent";

  private final AgentListener listener;
  private final RetrievalRun run;
  private boolean textSeen;
  private boolean resultSeen;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of what is said is kept; null when it is not wanted
   * @param listener is told of the steps
   */
  public AgenticRetrieveAccumulator(@Nullable CaptureLimits limits, AgentListener listener) {
    super(limits);
    this.listener = listener;
    this.run = new RetrievalRun(new HeldContent(limits, listener), listener);
  }

  @Override
  protected boolean tells(String eventType) {
    return eventType.equals(RESULT) || eventType.equals(TRACE);
  }

  /** The result holds the answer as well, which is only news where it has not come in pieces. */
  @Override
  public boolean isChunk(String eventType) {
    textSeen |= eventType.equals(TEXT);
    return eventType.equals(TEXT) || (eventType.equals(RESULT) && !textSeen);
  }

  @Override
  public boolean passOver(String eventType) {
    resultSeen |= eventType.equals(RESULT);
    if (eventType.equals(TRACE)) {
      listener.dropped(AgentLimit.EVENTS);
    }
    return !eventType.equals(TRACE);
  }

  @Override
  protected void read(String eventType, JsonObject event) {
    switch (eventType) {
      case TEXT -> answer(answers -> answers.text(0, 0, event.text("text", "")));
      case TRACE -> {
        for (JsonObject warning : event.object("attributes").objects("warnings")) {
          response.guardrailAction(warning.object("guardrail").text("action"));
        }
        run.event(event);
      }
      case RESULT -> readResult(event);
      default -> {}
    }
  }

  private void readResult(JsonObject result) {
    resultSeen = true;
    response.fact(ResponseFact.DOCUMENTS, result.count(RESULTS));
    CaptureLimits present = limits;
    if (present == null) {
      return;
    }
    response.documents(RetrievedDocuments.of(result, RESULTS, present));
    JsonObject generated = result.object("generatedResponse");
    String whole = generated.text("answer");
    if (whole != null && !textSeen) {
      answer(answers -> answers.text(0, 0, whole));
    }
    int block = 1;
    for (JsonObject citation : generated.objects("citations")) {
      int next = block++;
      MessagePart part = new MessagePart.Generic("citation", citation.without());
      answer(answers -> answers.part(0, next, part, part.toString().length()));
    }
  }

  @Override
  public boolean isComplete() {
    return resultSeen;
  }

  @Override
  public InferenceResponse.Builder response() {
    run.end();
    return super.response();
  }
}
