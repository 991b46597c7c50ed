/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.convention.WorkAttributes;
import io.github.bedrocktracing.internal.work.WorkSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultStatus;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

/**
 * Runs the tools that a model asks for, each within a span {@code execute_tool {name}}, and writes
 * the results as the message that the model expects next.
 *
 * <pre>{@code
 * ToolRunner tools =
 *     ToolRunner.builder().tool("get_weather", input -> weather(input)).build();
 * ...
 * messages.add(response.output().message());
 * if (response.stopReason() == StopReason.TOOL_USE) {
 *   messages.add(tools.run(response));
 * }
 * }</pre>
 *
 * <p>A tool that throws, or that there is none of, gives a result with the status {@code error} and
 * a short text without the exception's message, so that the model can go on. Safe for use by
 * several threads.
 */
public final class ToolRunner {
  private static final String SERVER_TOOL_USE = "server_tool_use";

  private final WorkSource source;
  private final Map<String, ToolFunction> functions;

  private ToolRunner(Builder builder) {
    this.source = builder.source;
    this.functions = Map.copyOf(builder.functions);
  }

  /** {@return a builder of a runner that traces while {@link BedrockTracing#autolog()} is on} */
  public static Builder builder() {
    return new Builder(WorkSource.AUTOLOG);
  }

  /**
   * Runs the tools that an answer asks for.
   *
   * @param response the answer
   * @return one user message with the results in the order of the wishes; without content when the
   *     answer asks for no tool
   */
  public Message run(ConverseResponse response) {
    Message message = response.output() == null ? null : response.output().message();
    return message == null ? message(List.of()) : run(message);
  }

  /**
   * Runs the tools that a model's message asks for, such as one put together from a stream.
   *
   * @param message the message
   * @return as {@link #run(ConverseResponse)} does
   */
  public Message run(Message message) {
    List<ContentBlock> results = new ArrayList<>();
    for (ContentBlock block : message.content()) {
      ToolUseBlock toolUse = block.toolUse();
      if (toolUse != null && !isRunByService(toolUse)) {
        results.add(ContentBlock.fromToolResult(run(toolUse)));
      }
    }
    return message(results);
  }

  private ToolResultBlock run(ToolUseBlock toolUse) {
    ToolFunction function = toolUse.name() == null ? null : functions.get(toolUse.name());
    if (function == null) {
      // The model made the name up, so that it is content.
      TracedWork.tool(source, WorkAttributes.OTHER).callId(toolUse.toolUseId()).missing();
      return failed(toolUse, "There is no tool of this name.");
    }
    try {
      Document result =
          TracedWork.tool(source, toolUse.name())
              .callId(toolUse.toolUseId())
              .arguments(toolUse.input())
              .call(() -> function.apply(toolUse.input()));
      return result(toolUse, content(result), ToolResultStatus.SUCCESS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(toolUse, "The tool was interrupted.");
    } catch (Exception e) {
      return failed(toolUse, "The tool failed (" + e.getClass().getSimpleName() + ").");
    }
  }

  private static boolean isRunByService(ToolUseBlock toolUse) {
    return toolUse
        .getValueForField("type", String.class)
        .filter(SERVER_TOOL_USE::equals)
        .isPresent();
  }

  /** Returns an object as JSON and all else as text, since the service takes only objects. */
  private static ToolResultContentBlock content(@Nullable Document result) {
    if (result != null && result.isMap()) {
      return ToolResultContentBlock.fromJson(result);
    }
    if (result != null && result.isString() && !result.asString().isBlank()) {
      return ToolResultContentBlock.fromText(result.asString());
    }
    return ToolResultContentBlock.fromText(result == null ? "null" : result.toString());
  }

  private static ToolResultBlock failed(ToolUseBlock toolUse, String text) {
    return result(toolUse, ToolResultContentBlock.fromText(text), ToolResultStatus.ERROR);
  }

  private static ToolResultBlock result(
      ToolUseBlock toolUse, ToolResultContentBlock content, ToolResultStatus status) {
    return ToolResultBlock.builder()
        .toolUseId(toolUse.toolUseId())
        .content(content)
        .status(status)
        .build();
  }

  private static Message message(List<ContentBlock> content) {
    return Message.builder().role(ConversationRole.USER).content(content).build();
  }

  /** A function of the program that a model may ask for. */
  @FunctionalInterface
  public interface ToolFunction {
    /**
     * Runs the tool.
     *
     * @param input the arguments that the model gave
     * @return the result; an object goes to the model as JSON, anything else, null too, as text
     * @throws Exception for a failure, of which the model is told
     */
    Document apply(Document input) throws Exception;
  }

  /** Collects tools. */
  public static final class Builder {
    private final WorkSource source;
    private final Map<String, ToolFunction> functions = new LinkedHashMap<>();

    Builder(WorkSource source) {
      this.source = source;
    }

    /**
     * Adds a tool, in place of one of the same name.
     *
     * @param name the name by which the model asks for it
     * @param function what runs it
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, as no model can ask for it
     */
    public Builder tool(String name, ToolFunction function) {
      if (Objects.requireNonNull(name, "name").isBlank()) {
        throw new IllegalArgumentException("The name of a tool is blank; no model can ask for it");
      }
      functions.put(name, Objects.requireNonNull(function, "function"));
      return this;
    }

    /**
     * Adds tools by their names.
     *
     * @param functions what runs each, by the name by which the model asks for it
     * @return this builder
     * @throws IllegalArgumentException if a name is blank
     */
    public Builder tools(Map<String, ? extends ToolFunction> functions) {
      functions.forEach(this::tool);
      return this;
    }

    /** {@return the runner} */
    public ToolRunner build() {
      return new ToolRunner(this);
    }
  }
}
