/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.testing.FileContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The bodies of one call, read as the library reads them: request first, then the answer. */
public record Exchange(
    InferenceRequest request,
    InferenceResponse response,
    boolean ended,
    OperationName operation,
    InputContent input,
    List<ChatMessage> output) {
  public static final CaptureLimits LIMITS = new CaptureLimits(100_000, 1 << 20, 3, false);

  /** A model id that tells nothing about the model. */
  public static final String OPAQUE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456";

  /** Returns every folder of bodies written for the tests. */
  public static List<Path> folders() {
    try (Stream<Path> paths =
        Files.walk(Path.of(Exchange.class.getResource("/bodies").toURI()), 2)) {
      return paths
          .filter(path -> Files.isDirectory(path))
          .filter(path -> Files.exists(path.resolve("request.json")))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static Exchange read(Path folder, String modelId) {
    return read(folder, modelId, "chunks.jsonl");
  }

  public static Exchange read(Path folder, String modelId, String chunksFile) {
    BodyReader reader = new BodyReader(ModelId.parse(modelId));
    InferenceRequest request =
        reader
            .request(
                JsonBytes.of(bytes(folder.resolve("request.json"))),
                () -> InferenceRequest.builder(OperationName.CHAT))
            .build();
    InferenceResponse.Builder response = InferenceResponse.builder();
    List<ChatMessage> output;
    if (Files.exists(folder.resolve("response.json"))) {
      JsonBytes body = JsonBytes.of(bytes(folder.resolve("response.json")));
      response = reader.response(body);
      output = reader.outputContent(body, LIMITS);
    } else {
      MessageAssembler answers = answers();
      for (String line : chunks(folder.resolve(chunksFile))) {
        byte[] bytes = line.getBytes(UTF_8);
        JsonBytes chunk = JsonBytes.of(bytes);
        reader.chunk(chunk, response);
        reader.chunkContent(chunk.object(), answers);
        // The next chunk is put where this one was.
        Arrays.fill(bytes, (byte) '#');
      }
      output = answers.messages(response.hasEnded());
    }
    boolean ended = response.hasEnded();
    InferenceResponse built = response.build();
    return new Exchange(
        request,
        built,
        ended,
        built.operation() == null ? request.operation() : built.operation(),
        reader.inputContent(JsonBytes.of(bytes(folder.resolve("request.json"))), LIMITS),
        output);
  }

  public static MessageAssembler answers() {
    return new MessageAssembler(LIMITS.maxCharacters(), JsonText::parseStructure);
  }

  public static byte[] bytes(Path file) {
    return Files.exists(file) ? FileContents.bytes(file) : new byte[0];
  }

  /** Returns the chunks of a stream; a frame that tells of an exception is none. */
  public static List<String> chunks(Path file) {
    return new String(bytes(file), UTF_8)
        .lines()
        .filter(line -> !line.contains("\"messageType\": \"exception\""))
        .toList();
  }

  /** Starts the assertions on one folder of bodies, read with the usual id of such a model. */
  public static Expectation of(String folder, String modelId) {
    Path path =
        folders().stream()
            .filter(candidate -> candidate.endsWith(Path.of(folder)))
            .findFirst()
            .orElseThrow();
    return new Expectation(path, modelId);
  }

  /** What is expected of the bodies whatever the model id tells. */
  public record Expectation(Path folder, String modelId) {
    public Expectation asks(String facts) {
      asks(modelId, facts);
      return asksUnknown(facts);
    }

    /** Asserts what the request says when only its own keys tell the dialect. */
    public Expectation asksUnknown(String facts) {
      return asks(OPAQUE, facts);
    }

    public Expectation asksKnown(String facts) {
      return asks(modelId, facts);
    }

    private Expectation asks(String id, String facts) {
      assertThat(Facts.text(Facts.of(read(folder, id).request()))).as(id).isEqualTo(facts);
      return this;
    }

    public Expectation answers(String operation, String facts) {
      for (String id : List.of(modelId, OPAQUE)) {
        Exchange exchange = read(folder, id);
        assertThat(Facts.text(Facts.of(exchange.response()))).as(id).isEqualTo(facts);
        assertThat(exchange.operation().value()).as(id).isEqualTo(operation);
      }
      return this;
    }

    public List<ChatMessage> output() {
      return read(folder, modelId).output();
    }

    /** Asserts what the messages of the request say, line by line. */
    public Expectation sends(String... lines) {
      for (String id : List.of(modelId, OPAQUE)) {
        assertThat(Transcript.of(read(folder, id).input())).as(id).containsExactly(lines);
      }
      return this;
    }

    /** Asserts what the messages of the response say, line by line. */
    public Expectation says(String... lines) {
      for (String id : List.of(modelId, OPAQUE)) {
        assertThat(Transcript.of(read(folder, id).output())).as(id).containsExactly(lines);
      }
      return this;
    }

    public Expectation ends(boolean expected) {
      for (String id : List.of(modelId, OPAQUE)) {
        assertThat(read(folder, id).ended()).as(id).isEqualTo(expected);
      }
      return this;
    }
  }
}
