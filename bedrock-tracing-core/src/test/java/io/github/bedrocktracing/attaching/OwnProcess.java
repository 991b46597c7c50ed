/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.attaching.CallingProgram.Step;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** A program in a process of its own, a server that it calls and a collector for its data. */
abstract class OwnProcess {
  static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final OtlpCollector collector = OtlpCollector.start();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  JavaProcess program(Step... steps) {
    String[] arguments =
        Stream.concat(Stream.of(bedrock.endpoint().toString()), Stream.of(steps).map(Step::name))
            .toArray(String[]::new);
    return JavaProcess.of(CallingProgram.class, arguments);
  }

  static AbstractStringAssert<?> assertThatTheOnlyWarning(Output output) {
    return assertThat(output.ownWarnings())
        .as("warnings in\n%s", output)
        .singleElement()
        .asString();
  }

  void assertThatSpansAndMetricsArrived() {
    assertThat(collector.exports())
        .extracting(OtlpCollector.Export::contentType)
        .containsOnly("application/x-protobuf");
    assertThat(collector.exports("/v1/traces"))
        .singleElement()
        .extracting(OtlpCollector.Export::body)
        .asString()
        .contains(PlainCall.SPAN_NAME, "gen_ai.usage.input_tokens");
    assertThat(collector.exports("/v1/metrics"))
        .singleElement()
        .extracting(OtlpCollector.Export::body)
        .asString()
        .contains("gen_ai.client.operation.duration", "gen_ai.client.token.usage");
  }

  static void assertThatNothingIsTold(Output output) {
    assertThat(output.ownWarnings()).as("warnings in\n%s", output).isEmpty();
    assertThat(output.otherTrouble()).as("trouble in\n%s", output).isEmpty();
  }
}
