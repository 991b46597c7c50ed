/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Calls within observations, which put their tags on their spans when they stop. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
abstract class ObservedCalls {
  static final String PARENT = "observed";
  static final AttributeKey<Long> TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with());
  private final ObservationRegistry registry = ObservationRegistry.create();
  Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @AfterEach
  void close() {
    client.close();
    bedrock.close();
    telemetry.close();
  }

  void run(String parentSpans, Runnable calls) {
    OtelTracer tracer =
        new OtelTracer(
            telemetry.openTelemetry().getTracer("observations"),
            new OtelCurrentTraceContext(),
            event -> {});
    if (registry.isNoop()) {
      registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }
    Contexts.with(telemetry)
        .withBean(ObservationRegistry.class, () -> registry)
        .withPropertyValues("bedrock.tracing.parent-spans=" + parentSpans)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              calls.run();
            });
  }

  Observation observation() {
    return Observation.createNotStarted(PARENT, registry);
  }

  Observation chat() {
    return chat("bedrock_converse", PlainCall.MODEL);
  }

  /** Returns an observation as Spring AI makes one of a call of a model. */
  Observation chat(String system, String model) {
    return observation()
        .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
        .lowCardinalityKeyValue("gen_ai.system", system)
        .lowCardinalityKeyValue("gen_ai.request.model", model);
  }

  static void within(Observation begun, Runnable calls) {
    try {
      calls.run();
    } finally {
      begun.stop();
    }
  }

  void assertThatTheCallStandsAlone() {
    assertThat(ofCall().getParentSpanContext().isValid()).isFalse();
    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }

  SpanData ofCall() {
    return span(PlainCall.SPAN_NAME);
  }

  SpanData parent() {
    return span(PARENT);
  }

  private SpanData span(String name) {
    return telemetry.endedSpans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void makeCall() {
    assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
  }
}
