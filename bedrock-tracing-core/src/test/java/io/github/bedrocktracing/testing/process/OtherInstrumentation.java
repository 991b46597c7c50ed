/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is exported where this library and another instrumentation of the SDK record the same calls.
 */
public final class OtherInstrumentation implements AutoCloseable {
  /** What switches the agent's part for Bedrock off. */
  public static final String BEDROCK_PART =
      "otel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled";

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final OtlpCollector collector = OtlpCollector.start();

  /** Starts a Bedrock that answers and a collector. */
  public OtherInstrumentation() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    bedrock.answerStream("converse-stream", PlainCall.streamedAnswer());
    bedrock.answerAt(AgentCoreClients.INVOCATIONS, RuntimeBodies.JSON::in);
  }

  /** Returns a process of a program that takes Bedrock's address before its steps. */
  public JavaProcess program(Class<?> main, Enum<?>... steps) {
    String[] arguments =
        Stream.concat(Stream.of(bedrock.endpoint().toString()), Stream.of(steps).map(Enum::name))
            .toArray(String[]::new);
    return JavaProcess.of(main, arguments)
        .variable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
  }

  /** Returns the headers of the one request that Bedrock got, by their names in lower case. */
  public Map<String, String> onlyRequestHeaders() {
    return bedrock.onlyRequestHeaders();
  }

  /** Returns how many spans say that they are of a GenAI operation. */
  public int genAiSpans() {
    return count("/v1/traces", "gen_ai.operation.name");
  }

  /** Returns how many spans tell tokens. */
  public int spansWithTokens() {
    return count("/v1/traces", "gen_ai.usage.input_tokens");
  }

  /** Returns how many spans tell what this library alone knows. */
  public int spansThatTellOurs() {
    return count("/v1/traces", "aws.bedrock.invocation_latency_ms");
  }

  /** Returns from how many sources there is a metric. */
  public int metrics(String name) {
    return count("/v1/metrics", name);
  }

  /** Returns the text of what was exported as traces. */
  public String traces() {
    return exported("/v1/traces");
  }

  /** Returns the text of what was exported as log records. */
  public String logs() {
    return exported("/v1/logs");
  }

  /** Asserts that the user is told once that both record. */
  public static void assertThatItIsToldOnce(Output output) {
    assertThat(output.ownWarnings())
        .as("warnings in\n%s", output)
        .singleElement()
        .asString()
        .contains("records Bedrock calls too", BEDROCK_PART + "=false");
  }

  @Override
  public void close() {
    collector.close();
    bedrock.close();
  }

  private int count(String path, String text) {
    return exported(path).split(text, -1).length - 1;
  }

  private String exported(String path) {
    return collector.exports(path).stream()
        .map(OtlpCollector.Export::body)
        .collect(Collectors.joining("\n"));
  }
}
