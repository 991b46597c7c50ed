/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions of tools in the two shapes that MLflow shows. */
final class Tools {
  private Tools() {}

  /** Returns the tools in OpenAI's shape; those of the service become functions of their name. */
  static List<Object> openAi(List<ToolDefinition> tools) {
    List<Object> array = new ArrayList<>(tools.size());
    for (ToolDefinition tool : tools) {
      Map<String, Object> function = named(tool);
      if (tool.parameters() != null) {
        function.put("parameters", tool.parameters());
      }
      Map<String, Object> definition = JsonFields.typed(ToolDefinition.FUNCTION);
      definition.put("function", function);
      array.add(definition);
    }
    return array;
  }

  /** Returns the tools in the shape of Converse's {@code toolConfig.tools}. */
  static List<Object> converse(List<ToolDefinition> tools) {
    List<Object> array = new ArrayList<>(tools.size());
    for (ToolDefinition tool : tools) {
      Map<String, Object> spec = named(tool);
      if (tool.parameters() != null) {
        spec.put("inputSchema", Map.of("json", tool.parameters()));
      }
      boolean own = tool.type().equals(ToolDefinition.FUNCTION);
      array.add(Map.of(own ? "toolSpec" : tool.type(), spec));
    }
    return array;
  }

  private static Map<String, Object> named(ToolDefinition tool) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", tool.name());
    if (tool.description() != null) {
      object.put("description", tool.description());
    }
    return object;
  }
}
