/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonOutput;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.json.JsonTreeBuilder;
import io.github.bedrocktracing.internal.json.JsonWritable;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Gives message content its names: as JSON text for spans, as structures for events. */
public final class ContentAttributes {
  /** The event that carries the details of an inference. */
  public static final String DETAILS_EVENT = "gen_ai.client.inference.operation.details";

  /** What names an event for APIs in which events have no name of their own. */
  public static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");

  private static final AttributeKey<String> SYSTEM_INSTRUCTIONS = key("gen_ai.system_instructions");
  private static final AttributeKey<String> INPUT_MESSAGES = key("gen_ai.input.messages");
  private static final AttributeKey<String> OUTPUT_MESSAGES = key("gen_ai.output.messages");
  private static final AttributeKey<String> TOOL_DEFINITIONS = key("gen_ai.tool.definitions");

  private static final AttributeKey<String> QUERY = key("gen_ai.retrieval.query.text");
  private static final AttributeKey<String> DOCUMENTS = key("gen_ai.retrieval.documents");

  /** What guardrails found, the words among it; a name of this library's own. */
  static final AttributeKey<String> GUARDRAIL_ASSESSMENTS =
      key("aws.bedrock.guardrail.assessments");

  /** What an event of a stream holds, as JSON text; the name that MLflow's own tracing has. */
  private static final AttributeKey<String> JSON = key("json");

  private ContentAttributes() {}

  /** Returns the content as attributes whose values are text: a tool's as a tool's is named. */
  public static Attributes asText(OperationName operation, MessageContent content) {
    return operation == OperationName.EXECUTE_TOOL ? ToolContent.asText(content) : asText(content);
  }

  /** Returns the content as attributes whose values are JSON text, except that a text stays one. */
  public static Attributes asText(MessageContent content) {
    AttributesBuilder attributes = Attributes.builder();
    String query = content.input().query();
    if (query != null) {
      attributes.put(QUERY, query);
    }
    forEach(content, (key, value) -> attributes.put(key, JsonText.write(value)));
    return attributes.build();
  }

  /** Returns what an event of a stream holds. */
  public static Attributes ofStreamedEvent(StreamedEvent event) {
    return Attributes.of(JSON, JsonText.write(event.json()));
  }

  /** Returns the content by attribute name, as maps and lists. */
  public static Map<String, Object> asStructures(MessageContent content) {
    Map<String, Object> structures = new LinkedHashMap<>();
    String query = content.input().query();
    if (query != null) {
      structures.put(QUERY.getKey(), query);
    }
    forEach(content, (key, value) -> structures.put(key.getKey(), JsonTreeBuilder.of(value)));
    return structures;
  }

  private static void forEach(
      MessageContent content, BiConsumer<AttributeKey<String>, JsonWritable> each) {
    InputContent input = content.input();
    put(each, DOCUMENTS, content.documents(), MessageSchema::documents);
    put(each, GUARDRAIL_ASSESSMENTS, content.guardrailAssessments(), JsonOutput::value);
    put(each, SYSTEM_INSTRUCTIONS, input.systemInstructions(), MessageSchema::parts);
    put(each, INPUT_MESSAGES, input.messages(), MessageSchema::messages);
    put(each, OUTPUT_MESSAGES, content.output(), MessageSchema::messages);
    put(each, TOOL_DEFINITIONS, input.tools(), MessageSchema::tools);
  }

  private static <T> void put(
      BiConsumer<AttributeKey<String>, JsonWritable> each,
      AttributeKey<String> key,
      List<T> elements,
      BiConsumer<JsonOutput, List<T>> shape) {
    if (!elements.isEmpty()) {
      each.accept(key, out -> shape.accept(out, elements));
    }
  }

  private static AttributeKey<String> key(String name) {
    return AttributeKey.stringKey(name);
  }
}
