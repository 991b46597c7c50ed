/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.client.Exchanges.MODEL;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.Expected;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.client.NoCredentials;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.sdk.HookWitness;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Calls that fail before their answer are told as failed, whatever the client. */
@ParameterizedClass
@EnumSource(ClientKind.class)
final class FailedCallsTest {
  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @Parameter private ClientKind kind;

  private final Telemetry telemetry = Telemetry.create();
  private Fixture fixture;

  @BeforeEach
  void connect() {
    fixture = new Fixture(bedrock, kind, telemetry);
  }

  @AfterEach
  void close() {
    fixture.close();
    bedrock.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, 0",
    "403, AccessDeniedException, 0",
    "408, ModelTimeoutException, 0",
    "424, ModelErrorException, 0",
    "429, ThrottlingException, 2",
    "500, InternalServerException, 2"
  })
  void errorOfTheService_isNamedByItsCode(int status, String code, long retries) {
    // Netty closes a connection of HTTP/2 after a 500, which SdkRacesTest knows.
    assumeFalse(kind == ClientKind.ASYNC_HTTP_2 && status == 500);
    bedrock.answerError("converse", status, code, "no");
    bedrock.answerError("invoke", status, code, "no");

    CallResult result = fixture.call(calls -> calls.converse(Exchanges.converse()));
    fixture.call(calls -> calls.invokeModel(Exchanges.invokeModel()));

    assertThat(result.failure()).contains(code);
    assertThat(telemetry.spans(2))
        .allSatisfy(
            span -> {
              assertFailed(span, code);
              assertThat(attributes(span))
                  .containsEntry("aws.request_id", "req-1")
                  .containsEntry("gen_ai.request.max_tokens", 256L)
                  .doesNotContainKeys(
                      "gen_ai.usage.input_tokens",
                      "gen_ai.response.finish_reasons",
                      "aws.bedrock.stream.outcome");
              assertThat(span.getStatus().getDescription())
                  .isEqualTo(code + " (status " + status + ", request id req-1)");
              assertRetries(span, retries);
            });
    assertDuration(code, 2);
  }

  @Test
  void errorOfTheServiceWithoutACode_isNamedByItsException() {
    bedrock.answer("converse", response -> response.withStatus(418).withBody("<html>no</html>"));

    fixture.call(calls -> calls.converse(Exchanges.converse()));

    assertThat(attributes(telemetry.onlySpan()).get("error.type").toString())
        .startsWith("software.amazon.awssdk.services.bedrockruntime.model.");
  }

  @Test
  void refusedConnection_isNamedByItsException() {
    FakeBedrock closed = FakeBedrock.start();
    closed.close();
    CallResult result;
    // One attempt, and no second client: the SDK's pool may hang for a while when asked again.
    try (BedrockCalls calls =
        kind.connect(
            closed,
            Clients.with(fixture.interceptor())
                .andThen(c -> c.retryStrategy(r -> r.maxAttempts(1))))) {
      result = calls.converse(Exchanges.converse());
    }

    assertThat(result.failure()).contains("refused");
    SpanData span = telemetry.onlySpan();
    assertFailed(span, SdkClientException.class.getName());
    assertThat(attributes(span))
        .containsEntry("server.port", (long) closed.port())
        .doesNotContainKey("aws.request_id");
  }

  @Test
  void timeoutOfTheCall_isNamedByItsException() {
    // The SDK tells nobody of an asynchronous one.
    assumeTrue(kind == ClientKind.SYNC);
    // Long enough for a client's first call, which loads classes, to reach the server.
    fixture.configured(c -> c.apiCallTimeout(Duration.ofMillis(1500)));
    answerTooLate();

    fixture.call(calls -> calls.converse(Exchanges.converse()));

    assertFailed(telemetry.onlySpan(), ApiCallTimeoutException.class.getName());
    assertDuration(ApiCallTimeoutException.class.getName(), 1);
  }

  @Test
  void missingCredentials_areAFailure_namedWhereTheSdkTellsOfIt() {
    ConverseRequest request =
        Exchanges.converse().toBuilder()
            .overrideConfiguration(c -> c.credentialsProvider(new NoCredentials()))
            .build();
    HookWitness witness = new HookWitness();
    try (BedrockCalls untraced = kind.connect(bedrock, Clients.with(witness))) {
      assertThat(untraced.converse(request).failure()).contains("none here");
    }

    CallResult result = fixture.call(calls -> calls.converse(request));

    assertThat(result.failure()).contains("none here");
    assertThat(bedrock.requests()).isZero();
    if (witness.executions() == 0) {
      // Older SDKs ask for credentials before they tell any interceptor of the call.
      assertThat(telemetry.started()).isZero();
    } else if (witness.failures() == 0) {
      assertNeverSent("chat " + MODEL);
    } else {
      assertFailed(telemetry.onlySpan(), result.errorType());
      assertThat(telemetry.started()).isEqualTo(1);
    }
  }

  @Test
  void requestThatCannotBeSent_isAFailureOnceTheSdkHasLetItGo() {
    ConverseRequest request = ConverseRequest.builder().build();

    CallResult result = fixture.call(calls -> calls.converse(request));

    assertThat(result.failure()).contains("'modelId' must not be null");
    assertNeverSent("chat");
  }

  /** Nobody but the garbage collector can tell that such a call is over. */
  private void assertNeverSent(String name) {
    Garbage.collectUntil(() -> telemetry.ended() == 1);
    SpanData span = telemetry.onlySpan();
    assertThat(span.getName()).isEqualTo(name);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", "not_sent");
    assertThat(telemetry.started()).isEqualTo(1);
  }

  private static void answerTooLate() {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(4000));
  }

  private static void assertFailed(SpanData span, String errorType) {
    assertThat(span.getName()).isEqualTo("chat " + MODEL);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", errorType);
    assertThat(span.getEvents()).singleElement().satisfies(FailedCallsTest::assertTellsException);
  }

  private static void assertTellsException(EventData event) {
    assertThat(event.getName()).isEqualTo("exception");
    Map<String, Object> attributes = MetricPoint.byName(event.getAttributes());
    assertThat(attributes)
        .containsOnlyKeys("exception.type", "exception.message", "exception.stacktrace");
    assertThat(attributes.get("exception.type").toString()).endsWith("Exception");
    assertThat(attributes.get("exception.message").toString()).isNotBlank();
    assertThat(attributes.get("exception.stacktrace").toString())
        .startsWith(attributes.get("exception.type").toString())
        .contains("\n\tat ");
  }

  private static void assertRetries(SpanData span, long retries) {
    if (retries == 0) {
      assertThat(attributes(span)).doesNotContainKey("aws.bedrock.retry_count");
    } else {
      assertThat(attributes(span)).containsEntry("aws.bedrock.retry_count", retries);
    }
  }

  private void assertDuration(String errorType, long count) {
    assertThat(MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow()))
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.attributes())
                  .isEqualTo(Expected.metric(bedrock.port(), "error.type", errorType));
              assertThat(point.count()).isEqualTo(count);
            });
    assertThat(telemetry.metric("gen_ai.client.token.usage")).isEmpty();
  }
}
