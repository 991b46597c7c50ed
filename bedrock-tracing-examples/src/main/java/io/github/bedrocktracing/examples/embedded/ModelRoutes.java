/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;
import java.util.function.Function;

/** The routes of bedrock-runtime that run a model. */
final class ModelRoutes {
  private static final String MODEL_ID = "modelId";
  private static final String CLAUDE = "anthropic.";

  private ModelRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.post("/model/{modelId}/converse", request -> converse(request, ConverseWire::whole)),
        Route.post(
            "/model/{modelId}/converse-stream", request -> converse(request, ConverseWire::stream)),
        Route.post(
            "/model/{modelId}/invoke",
            request -> invoke(request, reply -> ClaudeWire.whole(model(request), reply))),
        Route.post(
            "/model/{modelId}/invoke-with-response-stream",
            request -> invoke(request, reply -> ClaudeWire.stream(model(request), reply))));
  }

  private static Answer converse(Request request, Function<Reply, Answer> wire) {
    String modelId = request.pathValue(MODEL_ID);
    return ScriptedModels.reply(modelId, request.body())
        .map(wire)
        .orElseGet(() -> unknown(modelId));
  }

  private static Answer invoke(Request request, Function<Reply, Answer> wire) {
    String modelId = request.pathValue(MODEL_ID);
    if (!modelId.contains(CLAUDE)) {
      return unknown(modelId);
    }
    return converse(request, wire);
  }

  /** Returns the vendor's name of the model: what stands in the id after "anthropic.". */
  private static String model(Request request) {
    String modelId = request.pathValue(MODEL_ID);
    String name = modelId.substring(modelId.indexOf(CLAUDE) + CLAUDE.length());
    return name.replaceFirst("-v\\d+(:\\d+)?$", "");
  }

  private static Answer unknown(String modelId) {
    return Answer.error(
        400, "ValidationException", "No model of this Bedrock answers to \"" + modelId + "\".");
  }
}
