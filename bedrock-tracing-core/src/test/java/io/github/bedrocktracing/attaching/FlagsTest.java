/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * The flags as system properties. As environment variables, and as the only thing that switches
 * tracing on, they need a process of their own.
 */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class FlagsTest {
  private static final String ENABLED = "bedrock.tracing.enabled";
  private static final String AUTOLOG = "bedrock.tracing.autolog";
  private static final String OPT_IN = "otel.semconv-stability.opt-in";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @Test
  void byDefaultTheLibraryMayTraceButDoesNotStartByItself() {
    assertThat(Flags.enabled()).isTrue();
    assertThat(Flags.autolog()).isFalse();
    assertThat(Flags.latestGenAiConventions()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"false,false", "FALSE,false", "' False ',false", "true,true", "True,true"})
  void readsTrueAndFalseInAnyCase(String value, boolean expected) {
    System.setProperty(ENABLED, value);
    System.setProperty(AUTOLOG, value);

    assertThat(Flags.enabled()).isEqualTo(expected);
    assertThat(Flags.autolog()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "maybe", "0", "1", "no", "off", "falsee"})
  void takesAnythingElseAsNotSet(String value) {
    System.setProperty(ENABLED, value);
    System.setProperty(AUTOLOG, value);

    assertThat(Flags.enabled()).isTrue();
    assertThat(Flags.autolog()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai_latest_experimental,true",
    "'http, gen_ai_latest_experimental ,database/dup',true",
    "'',false",
    "gen_ai,false",
    "gen_ai_latest_experimental_too,false"
  })
  void readsTheOptInToTheLatestConventions(String value, boolean expected) {
    System.setProperty(OPT_IN, value);

    assertThat(Flags.latestGenAiConventions()).isEqualTo(expected);
  }

  @Test
  void disabledWinsOverAllCode() {
    System.setProperty(ENABLED, "false");
    System.setProperty(AUTOLOG, "true");
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    BedrockTracing.autolog();
    BedrockTracing.autolog(tracing);

    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
    }

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(telemetry.started()).isZero();
    assertThat(telemetry.collectMetrics()).isEmpty();
  }

  @Test
  void isReadAtEveryCall() {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      System.setProperty(ENABLED, "false");
      PlainCall.converse(client);
      assertThat(telemetry.started()).isZero();

      System.clearProperty(ENABLED);
      assertThat(BedrockTracing.isEnabled()).isTrue();
      PlainCall.converse(client);
      telemetry.onlySpan();
    }
  }
}
