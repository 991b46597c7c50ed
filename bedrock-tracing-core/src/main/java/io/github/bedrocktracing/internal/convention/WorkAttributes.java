/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.WorkResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** Gives the program's own work its names: the conventions' execute_tool and invoke_agent. */
public final class WorkAttributes {
  /** The name of a tool that the program does not have; the conventions' word for other values. */
  public static final String OTHER = "_OTHER";

  private static final String EXECUTE_TOOL = "execute_tool";
  private static final String INVOKE_AGENT = "invoke_agent";
  private static final String FUNCTION = "function";

  private static final AttributeKey<String> AGENT_DESCRIPTION = string("gen_ai.agent.description");
  private static final AttributeKey<String> TOOL_TYPE = string("gen_ai.tool.type");
  private static final AttributeKey<String> TOOL_DESCRIPTION = string("gen_ai.tool.description");
  private static final AttributeKey<String> TOOL_CALL_ID = string("gen_ai.tool.call.id");

  private WorkAttributes() {}

  /** Returns the name of the span. */
  public static String spanName(Work work) {
    return work.name().isEmpty() ? operation(work) : operation(work) + ' ' + work.name();
  }

  /**
   * Returns what is known at the start.
   *
   * @param agent the name of the agent within which a tool runs; null for none, empty for one
   *     without a name
   */
  public static Attributes atStart(Work work, @Nullable String agent) {
    AttributesBuilder attributes =
        Attributes.builder().put(GenAiAttributes.OPERATION_NAME, operation(work));
    if (work instanceof Work.Tool tool) {
      return attributes
          .put(GenAiAttributes.TOOL_NAME, nameOrNull(tool.name()))
          .put(TOOL_TYPE, FUNCTION)
          .put(TOOL_DESCRIPTION, tool.description())
          .put(TOOL_CALL_ID, tool.callId())
          .put(GenAiAttributes.AGENT_NAME, nameOrNull(agent))
          .build();
    }
    return attributes
        .put(GenAiAttributes.AGENT_NAME, nameOrNull(work.name()))
        .put(AGENT_DESCRIPTION, work.description())
        .build();
  }

  /** Returns what is known at the end; content as JSON text, except that a text stays a text. */
  public static Attributes atEnd(WorkResult result) {
    AttributesBuilder attributes = Attributes.builder();
    if (result.failure() != null) {
      attributes.put(CommonAttributes.ERROR_TYPE, result.failure().errorType());
    }
    MessageContent content = result.content().onSpan();
    if (content != null) {
      if (result.work() instanceof Work.Agent) {
        attributes.putAll(ContentAttributes.asText(content));
      } else {
        attributes.putAll(ToolContent.asText(content));
      }
    }
    return attributes.build();
  }

  private static String operation(Work work) {
    return work instanceof Work.Tool ? EXECUTE_TOOL : INVOKE_AGENT;
  }

  private static @Nullable String nameOrNull(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }

  private static AttributeKey<String> string(String name) {
    return AttributeKey.stringKey(name);
  }
}
