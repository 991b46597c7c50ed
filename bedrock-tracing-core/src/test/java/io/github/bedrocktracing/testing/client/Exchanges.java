/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PerformanceConfigLatency;

/** Requests that set every parameter, and the answers to them. */
public final class Exchanges {
  /** The model that all of them call. */
  public static final String MODEL = "anthropic.claude-3-5-sonnet-20240620-v1:0";

  /** The body of an InvokeModel request. */
  public static final String REQUEST_BODY =
      """
      {"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"temperature":0.2,"top_p":0.9,
       "top_k":40,"stop_sequences":["END","STOP"],
       "messages":[{"role":"user","content":"Say hello"}]}
      """;

  /** The answer to Converse. */
  public static final String CONVERSE_ANSWER =
      """
      {"metrics":{"latencyMs":321},
       "output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},
       "performanceConfig":{"latency":"standard"},"serviceTier":{"type":"default"},
       "stopReason":"end_turn",
       "usage":{"inputTokens":10,"outputTokens":20,"totalTokens":65,
                "cacheReadInputTokens":30,"cacheWriteInputTokens":5}}
      """;

  /** The answer to InvokeModel. */
  public static final String INVOKE_MODEL_ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-3-5-sonnet-20240620",
       "content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
       "usage":{"input_tokens":10,"output_tokens":20,
                "cache_read_input_tokens":30,"cache_creation_input_tokens":5}}
      """;

  private Exchanges() {}

  /** Returns a request to Converse. */
  public static ConverseRequest converse() {
    ConverseRequest.Builder request =
        ConverseRequest.builder()
            .modelId(MODEL)
            .messages(message())
            .inferenceConfig(Exchanges::parameters)
            .additionalModelRequestFields(additionalFields())
            .guardrailConfig(g -> g.guardrailIdentifier("guardrail-1").guardrailVersion("1"))
            .performanceConfig(p -> p.latency(PerformanceConfigLatency.OPTIMIZED));
    return LaterMembers.set(request, "serviceTier", "type", "priority").build();
  }

  /** Returns a request to ConverseStream. */
  public static ConverseStreamRequest converseStream() {
    ConverseStreamRequest.Builder request =
        ConverseStreamRequest.builder()
            .modelId(MODEL)
            .messages(message())
            .inferenceConfig(Exchanges::parameters)
            .additionalModelRequestFields(additionalFields())
            .guardrailConfig(g -> g.guardrailIdentifier("guardrail-1").guardrailVersion("1"))
            .performanceConfig(p -> p.latency(PerformanceConfigLatency.OPTIMIZED));
    return LaterMembers.set(request, "serviceTier", "type", "priority").build();
  }

  /** Returns a request to InvokeModel. */
  public static InvokeModelRequest invokeModel() {
    InvokeModelRequest.Builder request =
        InvokeModelRequest.builder()
            .modelId(MODEL)
            .body(SdkBytes.fromUtf8String(REQUEST_BODY))
            .guardrailIdentifier("guardrail-1")
            .guardrailVersion("1")
            .performanceConfigLatency(PerformanceConfigLatency.OPTIMIZED);
    return LaterMembers.set(request, "serviceTier", "priority").build();
  }

  /** Returns a request to InvokeModelWithResponseStream. */
  public static InvokeModelWithResponseStreamRequest invokeModelStream() {
    InvokeModelWithResponseStreamRequest.Builder request =
        InvokeModelWithResponseStreamRequest.builder()
            .modelId(MODEL)
            .body(SdkBytes.fromUtf8String(REQUEST_BODY))
            .guardrailIdentifier("guardrail-1")
            .guardrailVersion("1")
            .performanceConfigLatency(PerformanceConfigLatency.OPTIMIZED);
    return LaterMembers.set(request, "serviceTier", "priority").build();
  }

  /** Returns the frames of the answer to ConverseStream, the stop and the metadata last. */
  public static byte[][] converseFrames() {
    return new byte[][] {
      EventStreams.event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}"),
      EventStreams.event(
          "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}"),
      EventStreams.event(
          "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lo\"}}"),
      EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
      EventStreams.event("messageStop", "{\"stopReason\":\"end_turn\",\"p\":\"abcdef\"}"),
      EventStreams.event(
          "metadata",
          """
          {"metrics":{"latencyMs":321},"p":"ab",
           "performanceConfig":{"latency":"standard"},"serviceTier":{"type":"default"},
           "usage":{"inputTokens":10,"outputTokens":20,"totalTokens":65,
                    "cacheReadInputTokens":30,"cacheWriteInputTokens":5}}
          """)
    };
  }

  /**
   * Returns the frames of the answer to InvokeModelWithResponseStream: the first holds the input
   * tokens, the last but one the stop reason, the last the service's own counts.
   */
  public static byte[][] invokeModelFrames() {
    return new byte[][] {
      EventStreams.chunk(
          """
          {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",
           "model":"claude-3-5-sonnet-20240620","content":[],"stop_reason":null,
           "usage":{"input_tokens":10,"output_tokens":1,
                    "cache_read_input_tokens":30,"cache_creation_input_tokens":5}}}
          """),
      EventStreams.chunk(
          "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
      EventStreams.chunk(
          "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}"),
      EventStreams.chunk("{\"type\":\"content_block_stop\",\"index\":0}"),
      EventStreams.chunk(
          "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":20}}"),
      EventStreams.chunk(
          """
          {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":10,
           "outputTokenCount":20,"invocationLatency":321,"firstByteLatency":123,
           "cacheReadInputTokenCount":30,"cacheWriteInputTokenCount":5}}
          """)
    };
  }

  /** Returns the answer to ConverseStream. */
  public static byte[] converseAnswer() {
    return EventStreams.concat(converseFrames());
  }

  /** Returns the answer to InvokeModelWithResponseStream. */
  public static byte[] invokeModelAnswer() {
    return EventStreams.concat(invokeModelFrames());
  }

  private static void parameters(InferenceConfiguration.Builder parameters) {
    parameters.maxTokens(256).temperature(0.2f).topP(0.9f).stopSequences("END", "STOP");
  }

  private static Message message() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("Say hello"))
        .build();
  }

  private static Document additionalFields() {
    return Document.fromMap(
        Map.of("top_k", Document.fromNumber(40), "seed", Document.fromNumber(7)));
  }
}
