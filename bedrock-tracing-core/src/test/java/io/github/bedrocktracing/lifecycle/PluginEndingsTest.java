/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.server.BedrockServer;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** The plugin tells at once of ends of which no interceptor is told. */
final class PluginEndingsTest extends SilentEndings {
  @Test
  void plugin_tellsOfARequestThatCannotBeSent_atOnce() {
    try (BedrockRuntimeAsyncClient client = plugged(c -> {})) {
      awaitFailure(client.converse(UNSENDABLE), "'modelId' must not be null");
    }

    assertEnded("not_sent");
  }

  @Test
  void plugin_tellsOfACallThatTakesTooLong_atOnce() {
    try (BedrockRuntimeAsyncClient client =
        plugged(c -> c.apiCallTimeout(Duration.ofMillis(1500)))) {
      awaitFailure(client.converse(Exchanges.converse()), "ApiCallTimeoutException");

      assertTimedOut();
    }
  }

  @Test
  void plugin_tellsOfARequestThatIsGivenLessTime_atOnce() {
    ConverseRequest hasty =
        Exchanges.converse().toBuilder()
            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofMillis(1500)))
            .build();
    try (BedrockRuntimeAsyncClient client = plugged(c -> c.apiCallTimeout(Duration.ofHours(1)))) {
      awaitFailure(client.converse(hasty), "ApiCallTimeoutException");

      assertTimedOut();
    }
  }

  @Test
  void plugin_tellsOfAStreamThatTakesTooLong_atOnce() {
    byte[][] frames = Exchanges.converseFrames();
    Reply unfinished = Reply.stream(frames[0], frames[1]).ending(Reply.Ending.HANGING);
    try (ScriptedBedrock hanging = ScriptedBedrock.start(number -> unfinished);
        BedrockRuntimeAsyncClient client =
            plugged(hanging, c -> c.apiCallTimeout(Duration.ofSeconds(5)))) {
      awaitFailure(
          StreamOperation.CONVERSE.start(client, new StreamConsumer()), "ApiCallTimeoutException");

      assertThat(attributes(assertTimedOut())).containsKey("gen_ai.response.time_to_first_chunk");
    }
  }

  /** The caller is told before the metrics are published, and may close the client meanwhile. */
  @Test
  void plugin_tellsOfAStreamThatTakesTooLong_alsoWhereItBreaksOffBeforeTheReport() {
    byte[][] frames = Exchanges.converseFrames();
    Reply cut = Reply.stream(frames[0], frames[1]).ending(Reply.Ending.HELD);
    try (LatePublisher late = new LatePublisher();
        ScriptedBedrock server = ScriptedBedrock.start(number -> cut);
        BedrockRuntimeAsyncClient client =
            plugged(
                server, c -> c.apiCallTimeout(Duration.ofSeconds(5)).addMetricPublisher(late))) {
      awaitFailure(
          StreamOperation.CONVERSE.start(client, new StreamConsumer()), "ApiCallTimeoutException");
      server.release();

      assertTimedOut();
    }
  }

  /** So long a time has no number of nanoseconds. */
  @Test
  void plugin_takesNoStreamThatIsCutForOneThatTookTooLong() {
    byte[][] frames = Exchanges.converseFrames();
    Reply cut = Reply.stream(frames[0], frames[1]);
    try (ScriptedBedrock server = ScriptedBedrock.start(number -> cut);
        BedrockRuntimeAsyncClient client =
            plugged(server, c -> c.apiCallTimeout(Duration.ofDays(200_000)))) {
      assertThat(StreamOperation.CONVERSE.start(client, new StreamConsumer()))
          .succeedsWithin(Duration.ofSeconds(20));

      assertThat(attributes(assertEnded("stream_truncated")))
          .containsEntry("aws.bedrock.stream.outcome", "truncated");
    }
  }

  @Test
  void plugin_isOneTracerWithTheInterceptor() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    try (BedrockRuntimeAsyncClient client = plugged(Clients.with(tracing.interceptor()))) {
      assertThat(client.converse(Exchanges.converse())).succeedsWithin(Duration.ofSeconds(10));
    }

    assertThat(telemetry.onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(telemetry.started()).isEqualTo(1);
  }

  @Test
  void plugin_ofOneRequest_tracesIt() {
    try (BedrockRuntimeAsyncClient client = Clients.async(bedrock, kind.protocol(), c -> {})) {
      ConverseRequest plugged =
          UNSENDABLE.toBuilder().overrideConfiguration(c -> c.addPlugin(tracing.plugin())).build();
      awaitFailure(client.converse(plugged), "'modelId' must not be null");
    }

    assertEnded("not_sent");
  }

  private BedrockRuntimeAsyncClient plugged(
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return plugged(bedrock, configuration);
  }

  private BedrockRuntimeAsyncClient plugged(
      BedrockServer server, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return Clients.asyncBuilder(server, kind.protocol(), configuration)
        .addPlugin(tracing.plugin())
        .build();
  }

  private SpanData assertTimedOut() {
    return assertEnded(ApiCallTimeoutException.class.getName());
  }

  /** Holds what the SDK does after it has told the caller, until it is closed. */
  private static final class LatePublisher implements MetricPublisher {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void publish(MetricCollection metrics) {
      try {
        closed.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
