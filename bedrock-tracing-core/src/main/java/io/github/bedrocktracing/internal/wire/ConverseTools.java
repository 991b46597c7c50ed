/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools that requests of the Converse format offer. */
public final class ConverseTools {
  private ConverseTools() {}

  /** Returns the tools of a configuration. */
  public static List<ToolDefinition> of(JsonObject toolConfig) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonObject tool : toolConfig.objects("tools")) {
      JsonObject spec = tool.object("toolSpec");
      String name = spec.text("name");
      String systemTool = tool.object("systemTool").text("name");
      if (name != null) {
        tools.add(
            new ToolDefinition(
                ToolDefinition.FUNCTION, name, spec.text("description"), schema(spec)));
      } else if (systemTool != null) {
        tools.add(new ToolDefinition("system_tool", systemTool, null, null));
      }
    }
    return tools;
  }

  private static @Nullable Object schema(JsonObject spec) {
    Object schema = spec.object("inputSchema").value("json");
    return schema == null ? null : ToolArguments.of(schema);
  }
}
