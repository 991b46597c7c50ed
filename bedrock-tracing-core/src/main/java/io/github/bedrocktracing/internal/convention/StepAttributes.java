/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the steps of a managed agent's or a flow's run their names, beside those that any inference
 * has: the conventions' words for tools and retrievals, and words of our own below {@code
 * aws.bedrock}.
 */
public final class StepAttributes {
  private static final String PREFIX = "aws.bedrock.agent.";

  private static final Map<AgentLimit, AttributeKey<Long>> DROPPED =
      Map.of(
          AgentLimit.SPANS, count("steps.dropped"),
          AgentLimit.COLLABORATORS, count("collaborators.dropped"),
          AgentLimit.OPEN_STEPS, count("steps.ended_early"),
          AgentLimit.NOTES, count("notes.dropped"),
          AgentLimit.EVENTS, count("events.dropped"),
          AgentLimit.CONTENT, count("contents.dropped"));

  private static final AttributeKey<String> PHASE = string("aws.bedrock.agent.step.type");
  private static final AttributeKey<String> TRACE_ID = string("aws.bedrock.agent.trace_id");
  private static final AttributeKey<Boolean> UNFINISHED =
      AttributeKey.booleanKey("aws.bedrock.agent.step.unfinished");
  private static final AttributeKey<Boolean> INPUT_VALID =
      AttributeKey.booleanKey("aws.bedrock.agent.pre_processing.valid");
  private static final AttributeKey<String> ACTION_GROUP =
      string("aws.bedrock.agent.action_group.name");
  private static final AttributeKey<String> EXECUTION_TYPE =
      string("aws.bedrock.agent.action_group.execution_type");
  private static final AttributeKey<Long> DOCUMENT_COUNT =
      AttributeKey.longKey("aws.bedrock.retrieval.document_count");
  private static final AttributeKey<String> TOOL_TYPE = string("gen_ai.tool.type");
  private static final AttributeKey<String> TOOL_CALL_ID = string("gen_ai.tool.call.id");
  private static final AttributeKey<String> TOOL_CALL_ARGUMENTS =
      string("gen_ai.tool.call.arguments");
  private static final AttributeKey<String> TOOL_CALL_RESULT = string("gen_ai.tool.call.result");
  private static final AttributeKey<String> QUERY = string("gen_ai.retrieval.query.text");
  private static final AttributeKey<String> DOCUMENTS = string("gen_ai.retrieval.documents");
  private static final AttributeKey<String> NOTE_LABEL = string("aws.bedrock.agent.note.label");
  private static final AttributeKey<String> NOTE_TEXT = string("aws.bedrock.agent.note.text");

  private StepAttributes() {}

  /** Puts on a span what the step is, beside what its request and its completion say. */
  public static void put(AttributeSink attributes, AgentStep step) {
    attributes.put(TRACE_ID, step.traceId());
    StepKind kind = step.kind();
    if (!(kind instanceof StepKind.Collaboration)) {
      attributes.put(GenAiAttributes.AGENT_ID, step.agent());
    }
    if (!step.finished()) {
      attributes.put(UNFINISHED, true);
    }
    if (kind instanceof StepKind.ModelCall call) {
      attributes.put(PHASE, lowerCase(call.phase()));
      if (call.inputValid() != null) {
        attributes.put(INPUT_VALID, call.inputValid());
      }
    } else if (kind instanceof StepKind.ToolRun tool) {
      attributes.put(TOOL_TYPE, tool.type());
      attributes.put(TOOL_CALL_ID, tool.callId());
      attributes.put(ACTION_GROUP, tool.actionGroup());
      attributes.put(EXECUTION_TYPE, tool.executionType());
    } else if (kind instanceof StepKind.Retrieval retrieval) {
      attributes.put(PHASE, lowerCase(retrieval.phase()));
      if (retrieval.documents() != null) {
        attributes.put(DOCUMENT_COUNT, retrieval.documents().longValue());
      }
    } else if (kind instanceof StepKind.GuardrailCheck check) {
      attributes.put(GuardrailAttributes.SOURCE, check.source());
      GuardrailAttributes.put(attributes, check.result());
    } else if (kind instanceof StepKind.FlowNode node) {
      FlowNodeAttributes.put(attributes, node);
    }
  }

  /** Returns what was said, as JSON text, except that a text stays a text. */
  public static Attributes content(AgentStep step, MessageContent content) {
    StepKind kind = step.kind();
    AttributesBuilder attributes = Attributes.builder();
    if (kind instanceof StepKind.ToolRun) {
      attributes.put(TOOL_CALL_ARGUMENTS, StepContent.text(StepContent.arguments(content)));
      attributes.put(TOOL_CALL_RESULT, StepContent.text(StepContent.result(content)));
    } else if (kind instanceof StepKind.Retrieval) {
      attributes.put(QUERY, StepContent.query(content));
      attributes.put(DOCUMENTS, StepContent.text(StepContent.result(content)));
    } else if (kind instanceof StepKind.GuardrailCheck) {
      attributes.put(
          ContentAttributes.GUARDRAIL_ASSESSMENTS, StepContent.text(StepContent.result(content)));
    } else if (kind instanceof StepKind.FlowNode) {
      FlowNodeAttributes.putContent(attributes, content);
    } else {
      return ContentAttributes.asText(content);
    }
    return attributes.build();
  }

  /** Returns the name of how often a run had too much of something. */
  public static AttributeKey<Long> of(AgentLimit limit) {
    return Objects.requireNonNull(DROPPED.get(limit));
  }

  /** Returns the name of the event that a note becomes. */
  public static String eventName(AgentNote note) {
    return note.kind() == AgentNote.Kind.ACTION
        ? FlowNodeAttributes.ACTION_EVENT
        : PREFIX + note.kind().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what a note says.
   *
   * @param content its text as it may be recorded, as an answer; null for no text
   */
  public static Attributes of(AgentNote note, @Nullable MessageContent content) {
    boolean action = note.kind() == AgentNote.Kind.ACTION;
    AttributesBuilder attributes =
        Attributes.builder()
            .put(action ? FlowNodeAttributes.ACTION_OPERATION : NOTE_LABEL, note.label());
    AttributeKey<String> key = action ? FlowNodeAttributes.ACTION_CONTENT : NOTE_TEXT;
    if (content != null) {
      for (ChatMessage message : content.output()) {
        for (MessagePart part : message.parts()) {
          attributes.put(key, part instanceof MessagePart.Text said ? said.text() : null);
        }
      }
    }
    return attributes.build();
  }

  private static @Nullable String lowerCase(@Nullable String word) {
    return word == null ? null : word.toLowerCase(Locale.ROOT);
  }

  private static AttributeKey<Long> count(String name) {
    return AttributeKey.longKey(PREFIX + name);
  }

  private static AttributeKey<String> string(String name) {
    return AttributeKey.stringKey(name);
  }
}
