/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.internal.autolog.ExplicitInterceptor;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** What the properties of an application do. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class PropertiesTest {
  private static final String CAPTURE = "otel.instrumentation.genai.capture-message-content";
  private static final AttributeKey<Double> COST = AttributeKey.doubleKey("llm.cost.usd");

  private final Telemetry telemetry = Telemetry.create();

  @AfterEach
  void close() {
    telemetry.close();
  }

  static List<Arguments> properties() {
    return List.of(
        row("content.capture=span", c -> c.content().captureNow(), ContentCapture.SPAN),
        row("content.capture=EVENT", c -> c.content().captureNow(), ContentCapture.EVENT),
        row(
            "content.capture=span-and-event",
            c -> c.content().captureNow(),
            ContentCapture.SPAN_AND_EVENT),
        row(
            "content.redact-patterns=true",
            c -> c.content().redactor() == null ? null : "set",
            "set"),
        row("content.stream-events=true", c -> c.content().streamEventsNow(), true),
        row("content.max-value-length=11", c -> c.content().maxValueLengthNow(), 11),
        row("content.max-length=12", c -> c.content().maxTotalLengthNow(), 12),
        row("content.max-binary-bytes=13", c -> c.content().maxBinaryBytesNow(), 13),
        row("agent.steps=false", c -> c.agents().stepsNow(), false),
        row("agent.enable-trace=true", c -> c.agents().enableTraceNow(), true),
        row("propagation=xray", c -> c.propagation().formatNow(), PropagationFormat.XRAY),
        row("propagation=none", c -> c.propagation().formatNow(), PropagationFormat.NONE),
        row("propagate-session=true", c -> c.propagation().sessionNow(), true),
        row("request-metadata=true", c -> c.propagation().requestMetadataNow(), true),
        row("parent-spans=enrich", c -> c.parents().parentSpansNow(), ParentSpans.ENRICH),
        row("sdk-spans=ignore", c -> c.parents().sharesSdkSpansNow(), false));
  }

  /** By no property, by the property, and by the same name as an environment variable. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("properties")
  void property_isWhatTheBuilderIsTold(
      String property, Function<TracingConfiguration, Object> setting, Object expected) {
    assertThat(setting.apply(configuration(Contexts.with(telemetry)))).isNotEqualTo(expected);

    assertThat(
            setting.apply(
                configuration(
                    Contexts.with(telemetry).withPropertyValues("bedrock.tracing." + property))))
        .isEqualTo(expected);

    int equals = property.indexOf('=');
    String variable =
        "BEDROCK_TRACING_"
            + property
                .substring(0, equals)
                .toUpperCase(java.util.Locale.ROOT)
                .replaceAll("[.-]", "_");
    assertThat(
            setting.apply(
                configuration(
                    withVariable(
                        Contexts.with(telemetry), variable, property.substring(equals + 1)))))
        .isEqualTo(expected);
  }

  @Test
  void w3c_isSaidToo() {
    System.setProperty("bedrock.tracing.propagation", "none");

    TracingConfiguration configuration =
        configuration(
            Contexts.with(telemetry).withPropertyValues("bedrock.tracing.propagation=w3c"));

    assertThat(configuration.propagation().formatNow()).isEqualTo(PropagationFormat.W3C);
  }

  @ParameterizedTest
  @CsvSource({"mlflow,true", "none,false"})
  void flavor_putsMlflowsAttributesOnSpans(String flavor, boolean there) {
    SpanData span =
        spanOfACall(
            Contexts.with(telemetry).withPropertyValues("bedrock.tracing.flavor=" + flavor));

    assertThat(
            span.getAttributes().asMap().keySet().stream()
                .anyMatch(key -> key.getKey().startsWith("mlflow.")))
        .isEqualTo(there);
  }

  @Test
  void prices_areReadFromAPath_aFileUrl_orTheClassPath(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, "{\"" + PlainCall.MODEL + "\": {\"input\": 1, \"output\": 1}}");

    for (String place :
        List.of(file.toString(), file.toUri().toString(), "classpath:spring/prices.json")) {
      SpanData span =
          spanOfACall(
              Contexts.with(telemetry).withPropertyValues("bedrock.tracing.prices=" + place));
      assertThat(span.getAttributes().get(COST)).as(place).isEqualTo(0.000007);
      telemetry.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prices=no-such-file.json",
        "prices=classpath:no-such-file.json",
        "content.max-length=-1",
        "content.capture=everything",
        "enabled=perhaps"
      })
  void whatASettingCannotHave_isRefusedByName(String property) {
    String name = property.substring(0, property.indexOf('='));
    Contexts.with(telemetry)
        .withPropertyValues("bedrock.tracing." + property)
        .run(
            context -> {
              assertThat(context).hasFailed();
              assertThat(messages(context.getStartupFailure()))
                  .containsAnyOf("bedrock.tracing." + name, "no-such-file.json");
            });
  }

  @Test
  void whereContentGoes_mayBeSaidByItsOwnName_andTheNearerNameWins() {
    var contexts = Contexts.with(telemetry).withPropertyValues(CAPTURE + "=EVENT_ONLY");

    assertThat(configuration(contexts).content().captureNow()).isEqualTo(ContentCapture.EVENT);
    assertThat(
            configuration(contexts.withPropertyValues("bedrock.tracing.content.capture=none"))
                .content()
                .captureNow())
        .isEqualTo(ContentCapture.NONE);
  }

  @Test
  void propertyOfTheApplication_goesBeforeTheFlag_andWithoutItTheFlagDecidesAtEachCall() {
    System.setProperty(CAPTURE, "EVENT_ONLY");
    assertThat(
            configuration(
                    Contexts.with(telemetry)
                        .withPropertyValues("bedrock.tracing.content.capture=span"))
                .content()
                .captureNow())
        .isEqualTo(ContentCapture.SPAN);

    System.clearProperty(CAPTURE);
    TracingConfiguration silent = configuration(Contexts.with(telemetry));
    assertThat(silent.content().captureNow()).isEqualTo(ContentCapture.NONE);
    System.setProperty(CAPTURE, "EVENT_ONLY");
    System.setProperty("bedrock.tracing.content.max-length", "5");
    assertThat(silent.content().captureNow()).isEqualTo(ContentCapture.EVENT);
    assertThat(silent.content().maxTotalLengthNow()).isEqualTo(5);
  }

  private SpanData spanOfACall(ApplicationContextRunner contexts) {
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      bedrock.answerJson("converse", PlainCall.ANSWER);
      contexts.run(
          context -> {
            assertThat(context).hasNotFailed();
            PlainCall.converse(client);
          });
      return telemetry.onlySpan();
    }
  }

  private static TracingConfiguration configuration(ApplicationContextRunner contexts) {
    TracingConfiguration[] made = new TracingConfiguration[1];
    contexts.run(
        context -> {
          assertThat(context).hasNotFailed();
          BedrockTracing tracing = context.getBean(BedrockTracing.class);
          made[0] = ((ExplicitInterceptor) tracing.interceptor()).tracing().configuration();
        });
    return made[0];
  }

  private static ApplicationContextRunner withVariable(
      ApplicationContextRunner contexts, String name, String value) {
    return contexts.withInitializer(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of(name, value))));
  }

  private static Arguments row(
      String property, Function<TracingConfiguration, Object> setting, Object expected) {
    return Arguments.of(property, setting, expected);
  }

  private static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    return messages.toString();
  }
}
