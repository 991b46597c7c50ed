/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.testing.EventStreams;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What the library allocates for each event of a stream without content, by the JVM's own count.
 */
@Tag("one-sdk")
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

  private static StreamAccumulator invokeModel(String model) {
    return new InvokeModelStreamAccumulator(new BodyReader(ModelId.parse(model)), null);
  }

  private static long bytesPerEvent(StreamAccumulator accumulator, byte[] frame) {
    assertThat(new String(frame, UTF_8)).contains("event");
    StreamCapture capture =
        new StreamCapture(accumulator, seconds -> {}, new NoListener(), System::nanoTime);
    Source source = new Source();
    capture.tap(source::set, "held").subscribe(new Sink());
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

  private static final class NoListener implements StreamCapture.Listener {
    @Override
    public void completed(CapturedStream stream) {}

    @Override
    public void failed(CapturedStream stream, Throwable error) {}
  }
}
