/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.bedrocktracing.testing.FileContents;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;

/** A recorded call to Bedrock. */
public final class RecordedCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The last part of the path of each operation's requests. */
  private static final Map<String, String> PATHS =
      Map.of(
          "Converse", "converse",
          "ConverseStream", "converse-stream",
          "InvokeModel", "invoke",
          "InvokeModelWithResponseStream", "invoke-with-response-stream");

  private final Path folder;
  private final JsonNode meta;

  private RecordedCase(Path folder) {
    this.folder = folder;
    this.meta = parse(FileContents.bytes(folder.resolve("meta.json")));
  }

  /** Returns the recorded calls of operations that are traced. */
  public static Stream<RecordedCase> in(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, 3)) {
      return files
          .filter(path -> path.endsWith("meta.json"))
          .map(path -> new RecordedCase(path.getParent()))
          .filter(recorded -> PATHS.containsKey(recorded.operation()))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList()
          .stream();
    }
  }

  /** Returns the names of the family and the case. */
  public String name() {
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }

  /** Returns whether the answer is streamed. */
  public boolean isStream() {
    return operation().endsWith("Stream");
  }

  /** Returns whether the SDK itself reads the answer, as an object of its own. */
  public boolean isConverse() {
    return operation().equals("Converse");
  }

  /** Makes a server give the recorded answer. */
  public void answerFrom(FakeBedrock bedrock) {
    bedrock.answer(PATHS.get(operation()), this::answer);
  }

  /** Makes the recorded call. */
  public CallResult call(BedrockCalls calls) {
    return switch (operation()) {
      case "Converse" ->
          calls.converse(
              Exchanges.converse().toBuilder()
                  .modelId(model())
                  .inferenceConfig(this::parameters)
                  .build());
      case "ConverseStream" ->
          calls.converseStream(
              Exchanges.converseStream().toBuilder()
                  .modelId(model())
                  .inferenceConfig(this::parameters)
                  .build());
      case "InvokeModel" ->
          calls.invokeModel(
              Exchanges.invokeModel().toBuilder().modelId(model()).body(requestBody()).build());
      default ->
          calls.invokeModelStream(
              Exchanges.invokeModelStream().toBuilder()
                  .modelId(model())
                  .body(requestBody())
                  .build());
    };
  }

  @Override
  public String toString() {
    return name();
  }

  private String operation() {
    return meta.path("operation").asText();
  }

  private String model() {
    return meta.path("model_id").asText();
  }

  private ResponseDefinitionBuilder answer(ResponseDefinitionBuilder response) {
    response.withStatus(meta.path("http").path("status").asInt());
    meta.path("http")
        .path("response_headers")
        .properties()
        .forEach(header -> addHeader(response, header.getKey(), header.getValue().asText()));
    Path stream = folder.resolve("stream.bin");
    return response.withBody(
        FileContents.bytes(Files.exists(stream) ? stream : folder.resolve("response.json")));
  }

  /** Adds a header, unless it describes how the bytes were cut on their way. */
  private static void addHeader(ResponseDefinitionBuilder response, String name, String value) {
    if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
      response.withHeader(name, value);
    }
  }

  private SdkBytes requestBody() {
    Path file = folder.resolve("request.json");
    return SdkBytes.fromByteArray(Files.exists(file) ? FileContents.bytes(file) : new byte[0]);
  }

  private void parameters(InferenceConfiguration.Builder parameters) {
    JsonNode recorded = parse(requestBody().asByteArray()).path("inferenceConfig");
    if (recorded.has("maxTokens")) {
      parameters.maxTokens(recorded.get("maxTokens").asInt());
    }
    if (recorded.has("temperature")) {
      parameters.temperature(recorded.get("temperature").floatValue());
    }
    if (recorded.has("topP")) {
      parameters.topP(recorded.get("topP").floatValue());
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
