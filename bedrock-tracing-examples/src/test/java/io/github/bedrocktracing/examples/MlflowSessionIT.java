/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.MlflowServer.attribute;
import static io.github.bedrocktracing.examples.MlflowServer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Whose call it was, as a real MLflow server tells it, of every operation. */
@EnabledIfSystemProperty(named = "mlflow.test.uri", matches = "http.*")
class MlflowSessionIT {
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String CLAUDE = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

  private static MlflowServer server;

  /** The traces of calls in a session, and of one call without. */
  private static List<JsonNode> inSession;

  private static JsonNode without;

  /** Makes each call once in a session, streams included, and one outside. */
  @BeforeAll
  static void callBedrock() {
    server = new MlflowServer(System.getProperty("mlflow.test.uri"));
    String experiment = "bedrock-tracing " + UUID.randomUUID();
    try (EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
        BedrockClients clients = BedrockClients.at(bedrock.endpoint());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .mlflow(MlflowDestination.of(server.uri()).experimentName(experiment))
                .build()) {
      BedrockTracing.autolog(tracing);
      FourCalls calls = new FourCalls(clients);
      BedrockSession.builder()
          .sessionId("s-42")
          .userId("u-7")
          .conversationId("c-1")
          .tag("team", "search")
          .tag("channel", "web")
          .build()
          .run(
              () -> {
                calls.converse(NOVA);
                calls.converseStream(CLAUDE);
                calls.invokeModel(CLAUDE);
                calls.invokeModelWithResponseStream(CLAUDE);
                assertThatThrownBy(() -> calls.converse("example.no-such-model-v1:0"))
                    .isInstanceOf(ValidationException.class);
              });
      calls.converse(NOVA);
    } finally {
      BedrockTracing.disable();
    }
    List<JsonNode> traces = server.traces(server.experimentId(experiment));
    assertThat(traces).hasSize(6);
    inSession = traces.subList(0, 5);
    without = traces.get(5);
  }

  @Test
  void everyTraceOfTheSession_hasSessionUserAndTags() {
    assertThat(inSession)
        .allSatisfy(
            trace -> {
              server.assertSessionAndUser(trace, "s-42", "u-7");
              server.assertTag(trace, "team", "search");
              server.assertTag(trace, "channel", "web");
            })
        .extracting(trace -> trace.path("state").asText())
        .containsExactly("OK", "OK", "OK", "OK", "ERROR");
  }

  @Test
  void everySpanOfTheSession_hasItsIds_asPlainTexts() {
    assertThat(inSession)
        .allSatisfy(
            trace -> {
              JsonNode span = server.spans(trace).get(0);
              assertThat(attribute(span, "session.id").asText()).isEqualTo("s-42");
              assertThat(attribute(span, "user.id").asText()).isEqualTo("u-7");
              assertThat(attribute(span, "gen_ai.conversation.id").asText()).isEqualTo("c-1");
            });
  }

  @Test
  void callWithoutASession_hasNone() {
    assertThat(without.path("trace_metadata").has("mlflow.trace.session")).isFalse();
    assertThat(without.path("trace_metadata").has("mlflow.trace.user")).isFalse();
    assertThat(without.path("tags").has("team")).isFalse();
    assertThat(has(server.spans(without).get(0), "session.id")).isFalse();
  }

  @Test
  void withoutContent_noTextReachesTheServer() {
    assertThat(inSession)
        .allSatisfy(
            trace ->
                assertThat(trace.toString() + server.spans(trace))
                    .doesNotContain("weather")
                    .doesNotContain("metrics for")
                    .doesNotContain("What is a span"));
  }
}
