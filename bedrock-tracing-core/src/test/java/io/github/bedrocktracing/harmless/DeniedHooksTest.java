/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Where no hook may be added to the exit of the process, calls are traced all the same. */
final class DeniedHooksTest {
  @Test
  @EnabledForJreRange(
      max = JRE.JAVA_23,
      disabledReason = "Later processes can deny their programs nothing.")
  void callIsTraced() {
    Output output =
        JavaProcess.of(DeniedHooksProgram.class).property("java.security.manager", "allow").run();

    assertThat(output.lines()).contains("spans begun 1, ended 1");
    assertThat(output.ownWarnings()).singleElement().asString().contains("A tracing hook failed");
  }
}
