/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.seams.SampleCalls.Selection;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private static final Map<Selection, List<SampleCalls.Seen>> UNTRACED =
      new EnumMap<>(Selection.class);

  private static SampleCalls calls;

  @BeforeAll
  static void callUntraced() {
    calls = new SampleCalls();
    for (Selection selection : Selection.values()) {
      UNTRACED.put(selection, calls.make(List.of(), selection));
    }
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
      assertThat(calls.make(broken.interceptors(), seam.reaching()))
          .isEqualTo(UNTRACED.get(seam.reaching()));
    } finally {
      broken.mend().run();
    }
    assertThat(breaker.times()).as("times that it threw").isPositive();
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
