/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the runs of an agent's tools: actions of action groups, and the code interpreter. */
final class ToolRuns {
  static final String CODE_INTERPRETER = "code_interpreter";

  /** The conventions' word for a name that is not known. */
  private static final String OTHER = "_OTHER";

  private static final String TIMEOUT = "timeout";
  private static final String EXECUTION_ERROR = "execution_error";
  private static final String REPROMPT = "reprompt";

  private ToolRuns() {}

  static StepDraft beginAction(JsonObject input, @Nullable String traceId, TracePart part) {
    String execution = TracePart.label(input, "executionType");
    boolean ofProgram = StepKind.ToolRun.RETURN_CONTROL.equals(execution);
    return draft(
        actionName(input, "verb"),
        new StepKind.ToolRun(
            ofProgram ? StepKind.ToolRun.FUNCTION : StepKind.ToolRun.EXTENSION,
            TracePart.label(input, "invocationId"),
            TracePart.label(input, "actionGroupName"),
            execution),
        traceId,
        part);
  }

  static StepDraft beginCode(@Nullable String traceId, TracePart part) {
    return draft(
        CODE_INTERPRETER,
        new StepKind.ToolRun(StepKind.ToolRun.EXTENSION, null, null, null),
        traceId,
        part);
  }

  /** Returns a run whose input was not seen. */
  static StepDraft unseen(String name, @Nullable String traceId, TracePart part) {
    return draft(
        name.isEmpty() ? OTHER : name,
        new StepKind.ToolRun(StepKind.ToolRun.EXTENSION, null, null, null),
        traceId,
        part);
  }

  /** Returns the name of a function, or of an API's path with its verb before it. */
  static String actionName(JsonObject action, String verbField) {
    String function = TracePart.label(action, "function");
    String path = TracePart.label(action, "apiPath");
    String verb = TracePart.label(action, verbField);
    if (function == null && path != null) {
      return verb == null ? path : verb + ' ' + path;
    }
    return function == null ? OTHER : function;
  }

  /** Returns what is given to an action: parameters by name, and the body where there is one. */
  static Map<String, Object> arguments(JsonObject action) {
    Map<String, Object> arguments = parameters(action.objects("parameters"));
    JsonObject body = action.object("requestBody").object("content");
    Map<String, Object> bodies = new LinkedHashMap<>();
    body.lazyWithout()
        .forEach(
            (type, fields) -> {
              // Requests to the program wrap the fields once more.
              JsonObject wrapped = JsonObject.of(fields);
              bodies.put(
                  type,
                  parameters(
                      wrapped.has("properties") ? wrapped.objects("properties") : objects(fields)));
            });
    if (!bodies.isEmpty()) {
      arguments.put("requestBody", bodies);
    }
    return arguments;
  }

  /** Returns a tool's arguments as its input. */
  static InputContent input(@Nullable String name, @Nullable String callId, Object arguments) {
    MessagePart call = new MessagePart.ToolCall(callId, name, arguments);
    return new InputContent(
        List.of(), List.of(new ChatMessage(ChatMessage.ASSISTANT, List.of(call))), List.of());
  }

  /** Returns a tool's result as its output. */
  static List<ChatMessage> output(@Nullable Object result) {
    MessagePart response = new MessagePart.ToolCallResponse(null, result);
    return List.of(new ChatMessage(ChatMessage.TOOL, List.of(response)));
  }

  /** Returns what the code interpreter gave back. */
  static Map<String, Object> codeResult(JsonObject output) {
    return output.without("metadata", "__type");
  }

  /** Returns why the code interpreter failed; null when it did not. */
  static @Nullable Failure codeFailure(JsonObject output) {
    if (Boolean.TRUE.equals(output.value("executionTimeout"))) {
      return failure(TIMEOUT, "the code ran into its time limit");
    }
    return output.text("executionError", "").isEmpty()
        ? null
        : failure(EXECUTION_ERROR, "the code failed");
  }

  /** Returns the failure of a tool on whose account the agent asks its model again. */
  static Failure reprompted() {
    return failure(REPROMPT, "the agent could not use what the tool gave back");
  }

  static Failure failure(String type, String description) {
    return new Failure(type, description, null, null, null);
  }

  private static StepDraft draft(
      String name, StepKind kind, @Nullable String traceId, TracePart part) {
    InferenceRequest request =
        InferenceRequest.builder(OperationName.EXECUTE_TOOL).target(new Target.Tool(name)).build();
    return new StepDraft(kind, request, traceId, part.agent(), part.time());
  }

  private static List<JsonObject> objects(Object elements) {
    List<JsonObject> objects = new ArrayList<>();
    if (elements instanceof List<?> list) {
      list.forEach(element -> objects.add(JsonObject.of(element)));
    }
    return objects;
  }

  private static Map<String, Object> parameters(List<JsonObject> parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (JsonObject parameter : parameters) {
      Object value = parameter.value("value");
      if (value != null) {
        values.put(parameter.text("name", ""), value);
      }
    }
    return values;
  }
}
