/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static io.github.bedrocktracing.endings.Varying.ATTEMPTS;
import static io.github.bedrocktracing.endings.Varying.FAILURE;
import static io.github.bedrocktracing.endings.Varying.HANDLER;
import static io.github.bedrocktracing.endings.Varying.REQUESTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.NoCredentials;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.Reply.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Every fault of the matrix, in the order of its table. */
final class Faults {
  private static final int ALL_FRAMES = 6;
  private static final int SOME_FRAMES = 3;

  private Faults() {}

  static List<Fault> all() {
    return List.of(
        Fault.named("none").afterFrames(ALL_FRAMES),
        Fault.named("400").reply(o -> Reply.error(400, "ValidationException")).afterFrames(0),
        Fault.named("429, then success")
            .replies(o -> List.of(Reply.error(429, "ThrottlingException"), o.answer()))
            .afterFrames(ALL_FRAMES),
        Fault.named("500 to the end")
            .reply(o -> Reply.error(500, "InternalServerException"))
            .afterFrames(0),
        Fault.named("connection refused")
            .refused()
            .varies(HANDLER, FAILURE, ATTEMPTS)
            .afterFrames(0),
        Fault.named("reset before the response")
            .reply(o -> o.answer().ending(Ending.RESET_FIRST))
            .varies(HANDLER, FAILURE)
            // The next attempt may meet the connection that is just being reset.
            .varies((operation, kind) -> kind == ClientKind.ASYNC_HTTP_2, ATTEMPTS, REQUESTS)
            .afterFrames(0),
        Fault.named("reset in the body")
            .reply(Faults::reset)
            .varies(HANDLER, FAILURE, ATTEMPTS, REQUESTS)
            .afterFrames(SOME_FRAMES),
        Fault.named("body cut short")
            .reply(Faults::cutShort)
            .varies(FAILURE, REQUESTS)
            // Over HTTP/1.1 the SDK tells the reader of a body nothing.
            .callerGivesUp(
                (operation, kind) ->
                    operation.shape() == Shape.BODY && kind == ClientKind.ASYNC_HTTP_1_1)
            .afterFrames(SOME_FRAMES),
        Fault.named("odd JSON")
            .onlyFor((operation, kind) -> operation.shape() != Shape.BODY)
            .reply(Faults::odd)
            .afterFrames(SOME_FRAMES),
        Fault.named("damaged frame")
            .onlyEvents()
            .reply(o -> o.frames(SOME_FRAMES, damaged(o.answer().parts().get(SOME_FRAMES))))
            .afterFrames(SOME_FRAMES),
        Fault.named("exception frame")
            .onlyEvents()
            .reply(o -> o.frames(SOME_FRAMES, EventStreams.exception(o.exception(), "broken")))
            .afterFrames(SOME_FRAMES),
        Fault.named("exception frame, then success")
            .onlyEvents()
            .replies(
                o ->
                    List.of(
                        o.frames(
                            SOME_FRAMES, EventStreams.exception("throttlingException", "slow")),
                        o.answer()))
            .afterFrames(ALL_FRAMES),
        Fault.named("consumer cancels")
            .onlyStreams()
            .reply(o -> o.answer().pausing(200))
            .consumer(() -> new StreamConsumer(Subscription::cancel)),
        Fault.named("consumer throws")
            .onlyEvents()
            .reply(o -> o.answer().pausing(200))
            .consumer(
                () ->
                    new StreamConsumer(
                        subscription -> {
                          throw new IllegalStateException("a consumer's own");
                        })),
        Fault.named("future cancelled before the response")
            .onlyAsync()
            .replies(o -> List.of(o.answer().ending(Ending.SILENT), o.answer()))
            .leftInPool()
            .onceSent(call -> call.future().cancel(true))
            .varies(HANDLER)
            .afterFrames(0),
        Fault.named("future cancelled in mid-stream")
            .onlyEvents()
            .reply(o -> o.frames(SOME_FRAMES).ending(Ending.HANGING))
            .onceSeen(SOME_FRAMES, call -> call.future().cancel(true))
            .varies(HANDLER)
            .afterFrames(SOME_FRAMES),
        Fault.named("attempt timeout")
            .reply(o -> o.answer().ending(Ending.SILENT))
            .client(c -> c.apiCallAttemptTimeout(Duration.ofMillis(400)))
            // A cancelled attempt may take the connection of the next one with it.
            .races(
                (operation, kind) -> kind == ClientKind.ASYNC_HTTP_1_1,
                failed(ApiCallAttemptTimeoutException.class),
                failed(SdkClientException.class))
            .varies(HANDLER, FAILURE)
            .varies((operation, kind) -> true, ATTEMPTS, REQUESTS)
            .afterFrames(0),
        Fault.named("call timeout before the response")
            .replies(o -> List.of(o.answer().ending(Ending.SILENT), o.answer()))
            .leftInPool()
            .timesOut(Duration.ofMillis(1500))
            .varies(HANDLER)
            .afterFrames(0),
        Fault.named("call timeout in mid-stream")
            .onlyEvents()
            .reply(o -> o.frames(SOME_FRAMES).ending(Ending.HANGING))
            .timesOut(Duration.ofMillis(1500))
            .varies(HANDLER)
            .afterFrames(SOME_FRAMES),
        Fault.named("request that cannot be marshalled").unsendable().afterFrames(0),
        Fault.named("no credentials")
            .request(r -> r.credentialsProvider(new NoCredentials()))
            .afterFrames(0),
        Fault.named("never subscribed")
            // A body that nobody reads is held by the SDK for a minute.
            .onlyEvents()
            .consumer(StreamConsumer::withoutSubscription)
            .ownConnections()
            .races(
                (operation, kind) -> kind == ClientKind.ASYNC_HTTP_1_1,
                new Observation("abandoned", "not_consumed", "cleaner"),
                failed(RejectedExecutionException.class))
            .onceSent(
                call -> {
                  StreamConsumer consumer = call.consumer();
                  await().atMost(Duration.ofSeconds(20)).until(consumer::streamArrived);
                  call.closeClient().run();
                })
            .callerGivesUp()
            .afterFrames(0),
        Fault.named("client closed before the response")
            .reply(o -> o.answer().ending(Ending.SILENT))
            .ownConnections()
            .onceSent(call -> call.closeClient().run())
            .varies(HANDLER, FAILURE)
            .afterFrames(0),
        Fault.named("client closed in mid-stream")
            .onlyFor((operation, kind) -> operation.streams() && kind != ClientKind.SYNC)
            .reply(o -> o.frames(SOME_FRAMES).ending(Ending.HANGING))
            .ownConnections()
            .races(
                (operation, kind) ->
                    operation.shape() == Shape.EVENTS && kind == ClientKind.ASYNC_HTTP_2,
                failed(RejectedExecutionException.class),
                new Observation("truncated", "stream_truncated", "signal"))
            .races(
                (operation, kind) ->
                    operation.shape() == Shape.BODY && kind == ClientKind.ASYNC_HTTP_2,
                new Observation("failed", IOException.class.getName(), "tap"),
                new Observation("complete", null, "tap"))
            .onceSeen(SOME_FRAMES, call -> call.closeClient().run())
            .afterFrames(SOME_FRAMES),
        Fault.named("tracing shut down before the response")
            .reply(o -> o.answer().ending(Ending.HELD_FIRST))
            .onceSent(
                call -> {
                  call.tracing().shutdown();
                  call.bedrock().release();
                })
            .afterFrames(0),
        Fault.named("tracing shut down in mid-stream")
            .onlyStreams()
            .reply(o -> o.answer().ending(Ending.HELD))
            .onceSeen(
                SOME_FRAMES,
                call -> {
                  call.tracing().shutdown();
                  call.bedrock().release();
                })
            .afterFrames(SOME_FRAMES));
  }

