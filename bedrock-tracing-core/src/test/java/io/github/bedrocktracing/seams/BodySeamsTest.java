/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.interceptor.TracingPlugin;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClientBuilder;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;

/**
 * Whatever throws while a blocking caller reads a body, or where the plugin works, the caller gets
 * what it gets untraced.
 */
@Execution(ExecutionMode.CONCURRENT)
@NeedsSdk(LaterMembers.AGENT_CORE)
final class BodySeamsTest {
  private static final String KEYS =
      "io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys";
  private static final Reply WHOLE = Reply.json("{\"answer\":\"forty-two\"}");

  private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @ParameterizedTest
  @MethodSource("observed")
  void tapOfABody(List<String> callbacks, Throwable thrown) {
    Breaker breaker = new Breaker(thrown);

    assertSeesNothing(
        breaker,
        breaking(
            attempt ->
                breaker.into(
                    Breaker.get(Breaker.get(attempt, "stream"), "observer"),
                    "observer",
                    callbacks.toArray(String[]::new))));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void endOfABodyThatIsGivenUp(Throwable thrown) {
    Breaker breaker = new Breaker(thrown);

    assertSeesNothing(
        breaker,
        breaking(
            attempt -> breaker.into(Breaker.get(attempt, "stream"), "listener", "givenUpUnread")));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void reportOfAnEnd(Throwable thrown) {
    Breaker breaker = new Breaker(thrown);

    assertSeesNothing(
        breaker,
        breaking(attempt -> breaker.into(attempt, "stream", "isLeftToRead"))
            .andThen(client -> client.addPlugin(tracing.plugin())));

    // At the end of the hooks and again at the report, of each of the four calls.
    assertThat(breaker.times()).isGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void configurationByThePlugin(Throwable thrown) {
    Breaker breaker = new Breaker(thrown);
    ExecutionInterceptor odd =
        (ExecutionInterceptor)
            breaker.instead(ExecutionInterceptor.class, "equals", tracing.interceptor());

    assertSeesNothing(breaker, client -> client.addPlugin(new TracingPlugin(odd)));
  }

  static Stream<Arguments> observed() {
    return Stream.of(
            List.of("subscribed"),
            List.of("bytes"),
            List.of("bytes", "unreadable"),
            List.of("skipped"),
            List.of("completed"),
            List.of("failed"),
            List.of("cancelled"))
        .flatMap(callbacks -> thrown().map(thrown -> Arguments.of(callbacks, thrown)));
  }

  static Stream<Throwable> thrown() {
    return Stream.of(
        new IllegalStateException("on purpose"),
        new AssertionError("on purpose"),
        new StackOverflowError("on purpose"),
        new NoClassDefFoundError("on/Purpose"));
  }

  private void assertSeesNothing(
      Breaker breaker, Consumer<BedrockAgentCoreClientBuilder> configuration) {
    try (telemetry) {
      assertThat(seen(configuration)).isEqualTo(Untraced.SEEN);
    }
    assertThat(breaker.times()).as("times that it threw").isPositive();
  }

  /** Returns what a traced client is made with on which something of each attempt is broken. */
  private Consumer<BedrockAgentCoreClientBuilder> breaking(Consumer<Object> attemptBroken) {
    // Answers pass the interceptors in reverse.
    return with(
        new ExecutionInterceptor() {
          @Override
          public Optional<InputStream> modifyHttpResponseContent(
              Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            attemptBroken.accept(
                Breaker.get(
                    Breaker.get(attributes.getAttribute(executionKey()), "execution"), "attempt"));
            return context.responseBody();
          }
        },
        tracing.interceptor());
  }

  private static Consumer<BedrockAgentCoreClientBuilder> with(
      ExecutionInterceptor... interceptors) {
    return client ->
        client.overrideConfiguration(
            client.overrideConfiguration().toBuilder()
                .executionInterceptors(List.of(interceptors))
                .build());
  }

  private static ExecutionAttribute<?> executionKey() {
    try {
      return (ExecutionAttribute<?>) Breaker.getStatic(Class.forName(KEYS), "EXECUTION");
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Reads one body to its end, leaves the next, gives one up unread, and has one cut short. */
  private static List<String> seen(Consumer<BedrockAgentCoreClientBuilder> configuration) {
    List<String> seen = new ArrayList<>();
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start(
            number -> number == 3 ? WHOLE.half().ending(Reply.Ending.CLOSED) : WHOLE)) {
      BedrockAgentCoreClientBuilder builder = AgentCoreClients.sync(bedrock, c -> {});
      configuration.accept(builder);
      try (BedrockAgentCoreClient client = builder.build()) {
        seen.add(
            reading(
                client,
                body ->
                    (char) body.read()
                        + " "
                        + body.skip(3)
                        + new String(body.readAllBytes(), UTF_8)
                        + body.read()));
        seen.add(reading(client, body -> new String(body.readNBytes(5), UTF_8)));
        seen.add(
            reading(
                client,
                body -> {
                  body.abort();
                  return "";
                }));
        seen.add(reading(client, body -> new String(body.readAllBytes(), UTF_8)));
      }
    }
    return seen;
  }

  private static String reading(BedrockAgentCoreClient client, Reading reading) {
    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(AgentCoreClients.request())) {
      return body.response().contentType() + " " + reading.read(body);
    } catch (IOException | RuntimeException | Error failure) {
      return failure.toString();
    }
  }

  /** What all of them are held against; made once. */
  private static final class Untraced {
    static final List<String> SEEN = seen(client -> {});
  }

  private interface Reading {
    String read(ResponseInputStream<InvokeAgentRuntimeResponse> body) throws IOException;
  }
}
