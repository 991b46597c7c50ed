/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.pricing.CallCost;
import io.github.bedrocktracing.internal.pricing.PriceList;
import io.github.bedrocktracing.internal.telemetry.AgentRecording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records what an agent does as it is told, with no more content than the gate lets out. */
final class StepRecorder implements AgentListener {
  private final AgentRecording within;
  private final @Nullable AgentRecording own;
  private final ContentGate gate;
  private final PriceList prices;

  /** Creates a recorder of what the agent does that was called. */
  StepRecorder(AgentRecording run, ContentGate gate, PriceList prices) {
    this(run, null, gate, prices);
  }

  /**
   * Creates a recorder.
   *
   * @param within what the agent works for
   * @param own the agent's own step; null where it has none
   */
  private StepRecorder(
      AgentRecording within, @Nullable AgentRecording own, ContentGate gate, PriceList prices) {
    this.within = within;
    this.own = own;
    this.gate = gate;
    this.prices = prices;
  }

  @Override
  public void seen(Instant eventTime) {
    Guard.run(Problem.RECORDING, () -> inner().seen(eventTime));
  }

  @Override
  public void step(AgentStep step) {
    Guard.run(Problem.RECORDING, () -> end(inner().begin(step), step, inner()));
  }

  @Override
  public void late(AgentStep call) {
    Guard.run(Problem.RECORDING, () -> inner().count(call, cost(call)));
  }

  @Override
  public void dropped(AgentLimit limit) {
    Guard.run(Problem.RECORDING, () -> inner().dropped(limit));
  }

  @Override
  public void note(AgentNote note) {
    Guard.run(
        Problem.RECORDING,
        () -> {
          String text = note.text();
          inner().note(note, text == null ? RecordedContent.NONE : said(text));
        });
  }

  @Override
  public AgentListener begin(AgentStep work) {
    Optional<AgentRecording> begun =
        Guard.get(Problem.RECORDING, () -> Optional.of(inner().begin(work)), Optional.empty());
    return new StepRecorder(inner(), begun.orElse(null), gate, prices);
  }

  @Override
  public void end(AgentStep work) {
    if (own != null) {
      Guard.run(Problem.RECORDING, () -> end(own, work, within));
    }
  }

  private AgentRecording inner() {
    return own == null ? within : own;
  }

  private void end(AgentRecording recording, AgentStep step, AgentRecording outer) {
    RecordedContent content =
        Guard.get(
            Problem.BODY,
            () ->
                content(
                    step.input(),
                    step.output(),
                    step.completion().failure(),
                    recording.isSampled()),
            RecordedContent.NONE);
    recording.end(step, content, cost(step), outer);
  }

  private @Nullable Cost cost(AgentStep step) {
    return Guard.get(
            Problem.COST,
            () -> CallCost.of(prices, step.request(), step.completion()),
            Optional.<Cost>empty())
        .orElse(null);
  }

  private RecordedContent said(String text) {
    List<ChatMessage> said =
        ChatMessage.alone(ChatMessage.ASSISTANT, List.of(new MessagePart.Text(text)));
    return content(InputContent.EMPTY, said, null, inner().isSampled());
  }

  private RecordedContent content(
      InputContent input, List<ChatMessage> output, @Nullable Failure failure, boolean sampled) {
    return gate.captureLimits(sampled) == null
        ? RecordedContent.NONE
        : gate.release(input, output, List.of(), failure, sampled);
  }
}
