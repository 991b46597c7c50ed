/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first program of the README prints. */
class FourCallsExampleTest {
  private static final String SECTION_BREAK = "\nMetrics\n";

  @TempDir private Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void run_printsTheTracesOfAllFiveCalls() throws InterruptedException {
    assertThat(run()).isZero();

    String traces = output().split(SECTION_BREAK, -1)[0];
    assertThat(traces)
        .containsSubsequence(
            "  example converse ",
            "  |- chat amazon.nova-lite-v1:0 ",
            "412 in, 38 out",
            "finish reason  tool_use",
            "  `- chat global.anthropic.claude-sonnet-4-5-20250929-v1:0 ",
            "first chunk    after ",
            "1431 in (1408 read from cache), 19 out",
            "finish reason  end_turn",
            "  example invoke ",
            "  |- chat global.anthropic.claude-haiku-4-5-20251001-v1:0 ",
            "1183 in (1152 written to cache), 17 out",
            "finish reason  end_turn",
            "  `- chat global.anthropic.claude-opus-4-5-20251101-v1:0 ",
            "first chunk    after ",
            "12 in, 13 out",
            "finish reason  end_turn",
            "  chat example.no-such-model-v1:0  CLIENT ",
            "error type     ValidationException");
  }

  @Test
  void run_printsTheRunOfAnAgentAsOneTree() throws InterruptedException {
    assertThat(run()).isZero();

    assertThat(output().split(SECTION_BREAK, -1)[0])
        .containsSubsequence(
            "  invoke_agent SUPPORT001 ",
            "session        customer-42",
            "  |- chat anthropic.claude-sonnet-4-5-20250929-v1:0 ",
            "612 in, 48 out",
            "  |- execute_tool get_order ",
            "  |- retrieval KBRETURNS1 ",
            "  |- invoke_agent returns-desk ",
            "  |  `- chat anthropic.claude-haiku-4-5-20251001-v1:0 ",
            "204 in, 31 out",
            "  `- chat anthropic.claude-sonnet-4-5-20250929-v1:0 ",
            "1034 in, 57 out");
  }

  @Test
  void run_printsTheMetrics() throws InterruptedException {
    assertThat(run()).isZero();

    assertThat(output().split(SECTION_BREAK, -1)[1])
        .containsSubsequence(
            "gen_ai.client.operation.duration  [s]",
            "ValidationException",
            "gen_ai.client.operation.time_per_output_chunk  [s]",
            "gen_ai.client.operation.time_to_first_chunk  [s]",
            "gen_ai.client.token.usage  [{token}]",
            "input",
            "output");
  }

  @Test
  void run_printsTheFailureInOneLine() throws InterruptedException {
    assertThat(run()).isZero();

    assertThat(output().lines())
        .contains(
            "  Converse, unknown model         ValidationException: No model of this Bedrock"
                + " answers to \"example.no-such-model-v1:0\".")
        .noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void run_explainsItsArguments() throws InterruptedException {
    assertThat(run("--unknown")).isEqualTo(2);

    assertThat(output()).contains("Unknown argument: --unknown").contains("--live");
  }

  @Test
  void run_writesThePageOfTraces_withWhatWasSaid_andPrintsWhereItIs() throws Exception {
    assertThat(run()).isZero();

    assertThat(output()).endsWith("\nReport\n\n  " + report().toUri() + "\n");
    assertThat(Files.readString(report()))
        .contains("invoke_agent SUPPORT001", "chat amazon.nova-lite-v1:0", "chat example.no-such")
        .contains("What is the weather in Lisbon?", "A span is one step of the work");
    assertThat(output()).doesNotContain("What is the weather");
  }

  @Test
  void run_tellsWhyThereIsNoPage() throws Exception {
    Files.createDirectories(report().resolve("in the way"));

    assertThat(run()).isZero();

    assertThat(output()).contains("\nReport\n\n  not written: java.nio.file.");
  }

  private int run(String... args) throws InterruptedException {
    String[] all =
        Stream.concat(Stream.of(args), Stream.of("--report=" + report())).toArray(String[]::new);
    return FourCallsExample.run(all, Map.of(), new PrintStream(printed, true, UTF_8));
  }

  private Path report() {
    return directory.resolve("trace-report.html");
  }

  private String output() {
    return printed.toString(UTF_8).replace("\r\n", "\n");
  }
}
