/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.Protocol;

/** An agent that answers with frames of a test's own, whose caller is traced. */
public final class TracedAgent implements AutoCloseable {
  /** The name of the span of a call. */
  public static final String CALL = "invoke_agent AGENT1";

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry telemetry = Telemetry.create();

  /** Returns what was recorded. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** Returns the spans of a call with content, in the order in which they ended. */
  public List<SpanData> run(byte[]... frames) {
    return run(tracing -> tracing.captureContent(true), frames);
  }

  /**
   * Returns the spans of a call, in the order in which they ended; its caller sees what an untraced
   * one sees.
   */
  public List<SpanData> run(UnaryOperator<BedrockTracing.Builder> options, byte[]... frames) {
    return run(options, 0, () -> List.of(frames));
  }

  /** Returns the spans of a call whose answer takes a while to come. */
  public List<SpanData> run(int milliseconds, Supplier<List<byte[]>> frames) {
    return run(tracing -> tracing, milliseconds, frames);
  }

  private List<SpanData> run(
      UnaryOperator<BedrockTracing.Builder> options,
      int milliseconds,
      Supplier<List<byte[]>> frames) {
    telemetry.reset();
    bedrock.reset();
    BedrockTracing.Builder tracing =
        options.apply(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()));
    try (AgentCalls traced =
            new AgentCalls(bedrock, Protocol.HTTP1_1, tracing.build().interceptor());
        AgentCalls untraced = new AgentCalls(bedrock, Protocol.HTTP1_1)) {
      byte[] body = EventStreams.concat(frames.get());
      bedrock.answerAgent(
          response -> FakeBedrock.stream(response, body).withFixedDelay(milliseconds));
      List<Object> seen = traced.invoke(AgentCalls.request());
      List<SpanData> spans = telemetry.spansOfCall();
      assertThat(seen).isEqualTo(untraced.invoke(AgentCalls.request()));
      assertThat(telemetry.started()).isEqualTo(telemetry.ended());
      return spans;
    }
  }

  @Override
  public void close() {
    telemetry.close();
    bedrock.close();
  }
}
