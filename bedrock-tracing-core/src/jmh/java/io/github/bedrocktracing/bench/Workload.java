/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What is called, with what, and what it answers. */
public enum Workload {
  CONVERSE("Converse, 200 characters", Operation.CONVERSE, Bodies.CLAUDE, 0),
  INVOKE_MODEL("InvokeModel (Claude), 200 characters", Operation.INVOKE_MODEL, Bodies.CLAUDE, 0),
  CONVERSE_HISTORY("Converse, history of 110 KB", Operation.CONVERSE, Bodies.CLAUDE, 0),
  INVOKE_HISTORY(
      "InvokeModel (Claude), history of 110 KB", Operation.INVOKE_MODEL, Bodies.CLAUDE, 0),
  IMAGE("InvokeModel (Claude), image of 1 MiB base64", Operation.INVOKE_MODEL, Bodies.CLAUDE, 0),
  EMBEDDING(
      "InvokeModel (Titan), embedding of 1,024 floats", Operation.INVOKE_MODEL, Bodies.TITAN, 0),
  CONVERSE_STREAM_200("ConverseStream", Operation.CONVERSE_STREAM, Bodies.CLAUDE, 200),
  CONVERSE_STREAM_20000("ConverseStream", Operation.CONVERSE_STREAM, Bodies.CLAUDE, 20_000),
  CLAUDE_STREAM_200(
      "InvokeModel stream (Claude)", Operation.INVOKE_MODEL_STREAM, Bodies.CLAUDE, 200),
  CLAUDE_STREAM_20000(
      "InvokeModel stream (Claude)", Operation.INVOKE_MODEL_STREAM, Bodies.CLAUDE, 20_000),
  LLAMA_STREAM_200("InvokeModel stream (Llama)", Operation.INVOKE_MODEL_STREAM, Bodies.LLAMA, 200),
  LLAMA_STREAM_20000(
      "InvokeModel stream (Llama)", Operation.INVOKE_MODEL_STREAM, Bodies.LLAMA, 20_000),
  AGENT("InvokeAgent, trace of 30 steps", Operation.INVOKE_AGENT, "", 0);

  private final String label;
  private final Operation operation;
  private final String model;
  private final int deltas;

  Workload(String label, Operation operation, String model, int deltas) {
    this.label = label;
    this.operation = operation;
    this.model = model;
    this.deltas = deltas;
  }

  /** Returns what tables call it. */
  String label() {
    return deltas == 0 ? label : "%s, %,d deltas".formatted(label, deltas);
  }

  Operation operation() {
    return operation;
  }

  String model() {
    return model;
  }

  /** Returns how many pieces of text a streamed answer has; 0 where none is streamed. */
  int deltas() {
    return deltas;
  }

  /** Returns how many calls are measured together, so that it takes some tenths of a second. */
  int batch() {
    return switch (this) {
      case CONVERSE, INVOKE_MODEL, EMBEDDING -> 3000;
      case CONVERSE_HISTORY, INVOKE_HISTORY -> 300;
      case CONVERSE_STREAM_200, CLAUDE_STREAM_200, LLAMA_STREAM_200 -> 150;
      case IMAGE, AGENT -> 80;
      case CONVERSE_STREAM_20000, CLAUDE_STREAM_20000, LLAMA_STREAM_20000 -> 3;
    };
  }

  /** Returns the texts of the conversation, the user's first. */
  List<String> turns() {
    return switch (this) {
      case CONVERSE_HISTORY, INVOKE_HISTORY -> Bodies.history();
      default -> List.of(Bodies.text(200));
    };
  }

  /** Returns the body of the request, where it is the model's own. */
  String body() {
    return switch (this) {
      case IMAGE -> Bodies.claudeWithImage(1 << 20);
      case EMBEDDING -> Bodies.titan(turns().get(0));
      case LLAMA_STREAM_200, LLAMA_STREAM_20000 -> Bodies.llama(turns().get(0));
      default -> Bodies.claude(turns());
    };
  }

  /** Returns the answer: one body, or the frames of a stream. */
  byte[][] answer() {
    return switch (this) {
      case CONVERSE, CONVERSE_HISTORY -> new byte[][] {Bodies.converseAnswer().getBytes(UTF_8)};
      case INVOKE_MODEL, INVOKE_HISTORY, IMAGE ->
          new byte[][] {Bodies.claudeAnswer().getBytes(UTF_8)};
      case EMBEDDING -> new byte[][] {Bodies.titanAnswer(1024).getBytes(UTF_8)};
      case CONVERSE_STREAM_200, CONVERSE_STREAM_20000 -> Bodies.converseStream(deltas);
      case CLAUDE_STREAM_200, CLAUDE_STREAM_20000 -> Bodies.claudeStream(deltas);
      case LLAMA_STREAM_200, LLAMA_STREAM_20000 -> Bodies.llamaStream(deltas);
      case AGENT -> Bodies.agentStream(30);
    };
  }
}
