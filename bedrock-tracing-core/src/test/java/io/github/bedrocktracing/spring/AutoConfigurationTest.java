/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** What the beans of an application make of tracing. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class AutoConfigurationTest {
  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry telemetry = Telemetry.create();
  private final Telemetry other = Telemetry.create();
  private BedrockRuntimeClient client;

  @BeforeEach
  void buildAClientThatTheContextDoesNotKnow() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    client = Clients.sync(bedrock, Clients.with());
  }

  @AfterEach
  void close() {
    client.close();
    telemetry.close();
    other.close();
    bedrock.close();
  }

  @Test
  void openTelemetryBean_isRecordedTo_whileTheContextRuns() {
    Contexts.with(telemetry)
        .run(
            context -> {
              assertThat(BedrockTracing.isEnabled()).isTrue();
              assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
              assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
            });

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
    assertThat(telemetry.started()).isEqualTo(1);
  }

  @Test
  void openTelemetryOfTheApplication_isLeftOpen() {
    Contexts.with(telemetry).run(context -> PlainCall.converse(client));

    telemetry.openTelemetry().getTracer("later").spanBuilder("later").startSpan().end();

    assertThat(telemetry.spans(2)).anyMatch(span -> span.getName().equals("later"));
  }

  @Test
  void withoutAnOpenTelemetryBean_nothingIsSwitchedOn() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());

    Contexts.empty()
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(BedrockTracing.class);
              PlainCall.converse(client);
            });

    assertThat(telemetry.started()).isZero();
  }

  @Test
  void withoutAnOpenTelemetryBean_autologIsAskedFor() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());

    Contexts.empty()
        .withPropertyValues("bedrock.tracing.autolog=true")
        .run(context -> PlainCall.converse(client));

    telemetry.onlySpan();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void disabled_nothingIsRecorded_andTheBeanIsStillThere() {
    Contexts.with(telemetry)
        .withPropertyValues("bedrock.tracing.enabled=false")
        .run(
            context -> {
              assertThat(BedrockTracing.isEnabled()).isFalse();
              PlainCall.converse(client);
              BedrockTracing tracing = context.getBean(BedrockTracing.class);
              try (BedrockRuntimeClient own =
                  Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
                PlainCall.converse(own);
              }
              assertThat(tracing.agent("weather").call(() -> "sunny")).isEqualTo("sunny");
            });

    assertThat(telemetry.started()).isZero();
  }

  @Test
  void disabled_severalBeansAreNoTrouble() {
    Contexts.with(Contexts.with(telemetry), "another", other)
        .withPropertyValues("bedrock.tracing.enabled=false")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void withoutAutolog_onlyWhatTheApplicationPutsOnAClientTraces() {
    Contexts.with(telemetry)
        .withPropertyValues("bedrock.tracing.autolog=false")
        .run(
            context -> {
              PlainCall.converse(client);
              assertThat(telemetry.started()).isZero();
              BedrockTracing tracing = context.getBean(BedrockTracing.class);
              try (BedrockRuntimeClient own =
                  Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
                PlainCall.converse(own);
              }
            });

    telemetry.onlySpan();
  }

  @Test
  void severalOpenTelemetryBeans_areRefused_withWhatToDo() {
    Contexts.with(Contexts.with(telemetry), "another", other)
        .run(
            context -> {
              AmbiguousBeansException refusal = refusal(context);
              FailureAnalysis analysis = new AmbiguousBeansFailureAnalyzer().analyze(refusal);
              assertThat(analysis.getDescription())
                  .isEqualTo(
                      "bedrock-tracing needs one bean of type io.opentelemetry.api.OpenTelemetry,"
                          + " but the context has 2: another, openTelemetry.");
              assertThat(analysis.getAction())
                  .startsWith("Mark one of the OpenTelemetry beans @Primary;")
                  .contains("bean of type BedrockTracing", "bedrock.tracing.enabled=false");
              assertThat(refusal)
                  .hasMessage(analysis.getDescription() + " " + analysis.getAction());
            });

    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void primaryOfSeveral_isRecordedTo() {
    Contexts.with(telemetry)
        .withBean(
            "another",
            OpenTelemetry.class,
            other::openTelemetry,
            definition -> definition.setPrimary(true))
        .run(
            context -> {
              PlainCall.converse(client);
              other.onlySpan();
            });

    assertThat(telemetry.started()).isZero();
  }

  @Test
  void bedrockTracingOfTheApplication_isUsedAsItIs() {
    BedrockTracing own = BedrockTracing.builder().openTelemetry(other.openTelemetry()).build();

    Contexts.with(telemetry)
        .withBean(BedrockTracing.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(BedrockTracing.class)).isSameAs(own);
              PlainCall.converse(client);
              other.onlySpan();
            });

    assertThat(telemetry.started()).isZero();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void severalBedrockTracings_areRefused_unlessNoneIsToBeSwitchedOn() {
    var contexts =
        Contexts.empty()
            .withBean("one", BedrockTracing.class, () -> BedrockTracing.builder().build())
            .withBean("two", BedrockTracing.class, () -> BedrockTracing.builder().build());

    contexts.run(
        context ->
            assertThat(refusal(context))
                .hasMessageContaining("one, two")
                .hasMessageContaining("set bedrock.tracing.autolog=false"));
    contexts
        .withPropertyValues("bedrock.tracing.autolog=false")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void redactorAndPricesOfTheApplication_areUsed_beforeItsProperties() {
    Contexts.with(telemetry)
        .withBean(ContentRedactor.class, () -> text -> text.replace("hello", "[greeting]"))
        .withBean(
            PriceTable.class,
            () ->
                PriceTable.read(
                    new StringReader(
                        "{\"" + PlainCall.MODEL + "\": {\"input\": 1, \"output\": 1}}")))
        .withPropertyValues(
            "bedrock.tracing.content.capture=span",
            "bedrock.tracing.content.redact-patterns=true",
            "bedrock.tracing.prices=there-is-no-such-file.json")
        .run(context -> PlainCall.converse(client));

    Map<AttributeKey<?>, Object> attributes = telemetry.onlySpan().getAttributes().asMap();
    assertThat(attributes)
        .containsEntry(AttributeKey.doubleKey("llm.cost.usd"), 0.000007)
        .hasEntrySatisfying(
            AttributeKey.stringKey("gen_ai.input.messages"),
            messages -> assertThat(messages.toString()).contains("Say [greeting]."));
  }

  /** Taking none of them would record what one of them was to hide. */
  @Test
  void severalRedactors_areRefused() {
    Contexts.with(telemetry)
        .withBean("one", ContentRedactor.class, () -> text -> text)
        .withBean("two", ContentRedactor.class, () -> text -> null)
        .run(context -> assertThat(refusal(context)).hasMessageContaining("ContentRedactor"));
  }

  private static AmbiguousBeansException refusal(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
      if (cause instanceof AmbiguousBeansException refusal) {
        return refusal;
      }
    }
    throw new AssertionError("failed for another reason", context.getStartupFailure());
  }
}
