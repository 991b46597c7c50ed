/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * A program that brings the library along, in a process that has the SDK and OpenTelemetry already,
 * leaves nothing of the library behind when it is taken down.
 */
final class UnloadingTest {
  /** How far the program gets before it is taken down. */
  private enum Use {
    LOADED,
    BUILT,
    CALLED,
    CALLED_WITH_PLUGIN,
    FAILED_IN_A_PARENT,
    STREAMED,
    REFUSED,
    IN_A_CALL
  }

  private final FakeBedrock bedrock = FakeBedrock.start();

  @ParameterizedTest
  @EnumSource
  void libraryIsUnloaded_withTheProgram(Use use) throws Exception {
    try (bedrock) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      bedrock.answerStream("converse-stream", Exchanges.converseAnswer());
      WeakReference<ClassLoader> program = run(use);

      Garbage.collectUntil(() -> program.get() == null);
    }
  }

  /** Runs a program; leaves nothing of it on the test's own stack. */
  private WeakReference<ClassLoader> run(Use use) throws Exception {
    try (Library library = new Library();
        Telemetry telemetry = Telemetry.create()) {
      Class<?> entry = library.loadClass(BedrockTracing.class.getName());
      assertThat(entry).isNotSameAs(BedrockTracing.class);
      assertThat(entry.getField("TRACE_REQUEST").get(null)).isNotNull();
      if (use != Use.LOADED) {
        AutoCloseable tracing = tracing(use, entry, telemetry);
        assertThat(tracing.getClass().getClassLoader()).isSameAs(library);
        call(use, tracing, telemetry);
        tracing.close();
        assertThat(telemetry.ended()).isEqualTo(use == Use.BUILT ? 0 : 1);
      }
      return new WeakReference<>(library);
    }
  }

  private void call(Use use, AutoCloseable tracing, Telemetry telemetry) throws Exception {
    ExecutionInterceptor interceptor =
        (ExecutionInterceptor) tracing.getClass().getMethod("interceptor").invoke(tracing);
    SdkPlugin plugin = (SdkPlugin) tracing.getClass().getMethod("plugin").invoke(tracing);
    switch (use) {
      case CALLED -> {
        try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(interceptor))) {
          client.converse(Exchanges.converse());
        }
      }
      case CALLED_WITH_PLUGIN -> {
        try (BedrockRuntimeClient client =
            Clients.syncBuilder(bedrock, c -> {}).addPlugin(plugin).build()) {
          client.converse(Exchanges.converse());
        }
      }
      case FAILED_IN_A_PARENT -> {
        bedrock.answerError("converse", 400, "ValidationException", "no");
        Span parent =
            telemetry
                .openTelemetry()
                .getTracer("program")
                .spanBuilder("parent")
                .setAttribute("gen_ai.operation.name", "chat")
                .startSpan();
        try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(interceptor))) {
          Callable<?> call =
              Context.current().with(parent).wrap(() -> client.converse(Exchanges.converse()));
          assertThatThrownBy(call::call).isInstanceOf(ValidationException.class);
        } finally {
          parent.end();
        }
      }
      case STREAMED -> {
        try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(Protocol.HTTP1_1);
            BedrockRuntimeAsyncClient client =
                Clients.asyncBuilder(bedrock, Protocol.HTTP1_1, Clients.with(interceptor))
                    .httpClient(http)
                    .build()) {
          assertThat(StreamOperation.CONVERSE.start(client, new StreamConsumer()))
              .succeedsWithin(Duration.ofSeconds(20));
        }
      }
      case REFUSED -> {
        CompletableFuture<Void> refused = new CompletableFuture<>();
        try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(Protocol.HTTP1_1);
            BedrockRuntimeAsyncClient client =
                Clients.asyncBuilder(bedrock, Protocol.HTTP1_1, Clients.with(interceptor))
                    .httpClient(http)
                    .build()) {
          CompletableFuture<Void> call =
              client.converseStream(
                  Exchanges.converseStream(),
                  ConverseStreamResponseHandler.builder()
                      .subscriber(() -> new Refusing(refused))
                      .build());
          assertThat(refused).succeedsWithin(Duration.ofSeconds(20));
          await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.ended() == 1);
          assertThat(call).isNotDone();
        }
      }
      case IN_A_CALL -> {
        bedrock.answer(
            "converse",
            response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(9000));
        try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(Protocol.HTTP1_1);
            BedrockRuntimeAsyncClient client =
                Clients.asyncBuilder(bedrock, Protocol.HTTP1_1, Clients.with(interceptor))
                    .httpClient(http)
                    .build()) {
          CompletableFuture<?> call = client.converse(Exchanges.converse());
          await().until(() -> bedrock.requests() == 1);
          tracing.close();
          call.cancel(true);
        }
      }
      default -> {}
    }
  }

  private static AutoCloseable tracing(Use use, Class<?> entry, Telemetry telemetry)
      throws ReflectiveOperationException {
    Object builder = entry.getMethod("builder").invoke(null);
    builder
        .getClass()
        .getMethod("openTelemetry", OpenTelemetry.class)
        .invoke(builder, telemetry.openTelemetry());
    if (use == Use.FAILED_IN_A_PARENT) {
      Class<?> choice = entry.getClassLoader().loadClass(ParentSpans.class.getName());
      Method option = builder.getClass().getMethod("parentSpans", choice);
      // It is public, but its class is not.
      option.setAccessible(true);
      option.invoke(builder, choice.getField(ParentSpans.ENRICH.name()).get(null));
    }
    return (AutoCloseable) builder.getClass().getMethod("build").invoke(builder);
  }

  /** Throws where it is given its subscription. */
  private record Refusing(CompletableFuture<Void> refused)
      implements Subscriber<ConverseStreamOutput> {
    @Override
    public void onSubscribe(Subscription subscription) {
      refused.complete(null);
      throw new IllegalStateException("the program's own");
    }

    @Override
    public void onNext(ConverseStreamOutput event) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  /** Loads the library anew, and takes all else from the tests. */
  private static final class Library extends URLClassLoader {
    private static final String PACKAGE = BedrockTracing.class.getPackageName() + '.';

    Library() {
      super(
          new URL[] {BedrockTracing.class.getProtectionDomain().getCodeSource().getLocation()},
          UnloadingTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(PACKAGE)) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
