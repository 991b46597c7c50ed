/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.ProcessState;
import io.github.bedrocktracing.testing.RestoresSwitches;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each seam throws in turn, and the caller gets what it gets untraced: the same objects, events in
 * the same order, on the same kind of threads, and the same exceptions.
 */
@ExtendWith(RestoresSwitches.class)
@ResourceLock(ProcessState.LOCK)
final class EverySeamThrowsTest {
  private static SampleCalls calls;
  private static List<SampleCalls.Seen> untraced;
  private static List<SampleCalls.Seen> untracedStreams;

  @BeforeAll
  static void callUntraced() {
    calls = new SampleCalls();
    untraced = calls.make(List.of(), false);
    untracedStreams = calls.make(List.of(), true);
  }

  @AfterAll
  static void close() {
    calls.close();
  }

  @ParameterizedTest
  @MethodSource("seams")
  void whatThrows_reachesNoCaller(Seam seam, Throwable thrown) {
    Breaker breaker = new Breaker(thrown);
    Seam.Broken broken = seam.breaks().apply(breaker);
    try {
      assertThat(calls.make(broken.interceptors(), seam.onlyStreams()))
          .isEqualTo(seam.onlyStreams() ? untracedStreams : untraced);
    } finally {
      broken.mend().run();
    }
    // A stream over which nothing is wrong does not fail.
    if (!seam.name().equals("tap failed")) {
      assertThat(breaker.times()).as("times that it threw").isPositive();
    }
  }

  static Stream<Arguments> seams() {
    return Seam.all().stream()
        .flatMap(
            seam ->
                Stream.of(
                        new IllegalStateException("on purpose"),
                        new AssertionError("on purpose"),
                        new StackOverflowError("on purpose"),
                        new NoClassDefFoundError("on/Purpose"))
                    .map(thrown -> Arguments.of(seam, thrown)));
  }
}
