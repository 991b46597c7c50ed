/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.HookedCall;
import io.github.bedrocktracing.testing.agent.RecordedRun;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A recorded run that is cut off behind any byte is the beginning of its tree: the steps whose end
 * has come are what they are in the whole one, with names, nesting, tokens and the service's very
 * times, and what was open is unfinished. The caller gets every byte.
 */
final class AgentEveryCutTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  /** The longest recording takes twenty seconds. */
  private static final int FASTER = 1000;

  /** Calls that are begun before the times that their answers name. */
  private static final int AT_ONCE = 4000;

  /**
   * The most bytes that are replayed of one recording: of long ones not each byte is cut here, but
   * by the fuzz profile.
   */
  private static final long MOST_BYTES = 70_000_000;

  @TestFactory
  Stream<DynamicTest> cutBehindManyBytes_isTheBeginningOfTheTree() throws IOException {
    return runs(run -> assertCuts(run, stride(run, MOST_BYTES)));
  }

  /** Behind each byte, unless fewer inputs are asked for than by default. */
  @Tag("fuzz")
  @TestFactory
  Stream<DynamicTest> cutBehindAnyByte_isTheBeginningOfTheTree() throws IOException {
    long most = 2400 * Long.getLong("fuzz.inputs", 1_000_000);
    return runs(run -> assertCuts(run, stride(run, most)));
  }

  @TestFactory
  Stream<DynamicTest> stepsAreExported_withTheVeryByteThatTellsOfTheirEnd() throws IOException {
    return runs(AgentEveryCutTest::assertExportedByteByByte);
  }

  private static Stream<DynamicTest> runs(Assertion assertion) throws IOException {
    assumeTrue(Files.isDirectory(WIRE), "no recordings: see the property bedrock.wire.dir");
    return RecordedRun.in(WIRE).stream()
        .map(run -> DynamicTest.dynamicTest(run.name(), () -> assertion.of(run)));
  }

  /** Returns the distance of cuts at which no more bytes are replayed than this. */
  private static int stride(RecordedRun run, long mostBytes) {
    long length = run.bytes().length;
    return (int) (length * length / 2 / mostBytes + 1);
  }

  private static void assertCuts(RecordedRun run, int stride) {
    try (LogLines log = LogLines.of("io.github.bedrocktracing");
        Telemetry telemetry = Telemetry.create()) {
      int next = 0;
      boolean more = true;
      while (more) {
        Batch batch = new Batch(run, telemetry);
        while (batch.hasCalls() && next <= batch.bytes.length) {
          batch.assertCut(next);
          next =
              next == batch.bytes.length ? next + 1 : Math.min(next + stride, batch.bytes.length);
        }
        more = next <= batch.bytes.length;
        batch.finish();
      }
      assertThat(log.text()).isEmpty();
    }
  }

  /** Calls that have begun, and the answer to all of them. */
  private static final class Batch {
    private final Telemetry telemetry;
    private final List<HookedCall> calls = new ArrayList<>();
    private final byte[] bytes;
    private final List<Integer> told = new ArrayList<>();
    private final List<Step> whole;
    private final Map<Integer, List<Step>> toldByFrames = new HashMap<>();
    private final List<byte[]> frames;

    Batch(RecordedRun run, Telemetry telemetry) {
      this.telemetry = telemetry;
      ExecutionInterceptor interceptor = interceptor(telemetry);
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(new HookedCall(interceptor));
      }
      frames = run.framesReplayedAt(Instant.now().plusMillis(1), FASTER);
      bytes = EventStreams.concat(frames);
      await().until(() -> Instant.now().isAfter(last(frames)));
      int end = 0;
      for (byte[] frame : frames) {
        end += frame.length;
        // The checksum of a frame tells nothing.
        told.add(end - Integer.BYTES);
      }
      whole = steps(call(bytes.length));
      assertThat(windows(whole)).containsExactlyInAnyOrderElementsOf(RecordedRun.windows(frames));
      assertThat(whole).noneMatch(Step::unfinished);
    }

    boolean hasCalls() {
      return !calls.isEmpty();
    }

    void assertCut(int cut) {
      int count = (int) told.stream().filter(end -> end <= cut).count();
      List<SpanData> spans = call(cut);
      List<Step> steps = steps(spans);

      List<Step> finished = steps.stream().filter(step -> !step.unfinished()).toList();
      assertThat(finished)
          .as("cut at %d", cut)
          .isEqualTo(toldByFrames.computeIfAbsent(count, this::tellsWithFrames));
      for (Step open : steps) {
        if (open.unfinished()) {
          assertThat(whole)
              .as("cut at %d: %s", cut, open)
              .anyMatch(step -> step.isStillOpenAs(open));
        }
      }
      assertThat(spans.get(spans.size() - 1).getName()).isEqualTo("invoke_agent AGENT1");
      assertThat(SpanTree.line(spans.get(spans.size() - 1)).contains(" complete"))
          .as("cut at %d", cut)
          .isEqualTo(cut == bytes.length);
      assertInside(spans);
    }

    /** Returns what so many frames tell, of the whole tree the first ones that were told. */
    private List<Step> tellsWithFrames(int count) {
      int expected =
          RecordedRun.windows(frames.subList(0, count)).size()
              + (int)
                  frames.subList(0, count).stream()
                      .filter(frame -> text(frame).contains("agentCollaboratorInvocationOutput"))
                      .count();
      return whole.subList(0, expected);
    }

    void finish() {
      calls.forEach(call -> call.answer(bytes, 0));
      telemetry.reset();
    }

    private List<SpanData> call(int length) {
      calls.remove(calls.size() - 1).answer(bytes, length);
      List<SpanData> spans = telemetry.endedSpans();
      telemetry.forget();
      return spans;
    }
  }

  private static void assertExportedByteByByte(RecordedRun run) {
    try (Telemetry telemetry = Telemetry.create()) {
      byte[] bytes = run.bytes();
      HookedCall call = new HookedCall(interceptor(telemetry));
      HookedCall.Stream stream = call.stream();
      List<Integer> ends = run.frameEnds();
      int frames = 0;
      int expected = 0;
      for (int i = 0; i < bytes.length; i++) {
        stream.send(ByteBuffer.wrap(bytes, i, 1).slice());
        if (frames < ends.size() && i + 1 == ends.get(frames) - Integer.BYTES) {
          frames++;
          expected = run.ended(i + 1).size();
        }
        int exported = telemetry.endedSpans().size();
        // A model call waits for the rationale that may come with the next event.
        assertThat(exported).as("behind byte %d", i).isBetween(expected - 1, expected);
      }
      stream.end();
      call.returns();
      assertThat(telemetry.endedSpans()).hasSize(expected + 1);
    }
  }

  private static void assertInside(List<SpanData> spans) {
    Map<String, SpanData> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.getSpanId(), span));
    for (SpanData span : spans) {
      SpanData parent = byId.get(span.getParentSpanId());
      if (span.getEndEpochNanos() < span.getStartEpochNanos()
          || (parent == null) != (span.getKind() == SpanKind.CLIENT)
          || (parent != null
              && (span.getStartEpochNanos() < parent.getStartEpochNanos()
                  || span.getEndEpochNanos() > parent.getEndEpochNanos()))) {
        throw new AssertionError(span + " lies outside " + parent);
      }
    }
  }

  private static List<Step> steps(List<SpanData> spans) {
    Map<String, SpanData> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.getSpanId(), span));
    return spans.stream()
        .filter(span -> span.getKind() != SpanKind.CLIENT)
        .map(span -> Step.of(span, byId))
        .toList();
  }

  private static List<String> windows(List<Step> steps) {
    return steps.stream()
        .filter(step -> !step.line().startsWith("invoke_agent"))
        .map(step -> instant(step.start()) + " " + instant(step.end()))
        .toList();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  private static Instant last(List<byte[]> frames) {
    return RecordedRun.windows(frames).stream()
        .map(window -> Instant.parse(window.split(" ", -1)[1]))
        .max(Instant::compareTo)
        .orElseThrow()
        .plusMillis(20);
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }

  private static ExecutionInterceptor interceptor(Telemetry telemetry) {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build().interceptor();
  }

  /** A step as it was recorded: what it is, and below which others. */
  private record Step(String line, List<String> path, long start, long end) {
    static Step of(SpanData span, Map<String, SpanData> byId) {
      List<String> path = new ArrayList<>();
      for (SpanData at = byId.get(span.getParentSpanId());
          at != null;
          at = byId.get(at.getParentSpanId())) {
        path.add(at.getName());
      }
      return new Step(
          SpanTree.line(span), path, span.getStartEpochNanos(), span.getEndEpochNanos());
    }

    boolean unfinished() {
      return line.contains(" unfinished");
    }

    /** Returns whether another, cut off, may have become this one. */
    boolean isStillOpenAs(Step open) {
      String name = open.line.substring(0, open.line.indexOf(" unfinished"));
      List<String> words = Arrays.asList(name.split(" ", -1));
      return path.equals(open.path)
          && Arrays.asList(line.split(" ", -1)).containsAll(words)
          && Math.abs(start - open.start) < TimeUnit.SECONDS.toNanos(1);
    }
  }

  private interface Assertion {
    void of(RecordedRun run) throws IOException;
  }
}
