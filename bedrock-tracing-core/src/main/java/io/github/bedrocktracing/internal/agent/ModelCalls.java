/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a model call of an agent: {@code modelInvocationInput} and {@code …Output}. */
final class ModelCalls {
  /** The words of the traces whose input does not say for what the model is called. */
  private static final Map<String, String> PHASES =
      Map.of(
          "preProcessingTrace", "PRE_PROCESSING",
          "orchestrationTrace", "ORCHESTRATION",
          "routingClassifierTrace", "ROUTING_CLASSIFIER",
          "postProcessingTrace", "POST_PROCESSING");

  private static final int MAX_STOP_LENGTH = 512;
  private static final int MAX_STOP_SEQUENCES = 64;

  private ModelCalls() {}

  static StepDraft begin(JsonObject input, TracePart part) {
    JsonObject parameters = input.object("inferenceConfiguration");
    InferenceRequest.Builder request =
        InferenceRequest.builder(OperationName.CHAT)
            .model(TracePart.label(input, "foundationModel"));
    if (parameters.value("maximumLength") instanceof Number n) {
      request.maxTokens(n.longValue());
    }
    if (parameters.value("temperature") instanceof Number n) {
      request.temperature(n.doubleValue());
    }
    if (parameters.value("topP") instanceof Number n) {
      request.topP(n.doubleValue());
    }
    if (parameters.value("topK") instanceof Number n) {
      request.topK(n.doubleValue());
    }
    request.stopSequences(stopSequences(parameters));
    String phase = TracePart.label(input, "type");
    return new StepDraft(
        new StepKind.ModelCall(phase == null ? PHASES.get(part.kind()) : phase, null),
        request.build(),
        TracePart.label(input, "traceId"),
        part.agent(),
        part.time());
  }

  /** Returns a call whose input was not seen. */
  static StepDraft unseen(JsonObject output, TracePart part) {
    return new StepDraft(
        new StepKind.ModelCall(PHASES.get(part.kind()), null),
        InferenceRequest.builder(OperationName.CHAT).build(),
        TracePart.label(output, "traceId"),
        part.agent(),
        part.time());
  }

  /** Adds what was asked to a call that was answered before. */
  static void ask(StepDraft answered, StepDraft begun) {
    answered.request(begun.request());
    if (answered.kind() instanceof StepKind.ModelCall known
        && begun.kind() instanceof StepKind.ModelCall asked) {
      answered.kind(new StepKind.ModelCall(asked.phase(), known.inputValid()));
    }
  }

  /**
   * Takes what the model answered.
   *
   * @param content how much of it is kept; null when its content is not wanted
   */
  static void answer(
      StepDraft call, JsonObject output, TracePart part, @Nullable CaptureLimits content) {
    BodyReader reader = new BodyReader(ModelId.parse(call.request().model()));
    JsonBytes body = output.object("rawResponse").content("content");
    InferenceResponse.Builder response = reader.response(body).operation(OperationName.CHAT);
    JsonObject metadata = output.object("metadata");
    JsonObject usage = metadata.object("usage");
    if (usage.value("inputTokens") instanceof Number tokens) {
      response.metricsUsage().uncachedInput(tokens.longValue());
    }
    if (usage.value("outputTokens") instanceof Number tokens) {
      response.metricsUsage().output(tokens.longValue());
    }
    call.response(response);
    call.requestId(TracePart.label(metadata, "clientRequestId"));
    JsonObject parsed = output.object("parsedResponse");
    if (call.kind() instanceof StepKind.ModelCall model
        && parsed.value("isValid") instanceof Boolean valid) {
      call.kind(new StepKind.ModelCall(model.phase(), valid));
    }
    if (content != null) {
      call.output(answers(reader.outputContent(body, content), output));
    }
    call.answered(WireTimes.told(metadata), part.time());
  }

  private static List<ChatMessage> answers(List<ChatMessage> parsed, JsonObject output) {
    List<ChatMessage> answers = parsed;
    if (answers.isEmpty()) {
      String raw = output.object("rawResponse").text("content", "");
      String text = raw.isEmpty() ? output.object("parsedResponse").text("text", "") : raw;
      answers = text.isEmpty() ? List.of() : ModelMessages.assistant(text);
    }
    JsonObject reasoning = output.object("reasoningContent").object("reasoningText");
    answers = Thoughts.add(reasoning.text("text", ""), answers);
    // The service writes line breaks of a parsed rationale as a backslash and an n.
    String rationale = output.object("parsedResponse").text("rationale", "");
    return Thoughts.add(rationale.replace("\\n", "\n"), answers);
  }

  private static List<String> stopSequences(JsonObject parameters) {
    List<String> sequences = new ArrayList<>();
    for (String text : parameters.texts("stopSequences")) {
      if (text.length() <= MAX_STOP_LENGTH && sequences.size() < MAX_STOP_SEQUENCES) {
        sequences.add(text);
      }
    }
    return List.copyOf(sequences);
  }
}
