/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.testing.FileContents;
import io.github.bedrocktracing.testing.dialect.Exchange;
import io.github.bedrocktracing.testing.dialect.Facts;
import io.github.bedrocktracing.testing.dialect.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded calls of InvokeModel, read with the recorded model id and with one that tells nothing.
 */
final class RecordedBodiesTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  private static final Pattern OPERATION =
      Pattern.compile("\"operation\"\\s*:\\s*\"(InvokeModel(?:WithResponseStream)?)\"");
  private static final Pattern MODEL = Pattern.compile("\"model_id\"\\s*:\\s*\"([^\"]+)\"");

  /** What each recording tells, as found in it by hand. */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          entry("ai21-jamba/jamba-1-5-mini-stream", "chat ended finish=[stop] input=17 output=8"),
          entry("ai21-jurassic2/j2-mid-unary", "text_completion finish=[length]"),
          entry(
              "amazon-nova/micro-unary-max-tokens",
              "chat finish=[max_tokens] input=5 output=10 cacheRead=0 cacheWrite=0"),
          entry(
              "amazon-nova/micro-tool-use-unary",
              "chat finish=[tool_use] input=427 output=172 cacheRead=0 cacheWrite=0"),
          entry(
              "amazon-nova/pro-stream",
              "chat ended finish=[end_turn] input=13 output=8 cacheRead=0 cacheWrite=0"),
          entry(
              "amazon-nova/micro-stream-tool-use",
              "chat ended finish=[tool_use] input=427 output=160 cacheRead=0 cacheWrite=0"),
          entry(
              "amazon-nova/lite-stream-guardrail-intervened",
              "chat ended finish=[end_turn] input=30 output=55 cacheRead=0 cacheWrite=0"
                  + " guardrail=INTERVENED"),
          // 6 tokens beside the 14921 of the cache.
          entry(
              "amazon-nova/lite-unary-us-profile-cache",
              "chat finish=[end_turn] input=14927 output=2 cacheRead=14921 cacheWrite=0"),
          entry("amazon-nova-embeddings/nova-2-mme-text-256d", "embeddings"),
          entry("amazon-titan-embeddings/v2-256d", "embeddings input=5"),
          entry(
              "amazon-titan-text/lite-unary-length",
              "text_completion finish=[LENGTH] input=5 output=10"),
          entry(
              "amazon-titan-text/lite-stream-two-chunks",
              "text_completion ended finish=[LENGTH] input=7 output=128"),
          entry(
              "amazon-titan-text/express-unary-guardrail-anonymized",
              "text_completion finish=[FINISH] input=28 output=197 guardrail=INTERVENED"),
          entry(
              "amazon-titan-text/express-stream-guardrail-blocked",
              "text_completion ended input=6 output=3 guardrail=INTERVENED"),
          entry(
              "anthropic-messages/claude-v2-unary-max-tokens",
              "chat model=claude-2.0 finish=[max_tokens] input=14 output=10"),
          entry(
              "anthropic-messages/claude-3-sonnet-stream",
              "chat ended model=claude-3-sonnet-28k-20240229 finish=[end_turn] input=21 output=22"),
          // The metrics say 108.
          entry(
              "anthropic-messages/claude-3-5-sonnet-tool-use-stream",
              "chat ended model=claude-3-5-sonnet-20240620 finish=[tool_use] input=380 output=144"),
          // 4 tokens beside the 18131 of the cache.
          entry(
              "anthropic-messages/claude-3-5-haiku-cache-write",
              "chat model=claude-3-5-haiku-20241022 finish=[max_tokens] input=18135 output=50"
                  + " cacheRead=0 cacheWrite=18131"),
          // 4 tokens beside the 1209 of the cache.
          entry(
              "anthropic-messages/claude-sonnet-4-cache-read-stream",
              "chat ended model=claude-sonnet-4-20250514 finish=[max_tokens] input=1213 output=10"
                  + " cacheRead=1209 cacheWrite=0"),
          entry(
              "anthropic-messages/claude-sonnet-4-5-unary-stop-details",
              "chat model=claude-sonnet-4-5-20250929 finish=[end_turn] input=12 output=4"
                  + " cacheRead=0 cacheWrite=0"),
          entry(
              "anthropic-messages/claude-3-5-sonnet-image-input",
              "chat model=claude-3-5-sonnet-20240620 finish=[max_tokens] input=19 output=100"),
          entry(
              "anthropic-messages/claude-instant-messages-stream-truncated",
              "chat cut model=claude-instant-1.2 input=73 output=1"),
          entry(
              "anthropic-text-completions/claude-v2-1-unary",
              "text_completion finish=[stop_sequence]"),
          entry(
              "anthropic-text-completions/claude-v2-1-stream",
              "text_completion ended finish=[stop_sequence] input=16 output=11"),
          entry("cohere-command/light-unary-single", "text_completion finish=[MAX_TOKENS]"),
          entry(
              "cohere-command/light-stream-two-generations",
              "text_completion ended finish=[MAX_TOKENS] input=40 output=20"),
          entry("cohere-command-r/command-r-unary-complete", "chat finish=[COMPLETE]"),
          entry("cohere-embed/english-v3-two-texts", "embeddings"),
          entry("errors/invoke-unknown-model-400", "chat"),
          entry("errors/stream-exception-frame-nova", "chat cut"),
          entry("meta-llama/llama3-8b-unary", "text_completion finish=[length] input=6 output=18"),
          entry(
              "meta-llama/llama3-8b-stream",
              "text_completion ended finish=[length] input=23 output=120"),
          entry("mistral-text/mistral-7b-unary-stop", "text_completion finish=[stop]"),
          entry(
              "mistral-text/mistral-7b-stream",
              "text_completion ended finish=[stop] input=8 output=94"));

  /** The texts of each recorded stream, by their length and their first words. */
  private static final Map<String, String> STREAMED_TEXTS =
      Map.ofEntries(
          entry("ai21-jamba/jamba-1-5-mini-stream", "32  The capita"),
          entry("amazon-nova/pro-stream", "36 The capital"),
          entry("amazon-nova/micro-stream-tool-use", "249 <thinking> "),
          entry("amazon-nova/lite-stream-guardrail-intervened", "248 On their fi"),
          entry("amazon-titan-text/lite-stream-two-chunks", "353 \nHere is a "),
          entry("amazon-titan-text/express-stream-guardrail-blocked", "13 Input block"),
          entry("anthropic-messages/claude-3-sonnet-stream", "76 Hobbits emb"),
          entry("anthropic-messages/claude-3-5-sonnet-tool-use-stream", "245 To get the "),
          entry("anthropic-messages/claude-sonnet-4-cache-read-stream", "45 The capital"),
          entry("anthropic-messages/claude-instant-messages-stream-truncated", "92 Hello! My n"),
          entry("anthropic-text-completions/claude-v2-1-stream", "32  The capita"),
          entry("cohere-command/light-stream-two-generations", "64  In machine, 42  A large la"),
          entry("errors/stream-exception-frame-nova", "263 <thinking> "),
          entry("meta-llama/llama3-8b-stream", "597 Here is a v"),
          entry("mistral-text/mistral-7b-stream", "387  Paris is t"));

  private static final int FIRST_WORDS = 11;

  /** The calls of tools in each recording that has some, but for their ids. */
  private static final Map<String, List<Map<String, String>>> TOOL_CALLS =
      Map.of(
          "amazon-nova/micro-stream-tool-use",
          List.of(Map.of("location", "Seattle"), Map.of("location", "San Francisco")),
          "amazon-nova/micro-tool-use-unary",
          List.of(Map.of("location", "Seattle"), Map.of("location", "San Francisco")),
          "anthropic-messages/claude-3-5-sonnet-tool-use-stream",
          List.of(Map.of("location", "Seattle"), Map.of("location", "San Francisco")));

  @BeforeAll
  static void recordingsAreThere() {
    assumeTrue(Files.isDirectory(WIRE), () -> "no recordings in " + WIRE);
  }

  @TestFactory
  Stream<DynamicTest> readsRecordings() throws IOException {
    try (Stream<Path> files = Files.walk(WIRE, 3)) {
      List<Path> folders =
          files
              .filter(path -> path.endsWith("meta.json"))
              .filter(meta -> OPERATION.matcher(FileContents.text(meta)).find())
              .map(Path::getParent)
              .sorted()
              .toList();
      return folders.stream()
          .map(folder -> DynamicTest.dynamicTest(name(folder), () -> assertRead(folder)));
    }
  }

  private static void assertRead(Path folder) {
    Matcher model = MODEL.matcher(FileContents.text(folder.resolve("meta.json")));
    assertThat(model.find()).isTrue();
    Exchange named = Exchange.read(folder, model.group(1), "stream-chunks.jsonl");
    Exchange opaque = Exchange.read(folder, Exchange.OPAQUE, "stream-chunks.jsonl");

    assertThat(summary(folder, named)).isEqualTo(EXPECTED.get(name(folder)));
    assertThat(summary(folder, opaque)).isEqualTo(EXPECTED.get(name(folder)));
    assertThat(Facts.of(opaque.response())).isEqualTo(Facts.of(named.response()));
    assertThat(withoutOperation(opaque)).isEqualTo(withoutOperation(named));
    assertContent(folder, named);
    assertThat(opaque.output()).isEqualTo(named.output());
    assertThat(opaque.input()).isEqualTo(named.input());
  }

  private static void assertContent(Path folder, Exchange exchange) {
    assertThat(Transcript.of(exchange.input()).isEmpty())
        .isNotEqualTo(Files.exists(folder.resolve("request.json")));
    boolean stream = Files.exists(folder.resolve("stream-chunks.jsonl"));
    assertThat(stream ? texts(exchange) : null).isEqualTo(STREAMED_TEXTS.get(name(folder)));
    assertThat(toolArguments(exchange)).isEqualTo(TOOL_CALLS.getOrDefault(name(folder), List.of()));
    if (exchange.operation() == OperationName.EMBEDDINGS) {
      assertThat(exchange.output()).isEmpty();
    } else if (!stream && Files.exists(folder.resolve("response.json"))) {
      assertThat(exchange.output().isEmpty()).isEqualTo(name(folder).startsWith("errors/"));
    }
  }

  private static List<Object> toolArguments(Exchange exchange) {
    return exchange.output().stream()
        .flatMap(message -> message.parts().stream())
        .filter(MessagePart.ToolCall.class::isInstance)
        .map(part -> ((MessagePart.ToolCall) part).arguments())
        .toList();
  }

  private static String texts(Exchange exchange) {
    return exchange.output().stream()
        .flatMap(message -> message.parts().stream())
        .filter(MessagePart.Text.class::isInstance)
        .map(part -> ((MessagePart.Text) part).text())
        .map(text -> text.length() + " " + text.substring(0, FIRST_WORDS))
        .collect(Collectors.joining(", "));
  }

  private static String summary(Path folder, Exchange exchange) {
    Map<String, Object> facts = new LinkedHashMap<>(Facts.of(exchange.response()));
    facts.keySet().removeAll(List.of("id", "invocationLatency", "firstByteLatency"));
    StringBuilder summary = new StringBuilder(exchange.operation().value());
    if (Files.exists(folder.resolve("stream-chunks.jsonl"))) {
      summary.append(exchange.ended() ? " ended" : " cut");
    }
    return summary.append(' ').append(Facts.text(facts)).toString().stripTrailing();
  }

  /** The request's facts; what is asked for may be clear from the response only. */
  private static Map<String, Object> withoutOperation(Exchange exchange) {
    Map<String, Object> facts = new LinkedHashMap<>(Facts.of(exchange.request()));
    facts.remove("operation");
    return facts;
  }

  private static String name(Path folder) {
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }
}
