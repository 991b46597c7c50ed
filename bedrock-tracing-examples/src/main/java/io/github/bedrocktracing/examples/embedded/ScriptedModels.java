/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;
import java.util.Optional;

/** The models that the embedded Bedrock has, and what each of them says. */
final class ScriptedModels {
  private static final List<ScriptedModel> MODELS =
      List.of(
          new ScriptedModel(
              "amazon.nova",
              new Reply(
                  List.of("I will look ", "at the weather ", "in Lisbon."),
                  new ToolCall("tooluse_embedded_1", "get_weather", "{\"city\":\"Lisbon\"}"),
                  new Usage(412, 0, 0, 38))),
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

  /** Returns what the model of this id says, whatever region prefix or ARN stands around it. */
  static Optional<Reply> reply(String modelId) {
    return MODELS.stream()
        .filter(model -> modelId.contains(model.idPart()))
        .map(ScriptedModel::reply)
        .findFirst();
  }

  /**
   * A model whose answer is fixed.
   *
   * @param idPart the text by which an id is known as this model's
   * @param reply the answer
   */
  private record ScriptedModel(String idPart, Reply reply) {}
}
