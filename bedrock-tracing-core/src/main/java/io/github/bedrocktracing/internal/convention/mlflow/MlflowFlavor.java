/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;
import static io.github.bedrocktracing.internal.convention.mlflow.MlflowAttributes.*;

import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.WorkResult;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.inference.step.StepResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * Puts MLflow's own attributes on spans, beside those of the conventions.
 *
 * <p>Inputs and outputs have the shape of Converse, whatever the body of an InvokeModel call looked
 * like; where documents are looked up, they have that of MLflow's retrievers.
 */
public final class MlflowFlavor implements SpanFlavor {
  /** MLflow's name of the messages of Converse. */
  private static final String FORMAT_BEDROCK = "bedrock";

  /** The provider by which MLflow's price catalogue knows Bedrock. */
  private static final String PROVIDER_BEDROCK = "bedrock";

  /** Creates a flavour. */
  public MlflowFlavor() {}

  @Override
  public Attributes atEnd(InferenceResult result, boolean root) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(SPAN_TYPE, SpanTypes.of(result.completion().operationOf(result.request())));
    boolean looksUp = result.request().operation().looksUp();
    MessageContent found = looksUp ? result.content().onSpan() : null;
    put(attributes, SPAN_INPUTS, looksUp ? Retrieval.inputs(result) : ConverseInputs.of(result));
    put(
        attributes,
        SPAN_OUTPUTS,
        found == null || found.documents().isEmpty()
            ? ConverseOutputs.of(result)
            : Retrieval.documents(found.documents()));
    MessageContent content = result.content().onSpan();
    if (content != null) {
      putChat(attributes, content);
    }
    put(attributes, TOKEN_USAGE, Counts.usage(result.completion().response().usage()));
    attributes.put(LLM_MODEL, ModelNames.of(result.request()));
    attributes.put(LLM_PROVIDER, PROVIDER_BEDROCK);
    put(attributes, LLM_COST, Counts.cost(result.cost()));
    if (root) {
      putTags(attributes, result.session());
    }
    return attributes.build();
  }

  /** Conversations look as those of calls do; tokens stand on the model calls alone. */
  @Override
  public Attributes atEnd(StepResult result) {
    AgentStep step = result.step();
    if (step.kind() instanceof StepKind.ModelCall
        || step.kind() instanceof StepKind.Collaboration) {
      return atEnd(
          new InferenceResult(
              step.request(), step.completion(), result.content(), result.session(), result.cost()),
          false);
    }
    AttributesBuilder attributes = Attributes.builder().put(SPAN_TYPE, SpanTypes.of(step));
    MessageContent content = result.content().onSpan();
    if (content != null) {
      MlflowSteps.put(attributes, step.kind(), content);
    }
    return attributes.build();
  }

  /**
   * An agent's conversation has the shape of OpenAI, of which MLflow shows both sides in its list
   * of traces. What tools take and give needs no name of MLflow's: its server reads the
   * conventions'.
   */
  @Override
  public Attributes atEnd(WorkResult result) {
    AttributesBuilder attributes = Attributes.builder().put(SPAN_TYPE, SpanTypes.of(result.work()));
    MessageContent content = result.content().onSpan();
    if (content != null && result.work() instanceof Work.Agent) {
      put(attributes, SPAN_INPUTS, ChatCompletion.inputs(content));
      put(attributes, SPAN_OUTPUTS, ChatCompletion.outputs(content));
      if (content.output().isEmpty()) {
        // Without an answer only these are shown as a conversation.
        put(attributes, CHAT_MESSAGES, ChatMessages.of(content));
      }
    }
    putTags(attributes, result.session());
    return attributes.build();
  }

  private static void putChat(AttributesBuilder attributes, MessageContent content) {
    if (ConverseChat.renders(content)) {
      attributes.put(MESSAGE_FORMAT, FORMAT_BEDROCK);
    } else {
      put(attributes, CHAT_MESSAGES, ChatMessages.of(content));
    }
    put(attributes, CHAT_TOOLS, Tools.openAi(content.input().tools()));
  }

  /** Tags of the trace, which the server reads on its root. */
  private static void putTags(AttributesBuilder attributes, SessionContext session) {
    session.tags().forEach((name, value) -> attributes.put(traceTag(name), value));
  }
}
