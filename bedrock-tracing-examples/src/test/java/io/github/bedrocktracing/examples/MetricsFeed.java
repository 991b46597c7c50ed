/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.ExampleSettings.CONVERSE_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.CONVERSE_STREAM_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.INVOKE_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.INVOKE_STREAM_MODEL;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.io.StringReader;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;

/** Calls of every kind that a dashboard tells apart, with their metrics where Prometheus asks. */
final class MetricsFeed implements AutoCloseable {
  /** One model has no price, so that the library has a problem to count. */
  private static final String PRICES =
      """
      {"amazon.nova-lite-v1:0": {"input": 0.06, "output": 0.24, "cacheRead": 0.015},
       "anthropic.claude-sonnet-4-5-20250929-v1:0":
         {"input": 3, "output": 15, "cacheRead": 0.3, "cacheWrite": 3.75},
       "anthropic.claude-haiku-4-5-20251001-v1:0":
         {"input": 1, "output": 5, "cacheRead": 0.1, "cacheWrite": 1.25}}""";

  private final OpenTelemetrySdk sdk;
  private final BedrockTracing tracing;
  private final EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.LIFELIKE);
  private final BedrockClients clients = BedrockClients.at(bedrock.endpoint());
  private final BedrockAgentRuntimeAsyncClient agents = BedrockClients.agentsAt(bedrock.endpoint());
  private final RefusingBedrock refusing = new RefusingBedrock();
  private final BedrockClients refused = BedrockClients.at(refusing.endpoint());

  /**
   * Switches tracing on.
   *
   * @param port where Prometheus asks on the loopback address
   */
  MetricsFeed(int port) {
    sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(
                SdkMeterProvider.builder()
                    .registerMetricReader(
                        PrometheusHttpServer.builder().setHost("127.0.0.1").setPort(port).build())
                    .build())
            .build();
    tracing =
        BedrockTracing.builder()
            .openTelemetry(sdk)
            .prices(PriceTable.read(new StringReader(PRICES)))
            .build();
    BedrockTracing.autolog(tracing);
  }

  /** Makes one call of each kind. */
  void round() {
    FourCalls calls = new FourCalls(clients);
    calls.converse(model(CONVERSE_MODEL));
    calls.converseStream(model(CONVERSE_STREAM_MODEL));
    calls.invokeModel(model(INVOKE_MODEL));
    calls.invokeModelWithResponseStream(model(INVOKE_STREAM_MODEL));
    new WeatherAgent(clients.sync(), model(CONVERSE_MODEL)).answer("What is the weather?");
    SupportAgent.ask(agents);
    FourCalls refusedCalls = new FourCalls(refused);
    refusedCalls.converse(RefusingBedrock.GUARDED_MODEL);
    try {
      refusedCalls.converse(RefusingBedrock.THROTTLED_MODEL);
      throw new IllegalStateException("the model was not throttled");
    } catch (SdkException throttled) {
      // As it is to be.
    }
  }

  @Override
  public void close() {
    BedrockTracing.disable();
    agents.close();
    clients.close();
    refused.close();
    refusing.close();
    bedrock.close();
    sdk.close();
  }

  private static String model(String name) {
    return ExampleSettings.defaultModel(name);
  }
}