  /** Returns an answer that has begun and goes on no further. */
  private static Reply reset(MatrixOperation operation) {
    return operation.streams()
        ? operation.frames(SOME_FRAMES).ending(Ending.RESET_ONCE_READ)
        : operation.answer().half().ending(Ending.RESET);
  }

  /** Returns a stream that ends in the middle of a frame, or a body shorter than announced. */
  private static Reply cutShort(MatrixOperation operation) {
    if (operation.shape() == Shape.WHOLE) {
      return operation.answer().half().ending(Ending.CLOSED);
    }
    if (operation.shape() == Shape.BODY) {
      return operation.frames(SOME_FRAMES).announcing(1000).ending(Ending.CLOSED);
    }
    byte[] next = operation.answer().parts().get(SOME_FRAMES);
    return operation.frames(SOME_FRAMES, Arrays.copyOf(next, next.length - 7));
  }

  private static Reply odd(MatrixOperation operation) {
    return operation.streams()
        ? operation.frames(SOME_FRAMES, operation.oddFrame())
        : Reply.json("{\"usage\":[1,{\"output\":");
  }

  /** The end of a call about which the SDK tells interceptors that it failed. */
  private static Observation failed(Class<? extends Exception> error) {
    return new Observation("failed", error.getName(), "signal");
  }

  /** Changes a byte of the payload, which the checksum at the end of the frame shows. */
  private static byte[] damaged(byte[] frame) {
    byte[] damaged = frame.clone();
    damaged[frame.length - 8] ^= "x".getBytes(UTF_8)[0];
    return damaged;
  }
}
