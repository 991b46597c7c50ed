/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;
import java.util.Optional;

/** The models that the embedded Bedrock has, and what each of them says. */
final class ScriptedModels {
  /** The field of a Converse request that carries what a tool gave. */
  private static final String TOOL_RESULT = "\"toolResult\"";

  private static final List<ScriptedModel> MODELS =
      List.of(
          new ScriptedModel(
              "amazon.nova",
              new Reply(
                  List.of("I will look ", "at the weather ", "in Lisbon."),
                  new ToolCall("tooluse_embedded_1", "get_weather", "{\"city\":\"Lisbon\"}"),
                  new Usage(412, 0, 0, 38)),
              new Reply(
                  List.of("It is sunny ", "in Lisbon, ", "at 21 degrees."),
                  null,
                  new Usage(489, 0, 0, 14))),
          new ScriptedModel(
              "anthropic.claude-sonnet",
              new Reply(
                  List.of(
                      "A span ", "is one ", "step of ", "the work, ", "with a start and an end."),
                  null,
                  new Usage(23, 1408, 0, 19))),
          new ScriptedModel(
              "anthropic.claude-haiku",
              new Reply(
                  List.of("Traces show ", "where the time went; ", "metrics show how often."),
                  null,
                  new Usage(31, 0, 1152, 17))),
          new ScriptedModel(
              "anthropic.claude",
              new Reply(
                  List.of("Hello ", "from a ", "Claude that ", "is not there."),
                  null,
                  new Usage(12, 0, 0, 13))));

  private ScriptedModels() {}

  /**
   * Returns what the model of this id says, whatever region prefix or ARN stands around it.
   *
   * @param conversation the body of the request
   */
  static Optional<Reply> reply(String modelId, String conversation) {
    boolean toolHasRun = conversation.contains(TOOL_RESULT);
    return MODELS.stream()
        .filter(model -> modelId.contains(model.idPart()))
        .map(model -> toolHasRun ? model.replyToToolResult() : model.reply())
        .findFirst();
  }

  /**
   * A model whose answers are fixed.
   *
   * @param idPart the text by which an id is known as this model's
   * @param reply the answer to a question
   * @param replyToToolResult the answer once a tool has run
   */
  private record ScriptedModel(String idPart, Reply reply, Reply replyToToolResult) {
    ScriptedModel(String idPart, Reply reply) {
      this(idPart, reply, reply);
    }
  }
}
