/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.util.ArrayList;
import java.util.List;

/** What is asked and answered, in the sizes that the workloads name. */
final class Bodies {
  static final String CLAUDE = "anthropic.claude-3-5-sonnet-20240620-v1:0";
  static final String LLAMA = "meta.llama3-8b-instruct-v1:0";
  static final String TITAN = "amazon.titan-embed-text-v2:0";

  private static final String WORDS = "Please tell me what the weather is like at the lake today. ";

  /** What models send at a time, two of twelve with something escaped. */
  private static final List<String> PIECES =
      List.of(
          "The",
          " lake",
          " is",
          " calm",
          " today",
          ":",
          "\\n\\n",
          " no",
          " wind",
          ", says",
          " \\\"Anna\\\"",
          " again");

  private static final int HISTORY_TURNS = 110;
  private static final int TURN_LENGTH = 1000;

  private Bodies() {}

  /** Returns a text of so many characters. */
  static String text(int characters) {
    return WORDS.repeat(characters / WORDS.length() + 1).substring(0, characters);
  }

  /** Returns the texts of a conversation, the user's first and last. */
  static List<String> history() {
    List<String> turns = new ArrayList<>();
    for (int turn = 0; turn <= HISTORY_TURNS; turn++) {
      turns.add(text(TURN_LENGTH));
    }
    return turns;
  }

  /** Returns Claude's request with these turns, the user's first. */
  static String claude(List<String> turns) {
    List<String> messages = new ArrayList<>();
    for (String turn : turns) {
      String role = messages.size() % 2 == 0 ? "user" : "assistant";
      messages.add(
          "{\"role\":\"%s\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
              .formatted(role, turn));
    }
    return claudeWith(String.join(",", messages));
  }

  /** Returns Claude's request with an image whose base64 has so many characters. */
  static String claudeWithImage(int characters) {
    return claudeWith(
        """
        {"role":"user","content":[{"type":"image","source":{"type":"base64",
         "media_type":"image/png","data":"%s"}},{"type":"text","text":"%s"}]}"""
            .formatted("iVBORw0K".repeat(characters / 8), text(200)));
  }

  private static String claudeWith(String messages) {
    return """
        {"anthropic_version":"bedrock-2023-05-31","max_tokens":512,"temperature":0.5,
         "messages":[%s]}"""
        .formatted(messages);
  }

  static String llama(String prompt) {
    return "{\"prompt\":\"%s\",\"max_gen_len\":512,\"temperature\":0.5}".formatted(prompt);
  }

  static String titan(String text) {
    return "{\"inputText\":\"%s\",\"dimensions\":1024}".formatted(text);
  }

  static String converseAnswer() {
    return """
        {"metrics":{"latencyMs":321},"output":{"message":{"role":"assistant",
         "content":[{"text":"%s"}]}},"stopReason":"end_turn",
         "usage":{"inputTokens":50,"outputTokens":45,"totalTokens":95}}"""
        .formatted(text(200));
  }

  static String claudeAnswer() {
    return """
        {"id":"msg_bdrk_1","type":"message","role":"assistant","model":"claude-3-5-sonnet-20240620",
         "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,
         "usage":{"input_tokens":50,"output_tokens":45}}"""
        .formatted(text(200));
  }

  static String titanAnswer(int floats) {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < floats; i++) {
      numbers.append(i == 0 ? "" : ",").append((i % 2 == 0 ? 1 : -1) * (i * 7919 % 99991) / 99991f);
    }
    return "{\"embedding\":[%s],\"inputTextTokenCount\":50}".formatted(numbers);
  }

  static byte[][] converseStream(int deltas) {
    List<byte[]> frames = new ArrayList<>();
    frames.add(EventStreams.event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}"));
    for (int i = 0; i < deltas; i++) {
      frames.add(
          EventStreams.event(
              "contentBlockDelta",
              "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"%s\"},\"p\":\"abcdefgh\"}"
                  .formatted(piece(i))));
    }
    frames.add(EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":0}"));
    frames.add(EventStreams.event("messageStop", "{\"stopReason\":\"end_turn\",\"p\":\"abc\"}"));
    frames.add(
        EventStreams.event(
            "metadata",
            """
            {"metrics":{"latencyMs":321},"p":"ab",
             "usage":{"inputTokens":50,"outputTokens":45,"totalTokens":95}}"""));
    return frames.toArray(byte[][]::new);
  }

  static byte[][] claudeStream(int deltas) {
    List<byte[]> frames = new ArrayList<>();
    frames.add(
        EventStreams.chunk(
            """
            {"type":"message_start","message":{"id":"msg_bdrk_1","type":"message",
             "role":"assistant","model":"claude-3-5-sonnet-20240620","content":[],
             "stop_reason":null,"usage":{"input_tokens":50,"output_tokens":1}}}"""));
    frames.add(
        EventStreams.chunk(
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"));
    for (int i = 0; i < deltas; i++) {
      frames.add(
          EventStreams.chunk(
              "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}"
                  .formatted(piece(i))));
    }
    frames.add(EventStreams.chunk("{\"type\":\"content_block_stop\",\"index\":0}"));
    frames.add(
        EventStreams.chunk(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":45}}"));
    frames.add(
        EventStreams.chunk(
            """
            {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":50,
             "outputTokenCount":45,"invocationLatency":321,"firstByteLatency":123}}"""));
    return frames.toArray(byte[][]::new);
  }

  static byte[][] llamaStream(int deltas) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < deltas; i++) {
      frames.add(
          EventStreams.chunk(
              "{\"generation\":\"%s\",\"prompt_token_count\":null,\"generation_token_count\":%d,\"stop_reason\":null}"
                  .formatted(piece(i), i + 1)));
    }
    frames.add(
        EventStreams.chunk(
            """
            {"generation":"","prompt_token_count":50,"generation_token_count":45,
             "stop_reason":"stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":50,
             "outputTokenCount":45,"invocationLatency":321,"firstByteLatency":123}}"""));
    return frames.toArray(byte[][]::new);
  }

  private static String piece(int place) {
    return PIECES.get(place % PIECES.size());
  }

  /** Returns the frames of a managed agent's answer: half of the steps model calls, half tools. */
  static byte[][] agentStream(int steps) {
    List<byte[]> frames = new ArrayList<>();
    for (int step = 0; step < steps; step += 2) {
      String time = "2026-01-01T00:00:%02dZ".formatted(step % 60);
      String later = "2026-01-01T00:00:%02dZ".formatted((step + 1) % 60);
      String model = "model-" + step;
      String tool = "tool-" + step;
      frames.add(AgentTrace.part(time, AgentTrace.modelInput(model, text(1000))));
      frames.add(AgentTrace.part(later, AgentTrace.modelOutput(model, text(200), time, later)));
      frames.add(
          AgentTrace.part(
              later,
              AgentTrace.invocation(
                  tool,
                  "ACTION_GROUP",
                  "\"actionGroupInvocationInput\":{\"actionGroupName\":\"weather\",\"function\":\"forecast\",\"parameters\":[{\"name\":\"place\",\"type\":\"string\",\"value\":\"lake\"}]}")));
      frames.add(
          AgentTrace.part(
              later,
              AgentTrace.observation(
                  tool,
                  "ACTION_GROUP",
                  "\"actionGroupInvocationOutput\":{\"text\":\"" + text(200) + "\"}")));
    }
    frames.add(AgentTrace.part("2026-01-01T00:00:59Z", AgentTrace.finalResponse("end", text(200))));
    frames.add(AgentTrace.chunk(text(200)));
    return frames.toArray(byte[][]::new);
  }
}
