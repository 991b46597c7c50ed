/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.content.MarkedBodies;
import io.github.bedrocktracing.testing.content.MarkedRequests;
import io.github.bedrocktracing.testing.content.Markers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;

/**
 * Calls of every kind, each to a model id of its own, with markers wherever a caller, a model or
 * the service could put a text.
 */
final class MarkedCalls {
  private static final List<String> ERRORS =
      List.of(
          "ValidationException",
          "AccessDeniedException",
          "ResourceNotFoundException",
          "ModelErrorException",
          "ModelTimeoutException",
          "ServiceQuotaExceededException",
          "UnheardOfException");

  private static final List<String> STREAM_ERRORS =
      List.of(
          "modelStreamErrorException",
          "internalServerException",
          "throttlingException",
          "validationException",
          "serviceUnavailableException",
          "unheardOfException");

  private final FakeBedrock bedrock;
  private final Markers markers;
  private final MarkedRequests requests;
  private final MarkedBodies bodies;
  private final List<String> models = new ArrayList<>();

  MarkedCalls(FakeBedrock bedrock, Markers markers) {
    this.bedrock = bedrock;
    this.markers = markers;
    this.requests = new MarkedRequests(markers);
    this.bodies = new MarkedBodies(markers);
  }

  /** Makes all calls; returns the model ids, one for each. */
  List<String> run() {
    for (ClientKind kind : List.of(ClientKind.SYNC, ClientKind.ASYNC_HTTP_2)) {
      try (BedrockCalls calls = kind.connect(bedrock, configuration -> {})) {
        whole(calls, kind.name());
        if (kind != ClientKind.SYNC) {
          streams(calls);
        }
      }
    }
    return models;
  }

