/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/**
 * A call through each of the four operations that run a model. Nothing here knows of tracing.
 *
 * <p>Each method returns what came back, in a few words.
 */
final class FourCalls {
  private static final int MAX_TOKENS = 200;
  private static final float TEMPERATURE = 0.2f;
  private static final String CLAUDE_BODY =
      """
      {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 200,
       "messages": [{"role": "user", "content": "What are traces and metrics for?"}]}""";

  private final BedrockClients clients;

  FourCalls(BedrockClients clients) {
    this.clients = clients;
  }

  /** Asks for the weather and offers a tool that knows it. */
  String converse(String modelId) {
    ConverseResponse response =
        clients
            .sync()
            .converse(
                request ->
                    request
                        .modelId(modelId)
                        .messages(question("What is the weather in Lisbon?"))
                        .inferenceConfig(c -> c.maxTokens(MAX_TOKENS).temperature(TEMPERATURE))
                        .toolConfig(c -> c.tools(weatherTool())));
    return response.output().message().content().size()
        + " content blocks, stop reason "
        + response.stopReasonAsString();
  }

  /** Has the text of an answer streamed. */
  String converseStream(String modelId) {
    StringBuilder text = new StringBuilder();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(event -> text.append(event.delta().text()))
                    .build())
            .build();
    clients
        .async()
        .converseStream(
            request ->
                request
                    .modelId(modelId)
                    .messages(question("What is a span?"))
                    .inferenceConfig(c -> c.maxTokens(MAX_TOKENS)),
            handler)
        .join();
    return text.length() + " characters of text";
  }

  /** Sends a body in Claude's own format. */
  String invokeModel(String modelId) {
    InvokeModelResponse response =
        clients
            .sync()
            .invokeModel(
                request -> request.modelId(modelId).body(SdkBytes.fromUtf8String(CLAUDE_BODY)));
    return response.body().asByteArrayUnsafe().length + " bytes of JSON";
  }

  /** Has the answer to a body in Claude's own format streamed. */
  String invokeModelWithResponseStream(String modelId) {
    AtomicInteger chunks = new AtomicInteger();
    InvokeModelWithResponseStreamResponseHandler handler =
        InvokeModelWithResponseStreamResponseHandler.builder()
            .subscriber(
                InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                    .onChunk(chunk -> chunks.incrementAndGet())
                    .build())
            .build();
    clients
        .async()
        .invokeModelWithResponseStream(
            request -> request.modelId(modelId).body(SdkBytes.fromUtf8String(CLAUDE_BODY)), handler)
        .join();
    return chunks + " chunks of JSON";
  }

  private static Message question(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }

  private static Tool weatherTool() {
    Document city =
        Document.mapBuilder()
            .putString("type", "object")
            .putMap("properties", p -> p.putMap("city", c -> c.putString("type", "string")))
            .build();
    return Tool.fromToolSpec(
        spec ->
            spec.name("get_weather")
                .description("The weather in a city")
                .inputSchema(schema -> schema.json(city)));
  }
}
