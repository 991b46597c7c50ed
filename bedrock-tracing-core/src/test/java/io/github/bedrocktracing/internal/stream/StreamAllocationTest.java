/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bedrocktracing.internal.agent.AgentStreamAccumulator;
import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What the library allocates for each event of a stream without content, by the JVM's own count.
 */
@Tag("one-sdk")
@Tag("compiled")
class StreamAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int EVENTS = 20_000;

  @Test
  void eventOfConverseStream_isNotLookedInto() {
    byte[] delta =
        EventStreams.event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"some words of an answer\"},\"p\":\"abc\"}");

    assertThat(bytesPerEvent(new ConverseStreamAccumulator(null), delta)).isLessThanOrEqualTo(64);
  }

  @Test
  void chunkOfClaude_isReadWithAParserThatIsThere() {
    byte[] delta =
        EventStreams.chunk(
            "{\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"some words of an answer\"}}");

    assertThat(bytesPerEvent(invokeModel("anthropic.claude-3-haiku-20240307-v1:0"), delta))
        .isLessThanOrEqualTo(300);
  }

  @Test
  void chunkOfLlama_isReadWithAParserThatIsThere() {
    byte[] delta =
        EventStreams.chunk(
            "{\"generation\":\" words\",\"prompt_token_count\":null,"
                + "\"generation_token_count\":12,\"stop_reason\":null}");

    assertThat(bytesPerEvent(invokeModel("meta.llama3-8b-instruct-v1:0"), delta))
        .isLessThanOrEqualTo(300);
  }

  @Test
  void chunkOfAgent_isNotLookedInto() {
    byte[] chunk =
        AgentTrace.chunk("some words of an answer", ",\"attribution\":{\"citations\":[]}");

    assertThat(bytesPerEvent(new AgentStreamAccumulator(null, new NoSteps()), chunk))
        .isLessThanOrEqualTo(64);
  }

  /** Traces are read as trees, as the steps in them are of many shapes. */
  @Test
  void traceOfAgent_isReadOnceForEachPart() {
    List<byte[]> trace = new ArrayList<>();
    for (int step = 0; step < 30; step++) {
      String id = "run-" + step;
      trace.add(part(AgentTrace.modelInput(id, "p".repeat(1000))));
      trace.add(
          part(
              AgentTrace.modelOutput(
                  id, "an answer", "2026-11-21T10:00:00Z", "2026-11-21T10:00:01Z")));
      trace.add(
          part(
              AgentTrace.orchestration(
                  "{\"rationale\":{\"traceId\":\"" + id + "\",\"text\":\"so\"}}")));
    }
    byte[][] frames = trace.toArray(byte[][]::new);

    // Runs of 90 events, each with an accumulator of its own.
    for (int warmUp = 0; warmUp < 300; warmUp++) {
      run(frames);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(frames);
    long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / frames.length;

    assertThat(bytes).isPositive().isLessThanOrEqualTo(10_000);
  }

  private static void run(byte[][] frames) {
    Source source = new Source();
    capture(new AgentStreamAccumulator(null, new NoSteps()))
        .tap(source::set, "held")
        .subscribe(new Sink());
    for (byte[] frame : frames) {
      source.subscriber.onNext(ByteBuffer.wrap(frame));
    }
  }

  private static byte[] part(String trace) {
    return AgentTrace.part("2026-11-21T10:00:00Z", trace);
  }

  private static StreamCapture capture(StreamAccumulator accumulator) {
    return new StreamCapture(accumulator, seconds -> {}, new NoListener(), System::nanoTime);
  }

  private static StreamAccumulator invokeModel(String model) {
    return new InvokeModelStreamAccumulator(new BodyReader(ModelId.parse(model)), null);
  }

  private static long bytesPerEvent(StreamAccumulator accumulator, byte[] frame) {
    assertThat(new String(frame, UTF_8)).contains("event");
    Source source = new Source();
    capture(accumulator).tap(source::set, "held").subscribe(new Sink());
    Subscriber<? super ByteBuffer> tapped = source.subscriber;
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    send(tapped, buffer);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    send(tapped, buffer);
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
  }

  private static void send(Subscriber<? super ByteBuffer> tapped, ByteBuffer buffer) {
    for (int i = 0; i < EVENTS; i++) {
      tapped.onNext(buffer);
    }
  }

  private static final class Source {
    private Subscriber<? super ByteBuffer> subscriber;

    void set(Subscriber<? super ByteBuffer> tapped) {
      subscriber = tapped;
    }
  }

  private static final class Sink implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer bytes) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  private static final class NoSteps implements AgentListener {
    @Override
    public void seen(Instant eventTime) {}

    @Override
    public void step(AgentStep step) {}

    @Override
    public void late(AgentStep call) {}

    @Override
    public void dropped(AgentLimit limit) {}

    @Override
    public void note(AgentNote note) {}

    @Override
    public AgentListener begin(AgentStep work) {
      return this;
    }

    @Override
    public void end(AgentStep work) {}
  }

  private static final class NoListener implements StreamCapture.Listener {
    @Override
    public void completed(CapturedStream stream) {}

    @Override
    public void failed(CapturedStream stream, Throwable error) {}
  }
}
