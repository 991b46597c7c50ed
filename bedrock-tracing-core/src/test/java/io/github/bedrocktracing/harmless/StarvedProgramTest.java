/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process in which no further thread can be started, as in a container that limits them. */
final class StarvedProgramTest {
  @ParameterizedTest
  @EnumSource(names = "UNTRACED", mode = EnumSource.Mode.EXCLUDE)
  void noFurtherThread_harmsNoCall(StarvedProgram.Tracing tracing) {
    assertThat(starved(tracing).lines().stream().filter(line -> line.startsWith("call ")))
        .isEqualTo(
            starved(StarvedProgram.Tracing.UNTRACED).lines().stream()
                .filter(line -> line.startsWith("call "))
                .toList())
        .hasSize(5);
  }

  @Test
  void noFurtherThread_losesNoSpan() {
    Output output = starved(StarvedProgram.Tracing.INTERCEPTOR);

    assertThat(output.lines()).contains("spans begun 5, ended 5");
    assertThat(output.ownWarnings()).as("warnings in\n%s", output).isNotEmpty();
  }

  private static Output starved(StarvedProgram.Tracing tracing) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/prlimit")), "there is no prlimit on this machine");
    Output output =
        JavaProcess.of(StarvedProgram.class, tracing.name())
            .option("-XX:ThreadStackSize=" + StarvedProgram.STACK_KILOBYTES)
            .run();
    Assumptions.assumeTrue(
        output.lines().contains("starved"), () -> "threads cannot be denied here:\n" + output);
    assertThat(output.lines())
        .as("no thread could be started to the end")
        .contains("still starved");
    return output;
  }
}
