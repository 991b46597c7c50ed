/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** What the weather agent prints. */
class WeatherAgentExampleTest {
  @Test
  void run_printsTheAnswerAndOneTraceOfTheWholeWork() throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    WeatherAgentExample.run(new PrintStream(printed, true, UTF_8));

    String output = printed.toString(UTF_8).replace("\r\n", "\n");
    assertThat(output)
        .containsSubsequence(
            "What is the weather in Lisbon?",
            "It is sunny in Lisbon, at 21 degrees.",
            "trace ",
            "  invoke_agent weather ",
            "session        session-1",
            "  |- chat amazon.nova-lite-v1:0 ",
            "412 in, 38 out",
            "finish reason  tool_use",
            "  |- execute_tool get_weather ",
            "INTERNAL",
            "  `- chat amazon.nova-lite-v1:0 ",
            "489 in, 14 out",
            "finish reason  end_turn")
        .containsOnlyOnce("trace ")
        .doesNotContain("error type");
  }
}
