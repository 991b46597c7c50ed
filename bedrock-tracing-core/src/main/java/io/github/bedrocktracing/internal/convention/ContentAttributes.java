/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.json.JsonText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives message content its names: as JSON text for spans, as structures for events. */
public final class ContentAttributes {
  /** The event that carries the details of an inference. */
  public static final String DETAILS_EVENT = "gen_ai.client.inference.operation.details";

  /** What names an event for APIs in which events have no name of their own. */
  public static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");

  private static final String SYSTEM_INSTRUCTIONS = "gen_ai.system_instructions";
  private static final String INPUT_MESSAGES = "gen_ai.input.messages";
  private static final String OUTPUT_MESSAGES = "gen_ai.output.messages";
  private static final String TOOL_DEFINITIONS = "gen_ai.tool.definitions";

  private static final String QUERY = "gen_ai.retrieval.query.text";
  private static final String DOCUMENTS = "gen_ai.retrieval.documents";

  /** What guardrails found, the words among it; a name of this library's own. */
  static final String GUARDRAIL_ASSESSMENTS = "aws.bedrock.guardrail.assessments";

  /** What an event of a stream holds, as JSON text; the name that MLflow's own tracing has. */
  private static final AttributeKey<String> JSON = AttributeKey.stringKey("json");

  private ContentAttributes() {}

  /** Returns the content as attributes whose values are text: a tool's as a tool's is named. */
  public static Attributes asText(OperationName operation, MessageContent content) {
    return operation == OperationName.EXECUTE_TOOL ? ToolContent.asText(content) : asText(content);
  }

  /** Returns the content as attributes whose values are JSON text, except that a text stays one. */
  public static Attributes asText(MessageContent content) {
    AttributesBuilder attributes = Attributes.builder();
    asStructures(content)
        .forEach(
            (name, value) ->
                attributes.put(
                    AttributeKey.stringKey(name),
                    value instanceof String text ? text : JsonText.write(value)));
    return attributes.build();
  }

  /** Returns what an event of a stream holds. */
  public static Attributes ofStreamedEvent(StreamedEvent event) {
    return Attributes.of(JSON, JsonText.write(event.json()));
  }

  /** Returns the content by attribute name, as maps and lists. */
  public static Map<String, Object> asStructures(MessageContent content) {
    InputContent input = content.input();
    Map<String, Object> structures = new LinkedHashMap<>();
    if (input.query() != null) {
      structures.put(QUERY, input.query());
    }
    put(structures, DOCUMENTS, MessageSchema.documents(content.documents()));
    put(structures, GUARDRAIL_ASSESSMENTS, new ArrayList<>(content.guardrailAssessments()));
    put(structures, SYSTEM_INSTRUCTIONS, MessageSchema.parts(input.systemInstructions()));
    put(structures, INPUT_MESSAGES, MessageSchema.messages(input.messages()));
    put(structures, OUTPUT_MESSAGES, MessageSchema.messages(content.output()));
    put(structures, TOOL_DEFINITIONS, MessageSchema.tools(input.tools()));
    return structures;
  }

  private static void put(Map<String, Object> structures, String name, List<Object> array) {
    if (!array.isEmpty()) {
      structures.put(name, array);
    }
  }
}
