/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.BytesHttpClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * What tracing adds to the allocation of a call without content, by the JVM's own count.
 *
 * <p>Each bound is the target that the page on performance names. A body that is read twice, or an
 * attribute collection made in vain, goes beyond it.
 */
@ResourceLock(ProcessState.LOCK)
@Tag("one-sdk")
class CallAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int KB = 1000;

  /** Calls until the code is compiled; before, what needs no object has one. */
  private static final int WARM_UP = 6000;

  private static final int CALLS = 300;

  private static final int ROUNDS_WITHOUT_LESS = 10;
  private static final int MAX_ROUNDS = 100;
  private static final int ATTEMPTS = 5;

  private static final ConverseRequest CONVERSE = converse(200);
  private static final byte[] CONVERSE_ANSWER = Exchanges.CONVERSE_ANSWER.getBytes(UTF_8);
  private static final byte[] CLAUDE_ANSWER = Exchanges.INVOKE_MODEL_ANSWER.getBytes(UTF_8);

  private static final InvokeModelRequest EMBEDDING =
      invokeModel("amazon.titan-embed-text-v2:0", "{\"inputText\":\"a pond\"}");
  private static final byte[] EMBEDDING_ANSWER =
      "{\"embedding\":[%s],\"inputTextTokenCount\":5}"
          .formatted(
              IntStream.range(0, 1024)
                  .mapToObj(i -> "0." + (i + 1))
                  .collect(Collectors.joining(",")))
          .getBytes(UTF_8);

  @Test
  void converse() {
    assertThat(
            assertAtMost(
                6 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(CONVERSE))))
        .isPositive();
  }

  @Test
  void invokeModel() {
    InvokeModelRequest request = claude(200);

    assertThat(
            assertAtMost(
                7 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(), CLAUDE_ANSWER, client -> client.invokeModel(request))))
        .isPositive();
  }

  @Test
  void longPrompts_costNoMoreThanShortOnes() {
    ConverseRequest converse = converse(1000 * KB);
    InvokeModelRequest invokeModel = claude(1000 * KB);

    assertAtMost(
        32 * KB,
        () ->
            added(
                Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(converse), 60, 20));
    assertAtMost(
        32 * KB,
        () ->
            added(
                Sampler.alwaysOn(),
                CLAUDE_ANSWER,
                client -> client.invokeModel(invokeModel),
                60,
                20));
  }

  @Test
  void embedding_isCountedAndNotRead() {
    assertThat(
            assertAtMost(
                12 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        EMBEDDING_ANSWER,
                        client -> client.invokeModel(EMBEDDING))))
        .isPositive();
  }

  @Test
  void unsampled() {
    assertAtMost(
        3_300,
        () -> added(Sampler.alwaysOff(), CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
  }

  /** Of which 672 bytes are the OpenTelemetry SDK's own, for a span that is not sampled. */
  @Test
  void unsampled_andNoReaderOfMetrics() {
    InvokeModelRequest request = claude(200);
    try (OpenTelemetrySdk nobody = openTelemetry(Sampler.alwaysOff(), false)) {
      assertAtMost(
          1_024, () -> added(nobody, CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
      assertAtMost(
          1_024, () -> added(nobody, CLAUDE_ANSWER, client -> client.invokeModel(request)));
    }
  }

  /** The text that is recorded, which has 116 KB, and what each message takes beside it. */
  @Test
  void contentOfALongHistory() {
    ConverseRequest converse = history();
    withContent(
        () ->
            assertAtMost(
                116 * KB + 110 * 600,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CONVERSE_ANSWER,
                        client -> client.converse(converse),
                        500,
                        50)));
  }

  /** The text that is recorded, to which the body's bytes go without a text in between. */
  @Test
  void contentOfALongHistory_inABody() {
    String message = "{\"role\":\"user\",\"content\":\"%s\"}".formatted("w".repeat(KB));
    InvokeModelRequest request = claude(String.join(",", Collections.nCopies(110, message)));

    withContent(
        () ->
            assertAtMost(
                116 * KB + 110 * 500,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CLAUDE_ANSWER,
                        client -> client.invokeModel(request),
                        500,
                        50)));
  }

  /** Only the size and the digest of an image are recorded, for which nothing is decoded. */
  @Test
  void contentOfAnImage() {
    InvokeModelRequest request =
        claude(
            """
            {"role":"user","content":[{"type":"image","source":{"type":"base64",
             "media_type":"image/png","data":"%s"}}]}"""
                .formatted("iVBORw0K".repeat(128 * 1024)));

    withContent(
        () ->
            assertAtMost(
                32 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CLAUDE_ANSWER,
                        client -> client.invokeModel(request),
                        200,
                        20)));
  }

  @Test
  void contentOfAnEmbedding() {
    withContent(
        () ->
            assertAtMost(
                12 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        EMBEDDING_ANSWER,
                        client -> client.invokeModel(EMBEDDING))));
  }

  /** A conversation of 110 messages of 1,000 characters. */
  private static ConverseRequest history() {
    Message message =
        Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("w".repeat(KB)))
            .build();
    return ConverseRequest.builder()
        .modelId(Exchanges.MODEL)
        .messages(Collections.nCopies(110, message))
        .build();
  }

  /** Code that is not fully compiled makes an object for each hook. */
  @Test
  void disabled_costsWhatAnEmptyInterceptorCosts() {
    System.setProperty("bedrock.tracing.enabled", "false");
    try {
      assertAtMost(
          256,
          () -> added(Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
    } finally {
      System.clearProperty("bedrock.tracing.enabled");
    }
  }

  private static ConverseRequest converse(int characters) {
    return ConverseRequest.builder()
        .modelId(Exchanges.MODEL)
        .messages(
            Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("w".repeat(characters)))
                .build())
        .inferenceConfig(p -> p.maxTokens(512).temperature(0.5f))
        .build();
  }

  private static InvokeModelRequest claude(int characters) {
    return claude("{\"role\":\"user\",\"content\":\"%s\"}".formatted("w".repeat(characters)));
  }

  private static InvokeModelRequest claude(String messages) {
    return invokeModel(
        Exchanges.MODEL,
        """
        {"anthropic_version":"bedrock-2023-05-31","max_tokens":512,"temperature":0.5,
         "messages":[%s]}"""
            .formatted(messages));
  }

  private static void withContent(Supplier<Long> measured) {
    String content = "otel.instrumentation.genai.capture-message-content";
    System.setProperty(content, "SPAN_ONLY");
    try {
      assertThat(measured.get()).isPositive();
    } finally {
      System.clearProperty(content);
    }
  }

  private static InvokeModelRequest invokeModel(String model, String body) {
    return InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(body)).build();
  }

  private static Cost added(Sampler sampler, byte[] answer, Call call) {
    return added(sampler, answer, call, WARM_UP, CALLS);
  }

  private static Cost added(Sampler sampler, byte[] answer, Call call, int warmUp, int calls) {
    try (OpenTelemetrySdk telemetry = openTelemetry(sampler, true)) {
      return added(telemetry, answer, call, warmUp, calls);
    }
  }

  private static Cost added(OpenTelemetry telemetry, byte[] answer, Call call) {
    return added(telemetry, answer, call, WARM_UP, CALLS);
  }

  private static Cost added(
      OpenTelemetry telemetry, byte[] answer, Call call, int warmUp, int calls) {
    ExecutionInterceptor tracing =
        BedrockTracing.builder().openTelemetry(telemetry).build().interceptor();
    return new Cost(
        bytesPerCall(answer, call, warmUp, calls, tracing),
        bytesPerCall(answer, call, warmUp, calls, new ExecutionInterceptor() {}));
  }

  private static OpenTelemetrySdk openTelemetry(Sampler sampler, boolean withMetrics) {
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder();
    if (withMetrics) {
      meters.registerMetricReader(InMemoryMetricReader.create());
    }
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                // Without a processor the SDK makes no spans at all.
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .build())
        .setMeterProvider(meters.build())
        .build();
  }

  private static long bytesPerCall(
      byte[] answer, Call call, int warmUp, int calls, ExecutionInterceptor interceptor) {
    try (BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .httpClient(new BytesHttpClient(answer))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .overrideConfiguration(c -> c.addExecutionInterceptor(interceptor))
            .build()) {
      for (int i = 0; i < warmUp; i++) {
        call.make(client);
      }
      return settled(() -> call.make(client), calls);
    }
  }

  /**
   * Returns what a call allocates once no further round of calls takes less: a busy machine
   * compiles late, and what is not compiled allocates more.
   */
  private static long settled(Runnable call, int calls) {
    long least = Long.MAX_VALUE;
    int roundsWithoutLess = 0;
    for (int round = 0; round < MAX_ROUNDS && roundsWithoutLess < ROUNDS_WITHOUT_LESS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      long taken = (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
      roundsWithoutLess = taken < least ? 0 : roundsWithoutLess + 1;
      least = Math.min(least, taken);
    }
    return least;
  }

  /**
   * Asserts that what tracing adds comes to lie within a bound, and returns it: code that a busy
   * machine has not compiled yet allocates more, and no code less than it has to.
   */
  private static long assertAtMost(int bound, Supplier<Cost> measured) {
    Cost least = measured.get();
    for (int again = 0; again < ATTEMPTS && least.added() > bound; again++) {
      least = least.orLess(measured.get());
    }
    assertThat(least.added()).isLessThanOrEqualTo(bound);
    return least.added();
  }

  /**
   * What a call allocates.
   *
   * @param traced bytes with the library's interceptor
   * @param plain bytes with one that does nothing
   */
  private record Cost(long traced, long plain) {
    long added() {
      return traced - plain;
    }

    Cost orLess(Cost other) {
      return new Cost(Math.min(traced, other.traced), Math.min(plain, other.plain));
    }
  }

  private interface Call {
    Object make(BedrockRuntimeClient client);
  }
}
