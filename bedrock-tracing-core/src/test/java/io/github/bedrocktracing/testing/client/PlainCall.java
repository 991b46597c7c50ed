/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The plainest call there is, for tests that care only whether a call is traced. */
public final class PlainCall {
  public static final String MODEL = "amazon.nova-lite-v1:0";
  public static final String SPAN_NAME = "chat " + MODEL;
  public static final String ANSWER =
      """
      {"output":{"message":{"role":"assistant","content":[{"text":"Hello."}]}},\
      "stopReason":"end_turn","usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7},\
      "metrics":{"latencyMs":12}}""";

  private static final Message QUESTION =
      Message.builder()
          .role(ConversationRole.USER)
          .content(ContentBlock.fromText("Say hello."))
          .build();

  private PlainCall() {}

  /** Lets a server answer the calls. */
  public static void answer(FakeBedrock bedrock) {
    bedrock.answerJson("converse", ANSWER);
    bedrock.answerStream("converse-stream", streamedAnswer());
  }

  /** Returns a request of Converse. */
  public static ConverseRequest converse() {
    return ConverseRequest.builder().modelId(MODEL).messages(QUESTION).build();
  }

  /** Returns a request of ConverseStream. */
  public static ConverseStreamRequest converseStream() {
    return ConverseStreamRequest.builder().modelId(MODEL).messages(QUESTION).build();
  }

  /** Calls Converse once; returns the text of the answer. */
  public static String converse(BedrockRuntimeClient client) {
    return client.converse(converse()).output().message().content().get(0).text();
  }

  /** Returns the body of a complete answer of ConverseStream. */
  public static byte[] streamedAnswer() {
    return EventStreams.concat(
        EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
        EventStreams.event(
            "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello.\"}}"),
        EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
        EventStreams.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
        EventStreams.event(
            "metadata",
            "{\"usage\":{\"inputTokens\":5,\"outputTokens\":2,\"totalTokens\":7},"
                + "\"metrics\":{\"latencyMs\":12}}"));
  }
}
