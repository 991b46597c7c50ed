/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.client.RecordedCase;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded traffic, replayed through real clients, is traced as what it says. */
final class RecordedTrafficTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  /** Outcome of a stream, finish reasons, and tokens: input, output, cache read, cache write. */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          entry("ai21-jamba/jamba-1-5-mini-stream", "complete [stop] 17 8 - -"),
          entry("ai21-jurassic2/j2-mid-unary", "- [length] 10 10 - -"),
          entry("amazon-nova/lite-stream-guardrail-intervened", "complete [end_turn] 30 55 0 0"),
          entry("amazon-nova/lite-unary-us-profile-cache", "- [end_turn] 14927 2 14921 0"),
          entry("amazon-nova/micro-stream-tool-use", "complete [tool_use] 427 160 0 0"),
          entry("amazon-nova/micro-tool-use-unary", "- [tool_use] 427 172 0 0"),
          entry("amazon-nova/micro-unary-max-tokens", "- [max_tokens] 5 10 0 0"),
          entry("amazon-nova/pro-stream", "complete [end_turn] 13 8 0 0"),
          entry("amazon-nova-embeddings/nova-2-mme-text-256d", "- - 18 - - -"),
          entry("amazon-titan-embeddings/v2-256d", "- - 5 - - -"),
          entry(
              "amazon-titan-text/express-stream-guardrail-blocked",
              "complete [content_filter] 6 3 - -"),
          entry("amazon-titan-text/express-unary-guardrail-anonymized", "- [FINISH] 28 197 - -"),
          entry("amazon-titan-text/lite-stream-two-chunks", "complete [LENGTH] 7 128 - -"),
          entry("amazon-titan-text/lite-unary-length", "- [LENGTH] 5 10 - -"),
          entry(
              "anthropic-messages/claude-3-5-haiku-cache-write", "- [max_tokens] 18135 50 0 18131"),
          entry("anthropic-messages/claude-3-5-sonnet-image-input", "- [max_tokens] 19 100 - -"),
          entry(
              "anthropic-messages/claude-3-5-sonnet-tool-use-stream",
              "complete [tool_use] 380 144 - -"),
          entry("anthropic-messages/claude-3-sonnet-stream", "complete [end_turn] 21 22 - -"),
          entry(
              "anthropic-messages/claude-instant-messages-stream-truncated",
              "truncated [error] 73 1 - -"),
          entry("anthropic-messages/claude-sonnet-4-5-unary-stop-details", "- [end_turn] 12 4 0 0"),
          entry(
              "anthropic-messages/claude-sonnet-4-cache-read-stream",
              "complete [max_tokens] 1213 10 1209 0"),
          entry("anthropic-messages/claude-v2-unary-max-tokens", "- [max_tokens] 14 10 - -"),
          entry(
              "anthropic-text-completions/claude-v2-1-stream",
              "complete [stop_sequence] 16 11 - -"),
          entry("anthropic-text-completions/claude-v2-1-unary", "- [stop_sequence] 18 87 - -"),
          entry(
              "arn-and-profiles/application-inference-profile-converse", "- [end_turn] 16 40 0 0"),
          entry("cohere-command/light-stream-two-generations", "complete [MAX_TOKENS] 40 20 - -"),
          entry("cohere-command/light-unary-single", "- [MAX_TOKENS] 20 10 - -"),
          entry("cohere-command-r/command-r-unary-complete", "- [COMPLETE] 7 335 - -"),
          entry("cohere-embed/english-v3-two-texts", "- - 7 - - -"),
          entry("converse/claude-haiku-4-5-cache-read", "- [end_turn] 7361 4 7351 0"),
          entry("converse/claude-sonnet-4-5-parallel-tools", "- [tool_use] 701 97 0 0"),
          entry("converse/claude-sonnet-4-thinking", "- [end_turn] 42 313 0 0"),
          entry("converse/deepseek-r1", "- [end_turn] 12 693 - -"),
          entry("converse/nova-2-lite-code-interpreter", "- [tool_use] 1002 59 - -"),
          entry("converse/nova-micro-tool-result", "- [end_turn] 554 57 - -"),
          entry("converse/nova-micro-tool-use", "- [tool_use] 415 162 - -"),
          entry("converse/titan-guardrail-masked", "- [guardrail_intervened] 17 17 - -"),
          entry("converse/titan-lite-basic", "- [end_turn] 8 14 - -"),
          entry("converse-stream/claude-3-7-cache-read", "complete [end_turn] 1040 250 1028 0"),
          entry(
              "converse-stream/claude-sonnet-4-thinking-signature",
              "complete [end_turn] 36 73 - -"),
          entry("converse-stream/claude-sonnet-5-citations", "complete [end_turn] 887 78 - -"),
          entry("converse-stream/nova-2-lite-web-grounding", "complete [end_turn] 141 95 - -"),
          entry("converse-stream/nova-micro-two-tool-calls", "complete [tool_use] 415 162 - -"),
          entry("converse-stream/titan-guardrail-2", "complete [guardrail_intervened] 17 16 - -"),
          entry("converse-stream/titan-lite-basic", "complete [end_turn] 8 26 - -"),
          entry("errors/converse-unknown-model-400", "- - - - - - ValidationException"),
          entry("errors/invoke-unknown-model-400", "- - - - - - ValidationException"),
          entry(
              "errors/stream-exception-frame-nova",
              "failed [error] - - - - ModelStreamErrorException"),
          entry("meta-llama/llama3-8b-stream", "complete [length] 23 120 - -"),
          entry("meta-llama/llama3-8b-unary", "- [length] 6 18 - -"),
          entry("mistral-text/mistral-7b-stream", "complete [stop] 8 94 - -"),
          entry("mistral-text/mistral-7b-unary-stop", "- [stop] 8 129 - -"));

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeAll
  static void needRecordings() {
    assumeTrue(Files.isDirectory(WIRE), "no recordings: see the property bedrock.wire.dir");
  }

  @TestFactory
  Stream<DynamicTest> recordedCall_isTracedAsWhatItSays() throws IOException {
    return RecordedCase.in(WIRE)
        .flatMap(
            recorded ->
                kinds(recorded)
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                recorded + " " + kind, () -> assertTraced(recorded, kind))));
  }

  private static Stream<ClientKind> kinds(RecordedCase recorded) {
    return Arrays.stream(ClientKind.values())
        .filter(kind -> kind != ClientKind.SYNC || !recorded.isStream());
  }

  private static void assertTraced(RecordedCase recorded, ClientKind kind) {
    bedrock.reset();
    recorded.answerFrom(bedrock);
    try (Fixture fixture = new Fixture(bedrock, kind, Telemetry.create())) {
      fixture.call(recorded::call);

      SpanData span = fixture.telemetry().onlySpan();
      assertThat(summary(span)).isEqualTo(expected(recorded));
      assertThat(fixture.telemetry().started()).isEqualTo(1);
    }
  }

  private static String expected(RecordedCase recorded) {
    String expected = EXPECTED.get(recorded.name());
    // An SDK that drops the counts of the cache still tells the total, and with it all input.
    return recorded.isConverse() && !LaterMembers.CACHE_COUNTS.isPresent()
        ? expected.replaceFirst("^(- \\S+ \\S+ \\S+) \\S+ \\S+", "$1 - -")
        : expected;
  }

  private static String summary(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>(MetricPoint.byName(span.getAttributes()));
    String summary =
        String.join(
            " ",
            Stream.of(
                    "aws.bedrock.stream.outcome",
                    "gen_ai.response.finish_reasons",
                    "gen_ai.usage.input_tokens",
                    "gen_ai.usage.output_tokens",
                    "gen_ai.usage.cache_read.input_tokens",
                    "gen_ai.usage.cache_creation.input_tokens")
                .map(name -> String.valueOf(attributes.getOrDefault(name, "-")))
                .toList());
    Object error = attributes.get("error.type");
    return error == null || error.equals("stream_truncated") ? summary : summary + ' ' + error;
  }
}
