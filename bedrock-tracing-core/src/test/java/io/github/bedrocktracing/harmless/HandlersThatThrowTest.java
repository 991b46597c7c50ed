/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Whichever callback of the program's handler throws, it sees what it sees untraced. */
@ParameterizedClass
@EnumSource(names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
@Execution(ExecutionMode.CONCURRENT)
final class HandlersThatThrowTest {
  /** A callback of a handler, or of the subscriber to its events. */
  private enum Callback {
    RESPONSE_RECEIVED,
    ON_EVENT_STREAM,
    EXCEPTION_OCCURRED,
    COMPLETE,
    ON_SUBSCRIBE,
    ON_NEXT,
    ON_ERROR,
    ON_COMPLETE
  }

  private static final Reply WHOLE = Reply.stream(Exchanges.converseFrames());
  private static final Reply BROKEN =
      Reply.stream(
          Exchanges.converseFrames()[0],
          EventStreams.exception("modelStreamErrorException", "broken"));

  @Parameter private ClientKind kind;

  private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @ParameterizedTest
  @EnumSource
  void callerSeesWhatItSeesUntraced_andTheSpanEndsOnce(Callback callback) {
    boolean ofErrors = callback == Callback.ON_ERROR || callback == Callback.EXCEPTION_OCCURRED;
    List<Object> untraced = seen(callback, ofErrors ? BROKEN : WHOLE);

    List<Object> traced = seen(callback, ofErrors ? BROKEN : WHOLE, tracing.interceptor());

    assertThat(traced).contains("threw");
    // There the SDK fails the call while it goes on reading the stream: twelve untraced calls of a
    // client made up to six different sequences.
    if (callback != Callback.RESPONSE_RECEIVED) {
      assertThat(traced).isEqualTo(untraced);
    }
    Garbage.collectUntil(() -> telemetry.ended() == 1);
    assertThat(telemetry.started()).isEqualTo(1);
  }

  /**
   * Then the SDK never says how the call ended, and its pool of connections holds on to the call.
   */
  @ParameterizedTest
  @CsvSource({"ON_SUBSCRIBE, not_consumed", "ON_COMPLETE,", "COMPLETE,"})
  void spanEnds_alsoWhereTheSdkKeepsSilent(Callback callback, String errorType) {
    Handler handler = new Handler(callback);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(WHOLE));
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, kind.protocol(), Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> call = client.converseStream(Exchanges.converseStream(), handler);
      await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.ended() == 1);
      assertThat(call).isNotDone();
    }

    assertThat(telemetry.onlySpan().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(errorType);
  }

  /** A handler may well throw because the answer is not whole. */
  @Test
  void spanOfAnAnswerThatIsCutEnds_alsoWhereTheSdkKeepsSilent() {
    byte[][] frames = Exchanges.converseFrames();
    Reply cut = Reply.stream(EventStreams.concat(Arrays.copyOf(frames, frames.length - 1)));
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(cut));
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, kind.protocol(), Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> call =
          client.converseStream(Exchanges.converseStream(), new Handler(Callback.COMPLETE));
      await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.ended() == 1);
      assertThat(call).isNotDone();
    }

    assertThat(telemetry.onlySpan().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("stream_truncated");
  }

  /** Such a stream goes on; what it brings after a while is recorded. */
  @Test
  void subscriberThatAskedAndThrew_isWaitedFor() {
    Handler handler = new Handler(Callback.ON_SUBSCRIBE, all -> all.request(Long.MAX_VALUE));
    byte[][] frames = Exchanges.converseFrames();
    Reply late =
        Reply.stream(frames[0], EventStreams.concat(Arrays.copyOfRange(frames, 1, frames.length)))
            .pausing(5500);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(late));
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, kind.protocol(), Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> call = client.converseStream(Exchanges.converseStream(), handler);
      await().atMost(Duration.ofSeconds(30)).until(() -> telemetry.ended() == 1);
      call.cancel(true);
    }

    assertThat(telemetry.onlySpan().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isNull();
  }

  /** All bytes have come then, yet what the reader does with them may still make the call fail. */
  @Test
  void readerThatTakesItsTime_isWaitedFor() {
    AtomicReference<Subscription> reading = new AtomicReference<>();
    Handler handler = new Handler(null, reading::set);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                List.of(Reply.stream(EventStreams.concat(Exchanges.converseFrames()))));
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, kind.protocol(), Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> call = client.converseStream(Exchanges.converseStream(), handler);
      await().atMost(Duration.ofSeconds(20)).until(() -> reading.get() != null);
      reading.get().request(1);
      await()
          .during(Duration.ofSeconds(11))
          .atMost(Duration.ofSeconds(30))
          .until(() -> telemetry.ended() == 0);

      reading.get().request(Long.MAX_VALUE);
      await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.ended() == 1 && call.isDone());
    }
  }

  /** Makes a call; returns what its caller was told in order, and how its future ended. */
  private List<Object> seen(Callback throwing, Reply reply, ExecutionInterceptor... interceptors) {
    Handler handler = new Handler(throwing);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(reply));
        SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        BedrockRuntimeAsyncClient client =
            Clients.asyncBuilder(bedrock, kind.protocol(), Clients.with(interceptors))
                .httpClient(http)
                .build()) {
      CompletableFuture<Void> call = client.converseStream(Exchanges.converseStream(), handler);
      await().atMost(Duration.ofSeconds(20)).until(() -> handler.told.contains("threw"));
      try {
        call.get(5, TimeUnit.SECONDS);
        handler.told.add("the future ended well");
      } catch (ExecutionException failed) {
        handler.told.add("the future: " + CallResult.of(failed.getCause()).errorType());
      } catch (TimeoutException silence) {
        handler.told.add("the future never ended");
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return List.copyOf(handler.told);
  }

  /** Notes what it is told, and throws once at one callback. */
  private static final class Handler implements ConverseStreamResponseHandler {
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final @Nullable Callback throwing;
    private final Consumer<Subscription> first;
    private final boolean asking;

    /** Creates a handler that asks for all events once it has not thrown. */
    Handler(Callback throwing) {
      this.throwing = throwing;
      this.first = subscription -> {};
      this.asking = true;
    }

    /**
     * Creates a handler.
     *
     * @param throwing where it throws; null for nowhere
     * @param first what it does with its subscription, before it may throw
     */
    Handler(@Nullable Callback throwing, Consumer<Subscription> first) {
      this.throwing = throwing;
      this.first = first;
      this.asking = false;
    }

    private void tell(Callback callback) {
      told.add(callback);
      if (callback == throwing && !told.contains("threw")) {
        told.add("threw");
        throw new IllegalStateException("the program's own");
      }
    }

    @Override
    public void responseReceived(ConverseStreamResponse response) {
      tell(Callback.RESPONSE_RECEIVED);
    }

    @Override
    public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
      tell(Callback.ON_EVENT_STREAM);
      publisher.subscribe(
          new Subscriber<ConverseStreamOutput>() {
            @Override
            public void onSubscribe(Subscription subscription) {
              first.accept(subscription);
              tell(Callback.ON_SUBSCRIBE);
              if (asking) {
                subscription.request(Long.MAX_VALUE);
              }
            }

            @Override
            public void onNext(ConverseStreamOutput event) {
              tell(Callback.ON_NEXT);
            }

            @Override
            public void onError(Throwable error) {
              tell(Callback.ON_ERROR);
            }

            @Override
            public void onComplete() {
              tell(Callback.ON_COMPLETE);
            }
          });
    }

    @Override
    public void exceptionOccurred(Throwable thrown) {
      tell(Callback.EXCEPTION_OCCURRED);
    }

    @Override
    public void complete() {
      tell(Callback.COMPLETE);
    }
  }
}
