/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.TopLevelKeys;
import io.github.bedrocktracing.testing.dialect.Exchange;
import io.github.bedrocktracing.testing.dialect.Facts;
import io.github.bedrocktracing.testing.dialect.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dialect promises about odd and damaged bodies. */
final class BodyDialectContractTest {
  private static final int DEPTH = 10_000;

  static Stream<Named<BodyDialects.Entry>> dialects() {
    return Stream.concat(BodyDialects.ALL.stream(), Stream.of(BodyDialects.GENERIC))
        .map(entry -> Named.of(entry.dialect().getClass().getSimpleName(), entry));
  }

  static Stream<Named<Path>> folders() {
    return Exchange.folders().stream()
        .map(path -> Named.of(path.getParent().getFileName() + "/" + path.getFileName(), path));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void survivesBodiesThatAreNoObjects(BodyDialects.Entry entry) {
    for (String body :
        List.of("", " ", "null", "[]", "\"[DONE]\"", "{}", "12", "{", "\u0000", "é")) {
      assertThat(request(entry, body.getBytes(UTF_8))).as(body).containsOnlyKeys("operation");
      assertThat(response(entry, body.getBytes(UTF_8))).as(body).isEmpty();
      assertThat(chunk(entry, body.getBytes(UTF_8))).as(body).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void survivesEveryCut(BodyDialects.Entry entry) {
    for (byte[] body : bodiesOf(entry)) {
      for (byte[] cut : DamagedBodies.cuts(body)) {
        readAsEverything(entry, cut);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void survivesOtherTypes(BodyDialects.Entry entry) {
    for (byte[] body : bodiesOf(entry)) {
      for (String changed : DamagedBodies.withOtherTypes(new String(body, UTF_8))) {
        readAsEverything(entry, changed.getBytes(UTF_8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void survivesDepth(BodyDialects.Entry entry) {
    for (String name : names(entry)) {
      readAsEverything(entry, ("{\"" + name + "\":" + "[".repeat(DEPTH)).getBytes(UTF_8));
      String objects = ("{\"" + name + "\":").repeat(DEPTH);
      readAsEverything(entry, objects.getBytes(UTF_8));
      readAsEverything(entry, (objects + "1" + "}".repeat(DEPTH)).getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void survivesLongTexts(BodyDialects.Entry entry) {
    String text = "x".repeat(1 << 18);
    for (String name : names(entry)) {
      readAsEverything(entry, ("{\"" + name + "\":\"" + text + "\"}").getBytes(UTF_8));
      readAsEverything(entry, ("{\"" + name + "\":[\"" + text + "\"]}").getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void readsNoContentInBodiesThatAreNoObjects(BodyDialects.Entry entry) {
    BodyContent content = entry.shapes().content();
    for (String body : List.of("", "null", "[]", "\"[DONE]\"", "{}", "12", "{")) {
      JsonObject tree = JsonBytes.of(body.getBytes(UTF_8)).object();
      assertThat(content.input(tree, Exchange.LIMITS)).as(body).isEqualTo(InputContent.EMPTY);
      assertThat(content.output(tree, Exchange.LIMITS)).as(body).isEmpty();
      MessageAssembler answers = Exchange.answers();
      content.chunk(tree, answers);
      assertThat(answers.messages(true)).as(body).allMatch(answer -> answer.parts().isEmpty());
    }
  }

  /** What a stream says, its parts say in a whole body as well. */
  @Test
  void streamsSayTheSameAsWholeBodies() {
    Map<String, String> same =
        Map.of(
            "anthropic-messages/blocks", "anthropic-messages/stream-blocks",
            "anthropic-text/unary", "anthropic-text/stream",
            "chat-completions/reasoning", "chat-completions/stream-reasoning",
            "chat-completions/tools", "chat-completions/stream-tools",
            "cohere-command-r/tools", "cohere-command-r/stream-tools",
            "nova/blocks", "nova/stream-blocks");
    same.forEach(
        (whole, stream) ->
            assertThat(Exchange.of(stream, Exchange.OPAQUE).output())
                .as(stream)
                .isEqualTo(Exchange.of(whole, Exchange.OPAQUE).output()));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void keepsWhatStoodBeforeTheCut(Path folder) {
    for (BodyDialects.Entry entry : BodyDialects.ALL) {
      byte[] request = Exchange.bytes(folder.resolve("request.json"));
      byte[] response = Exchange.bytes(folder.resolve("response.json"));
      assertThat(request(entry, DamagedBodies.cutAtEnd(request)))
          .isEqualTo(request(entry, request));
      assertThat(response(entry, DamagedBodies.cutAtEnd(response)))
          .isEqualTo(response(entry, response));
      Map<String, Object> whole = response(entry, response);
      for (byte[] cut : DamagedBodies.cuts(response)) {
        assertPart(response(entry, cut), whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void readerSurvivesEveryCutAndType(Path folder) {
    for (String id : List.of(Exchange.OPAQUE, "anthropic.claude-v2", "amazon.nova-lite-v1:0")) {
      for (byte[] body : bodies(folder)) {
        for (byte[] cut : DamagedBodies.cuts(body)) {
          readThroughReader(id, cut);
        }
        for (String changed : DamagedBodies.withOtherTypes(new String(body, UTF_8))) {
          readThroughReader(id, changed.getBytes(UTF_8));
        }
      }
    }
  }

  @Test
  void everyDialectHasFixtures() {
    List<String> missing =
        BodyDialects.ALL.stream()
            .filter(entry -> bodiesOf(entry).isEmpty())
            .map(BodyDialectContractTest::folder)
            .toList();
    assertThat(missing).isEmpty();
  }

  private static void assertPart(Map<String, Object> part, Map<String, Object> whole) {
    part.forEach(
        (name, value) -> {
          assertThat(whole).containsKey(name);
          if (value instanceof Collection<?> values) {
            assertThat(((Collection<?>) whole.get(name)).containsAll(values)).as(name).isTrue();
          } else if (Set.of("input", "output").contains(name)) {
            // Cached tokens and those of further results may stand behind the cut.
            assertThat((Long) value).isLessThanOrEqualTo((Long) whole.get(name));
          } else {
            assertThat(value).as(name).isEqualTo(whole.get(name));
          }
        });
  }

  private static List<byte[]> bodiesOf(BodyDialects.Entry entry) {
    return Exchange.folders().stream()
        .filter(path -> path.getParent().getFileName().toString().equals(folder(entry)))
        .flatMap(path -> bodies(path).stream())
        .map(body -> new String(body, UTF_8))
        .distinct()
        .map(body -> body.getBytes(UTF_8))
        .toList();
  }

  /** Returns the name of the folder that holds the bodies of a dialect. */
  private static String folder(BodyDialects.Entry entry) {
    return entry
        .dialect()
        .getClass()
        .getSimpleName()
        .replace("Dialect", "")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static List<byte[]> bodies(Path folder) {
    List<byte[]> bodies = new ArrayList<>();
    bodies.add(Exchange.bytes(folder.resolve("request.json")));
    bodies.add(Exchange.bytes(folder.resolve("response.json")));
    Exchange.chunks(folder.resolve("chunks.jsonl"))
        .forEach(chunk -> bodies.add(chunk.getBytes(UTF_8)));
    return bodies;
  }

  /** Returns the name of every field in the bodies of a dialect. */
  private static Set<String> names(BodyDialects.Entry entry) {
    Pattern name = Pattern.compile("\"([A-Za-z_-]+)\"\\s*:");
    return bodiesOf(entry).stream()
        .flatMap(body -> name.matcher(new String(body, UTF_8)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void readAsEverything(BodyDialects.Entry entry, byte[] body) {
    try {
      request(entry, body);
      response(entry, body);
      chunk(entry, body);
      TopLevelKeys keys = JsonBytes.of(body).keys();
      entry.dialect().isRequest(keys);
      entry.dialect().mayBeRequest(keys);
      entry.dialect().isResponse(keys);
      entry.dialect().isChunk(keys);
      readContent(entry.shapes().content(), body);
    } catch (RuntimeException escaped) {
      throw new AssertionError(
          "threw on " + new String(body, 0, Math.min(200, body.length), UTF_8), escaped);
    }
  }

  private static void readContent(BodyContent content, byte[] body) {
    JsonObject tree = JsonBytes.of(body).object();
    Transcript.of(content.input(tree, Exchange.LIMITS));
    Transcript.of(content.output(tree, Exchange.LIMITS));
    MessageAssembler answers = Exchange.answers();
    content.chunk(tree, answers);
    content.chunk(tree, answers);
    Transcript.of(answers.messages(true));
  }

  private static void readThroughReader(String modelId, byte[] body) {
    assertThatCode(
            () -> {
              BodyReader reader = new BodyReader(ModelId.parse(modelId));
              reader
                  .request(JsonBytes.of(body), () -> InferenceRequest.builder(OperationName.CHAT))
                  .build();
              reader.response(JsonBytes.of(body)).build();
              InferenceResponse.Builder stream = InferenceResponse.builder();
              reader.chunk(JsonBytes.of(body), stream);
              reader.chunk(JsonBytes.of(body), stream);
              stream.build();
              reader.inputContent(JsonBytes.of(body), Exchange.LIMITS);
              reader.outputContent(JsonBytes.of(body), Exchange.LIMITS);
              reader.chunkContent(JsonBytes.of(body).object(), Exchange.answers());
            })
        .doesNotThrowAnyException();
  }

  private static Map<String, Object> request(BodyDialects.Entry entry, byte[] body) {
    InferenceRequest.Builder request = InferenceRequest.builder(entry.dialect().operation());
    JsonBytes.of(body).read(entry.shapes().request(), request);
    return Facts.of(request.build());
  }

  private static Map<String, Object> response(BodyDialects.Entry entry, byte[] body) {
    InferenceResponse.Builder response = InferenceResponse.builder();
    JsonBytes.of(body).read(entry.shapes().response(), response);
    return Facts.of(response.build());
  }

  private static Map<String, Object> chunk(BodyDialects.Entry entry, byte[] body) {
    InferenceResponse.Builder response = InferenceResponse.builder();
    JsonBytes.of(body).read(entry.shapes().chunk(), response);
    return Facts.of(response.build());
  }
}
