/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Prices in files that a flag or the program names. */
@ResourceLock(ProcessState.LOCK)
class PriceFilesTest {
  private static final String MODEL = "us.amazon.nova-lite-v1:0";
  private static final AttributeKey<Double> COST = AttributeKey.doubleKey("llm.cost.usd");
  private static final String TABLE =
      """
      {"amazon.nova-lite-v1:0":
         {"input": 0.1, "output": "0.2", "cacheRead": 0.01, "cacheWrite": "0.3"},
       "anthropic.claude-x": {"input": 3, "output": 15, "anyVersion": true},
       "amazon.titan-embed-x": {"input": 0.7}}""";

  @TempDir private Path folder;
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Answers.converse());
  }

  @AfterEach
  void stop() {
    System.clearProperty("bedrock.tracing.prices");
  }

  @Test
  void fileOfTheFlag_isUsed_andAnotherOneFromThenOn() throws IOException {
    BedrockTracing.Builder byFlag = BedrockTracing.builder();
    Path first = Files.writeString(folder.resolve("first.json"), TABLE);
    Path second =
        Files.writeString(
            folder.resolve("second.json"), "{\"" + MODEL + "\":{\"input\":1,\"output\":1}}");

    System.setProperty("bedrock.tracing.prices", first.toString());
    converse(byFlag, MODEL);
    System.setProperty("bedrock.tracing.prices", second.toString());
    converse(byFlag, MODEL);

    assertThat(telemetry.spans(2))
        .extracting(PriceFilesTest::cost)
        .containsExactly(0.0000007, 0.000005);
  }

  @Test
  void wrongFileOfTheFlag_leavesTheCallAlone() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a\":");
    System.setProperty("bedrock.tracing.prices", wrong.toString());

    converse(BedrockTracing.builder(), MODEL);

    assertNoCost();
  }

  @Test
  void wrongFileOfTheProgram_isSaidAtOnce() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a.b\":{\"inptu\":1}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockTracing.builder().prices(wrong))
        .withMessageContaining("wrong.json: line 1, column 17: \"inptu\" of \"a.b\" is none of");
  }

  private void converse(BedrockTracing.Builder builder, String model) {
    BedrockTracing tracing = builder.openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      client.converse(Answers.request(model));
    }
  }

  private void assertNoCost() {
    assertThat(cost(telemetry.onlySpan())).isNull();
    assertThat(telemetry.metric("bedrock.tracing.cost")).isEmpty();
  }

  private static Double cost(SpanData span) {
    return span.getAttributes().get(COST);
  }
}
