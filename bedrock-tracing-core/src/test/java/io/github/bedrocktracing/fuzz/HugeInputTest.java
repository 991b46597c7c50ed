/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.stream.BodyCapture;
import io.github.bedrocktracing.internal.stream.ConverseStreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** Single inputs of a size that no generator makes. */
@Tag("fuzz")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HugeInputTest {
  private static final long MAX_RETAINED_BYTES = 8 * 1024 * 1024;
  private static final int DEPTH = 10_000;
  private static final int EVENTS = 1_000_000;
  private static final int STEPS = 20_000;
  private static final String TIME = "2026-01-01T00:00:01Z";

  @Test
  void jsonNestedTenThousandDeep_overflowsNoStack() {
    for (String open : List.of("[", "{\"content\":", "{\"messages\":[", "{\"a\":[{\"b\":")) {
      String deep = "{\"messages\":" + open.repeat(DEPTH);
      read(deep.getBytes(UTF_8));
      StreamCapture capture = TappedBytes.capture(new ConverseStreamAccumulator(Oracle.LIMITS));
      feed(capture, EventStreams.event("contentBlockDelta", deep));
      feed(capture, EventStreams.chunk(deep));
      capture.close().build();
    }
  }

  @Test
  void bodyOfFiftyMegabytes_isReadInBoundedTime() {
    byte[] body =
        ("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(50 << 20) + "\"}]}")
            .getBytes(UTF_8);
    long begun = System.nanoTime();

    read(body);

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(10_000);
  }

  @Test
  void streamOfAMillionEvents_keepsLittle() {
    byte[] delta =
        EventStreams.event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"0123456789abcdef\"}}");
    long before = heap();
    StreamCapture capture = TappedBytes.capture(new ConverseStreamAccumulator(Oracle.LIMITS));
    TappedStream stream = new TappedStream(capture);

    for (int i = 0; i < EVENTS; i++) {
      stream.next(delta);
    }

    long retained = heap() - before;
    System.out.printf("fuzz: a stream of %d events retains %d KiB%n", EVENTS, retained / 1024);
    assertThat(retained).isLessThan(MAX_RETAINED_BYTES);
    InferenceResponse read = capture.close().build();
    Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
  }

  @Test
  void frameOfSixteenMegabytes_isNotKept() {
    byte[] frame = EventStreams.event("contentBlockDelta", new byte[16 * 1024 * 1024 - 1024]);
    long before = heap();
    StreamCapture capture = TappedBytes.capture(new ConverseStreamAccumulator(Oracle.LIMITS));
    TappedStream stream = new TappedStream(capture);

    for (int at = 0; at < frame.length - 10; at += 8192) {
      stream.next(Arrays.copyOfRange(frame, at, Math.min(frame.length - 10, at + 8192)));
    }

    long retained = heap() - before;
    System.out.printf("fuzz: a frame of 16 MiB retains %d KiB%n", retained / 1024);
    assertThat(retained).isLessThan(MAX_RETAINED_BYTES);
    // Its header tells that it is no end of a stream.
    assertThat(capture.outcome()).isEqualTo(StreamOutcome.TRUNCATED);
  }

  @Test
  void runOfTwentyThousandSteps_keepsLittle() {
    long before = heap();
    StreamCapture capture = TappedBytes.capture(AgentFrames.agents().accumulator());
    TappedStream stream = new TappedStream(capture);

    for (int i = 0; i < STEPS; i++) {
      stream.next(AgentTrace.part(TIME, AgentTrace.modelInput("t-" + i, "x")));
      if (i % 3 != 0) {
        stream.next(AgentTrace.part(TIME, AgentTrace.modelOutput("t-" + i, "y", TIME, TIME)));
      }
    }

    long retained = heap() - before;
    System.out.printf("fuzz: a run of %d steps retains %d KiB%n", STEPS, retained / 1024);
    assertThat(retained).isLessThan(MAX_RETAINED_BYTES);
    Oracle.nothingSwallowed();
    Oracle.content(InputContent.EMPTY, capture.close().build().outputMessages(), List.of());
  }

  @Test
  void bodyOfARuntimeOfFiftyMegabytes_keepsLittle() throws IOException {
    byte[] piece = "{\"a\":[1,2,\"xyz\"]}".getBytes(UTF_8);
    long before = heap();
    BodyCapture capture = RuntimeBody.captureOfJson();

    try (InputStream body = capture.tap(new Repeated(piece, 50 << 20), List.of())) {
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(50 << 20);
    }

    long retained = heap() - before;
    System.out.printf("fuzz: a body of 50 MiB of a runtime retains %d KiB%n", retained / 1024);
    assertThat(retained).isLessThan(MAX_RETAINED_BYTES);
    Oracle.content(InputContent.EMPTY, capture.close().build().outputMessages(), List.of());
  }

  private static void read(byte[] body) {
    OperationCapture capture = OperationCaptures.forExecution("BedrockRuntime", "InvokeModel");
    InvokeModelRequest request =
        InvokeModelRequest.builder()
            .modelId("anthropic.claude-v2")
            .body(SdkBytes.fromByteArrayUnsafe(body))
            .build();
    capture.request(request);
    Oracle.content(capture.inputContent(request, Oracle.LIMITS), List.of(), List.of());
    InferenceResponse read =
        capture
            .response(
                InvokeModelResponse.builder().body(SdkBytes.fromByteArrayUnsafe(body)).build(),
                Oracle.LIMITS)
            .build();
    Oracle.content(InputContent.EMPTY, read.outputMessages(), List.of());
  }

  private static void feed(StreamCapture capture, byte[] frame) {
    new TappedStream(capture).next(frame);
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A stream through the tap that goes on as long as it is fed. */
  private static final class TappedStream {
    private Subscriber<? super ByteBuffer> into;

    TappedStream(StreamCapture capture) {
      capture
          .tap(
              subscriber -> {
                into = subscriber;
                subscriber.onSubscribe(new TappedBytes.Ignored());
              },
              List.of())
          .subscribe(new TappedBytes.Caller(new AtomicLong()));
    }

    void next(byte[] bytes) {
      into.onNext(ByteBuffer.wrap(bytes));
    }
  }

  /** The same bytes again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] piece;
    private int left;

    Repeated(byte[] piece, int length) {
      this.piece = piece;
      this.left = length;
    }

    @Override
    public int read() {
      return left == 0 ? -1 : piece[left-- % piece.length] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = Math.min(length, left);
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = piece[(left - i) % piece.length];
      }
      left -= count;
      return count;
    }
  }
}