  private void whole(BedrockCalls calls, String kind) {
    bedrock.answer(
        "converse",
        response ->
            FakeBedrock.json(response, requests.json(ConverseResponse.builder(), "converse answer"))
                .withHeader("x-amzn-unheard-of", markers.text("header")));
    calls.converse(converse("converse-" + kind));
    for (String error : ERRORS) {
      bedrock.answer("converse", response -> error(response, 400, error));
      calls.converse(converse(error + '-' + kind));
    }
    bedrock.answer(
        "converse",
        response ->
            response
                .withStatus(400)
                .withBody("{\"__type\":\"" + markers.text("code") + " x\",\"message\":\"x\"}"));
    calls.converse(converse("odd-error-code-" + kind));
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, "{\"output\": " + markers.text("damaged answer")));
    calls.converse(converse("damaged-" + kind));
    MarkedBodies.folders()
        .forEach(
            (name, folder) -> {
              if (Files.exists(folder.resolve("response.json"))) {
                bedrock.answerJson("invoke", bodies.body(folder.resolve("response.json"), name));
                calls.invokeModel(invoke(name + '-' + kind, folder, name));
              }
            });
    Path claude = MarkedBodies.folders().get("anthropic-messages-unary");
    bedrock.answer("invoke", response -> error(response, 400, "ValidationException"));
    calls.invokeModel(invoke("invoke-error-" + kind, claude, "invoke error"));
    bedrock.answerJson("invoke", markers.text("damaged body") + " {");
    calls.invokeModel(invoke("invoke-damaged-" + kind, claude, "invoke damaged"));
  }

  private void streams(BedrockCalls calls) {
    byte[] answer = EventStreams.concat(converseEvents());
    bedrock.answerStream("converse-stream", answer);
    calls.converseStream(converseStream("converse-stream"));
    bedrock.answerStream("converse-stream", Arrays.copyOf(answer, answer.length * 2 / 3));
    calls.converseStream(converseStream("converse-stream-cut"));
    bedrock.answer("converse-stream", response -> error(response, 400, "ValidationException"));
    calls.converseStream(converseStream("converse-stream-refused"));
    for (String error : STREAM_ERRORS) {
      bedrock.answerStream("converse-stream", EventStreams.concat(answer, exception(error)));
      calls.converseStream(converseStream("converse-stream-" + error));
      bedrock.answerStream("invoke-with-response-stream", exception(error));
      calls.invokeModelStream(
          invokeStream(
              "invoke-stream-" + error,
              MarkedBodies.folders().get("anthropic-messages-stream"),
              error));
    }
    MarkedBodies.folders()
        .forEach(
            (name, folder) -> {
              Path chunks = folder.resolve("chunks.jsonl");
              if (Files.exists(chunks)) {
                bedrock.answerStream(
                    "invoke-with-response-stream",
                    EventStreams.concat(
                        bodies.stream(chunks, name),
                        EventStreams.chunk(markers.text(name + " damaged chunk"))));
                calls.invokeModelStream(invokeStream(name + "-stream", folder, name));
              }
            });
  }

  private byte[][] converseEvents() {
    List<byte[]> frames = new ArrayList<>();
    frames.add(
        EventStreams.event(
            "messageStart", "{\"role\":\"assistant\",\"p\":\"" + markers.text("padding") + "\"}"));
    for (int block = 0; block < 12; block++) {
      String start = requests.event(ContentBlockStartEvent.builder(), "stream start", block);
      if (block % 2 == 0) {
        frames.add(EventStreams.event("contentBlockStart", start));
      }
      for (int part = 0; part < 3; part++) {
        frames.add(
            EventStreams.event(
                "contentBlockDelta",
                requests.event(ContentBlockDeltaEvent.builder(), "stream delta", block)));
      }
      frames.add(EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":" + block + "}"));
    }
    frames.add(EventStreams.event("unheardOf", markers.text("unheard-of event").getBytes(UTF_8)));
    frames.add(
        EventStreams.event(
            "messageStop", requests.json(MessageStopEvent.builder(), "stream stop")));
    frames.add(
        EventStreams.event(
            "metadata", requests.json(ConverseStreamMetadataEvent.builder(), "stream metadata")));
    return frames.toArray(byte[][]::new);
  }

  private byte[] exception(String type) {
    // The message of the frame is JSON text, which is left open here for further members.
    return EventStreams.exception(
        type,
        markers.text(type + " message")
            + "\",\"originalMessage\":\""
            + markers.text(type + " original message"));
  }

  private ResponseDefinitionBuilder error(
      ResponseDefinitionBuilder response, int status, String type) {
    return FakeBedrock.error(
        response,
        status,
        type,
        markers.text(type + " message")
            + "\",\"originalMessage\":\""
            + markers.text(type + " original message")
            + "\",\"resourceName\":\""
            + markers.text(type + " resource"));
  }

  private String model(String name) {
    String model = "kind-" + name + '.';
    models.add(model);
    return model;
  }

  private ConverseRequest converse(String name) {
    ConverseRequest request =
        (ConverseRequest) requests.filled(ConverseRequest.builder(), "converse");
    return request.toBuilder().modelId(model(name)).build();
  }

  private ConverseStreamRequest converseStream(String name) {
    ConverseStreamRequest request =
        (ConverseStreamRequest) requests.filled(ConverseStreamRequest.builder(), "stream");
    return request.toBuilder().modelId(model(name)).build();
  }

  private InvokeModelRequest invoke(String name, Path folder, String path) {
    InvokeModelRequest request =
        (InvokeModelRequest) requests.filled(InvokeModelRequest.builder(), "invoke");
    return request.toBuilder().modelId(model(name)).body(body(folder, path)).build();
  }

  private InvokeModelWithResponseStreamRequest invokeStream(String name, Path folder, String path) {
    InvokeModelWithResponseStreamRequest request =
        (InvokeModelWithResponseStreamRequest)
            requests.filled(InvokeModelWithResponseStreamRequest.builder(), "invoke stream");
    return request.toBuilder().modelId(model(name)).body(body(folder, path)).build();
  }

  private SdkBytes body(Path folder, String path) {
    return SdkBytes.fromUtf8String(bodies.body(folder.resolve("request.json"), path + " request"));
  }
}
